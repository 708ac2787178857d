import type { PlannedEnvironment, PlannedHostGroup } from '../model/deployment.ts';
import type { Message } from '../model/message.ts';
import type { Blocker, PlannedStep } from '../model/plan.ts';
import { withAlikeGroups } from './alike-groups.ts';
import type { Environment } from '../model/trace.ts';
import { environmentsOf } from './host-groups.ts';
import { answeredHosts } from './questions.ts';
import { say } from './say.ts';
import type { Situation } from './situation.ts';
import { valueText } from './value-text.ts';

const productionName = /^(prod|production|prd|live|main)([-_]?\w{2,3})?$/i;
const stagingName = /(stag|preprod|pre-prod|recette|uat|ppr|qualif)/i;

/** Environments in the order in which a release goes through them, each with its hosts and style. */
export function plannedEnvironmentsOf(
  steps: readonly PlannedStep[],
  situation: Situation,
  blockers: readonly Blocker[],
): readonly PlannedEnvironment[] {
  const all = withAlikeGroups(environmentsOf(situation), steps);
  const planned = all.map((environment) =>
    plannedEnvironment(environment, all, situation, blockers),
  );
  return [...planned].sort((one, other) => rank(one) - rank(other));
}

function rank({ production, name }: PlannedEnvironment): number {
  return production ? 2 : stagingName.test(name) ? 1 : 0;
}

function plannedEnvironment(
  environment: Environment,
  all: readonly Environment[],
  situation: Situation,
  blockers: readonly Blocker[],
): PlannedEnvironment {
  const target = situation.config.environments[environment.name] ?? {};
  const because: Message[] = [];
  if (situation.platform.name === 'ec2') {
    because.push(...blockers.map(({ message }) => message));
    if (target.autoScalingGroup === undefined)
      because.push(say('plan/no-auto-scaling-group', { environment: environment.name }));
    if (target.targetGroup === undefined)
      because.push(say('plan/no-target-group', { environment: environment.name }));
  } else because.push(say('plan/style-of-platform', { platform: situation.platform.name }));
  const isBlueGreen = because.length === 0;
  return {
    name: environment.name,
    production: all.length === 1 || productionName.test(environment.name),
    target,
    hostGroups: hostGroupsOf(environment, situation),
    style: isBlueGreen ? 'blue-green' : 'in-place',
    styleBecause: isBlueGreen ? [say('plan/blue-green-possible')] : because,
  };
}

function hostGroupsOf(
  { name, hostGroups }: Environment,
  situation: Situation,
): readonly PlannedHostGroup[] {
  return hostGroups.map((group) => ({
    name: group.name,
    hosts: answeredHosts(name, situation.config) ?? group.hosts.map(valueText),
    ...(group.values === undefined ? {} : { values: group.values }),
    deploymentGroup: [
      situation.application.name,
      name,
      ...(hostGroups.length > 1 ? [group.name] : []),
    ].join('-'),
  }));
}
