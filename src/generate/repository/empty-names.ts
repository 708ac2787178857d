import type { Plan } from '../../model/plan.ts';
import { unsureNames } from '../lint/unsure-names.ts';
import type { Piece } from '../slice/print.ts';
import { isAmbient } from '../slice/values.ts';

/**
 * Makes the variables of a hook empty that only one branch sets, or whose assignment fell away: so
 * they were without `set -u`. What the machine or the library gives stays as it is.
 */
export function emptyNames(
  pieces: readonly Piece[],
  beside: string,
  { plan, given }: { readonly plan: Plan; readonly given: ReadonlySet<string> },
): string {
  const lines = pieces.flatMap((piece) => piece.lines.map(({ text }) => text));
  const scripts = [...plan.trace.sources.values()].map(({ text }) => text);
  const names = unsureNames([beside, ...lines].join('\n')).filter(
    (name) =>
      !given.has(name) &&
      !isAmbient(name) &&
      scripts.some((text) => new RegExp(`(^|[\\s;&|({"'])${name}\\+?=`, 'm').test(text)),
  );
  if (names.length === 0) return '';
  const lineOf = (name: string) => `${name}="\${${name}:-}"`;
  return ['# Empty until something sets it.', ...names.map(lineOf)].join('\n');
}
