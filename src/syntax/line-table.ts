import type { Position } from '../model/source.ts';

/** Turns offsets of one text into lines and columns for people. */
export interface LineTable {
  /** Number of lines; a final line break does not start another. */
  readonly lineCount: number;
  /** The 1-based place of an offset; offsets outside the text give its nearest end. */
  positionOf(offset: number): Position;
  /** Offset of the first character of a 1-based line; the text's end for lines after the last. */
  offsetOfLine(line: number): number;
}

/** A line table over `text` (LF line ends). */
export function createLineTable(text: string): LineTable {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const endsWithBreak = text.length > 0 && text.endsWith('\n');
  return {
    lineCount: text.length === 0 ? 0 : starts.length - (endsWithBreak ? 1 : 0),
    positionOf(offset) {
      const bounded = Math.max(0, Math.min(offset, text.length));
      const line = lastAtOrBefore(starts, bounded);
      return { line: line + 1, column: bounded - (starts[line] ?? 0) + 1 };
    },
    offsetOfLine: (line) => starts[line - 1] ?? text.length,
  };
}

function lastAtOrBefore(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
