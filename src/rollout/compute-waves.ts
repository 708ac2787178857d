import type { Message } from '../model/message.ts';
import type { RolloutCandidate } from '../model/rollout.ts';
import { chooseProof, criticalityText } from './choose-proof.ts';
import { resolveDependencies } from './dependencies.ts';
import type { Dependency } from './dependencies.ts';
import { levelOf, readyFrom } from './level.ts';

export interface WaveMember {
  readonly app: string;
  readonly because: readonly Message[];
}

/** Applications that move together. The first wave is the proof of concept alone. */
export type Wave = readonly WaveMember[];

export interface Waves {
  readonly proof: string | null;
  readonly waves: readonly Wave[];
  /** Dependencies that the order does not respect. */
  readonly cut: readonly Dependency[];
  readonly unknown: readonly Dependency[];
}

export interface WaveOptions {
  /** The proof of concept that people named. */
  readonly proof: string | null;
  /** How many applications one wave holds at most. */
  readonly size: number;
}

/**
 * The order in which a fleet moves: the proof of concept, then by criticality and readiness, nothing
 * before what it calls. The same candidates give the same waves, in whatever order they come.
 */
export function computeWaves(
  candidates: readonly RolloutCandidate[],
  { proof: named, size }: WaveOptions,
): Waves {
  const proof = chooseProof(candidates, named);
  // The proof moves first whatever it calls: what it calls is given up before cycles are looked for.
  const free = callsOf(candidates, proof?.app ?? null);
  const isFree = (to: string) => free.some((edge) => edge.to === to);
  const bound = candidates.map((one) =>
    one.app === proof?.app ? { ...one, dependsOn: one.dependsOn.filter((to) => !isFree(to)) } : one,
  );
  const { kept, cut, unknown } = resolveDependencies(bound);
  const rest = bound.filter(({ app }) => app !== proof?.app);
  const binding = kept.filter(({ to }) => to !== proof?.app);
  const placed = placeAll(rest, binding);
  const waves: Wave[] = proof === null ? [] : [[proof]];
  for (const level of [...new Set(placed.map((one) => one.level))].sort((a, b) => a - b)) {
    const members = placed
      .filter((one) => one.level === level)
      .sort(byOrder)
      .map(memberOf);
    for (let at = 0; at < members.length; at += size) waves.push(members.slice(at, at + size));
  }
  return { proof: proof?.app ?? null, waves, cut: [...cut, ...free].sort(byEdge), unknown };
}

function callsOf(candidates: readonly RolloutCandidate[], app: string | null) {
  const names = new Set(candidates.map((one) => one.app));
  const called = candidates.find((one) => one.app === app)?.dependsOn ?? [];
  return [...new Set(called)]
    .filter((to) => names.has(to) && to !== app)
    .map((to): Dependency => ({ from: app ?? '', to }));
}

interface Placed {
  readonly candidate: RolloutCandidate;
  readonly level: number;
  /** How many others must come before it in the same level. */
  readonly depth: number;
  readonly needs: readonly string[];
  /** What it waits for, when it would have come earlier by itself. */
  readonly waitsFor: string | null;
}

function placeAll(
  candidates: readonly RolloutCandidate[],
  edges: readonly Dependency[],
): readonly Placed[] {
  const byName = new Map(candidates.map((one) => [one.app, one] as const));
  const done = new Map<string, Placed>();
  const place = (candidate: RolloutCandidate): Placed => {
    const known = done.get(candidate.app);
    if (known !== undefined) return known;
    const own = levelOf(candidate);
    const needs = edges
      .filter(({ from }) => from === candidate.app)
      .map(({ to }) => to)
      .sort();
    // Dependencies have no cycle any more, so this ends.
    const before = needs.flatMap((name) => {
      const needed = byName.get(name);
      return needed === undefined ? [] : [place(needed)];
    });
    const level = Math.max(own, ...before.map((one) => one.level));
    const beside = before.filter((one) => one.level === level);
    const placed = {
      candidate,
      level,
      depth: Math.max(0, ...beside.map((one) => one.depth + 1)),
      needs,
      waitsFor: level > own ? (beside[0]?.candidate.app ?? null) : null,
    };
    done.set(candidate.app, placed);
    return placed;
  };
  return candidates.map(place);
}

function byOrder(left: Placed, right: Placed): number {
  return (
    left.depth - right.depth ||
    right.candidate.readiness - left.candidate.readiness ||
    (left.candidate.app < right.candidate.app ? -1 : 1)
  );
}

function memberOf({ candidate, needs, waitsFor }: Placed): WaveMember {
  const { readiness } = candidate;
  const name = readiness < readyFrom ? 'not-ready' : 'readiness';
  const because: Message[] = [
    criticalityText(candidate),
    { code: `rollout/because/${name}`, params: { readiness } },
  ];
  if (waitsFor !== null)
    because.push({ code: 'rollout/because/waits-for', params: { app: waitsFor } });
  const others = needs.filter((app) => app !== waitsFor);
  if (others.length > 0)
    because.push({ code: 'rollout/because/after', params: { apps: others.join(', ') } });
  return { app: candidate.app, because };
}

function byEdge(left: Dependency, right: Dependency): number {
  if (left.from !== right.from) return left.from < right.from ? -1 : 1;
  return left.to < right.to ? -1 : 1;
}
