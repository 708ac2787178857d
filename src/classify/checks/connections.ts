import type { Span } from '../../model/source.ts';
import type { Trace } from '../../model/trace.ts';
import { showValue } from '../pattern.ts';
import type { Subject } from '../subject.ts';
import type { Check, Place } from './check.ts';

/** Source: ssh_config(5): `no` and `off` accept any key, a known-hosts file of nothing keeps none. */
const unchecked =
  /StrictHostKeyChecking[= ]?["']?(no|off)\b|UserKnownHostsFile[= ]?["']?\/dev\/null/i;

/**
 * Host keys that are not looked at, where it is written: on the command that goes to the host, or
 * on the variable that holds its options.
 */
export const hostKeyChecking: Check = {
  id: 'ssh/host-key-checking',
  level: 'warning',
  find: ({ trace, subjects }) =>
    subjects.flatMap((subject): readonly Place[] => {
      const { step } = subject;
      const { through } = step.place;
      if (through !== null && unchecked.test(sliceOf(trace, through)))
        return [{ span: through, step: step.id }];
      return isWrittenHere(subject) ? [{ span: step.span, step: step.id }] : [];
    }),
};

function isWrittenHere({ step }: Subject): boolean {
  const assigned = step.assignments.some(({ value }) => unchecked.test(showValue(value)));
  if (assigned) return true;
  return step.form === 'command' && step.place.kind === 'local' && unchecked.test(step.text);
}

/** The first line of a command: what it sends stands below or behind. */
function sliceOf({ sources }: Trace, { file, start, end }: Span): string {
  return (sources.get(file)?.text ?? '').slice(start, end).split('\n', 3).join('\n');
}

/** `sshpass`: a password takes the place of a key, and stands where everybody sees it. */
export const passwordLogin: Check = {
  id: 'secrets/ssh-password',
  level: 'error',
  find: ({ trace, subjects }) =>
    subjects.flatMap(({ step }): readonly Place[] => {
      const { through } = step.place;
      if (through !== null && /\bsshpass\b/.test(sliceOf(trace, through)))
        return [{ span: through, step: step.id }];
      return step.wrappers.some(({ name }) => name === 'sshpass')
        ? [{ span: step.span, step: step.id }]
        : [];
    }),
};
