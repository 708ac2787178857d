import type { PlannedStep } from '../model/plan.ts';
import type { Environment, HostGroup } from '../model/trace.ts';

/**
 * Host groups that the release treats alike are one deployment group: what only the first host did
 * (a migration) may have left the hosts, and a group for each host would then be for nothing.
 */
export function withAlikeGroups(
  environments: readonly Environment[],
  steps: readonly PlannedStep[],
): readonly Environment[] {
  const onHosts = steps.filter(
    ({ destination, disposition }) =>
      disposition === 'converted' && /^(hook|appspec)\//.test(destination ?? ''),
  );
  const treatment = (name: string) =>
    onHosts
      .filter(({ hostGroups }) => hostGroups.length === 0 || hostGroups.includes(name))
      .map(({ classified }) => classified.step.id)
      .join(' ');
  return environments.map((environment) => ({
    ...environment,
    hostGroups: joined(environment.hostGroups, treatment),
  }));
}

/** Under the name of the first; a group that the release never reaches stays by itself. */
function joined(
  groups: readonly HostGroup[],
  treatment: (name: string) => string,
): readonly HostGroup[] {
  const found = new Map<string, HostGroup>();
  for (const group of groups) {
    const own = treatment(group.name);
    const key = own === '' ? group.name : own;
    const first = found.get(key);
    found.set(
      key,
      first === undefined ? group : { ...first, hosts: [...first.hosts, ...group.hosts] },
    );
  }
  return [...found.values()];
}
