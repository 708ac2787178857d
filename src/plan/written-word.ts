import type { Trace } from '../model/trace.ts';
import type { Word } from '../model/value.ts';

/** The word as its author wrote it, outer quotes left out; null when its text is not at hand. */
export function writtenWord(word: Word, trace: Trace): string | null {
  const source = [...trace.sources.values()].find(
    ({ file, segments }) => file === word.span.file && segments.length === 0,
  );
  const text = source?.text.slice(word.span.start, word.span.end);
  if (text === undefined || text === '') return null;
  const quoted = /^(["'])([^"']*)\1$/.exec(text);
  return quoted?.[2] ?? text;
}
