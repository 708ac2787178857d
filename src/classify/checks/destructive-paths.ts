import type { Value } from '../../model/value.ts';
import { emptiness } from '../../shell/value.ts';
import { showValue } from '../pattern.ts';
import type { Subject } from '../subject.ts';
import { hasEffect, placeOf } from './check.ts';
import type { Check } from './check.ts';

/** `rm -rf "$DIR/…"` where DIR may be empty: then `/…` is removed. */
export const unguardedRemoval: Check = {
  id: 'safety/unguarded-rm',
  level: 'warning',
  find: ({ subjects }) =>
    subjects.flatMap((subject) => {
      const name = removesFrom(subject);
      return name === null ? [] : [placeOf(subject, { name })];
    }),
};

/** The variable in front of the path that `rm -r` removes, when it may be empty. */
function removesFrom(subject: Subject): string | null {
  if (!removesRecursively(subject)) return null;
  for (const { value } of subject.command.arguments) {
    const name = riskyVariable(value);
    if (name !== null) return name;
  }
  return null;
}

function removesRecursively({ names, command }: Subject): boolean {
  return (
    names.includes('rm') &&
    command.options.some(({ name }) => ['-r', '-R', '--recursive'].includes(name))
  );
}

function riskyVariable(value: Value): string | null {
  if (value.kind !== 'concat') return null;
  const [first, second] = value.parts;
  if (first?.kind !== 'variable' || emptiness(first) === 'no') return null;
  // With the variable empty, a path of at least one component from the root is left.
  return second?.kind === 'literal' && second.text.startsWith('/') ? first.name : null;
}

/** A `cd` whose failure nobody notices, before something is removed by a relative path. */
export const removalAfterUncheckedCd: Check = {
  id: 'safety/unchecked-cd-removes',
  level: 'warning',
  find: ({ subjects }) =>
    subjects
      .filter((subject) => isUncheckedCd(subject) && followers(subject).some(removesRelative))
      .map((subject) => placeOf(subject)),
};

/** A `cd` whose failure nobody notices, before anything else. */
export const uncheckedCd: Check = {
  id: 'safety/unchecked-cd',
  level: 'note',
  find: ({ subjects }) =>
    subjects
      .filter(
        (subject) =>
          isUncheckedCd(subject) &&
          followers(subject).some(hasEffect) &&
          !followers(subject).some(removesRelative),
      )
      .map((subject) => placeOf(subject)),
};

function isUncheckedCd({ step, command }: Subject): boolean {
  return (
    (step.name === 'cd' || step.name === 'pushd') &&
    command.arguments.length > 0 &&
    // There is a folder above every folder.
    !command.arguments.every(({ value }) => /^(\.\.\/?)+$/.test(showValue(value))) &&
    step.reached &&
    step.failure === 'ignored' &&
    step.statusUsed === 'ignored'
  );
}

/** A `cd` further down is far enough away: what stands there is judged by that one. */
const reach = 50;

/** What runs in the folder: until the next `cd`, and on the same place. */
function followers({ all, index, step }: Subject): readonly Subject[] {
  const found: Subject[] = [];
  for (const other of all.slice(index + 1, index + reach)) {
    if (!isSamePlace(other.step.place, step.place)) continue;
    if (other.step.name === 'cd') break;
    found.push(other);
  }
  return found;
}

function isSamePlace(a: Subject['step']['place'], b: Subject['step']['place']): boolean {
  return a.kind === b.kind && a.through?.start === b.through?.start;
}

function removesRelative(subject: Subject): boolean {
  return (
    removesRecursively(subject) &&
    subject.command.arguments.some(
      ({ value }) => value.kind === 'literal' && /^[^/~$-]/.test(value.text),
    )
  );
}
