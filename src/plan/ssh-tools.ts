import type { Step } from '../model/step.ts';
import { argumentTexts, hasFlag } from './arguments.ts';

/** Tools that log in on hosts by themselves, whichever machine they are started on. */
const tools =
  /^(ansible|ansible-playbook|ansible-pull|cap|mina|fab|pyinfra|salt-ssh|kamal|pssh|parallel-ssh)$/;
// Deployer (PHP) shares its name with nothing else that takes these.
const deployer = /^(deploy|rollback|provision)(:|$)/;

/** The step reaches hosts over ssh without being ssh: it needs a key, and a network that leads there. */
export function goesOverSsh(step: Step): boolean {
  const { name, words } = step;
  if (name === 'dep') return argumentTexts(step).some((text) => deployer.test(text));
  return (
    tools.test(name ?? '') &&
    !hasFlag(words, '--syntax-check', '--version', '--help', '--list-hosts')
  );
}
