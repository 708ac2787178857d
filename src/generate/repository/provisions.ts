import type { Plan } from '../../model/plan.ts';
import { quoteShell } from '../quote-shell.ts';
import type { Slice } from '../slice/slice.ts';
import { Values } from '../slice/values.ts';

/** Assignments at the top of a hook: what its code reads and the library does not set. */
export function hostAssignments(slice: Slice, plan: Plan): readonly string[] {
  const values = new Values(plan);
  return [...slice.open].sort().flatMap((name) => {
    switch (values.provisionOf(name, 'host')) {
      case 'environment':
        return [`${name}=$ENVIRONMENT`];
      case 'secret':
        return [
          `${name}=$(secret ${values.secretOf(name) ?? name})`,
          ...(slice.exported.has(name) ? [`export ${name}`] : []),
        ];
      case 'build':
        return slice.exported.has(name) ? [`export ${name}`] : [];
      case 'release':
        return [`${name}=${quoteShell(plan.deployment.release?.live ?? '')}`];
      case 'ambient':
        return homeOf(name, slice, plan);
      case 'script':
        return values.isHostName(name) ? [`${name}=$(hostname -f)`] : [];
      default:
        return [];
    }
  });
}

/** Hooks run as root, whose home is not the one that the script meant. */
function homeOf(name: string, slice: Slice, plan: Plan): readonly string[] {
  const { login } = plan.deployment.users;
  if (name !== 'HOME' || login === null || login === 'root' || slice.users.runAs !== null)
    return [];
  return [`HOME=$(getent passwd ${login} | cut -d: -f6)`];
}
