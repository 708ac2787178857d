import type { Subject } from '../subject.ts';
import { hasEffect } from './check.ts';
import type { Check } from './check.ts';

/** Two people who deploy at the same time get in each other's way. */
export const noLock: Check = {
  id: 'safety/no-lock',
  level: 'note',
  find: ({ trace, subjects }) => {
    const serves = subjects.some(
      ({ kind, step }) => step.reached && /^(start|restart|stop)-service$/.test(kind ?? ''),
    );
    if (!serves || subjects.some(locks)) return [];
    return trace.scripts
      .filter(({ role, parsed }) => role === 'entry' && parsed)
      .flatMap(({ file }) => {
        const first = subjects.find(
          (subject) => subject.step.span.file === file && hasEffect(subject),
        );
        return first === undefined ? [] : [{ span: first.step.span, step: first.step.id }];
      });
  },
};

function locks({ step, names, command }: Subject): boolean {
  if (names.some((name) => /^(flock|lockfile|lockf|shlock|lockrun|solo|with-lock-ex)$/.test(name)))
    return true;
  if (step.wrappers.some(({ name }) => /^(flock|lockf|lockrun)$/.test(name))) return true;
  if (/\block\b|\.lock\b|LOCK/.test(step.text))
    return ['mkdir', 'touch', 'ln', '[', 'test', 'set', 'echo'].includes(command.name ?? '');
  return false;
}
