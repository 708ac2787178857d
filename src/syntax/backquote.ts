import type { SourceText } from '../model/source.ts';
import { createCarriedText } from './carried-text.ts';
import type { CarriedPiece } from './carried-text.ts';
import { originRuns } from './origin.ts';

/**
 * The inside of a backquoted substitution as a text of its own. A backslash before `$`, a backquote
 * or a backslash is removed before the inside is read, so offsets differ from the outer text's.
 * Source: bash manual, 3.5.4 Command Substitution.
 */
export function backquotedSource(outer: SourceText, start: number, end: number): SourceText {
  const pieces: CarriedPiece[] = [];
  const raw = outer.text;
  let from = start + 1;
  const push = (to: number) => {
    if (to <= from) return;
    for (const run of originRuns(outer, from, to)) {
      pieces.push({ text: raw.slice(run.start, run.end), sites: run.sites });
    }
  };
  for (let at = from; at < end - 1; at++) {
    if (raw[at] === '\\' && '$`\\'.includes(raw[at + 1] ?? ' ')) {
      push(at);
      from = at + 1;
      at++;
    }
  }
  push(end - 1);
  return createCarriedText(`${outer.id}@${start}`, outer.file, pieces);
}
