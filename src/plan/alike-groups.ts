import type { PlannedStep } from '../model/plan.ts';
import type { Environment, HostGroup } from '../model/trace.ts';
import type { Value } from '../model/value.ts';
import { rowOf } from '../shell/value.ts';

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
  const isReached = (name: string) =>
    steps.some(
      ({ destination, disposition, hostGroups }) =>
        /^(hook|appspec)\//.test(destination ?? '') &&
        disposition !== 'dropped' &&
        (hostGroups.length === 0 || hostGroups.includes(name)),
    );
  return environments.map((environment) => {
    const reached = environment.hostGroups.filter(({ name }) => isReached(name));
    // Where nothing is installed or run, as on the host of a cache, there is nothing to deploy.
    const groups = reached.length === 0 ? environment.hostGroups : reached;
    return { ...environment, hostGroups: joined(groups, treatment) };
  });
}

/** Under the name of the first; a group that the release never reaches stays by itself. */
function joined(
  groups: readonly HostGroup[],
  treatment: (name: string) => string,
): readonly HostGroup[] {
  const found = new Map<string, HostGroup>();
  for (const group of groups) {
    const own = treatment(group.name);
    if (own === '' && groups.some((other) => other !== group && picksFrom(group, other))) continue;
    const key = own === '' ? group.name : own;
    const first = found.get(key);
    found.set(
      key,
      first === undefined
        ? group
        : {
            name: first.name,
            hosts: [...first.hosts, ...group.hosts],
            ...sharedValues(first, group),
          },
    );
  }
  return [...found.values()];
}

function sharedValues(one: HostGroup, other: HostGroup): Pick<HostGroup, 'values'> {
  const shared = Object.entries(one.values ?? {}).filter(
    ([name, text]) => other.values?.[name] === text,
  );
  return shared.length === 0 ? {} : { values: Object.fromEntries(shared) };
}

/** `FIRST=$(head -n 1 hosts.txt)` is one of the hosts of that table: it gets what they get. */
function picksFrom({ hosts }: HostGroup, whole: HostGroup): boolean {
  const tables = new Set(whole.hosts.flatMap((host) => tableOf(host) ?? []));
  return (
    hosts.length > 0 &&
    hosts.every(
      (host) =>
        host.kind === 'output' &&
        tableOf(host) === null &&
        host.command.split(/[\s<>()|]+/).some((word) => tables.has(word)),
    )
  );
}

/** The file that lists all of the hosts. */
function tableOf(host: Value): string | null {
  if (host.kind === 'output') return /^(?:cat|<)\s*([^\s|]+)$/.exec(host.command)?.[1] ?? null;
  return rowOf(host)?.table ?? null;
}
