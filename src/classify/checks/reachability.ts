import type { UnreachedReason, UnresolvedReason } from '../../model/step.ts';
import type { Subject } from '../subject.ts';
import { placeOf } from './check.ts';
import type { Check, CheckInput } from './check.ts';

/** Functions that nobody calls: the first command of each run of them. */
export const neverCalled: Check = {
  id: 'script/never-called',
  level: 'note',
  find: (input) => firstOfRuns(input, 'uncalled-function').map((subject) => placeOf(subject)),
};

/** Commands behind `exit`, or behind an `exec` that puts another program in the script's place. */
export const afterTheEnd: Check = {
  id: 'script/after-exec',
  level: 'warning',
  find: (input) => firstOfRuns(input, 'after-exit').map((subject) => placeOf(subject)),
};

function firstOfRuns({ subjects }: CheckInput, reason: UnreachedReason): readonly Subject[] {
  return subjects.filter(({ step, index }) => {
    if (step.unreachedBecause !== reason || step.form !== 'command') return false;
    const before = subjects[index - 1]?.step;
    return before?.unreachedBecause !== reason || before.span.file !== step.span.file;
  });
}

/** Code that is only known when the script runs. */
export const dynamicCode: Check = {
  id: 'script/dynamic-code',
  level: 'warning',
  find: (input) => unresolved(input, ['dynamic-text', 'dynamic-command']),
};

/** A script that is called and is not in the fleet. */
export const missingFile: Check = {
  id: 'script/missing-file',
  level: 'warning',
  find: (input) => unresolved(input, ['missing-file']),
};

/** A session that waits for a person; what stands below it runs on this side. */
export const bareSession: Check = {
  id: 'ssh/bare-session',
  level: 'error',
  find: (input) => unresolved(input, ['interactive']),
};

function unresolved(
  { subjects }: CheckInput,
  reasons: readonly UnresolvedReason[],
): readonly ReturnType<typeof placeOf>[] {
  return subjects
    .filter(({ step }) => step.unresolved !== null && reasons.includes(step.unresolved))
    .map((subject) => placeOf(subject));
}

/** A here-document that no command reads: written under the `ssh` that was to read it. */
export const unreadDocument: Check = {
  id: 'script/unread-document',
  level: 'error',
  find: ({ subjects }) =>
    subjects
      .filter(
        ({ step }) =>
          step.form === 'redirection' &&
          step.reached &&
          step.redirections.every(({ operator }) => operator.startsWith('<<')),
      )
      .map((subject) => placeOf(subject)),
};
