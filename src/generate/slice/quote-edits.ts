import type { SourceText } from '../../model/source.ts';
import type { Word } from '../../syntax/nodes.ts';
import type { Edit } from './source-lines.ts';
import type { Values } from './values.ts';

/**
 * Double quotes around a word in which variables stand unquoted, where it is provably the same: no
 * value that a variable of this name ever has could be split or match file names.
 * Source: bash manual, 3.5.7 Word Splitting.
 */
export function quoteEdits(word: Word, source: SourceText, values: Values): readonly Edit[] {
  const parts = word.parts ?? [];
  const expansions = parts.filter(
    (part) => part.type === 'SimpleExpansion' || part.type === 'ParameterExpansion',
  );
  if (expansions.length === 0) return [];
  const isPlain = parts.every(
    (part) =>
      (part.type === 'Literal' && /^[\w./:@%+=,-]*$/.test(part.text)) ||
      part.type === 'SimpleExpansion' ||
      (part.type === 'ParameterExpansion' &&
        part.operation === undefined &&
        part.prefix === undefined &&
        part.index === undefined),
  );
  if (!isPlain) return [];
  const names = expansions.map((part) =>
    part.type === 'ParameterExpansion' ? part.parameter : part.text.slice(1),
  );
  if (!names.every((name) => values.isOneWord(name))) return [];
  const text = source.text.slice(word.pos, word.end);
  return [
    { start: word.pos, end: word.pos, text: '"' },
    { start: word.end, end: word.end, text: '"' },
  ].filter(() => !text.includes('"'));
}
