import type { ServiceUsers } from '../model/deployment.ts';
import type { PlannedStep } from '../model/plan.ts';
import type { Value } from '../model/value.ts';
import { textOf } from '../shell/value.ts';
import { argumentTexts } from './arguments.ts';
import { loginUserOf } from './login-user.ts';
import type { Situation } from './situation.ts';

/** Users of the hosts: who logs in, and who else appears in sudo, su, runuser and chown. */
export function serviceUsersOf(steps: readonly PlannedStep[], situation: Situation): ServiceUsers {
  const onHost = steps
    .filter(({ destination }) => /^(hook|appspec)\//.test(destination ?? ''))
    .map(({ classified }) => classified.step);
  const others = new Set<string>();
  for (const step of onHost) {
    const runAs = known(step.runAs);
    if (runAs !== null) others.add(runAs);
    if (step.name === 'chown')
      others.add(/^([A-Za-z_][\w-]*)/.exec(argumentTexts(step)[0] ?? '')?.[1] ?? 'root');
  }
  for (const { destination } of situation.files) {
    const home = /^\/home\/([\w-]+)\//.exec(`${destination ?? ''}/`)?.[1];
    if (home !== undefined) others.add(home);
  }
  const { name: login, isAssumed } = loginUserOf(situation);
  return {
    login,
    others: [...others].filter((user) => user !== 'root' && user !== login).sort(),
    ...(isAssumed ? { isAssumed } : {}),
  };
}

function known(value: Value | null): string | null {
  const text = value === null ? null : textOf(value);
  return text !== null && /^[A-Za-z_][\w-]*$/.test(text) ? text : null;
}
