import { diff3MergeRegions, diffIndices } from 'node-diff3';

import type { Normalise } from './line-numbers.ts';

export interface MergedText {
  readonly text: string;
  /** Lines in which both sides changed the same place: both stand in the text, marked. */
  readonly conflicts: number;
  /** For each line of the new text (0-based), its line in the merged one; null where it is gone. */
  readonly lines: readonly (number | null)[];
}

export const yoursMark = '<<<<<<< yours';
const middleMark = '=======';
export const oursMark = '>>>>>>> pipewright';

/** Whether a text still holds a conflict that we marked and nobody has settled. */
export function hasMarks(text: string): boolean {
  const lines = text.split('\n');
  return lines.includes(yoursMark) && lines.includes(oursMark);
}

interface Line {
  readonly text: string;
  /** The line of the new text that it is, if it is one. */
  readonly from: number | null;
}

/**
 * Three ways: what people changed since `base` and what we would write differently now are both kept.
 * Where only margin notes differ, the new numbers win.
 */
export function mergeText(
  base: string,
  current: string,
  next: string,
  normalise: Normalise,
): MergedText {
  const sides = { o: base.split('\n'), a: current.split('\n'), b: next.split('\n') };
  const plain = {
    o: sides.o.map(normalise),
    a: sides.a.map(normalise),
    b: sides.b.map(normalise),
  };
  const counterparts = counterpartsOf(plain.o, plain.b);
  const merged: Line[] = [];
  let conflicts = 0;
  for (const region of diff3MergeRegions(plain.a, plain.o, plain.b) as readonly Region[]) {
    if (region.stable) merged.push(...stableLines(region, sides, counterparts));
    else {
      const { aStart, aLength, bStart, bLength } = region;
      const yours = sides.a.slice(aStart, aStart + aLength).map((text) => ({ text, from: null }));
      const ours = sides.b
        .slice(bStart, bStart + bLength)
        .map((text, at) => ({ text, from: bStart + at }));
      const settled = settle(yours, ours, normalise);
      merged.push(...settled.lines);
      conflicts += settled.isConflict ? 1 : 0;
    }
  }
  return {
    text: merged.map(({ text }) => text).join('\n'),
    conflicts,
    lines: placesOf(merged, sides.b.length),
  };
}

/** What node-diff3 gives back, whose own types say `any`. */
type Region =
  | {
      readonly stable: true;
      readonly buffer: 'a' | 'b' | 'o';
      readonly bufferStart: number;
      readonly bufferLength: number;
    }
  | {
      readonly stable: false;
      readonly aStart: number;
      readonly aLength: number;
      readonly bStart: number;
      readonly bLength: number;
    };

/** For each line of one text, the line of another that is the same; null where it changed. */
export function counterpartsOf(
  base: readonly string[],
  next: readonly string[],
): readonly (number | null)[] {
  const found: (number | null)[] = [];
  let at = 0;
  const changes = diffIndices([...base], [...next]) as readonly {
    readonly buffer1: readonly [number, number];
    readonly buffer2: readonly [number, number];
  }[];
  for (const { buffer1, buffer2 } of changes) {
    while (found.length < buffer1[0]) found.push(at++);
    for (let gone = 0; gone < buffer1[1]; gone++) found.push(null);
    at = buffer2[0] + buffer2[1];
  }
  while (found.length < base.length) found.push(at++);
  return found;
}

function stableLines(
  { buffer, bufferStart, bufferLength }: Region & { readonly stable: true },
  sides: Readonly<Record<'a' | 'b' | 'o', readonly string[]>>,
  counterparts: readonly (number | null)[],
): readonly Line[] {
  return Array.from({ length: bufferLength }, (_, index) => {
    const at = bufferStart + index;
    if (buffer === 'b') return { text: sides.b[at] ?? '', from: at };
    if (buffer === 'a') return { text: sides.a[at] ?? '', from: null };
    const from = counterparts[at] ?? null;
    return { text: (from === null ? sides.o[at] : sides.b[from]) ?? '', from };
  });
}

/** Both sides changed one place: what they agree on stands bare, the rest is marked. */
function settle(
  yours: readonly Line[],
  ours: readonly Line[],
  normalise: Normalise,
): { readonly lines: readonly Line[]; readonly isConflict: boolean } {
  const same = (one: Line | undefined, other: Line | undefined) =>
    one !== undefined && other !== undefined && normalise(one.text) === normalise(other.text);
  const shorter = Math.min(yours.length, ours.length);
  let head = 0;
  while (head < shorter && same(yours[head], ours[head])) head++;
  let tail = 0;
  while (tail < shorter - head && same(yours.at(-1 - tail), ours.at(-1 - tail))) tail++;
  const before = ours.slice(0, head);
  const after = ours.slice(ours.length - tail);
  const left = yours.slice(head, yours.length - tail);
  const right = ours.slice(head, ours.length - tail);
  if (left.length === 0 && right.length === 0) return { lines: ours, isConflict: false };
  const mark = (text: string): Line => ({ text, from: null });
  return {
    lines: [
      ...before,
      mark(yoursMark),
      ...left,
      mark(middleMark),
      ...right,
      mark(oursMark),
      ...after,
    ],
    isConflict: true,
  };
}

function placesOf(merged: readonly Line[], count: number): readonly (number | null)[] {
  const places = Array.from<number | null>({ length: count }).fill(null);
  merged.forEach(({ from }, at) => {
    if (from !== null) places[from] = at;
  });
  return places;
}
