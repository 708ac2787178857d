import type { Value } from '../model/value.ts';
import type { Word } from '../syntax/nodes.ts';
import { piecesOfWord } from './pieces.ts';
import type { Scope } from './scope.ts';
import { literal, textOf } from './value.ts';

/** Longer texts and expressions are left undecided: they are none of a deploy script's conditions. */
const maxLength = 256;

/**
 * Whether `[[ left =~ right ]]` holds; sets BASH_REMATCH. Null where a side is not known or the
 * expression is one whose matching could take more than linear time.
 */
export function matchExpression(left: Value, right: Word, scope: Scope): boolean | null {
  const text = textOf(left);
  const expression = expressionOf(right, scope);
  if (text === null || expression === null || text.length > maxLength) return null;
  const match = expression.exec(text);
  (match ?? []).forEach((group: string | undefined, index) => {
    scope.assign('BASH_REMATCH', literal(group ?? ''), String(index));
  });
  return match !== null;
}

function expressionOf(word: Word, scope: Scope): RegExp | null {
  let pattern = '';
  for (const { value, quoted } of piecesOfWord(word, scope)) {
    const text = textOf(value);
    if (text === null) return null;
    pattern += quoted ? text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : text;
  }
  if (pattern.length > maxLength || hasNestedRepeats(pattern)) return null;
  try {
    return new RegExp(translated(pattern), 'su');
  } catch {
    return null;
  }
}

/** A repeated group that itself repeats can take exponential time in a backtracking matcher. */
function hasNestedRepeats(pattern: string): boolean {
  return /[*+}][^()]*\)[*+{]/.test(pattern) || /\|[^()]*\)[*+{]/.test(pattern);
}

const classes: Readonly<Record<string, string>> = {
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: 'A-Za-z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: '\\s',
  blank: ' \\t',
  xdigit: '0-9A-Fa-f',
  punct: '!-\\/:-@\\[-`{-~',
};

/** POSIX extended syntax in the host's own. */
function translated(pattern: string): string {
  return pattern
    .replace(/\[:(\w+):\]/g, (whole, name: string) =>
      Object.hasOwn(classes, name) ? (classes[name] ?? whole) : whole,
    )
    .replace(/\\([^\w.*+?^${}()|[\]\\/-])/g, '$1')
    .replace(/(^|[^\\])\\-/g, '$1-');
}
