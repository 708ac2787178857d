import type { CommandLore, Lore } from '../model/lore.ts';
import type { Word } from '../model/value.ts';
import { dropText, effectOf, knownText, leadingText } from './command-line.ts';

/** A word of a command with its index. */
export interface IndexedWord {
  readonly word: Word;
  readonly at: number;
}

/** An option as it is written (`-lc`, `--user`), with the word or the part of one that is its value. */
export interface SplitOption {
  readonly name: string;
  readonly value: Word | null;
  readonly at: number;
}

/**
 * Options and arguments of a command whose name is the first word. Options are looked for up to
 * the argument number `limit`: a carrier's own options end where the carried command begins.
 */
export function splitWords(
  words: readonly Word[],
  lore: CommandLore | undefined,
  limit = Number.POSITIVE_INFINITY,
): { readonly options: readonly SplitOption[]; readonly arguments: readonly IndexedWord[] } {
  const options: SplitOption[] = [];
  const found: IndexedWord[] = [];
  let ended = false;
  for (let at = 1; at < words.length; at += 1) {
    const word = words[at] as Word;
    const text = leadingText(word.value);
    if (ended || found.length > limit || !/^-./.test(text)) {
      found.push({ word, at });
      ended ||= found.length > limit;
    } else if (knownText(word.value) === '--') ended = true;
    else {
      const option = readOption(words, at, text, lore?.valueFlags ?? []);
      options.push(option);
      if (option.value !== null && option.value === words[at + 1]) at += 1;
    }
  }
  return { options, arguments: found };
}

function readOption(
  words: readonly Word[],
  at: number,
  text: string,
  valueFlags: readonly string[],
): SplitOption {
  const word = words[at] as Word;
  const equals = text.indexOf('=');
  if (text.startsWith('--') && equals > 0) {
    return { name: text.slice(0, equals), value: withoutPrefix(word, equals + 1), at };
  }
  if (valueFlags.includes(text)) return { name: text, value: words[at + 1] ?? null, at };
  const short = text.slice(0, 2);
  if (!text.startsWith('--') && valueFlags.includes(short)) {
    return { name: short, value: withoutPrefix(word, 2), at };
  }
  const last = `-${text.at(-1) ?? ''}`;
  const takesNext = !text.startsWith('--') && knownText(word.value) !== null && valueFlags.includes(last);
  return { name: text, value: takesNext ? (words[at + 1] ?? null) : null, at };
}

function withoutPrefix(word: Word, count: number): Word {
  return { ...word, value: dropText(word.value, count) };
}

/** What a command does, by its words; see `effectOf`. */
export function effectOfWords(
  name: string | null,
  words: readonly Word[],
  lore: Lore,
): CommandLore['effect'] {
  return name === null ? 'effect' : effectOf(words, lore);
}
