import type { RolloutCandidate } from '../model/rollout.ts';
import { levelOf } from './level.ts';

/** `from` calls `to`, so `to` should move first. */
export interface Dependency {
  readonly from: string;
  readonly to: string;
}

/** What stands in the way of an order in which everything comes after what it needs. */
export interface ResolvedDependencies {
  /** What holds, without any cycle. */
  readonly kept: readonly Dependency[];
  /** What had to be given up: `from` moves before or beside `to`, although it calls it. */
  readonly cut: readonly Dependency[];
  /** What points at an application that is not in the fleet. */
  readonly unknown: readonly Dependency[];
}

/**
 * Takes dependencies until no cycle is left. Those of the gravest applications are kept first, so what
 * is cut belongs to the application whose failure would cost least; a cut is never needless, since
 * each was tried against all that is kept.
 */
export function resolveDependencies(candidates: readonly RolloutCandidate[]): ResolvedDependencies {
  const byName = new Map(candidates.map((one) => [one.app, one] as const));
  const all = candidates
    .flatMap(({ app, dependsOn }) => [...new Set(dependsOn)].map((to) => ({ from: app, to })))
    .filter(({ from, to }) => from !== to);
  const weight = ({ from }: Dependency) => {
    const candidate = byName.get(from);
    return candidate === undefined ? 0 : levelOf(candidate);
  };
  const known = all
    .filter(({ to }) => byName.has(to))
    .sort((left, right) => weight(right) - weight(left) || compare(left, right));
  const needs = new Map<string, string[]>();
  const kept: Dependency[] = [];
  const cut: Dependency[] = [];
  for (const edge of known) {
    if (reaches(edge.to, edge.from, needs)) {
      cut.push(edge);
      continue;
    }
    kept.push(edge);
    needs.set(edge.from, [...(needs.get(edge.from) ?? []), edge.to]);
  }
  return { kept, cut, unknown: all.filter(({ to }) => !byName.has(to)).sort(compare) };
}

function reaches(from: string, to: string, needs: ReadonlyMap<string, readonly string[]>): boolean {
  const seen = new Set<string>();
  const pending = [from];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next === to) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    pending.push(...(needs.get(next) ?? []));
  }
  return false;
}

function compare(left: Dependency, right: Dependency): number {
  const key = (edge: Dependency) => `${edge.from}\0${edge.to}`;
  return key(left) < key(right) ? -1 : 1;
}
