import type { Span } from '../../model/source.ts';
import type { Trace } from '../../model/trace.ts';
import { showValue } from '../pattern.ts';
import type { Check, CheckInput, Place } from './check.ts';

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
  find: (input) => placesOfOption(input, unchecked, unchecked),
};

/**
 * The agent taken along: `ForwardAgent=yes`, or `-A` among the options of ssh, which stand before the
 * host; a letter A further on belongs to the command that is sent.
 */
const forwarding =
  /ForwardAgent[= ]?["']?yes\b|\bssh(?:\s+-[^\sA]+(?:\s+[^-\s]\S*)?)*\s+-[46CKMNTXYfgknqstvxy]*A\b/;
const forwardingOptions = /(^|\s)-A(\s|$)|ForwardAgent[= ]?yes/;

/** Whoever is root on the host can use the keys of the person who deploys, as long as it lasts. */
export const agentForwarding: Check = {
  id: 'ssh/agent-forwarding',
  level: 'warning',
  find: (input) => placesOfOption(input, forwarding, forwardingOptions),
};

/** Where an option of ssh is written: in a command, or in the variable that holds its options. */
function placesOfOption(
  { trace, subjects }: Pick<CheckInput, 'trace' | 'subjects'>,
  command: RegExp,
  assigned: RegExp,
): readonly Place[] {
  return subjects.flatMap(({ step }): readonly Place[] => {
    const { through } = step.place;
    if (through !== null && command.test(sliceOf(trace, through)))
      return [{ span: through, step: step.id }];
    const isHere =
      step.assignments.some(({ value }) => assigned.test(showValue(value))) ||
      (step.form === 'command' && step.place.kind === 'local' && command.test(step.text));
    return isHere ? [{ span: step.span, step: step.id }] : [];
  });
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
