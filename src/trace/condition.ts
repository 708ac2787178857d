/** Conditions: the guards that they become and the selections that they reveal. */
import type { Span } from '../model/source.ts';
import type { Guard, Place } from '../model/step.ts';
import type { Value } from '../model/value.ts';
import { alternativesOf, textOf } from '../shell/value.ts';
import type { Context } from './context.ts';
import { soleVariable } from './narrow.ts';
import { isActionWord } from './selection.ts';
import type { Walk } from './walk.ts';

/** A guard from the characters of a condition. */
export function createGuard(
  walk: Walk,
  context: Context,
  span: Span,
  about: { source: Guard['source']; negated: boolean; text?: string },
): Guard {
  const text = about.text ?? walk.workspace.textOf(span).trim();
  return {
    text,
    span,
    negated: about.negated,
    source: about.source,
    place: context.place.kind,
    reads: variablesIn(text),
  };
}

/** Names of the variables that a stretch of shell text reads, in order. */
export function variablesIn(text: string): readonly string[] {
  const names = new Set<string>();
  for (const match of text.matchAll(/\$(?:\{[#!]?)?([A-Za-z_]\w*|[0-9]+|[@*#?])/g))
    names.add(match[1] as string);
  return [...names];
}

/**
 * Notes that a value from outside was compared with a literal: such comparisons show which
 * environments and actions a script knows. `written` is the left side as it stands in the script.
 */
export function noteComparison(
  walk: Walk,
  left: Value,
  right: Value,
  written: string | null = null,
): void {
  for (const [one, other] of [
    [left, right],
    [right, left],
  ] as const) {
    const text = textOf(other);
    if (text === null || text === '') continue;
    for (const name of outsideNames(one)) walk.compare(name, text);
  }
  const name = written === null ? null : soleVariable(written);
  if (name !== null) noteOption(walk, name, left);
}

/** `-r) ACTION=rollback ;;`: a variable that options set to the name of one action or of another. */
function noteOption(walk: Walk, name: string, value: Value): void {
  const texts = value.kind === 'one-of' ? value.values.map(textOf) : [];
  const words = texts.filter((text) => text !== null && isActionWord(text));
  if (words.length < 2 || words.length < texts.length) return;
  for (const word of words) walk.compare(name, word as string);
}

/** Names of the arguments, prompts and environment variables that a value may simply be. */
export function outsideNames(value: Value): readonly string[] {
  return alternativesOf(value).flatMap((alternative) =>
    alternative.kind === 'variable' && alternative.suppliedBy !== 'nobody'
      ? [alternative.name]
      : [],
  );
}

/** The place in words that guards compare: two places of one kind may still be different hosts. */
export function samePlace(left: Place, right: Place): boolean {
  if (left.kind !== right.kind) return false;
  const key = (place: Place) => JSON.stringify([place.through, place.hosts, place.container]);
  return left.kind === 'local' || key(left) === key(right);
}
