import type { Message } from '../model/message.ts';
import type { RolloutCandidate } from '../model/rollout.ts';
import { criticalityOf } from './level.ts';

/** The proof of concept, and why it is this one. */
export interface Proof {
  readonly app: string;
  readonly because: readonly Message[];
}

/**
 * Chooses the application that goes first: the one that people named, else the least critical; among
 * those one that stands for the fleet (its commonest platform), that nobody calls and that calls nobody
 * (so that no order is broken), that is most ready and takes the least time. Null for an empty fleet.
 */
export function chooseProof(
  candidates: readonly RolloutCandidate[],
  named: string | null,
): Proof | null {
  const chosen = candidates.find(({ app }) => app === named);
  if (chosen !== undefined)
    return { app: chosen.app, because: [{ code: 'rollout/because/named', params: {} }] };
  const common = commonestPlatform(candidates);
  const called = new Set(
    candidates.flatMap(({ app, dependsOn }) => dependsOn.filter((to) => to !== app)),
  );
  const ranks = (one: RolloutCandidate): readonly number[] => [
    criticalityOf(one),
    one.platform === common ? 0 : 1,
    called.has(one.app) ? 1 : 0,
    callsOthers(one) ? 1 : 0,
    -one.readiness,
    one.effort,
  ];
  const [first] = [...candidates].sort(
    (left, right) => compareRanks(ranks(left), ranks(right)) || byName(left, right),
  );
  if (first === undefined) return null;
  const because: Message[] = [
    criticalityText(first),
    { code: 'rollout/because/readiness', params: { readiness: first.readiness } },
  ];
  if (first.platform === common)
    because.push({ code: 'rollout/because/common-platform', params: { platform: common } });
  if (!called.has(first.app)) because.push({ code: 'rollout/because/not-called', params: {} });
  if (!callsOthers(first)) because.push({ code: 'rollout/because/calls-nobody', params: {} });
  return { app: first.app, because };
}

/** What is said of a criticality, and that it is a guess where nobody gave one. */
export function criticalityText({ criticality }: RolloutCandidate): Message {
  return criticality === null
    ? { code: 'rollout/because/criticality-unknown', params: {} }
    : { code: `rollout/because/criticality-${criticality}`, params: {} };
}

function callsOthers({ app, dependsOn }: RolloutCandidate): boolean {
  return dependsOn.some((to) => to !== app);
}

function commonestPlatform(candidates: readonly RolloutCandidate[]): string {
  const counts = new Map<string, number>();
  for (const { platform } of candidates) counts.set(platform, (counts.get(platform) ?? 0) + 1);
  const [most] = [...counts].sort(
    ([left, many], [right, few]) => few - many || (left < right ? -1 : 1),
  );
  return most?.[0] ?? '';
}

function compareRanks(left: readonly number[], right: readonly number[]): number {
  for (const [at, rank] of left.entries()) {
    const difference = rank - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function byName(left: RolloutCandidate, right: RolloutCandidate): number {
  return left.app < right.app ? -1 : 1;
}
