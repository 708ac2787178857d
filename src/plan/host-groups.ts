/** Environments and host groups: who gets which steps. */
import type { Step } from '../model/step.ts';
import type { Environment, HostGroup, Trace } from '../model/trace.ts';
import { roleOfStep } from './action-choice.ts';
import type { Evidence } from './evidence.ts';
import { isEffectful, machineOf } from './evidence.ts';
import type { Value } from '../model/value.ts';
import { coversHost, literal, rowOf } from '../shell/value.ts';
import { valueText } from './value-text.ts';

/** The environments that are deployed to; one named `prod` when the scripts name none. */
export function environmentsOf(evidence: Evidence): readonly Environment[] {
  const { trace, classification } = evidence;
  const deployed = deployedTo(evidence);
  const environments =
    trace.environments.length > 0
      ? trace.environments.filter(({ name }) => deployed === null || deployed.has(name))
      : [{ name: 'prod', hostGroups: [] }];
  const usesHosts = classification.steps.some(
    (step) => isEffectful(step) && machineOf(step.step, evidence) === 'host',
  );
  if (!usesHosts) return environments;
  // A script that runs on its host has hosts that it can't name.
  return environments.map((environment) =>
    environment.hostGroups.length > 0
      ? environment
      : { ...environment, hostGroups: [{ name: 'hosts', hosts: [] }] },
  );
}

/** What only `setup-dev.sh` names is no environment of the pipeline. Null where nothing is deployed. */
function deployedTo(evidence: Evidence): ReadonlySet<string> | null {
  const names = evidence.classification.steps
    .filter((step) => isEffectful(step) && roleOfStep(step.step, evidence) === 'deploy')
    .flatMap(({ step }) => step.environments);
  return names.length > 0 ? new Set(names) : null;
}

/** The names of all host groups, in the order of their first place. */
export function groupNames(trace: Trace): readonly string[] {
  return [
    ...new Set(trace.environments.flatMap(({ hostGroups }) => hostGroups.map(({ name }) => name))),
  ];
}

/** The groups that a step reaches, by its place or by the host it copies to; empty means all. */
export function groupsOfStep(
  step: Step,
  { trace }: Evidence,
  copyTo: string | null,
): readonly string[] {
  const place = step.place.kind === 'container' ? (step.place.on ?? step.place) : step.place;
  const hosts = copyTo === null ? place.hosts : copyTo.split('|').map((text) => literal(text));
  if (hosts.length === 0) return [];
  const all = groupNames(trace);
  const reached = all.filter((name) =>
    trace.environments.some(({ hostGroups }) =>
      hostGroups.some((group) => group.name === name && sharesHost(group, hosts)),
    ),
  );
  return reached.length === all.length ? [] : reached;
}

function sharesHost(group: HostGroup, hosts: readonly Value[]): boolean {
  return group.hosts.some((host) =>
    hosts.some(
      (own) => coversHost(own, host) || (rowOf(own) === null && valueText(own) === valueText(host)),
    ),
  );
}
