import type { Lore } from '../model/lore.ts';
import type { Word } from '../model/value.ts';
import { knownText, loreOf, splitCommand } from './command-line.ts';

const maxCarriers = 4;

/**
 * Whether a command fails merely where nothing is left to do: nothing to stop, no match, it is there
 * already. What a carrier runs (`sudo`, `xargs`, `timeout 5`) is what counts.
 */
export function failsIdle(words: readonly Word[], lore: Lore, depth = 0): boolean {
  const { name, options, sub, subWords, arguments: rest } = splitCommand(words, lore);
  const known = loreOf(name, lore);
  const has = (option: string) => options.some((one) => one.name === option);
  const { carries } = known;
  const doesCarry =
    carries?.kind === 'words' &&
    (carries.sub === undefined || carries.sub.includes(sub ?? '')) &&
    carries.unless?.some(has) !== true;
  if (doesCarry && depth < maxCarriers)
    return failsIdle(withoutSettings(rest.slice(carries.skip)), lore, depth + 1);
  if (known.idleNot?.some(has) === true) return false;
  const texts = [...subWords, ...rest].map(({ value }) => knownText(value));
  return (known.idle ?? []).some((entry) =>
    entry.startsWith('-') ? has(entry) : beginsWith(texts, entry === '' ? [] : entry.split(' ')),
  );
}

/** `A=b cmd` behind `env` and `sudo`. */
function withoutSettings(words: readonly Word[]): readonly Word[] {
  const first = words.findIndex(({ value }) => !/^\w+=/.test(knownText(value) ?? ''));
  return first < 0 ? [] : words.slice(first);
}

function beginsWith(texts: readonly (string | null)[], wanted: readonly string[]): boolean {
  return wanted.every((word, at) => (word === '*' ? texts[at] !== undefined : texts[at] === word));
}
