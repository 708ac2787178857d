import type { Origin } from '../model/source.ts';
import type { Value } from '../model/value.ts';

/**
 * Where an unknown stretch of a value stands: it came the way of its neighbours, and fills what is
 * between them. Null where the neighbours' characters stand nowhere.
 */
export function holeSites(
  before: Value | undefined,
  after: Value | undefined,
): readonly Origin[] | null {
  const left = sitesOf(before);
  const right = sitesOf(after);
  // Nothing lies between what was written and the expansion after it: the stretch came out of that.
  if (left !== null && right !== null && touches(left, right)) return holeSites(undefined, after);
  const known = left ?? right;
  const near = known?.at(-1);
  if (known === null || near === undefined) return null;
  // Both came through the same expansion of a variable: so did what stands between them.
  if (near.variable !== undefined) return known;
  const start = left === null ? near.start : near.end;
  const end = left === null ? start : endBefore(right, left.length, near);
  return [...known.slice(0, -1), { file: near.file, start, end }];
}

function sitesOf(value: Value | undefined): readonly Origin[] | null {
  const sites = value?.kind === 'literal' ? (value.at ?? []) : [];
  return sites.length === 0 ? null : sites;
}

function touches(left: readonly Origin[], right: readonly Origin[]): boolean {
  const written = left.at(-1);
  const expansion = right[left.length - 1];
  return (
    right.length > left.length &&
    expansion?.variable !== undefined &&
    expansion.file === written?.file &&
    expansion.start === written.end
  );
}

/** Where the right neighbour begins, if it came the same way and stands behind the left one. */
function endBefore(right: readonly Origin[] | null, depth: number, left: Origin): number {
  const next = right?.at(-1);
  const follows =
    next !== undefined &&
    right?.length === depth &&
    next.variable === undefined &&
    next.file === left.file &&
    next.start >= left.end;
  return follows ? next.start : left.end;
}
