import type { Origin, Segment, SourceText } from '../model/source.ts';

/** A stretch of a carried text before it is put together. */
export interface CarriedPiece {
  readonly text: string;
  readonly sites: readonly Origin[];
}

/** A text that a command carries, put together from pieces that know where they come from. */
export function createCarriedText(
  id: string,
  file: string,
  pieces: readonly CarriedPiece[],
): SourceText {
  const segments: Segment[] = [];
  let length = 0;
  for (const { text, sites } of pieces) {
    if (text === '') continue;
    const end = length + text.length;
    segments.push({ start: length, end, sites, variable: sites[0]?.variable ?? null });
    length = end;
  }
  if (segments.length === 0) {
    const sites = pieces[0]?.sites ?? [{ file, start: 0, end: 0 }];
    segments.push({ start: 0, end: 0, sites, variable: null });
  }
  return { id, file, text: pieces.map(({ text }) => text).join(''), segments };
}
