/** The words of a command that is run once per input: `xargs`, `parallel`. */
import type { Carrier } from '../model/lore.ts';
import type { Value, Word } from '../model/value.ts';
import { concat, literal, oneOf, simplified, textOf, unknown } from '../shell/value.ts';
import { leadingText } from './command-line.ts';
import type { CommandWords } from './command-line.ts';
import type { Context } from './context.ts';

type WordsCarrier = Extract<Carrier, { kind: 'words' }>;

/**
 * The carried words with what the input puts in: in the place of the replacement string, or behind
 * them. An input that is not known puts in something unknown.
 */
export function repeatedWords(
  words: readonly Word[],
  split: CommandWords,
  carrier: WordsCarrier,
  context: Context,
): readonly Word[] {
  const end =
    carrier.until === undefined
      ? -1
      : words.findIndex(({ value }) => leadingText(value).startsWith(carrier.until as string));
  const kept = end < 0 ? words : words.slice(0, end);
  const [first] = kept;
  if (first === undefined) return kept;
  const given = end < 0 ? null : words.slice(end + 1).map(({ value }) => value);
  const placeholder = placeholderOf(split, carrier, kept);
  const items = given ?? inputItems(split, placeholder !== null, context);
  if (placeholder !== null) {
    const each = items === null || items.length === 0 ? unknown('file-contents') : oneOf(items);
    return kept.map((word) => ({ ...word, value: replaced(word.value, placeholder, each) }));
  }
  return [...kept, ...appendedWords(items, split, carrier, first)];
}

function appendedWords(
  items: readonly Value[] | null,
  split: CommandWords,
  carrier: WordsCarrier,
  like: Word,
): readonly Word[] {
  const word = (value: Value, many: boolean): Word => ({ ...like, value, glob: false, many });
  if (items === null) return [word(unknown('file-contents'), true)];
  const oneByOne =
    carrier.until !== undefined ||
    split.options.some(
      ({ name, value }) => ['-n', '-L'].includes(name) && value !== null && textOf(value) === '1',
    );
  if (oneByOne && items.length > 0) return [word(oneOf(items), false)];
  return items.map((item) => word(item, false));
}

/** The text that stands for an input: `{}` of parallel, what `-I` names. */
function placeholderOf(
  split: CommandWords,
  carrier: WordsCarrier,
  words: readonly Word[],
): string | null {
  const option = split.options.find(({ name }) => ['-I', '-i', '--replace'].includes(name));
  if (option !== undefined) return option.value === null ? '{}' : textOf(option.value);
  const holdsBraces = words.some(({ value }) => JSON.stringify(value).includes('{}'));
  return carrier.until !== undefined && holdsBraces ? '{}' : null;
}

/** What stands on standard input, cut as xargs cuts it; null where it is not known. */
function inputItems(
  split: CommandWords,
  byLine: boolean,
  context: Context,
): readonly Value[] | null {
  if (context.stdinText === null) return null;
  const text = textOf(simplified(context.stdinText));
  if (text === null) return null;
  const isNull = split.options.some(({ name }) => name === '-0' || name === '--null');
  const separator = isNull ? '\0' : byLine ? '\n' : /\s+/;
  return text
    .split(separator)
    .map((item) => item.trim())
    .filter((item) => item !== '')
    .map((item) => literal(item));
}

function replaced(value: Value, placeholder: string, by: Value): Value {
  if (value.kind === 'concat')
    return concat(value.parts.map((part) => replaced(part, placeholder, by)));
  if (value.kind !== 'literal' || !value.text.includes(placeholder)) return value;
  const pieces = value.text.split(placeholder);
  return concat(
    pieces.flatMap((piece, index) => (index === 0 ? [literal(piece)] : [by, literal(piece)])),
  );
}
