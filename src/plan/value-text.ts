import type { Value, Word } from '../model/value.ts';

/**
 * A value as text for people: `$NAME` for variables, `$(command)` for outputs, `a|b` for one of
 * several, `?` for what can't be known. For reading only, never for a shell.
 */
export function valueText(value: Value): string {
  switch (value.kind) {
    case 'literal':
      return value.text;
    case 'variable':
      return `$${value.name}`;
    case 'identity':
      return value.text;
    case 'output':
      return `$(${value.command})`;
    case 'concat':
      return value.parts.map(valueText).join('');
    case 'one-of':
      return value.values.map(valueText).join('|');
    case 'unknown':
      return '?';
  }
}

/** `${1:-main}` is `main` as long as no caller says otherwise. */
export function assumedText(value: Value): string {
  if (value.kind === 'concat') return value.parts.map(assumedText).join('');
  if (value.kind !== 'one-of') return valueText(value);
  const own = value.values.filter((one) => !isSaid(one));
  const [only] = own;
  return only !== undefined && own.length === 1 ? valueText(only) : valueText(value);
}

/** A caller says it, or a part of it: `origin/$1` beside `origin/main`. */
function isSaid(value: Value): boolean {
  if (value.kind !== 'concat') return value.kind === 'variable';
  return (
    value.parts.some(isSaid) && value.parts.every((part) => part.kind === 'literal' || isSaid(part))
  );
}

/** Words one after another, a blank between them. */
export function wordsText(words: readonly Word[]): string {
  return words.map((word) => valueText(word.value)).join(' ');
}
