import type { Origin } from '../model/source.ts';
import type { Value } from '../model/value.ts';

/**
 * Where an unknown stretch of a value stands: it came the way of its neighbours, and fills what is
 * between them; without a neighbour on one side it is the expansion that is written there. `textOf`
 * gives the text of a file. Null where the neighbours' characters stand nowhere.
 */
export function holeSites(
  before: Value | undefined,
  after: Value | undefined,
  textOf: (file: string) => string | null,
): readonly Origin[] | null {
  const left = sitesOf(before);
  const right = sitesOf(after);
  // Nothing lies between what was written and the expansion after it: the stretch came out of that.
  if (left !== null && right !== null && touches(left, right)) {
    return holeSites(undefined, after, textOf);
  }
  const known = left ?? right;
  const near = known?.at(-1);
  if (known === null || near === undefined) return null;
  // Both came through the same expansion of a variable: so did what stands between them.
  if (near.variable !== undefined) return known;
  const text = textOf(near.file) ?? '';
  const start = left === null ? startOfExpansion(text, near.start) : near.end;
  const end = right === null ? endOfExpansion(text, start) : near.start;
  return [
    ...known.slice(0, -1),
    {
      file: near.file,
      start,
      end: left !== null && right !== null ? endBefore(right, left.length, near) : end,
    },
  ];
}

const expansion = String.raw`(?:\$\{[^{}]*\}|\$\([^()]*\)|\$\w+|\$[@*#?$!-]|\x60[^\x60]*\x60)`;

/** The end of the expansion that begins at an offset; the offset itself where none does. */
function endOfExpansion(text: string, at: number): number {
  const line = text.slice(at, at + 400);
  return at + (new RegExp(`^${expansion}`).exec(line)?.[0].length ?? 0);
}

/** The start of the expansion that ends at an offset; the offset itself where none does. */
function startOfExpansion(text: string, at: number): number {
  const line = text.slice(Math.max(0, at - 400), at);
  return at - (new RegExp(`${expansion}$`).exec(line)?.[0].length ?? 0);
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
