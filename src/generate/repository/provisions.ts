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
      case 'host-group':
        return byGroup(name, values.groupValues(name));
      case 'release':
        return [`${name}=${quoteShell(plan.deployment.release?.live ?? '')}`];
      case 'ambient':
        return whoeverLoggedIn(name, slice, plan);
      case 'script':
        return values.isHostName(name)
          ? [
              `# Each host asks itself, where the script went from host to host.\n${name}=$(hostname -f)`,
            ]
          : [];
      default:
        return [];
    }
  });
}

/** Names that have a value for each group of hosts. */
export function namesOfGroups({ deployment }: Plan): readonly string[] {
  return deployment.environments.flatMap(({ hostGroups }) =>
    hostGroups.flatMap(({ values = {} }) => Object.keys(values)),
  );
}

/** Often the groups are called by what the script knew of their hosts. */
function byGroup(
  name: string,
  values: readonly { readonly group: string; readonly text: string }[],
): readonly string[] {
  if (values.every(({ group, text }) => group === text)) return [`${name}=$HOST_GROUP`];
  return [
    'case "$HOST_GROUP" in',
    ...values.map(({ group, text }) => `  ${group}) ${name}=${quoteShell(text)} ;;`),
    'esac',
  ];
}

/**
 * Hooks run as root, whose home and name are not those that the script meant. The agent is a service: where
 * nobody logs in, neither need be set. Source: systemd.exec(5), "Environment variables in spawned processes".
 */
function whoeverLoggedIn(name: string, slice: Slice, plan: Plan): readonly string[] {
  if (slice.users.runAs !== null) return [];
  const { login } = plan.deployment.users;
  const isKnown = login !== null && login !== 'root';
  if (name === 'HOME')
    return [
      isKnown ? `HOME=$(getent passwd ${login} | cut -d: -f6)` : 'export HOME="${HOME:-/root}"',
    ];
  if (name === 'USER' || name === 'LOGNAME')
    return [isKnown ? `${name}=${login}` : `${name}=\${${name}:-root}`];
  return [];
}
