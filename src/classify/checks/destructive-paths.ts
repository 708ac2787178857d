import type { Finding } from '../../model/classified.ts';
import type { Value } from '../../model/value.ts';
import { emptiness } from '../../shell/value.ts';
import type { Subject } from '../subject.ts';
import type { Check } from './check.ts';

/** `rm -rf "$DIR/…"` where DIR may be empty: then `/…` is removed. */
export const unsetVariableRemoved: Check = ({ subjects }) =>
  subjects.flatMap((subject): Finding[] => {
    const name = removesFrom(subject);
    if (name === null) return [];
    return [
      {
        rule: 'danger/rm-rf-variable',
        level: 'warning',
        span: subject.step.span,
        step: subject.step.id,
        message: { code: 'classify/unset-variable-removed', params: { name } },
      },
    ];
  });

/** The variable in front of the path that `rm -r` removes, when it may be empty. */
function removesFrom({ step, command }: Subject): string | null {
  const recursive = command.options.some(({ name }) => ['-r', '-R', '--recursive'].includes(name));
  if (step.name !== 'rm' || !recursive) return null;
  for (const { value } of command.arguments) {
    const name = riskyVariable(value);
    if (name !== null) return name;
  }
  return null;
}

function riskyVariable(value: Value): string | null {
  if (value.kind !== 'concat') return null;
  const [first, second] = value.parts;
  if (first?.kind !== 'variable' || emptiness(first) === 'no') return null;
  // With the variable empty, a path of at least one component from the root is left.
  return second?.kind === 'literal' && second.text.startsWith('/') ? first.name : null;
}

/** A `cd` whose failure nobody notices, before something is removed by a relative path. */
export const unguardedCd: Check = ({ subjects }) =>
  subjects.flatMap((subject, index): Finding[] => {
    if (!isUnguardedCd(subject) || !removesRelative(subjects, index)) return [];
    return [
      {
        rule: 'danger/unguarded-cd',
        level: 'warning',
        span: subject.step.span,
        step: subject.step.id,
        message: { code: 'classify/unguarded-cd', params: {} },
      },
    ];
  });

function isUnguardedCd({ step }: Subject): boolean {
  return step.name === 'cd' && step.failure === 'ignored' && step.statusUsed === 'ignored';
}

/** Until the next `cd`, and on the same place. */
function removesRelative(subjects: readonly Subject[], from: number): boolean {
  const place = JSON.stringify(subjects[from]?.step.place);
  for (const { step, command } of subjects.slice(from + 1, from + 50)) {
    if (step.name === 'cd') return false;
    const removes =
      step.name === 'rm' &&
      command.options.some(({ name }) => ['-r', '-R', '--recursive'].includes(name));
    if (!removes || JSON.stringify(step.place) !== place) continue;
    if (
      command.arguments.some(({ value }) => value.kind === 'literal' && /^[^/~$-]/.test(value.text))
    )
      return true;
  }
  return false;
}
