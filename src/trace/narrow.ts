/** What a decided condition says of a variable that may have several values. */
import type { Value } from '../model/value.ts';
import { assignVariable } from '../shell/assign.ts';
import { alternativesOf, oneOf, textOf } from '../shell/value.ts';
import type { ShellState } from './shell-state.ts';

/** The variable that a word is nothing but: `$X`, `"$X"`, `"${X}"`; null for any other word. */
export function soleVariable(word: string): string | null {
  return /^"?\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)\})"?$/.exec(word)?.slice(1).find(Boolean) ?? null;
}

/**
 * Leaves a variable the alternatives that fit; one that is not known fits always. Where none or all of
 * them fit, the variable stays as it is.
 */
export function narrowVariable(
  state: ShellState,
  name: string,
  value: Value,
  fits: (text: string) => boolean,
): void {
  const alternatives = alternativesOf(value);
  const kept = alternatives.filter((alternative) => {
    const text = textOf(alternative);
    return text === null || fits(text);
  });
  if (kept.length > 0 && kept.length < alternatives.length)
    assignVariable(state, name, oneOf(kept));
}

interface Narrowing {
  readonly name: string;
  readonly fits: (text: string) => boolean;
}

/**
 * Narrows what the tests `[ -z "$X" ]`, `[ -n "$X" ]`, `[ "$X" = word ]` and `!=`, also in `[[ ]]`, speak
 * of, when their outcome is known. Any other condition changes nothing.
 */
export function narrowByTest(state: ShellState, test: string, holds: boolean): void {
  const narrowing = narrowingOf(test);
  const variable = narrowing === null ? undefined : state.variable(narrowing.name);
  const value = variable?.kind === 'scalar' ? variable.value : null;
  if (narrowing === null || value === null) return;
  narrowVariable(state, narrowing.name, value, (text) => narrowing.fits(text) === holds);
}

function narrowingOf(test: string): Narrowing | null {
  const inside = /^\[\[?\s+(.*?)\s+\]\]?$/.exec(test)?.[1];
  if (inside === undefined) return null;
  const [first = '', second = '', third = '', ...rest] = inside.split(/\s+/);
  if (rest.length > 0) return null;
  if (third === '') {
    const name = soleVariable(second);
    if (name === null || (first !== '-z' && first !== '-n')) return null;
    return { name, fits: (text) => (text === '') === (first === '-z') };
  }
  const name = soleVariable(first);
  const word = /^(["']?)([\w.-]*)\1$/.exec(third)?.[2];
  if (name === null || word === undefined || !/^(==?|!=)$/.test(second)) return null;
  return { name, fits: (text) => (text === word) === (second !== '!=') };
}
