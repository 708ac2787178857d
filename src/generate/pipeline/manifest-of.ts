import type { PlannedEnvironment, PlannedHostGroup } from '../../model/deployment.ts';
import type { FleetConfig } from '../../model/config.ts';
import type { Parameter, Plan } from '../../model/plan.ts';
import { imageRepositories } from '../repository/images.ts';
import { pipelineVariablesOf } from '../repository/pipeline-variables.ts';
import { rightsOf } from '../rights/rights-of.ts';
import type { GenerateContext } from '../generator.ts';
import { awsName } from './aws-name.ts';
import { jobsOf } from './jobs.ts';
import type {
  Manifest,
  ManifestEnvironment,
  ManifestGroup,
  ManifestNotifications,
  ManifestParameter,
  ManifestSource,
  NotificationEvent,
} from './manifest.ts';
import { repositoryName } from './repository-name.ts';
import { rollbackOwnerOf } from './rollback-owner.ts';
import { stagesOf } from './stages.ts';

/** The pipeline that a plan asks for. */
export function manifestOf(
  plan: Plan,
  { config, fleet, lore }: Pick<GenerateContext, 'config' | 'fleet' | 'lore'>,
): Manifest {
  const variables = pipelineVariablesOf(plan, lore);
  const { build, deployment } = plan;
  const rights = rightsOf(plan, lore);
  const jobs = jobsOf(plan, rights);
  const rollback = rollbackOwnerOf(plan, jobs);
  return {
    name: awsName(plan.application),
    owner: config.owner ?? null,
    platform: plan.platform.name,
    source: sourceOf(plan),
    build: {
      project: awsName(`${plan.application}-build`, 150),
      image: build.image,
      privileged: build.privileged,
      reaches: build.privateHosts,
      runtimes: build.runtimes.map(({ name, version }) => ({ name, version })),
      rights: rights.build,
    },
    jobs,
    environments: deployment.environments.map((environment) =>
      environmentOf(environment, plan, fleet),
    ),
    stages: stagesOf(plan, jobs, rollback, variables),
    rollback,
    notifications: notificationsOf(plan, fleet),
    variables: variables.all,
    parameters: parametersOf(plan.parameters),
    images: imageRepositories(plan).map((repository) => ({ repository })),
    hostRights: rights.hosts,
  };
}

function sourceOf({ build, deployment, steps }: Plan): ManifestSource {
  return {
    repository: repositoryName(deployment.repository),
    branch: deployment.branch ?? 'main',
    branchAssumed: deployment.branch === null,
    otherBranches: Object.entries(deployment.branches ?? {})
      .filter(([, branch]) => branch !== deployment.branch)
      .map(([environment, branch]) => `${branch} for ${environment}`)
      .join(', '),
    format: build.needsHistory ? 'CODEBUILD_CLONE_REF' : 'CODE_ZIP',
    steps: steps
      .filter(({ destination }) => destination === 'source')
      .map(({ classified }) => classified.step.id),
  };
}

function environmentOf(
  environment: PlannedEnvironment,
  plan: Plan,
  fleet: FleetConfig,
): ManifestEnvironment {
  const { name, production, target, hostGroups } = environment;
  return {
    name,
    production,
    account: target.account ?? null,
    region: target.region ?? fleet.region ?? null,
    deploymentGroups:
      plan.platform.name === 'ec2'
        ? hostGroups.map((group) => groupOf(group, environment, plan))
        : [],
  };
}

function groupOf(
  group: PlannedHostGroup,
  { name: environment, style, target }: PlannedEnvironment,
  { application, deployment }: Plan,
): ManifestGroup {
  return {
    name: awsName(group.deploymentGroup),
    hostGroup: group.name,
    style,
    config: deployment.config.name,
    // `?` stands for a host that nobody can name; the question says so.
    hosts: group.hosts.filter((host) => host !== '?'),
    tags: target.tags ?? {
      Application: application,
      Environment: environment,
      HostGroup: group.name,
    },
    autoScalingGroup: target.autoScalingGroup ?? null,
    targetGroup: target.targetGroup ?? null,
  };
}

function notificationsOf({ deployment }: Plan, fleet: FleetConfig): ManifestNotifications {
  const before = deployment.notifications;
  const events = new Set<NotificationEvent>(['failed', ...before.flatMap((one) => one.events)]);
  if (deployment.approvals.length > 0) events.add('approval-needed');
  return {
    events: [...events].sort(),
    slack:
      fleet.notifications?.slack !== undefined || before.some(({ channel }) => channel === 'slack'),
    email: [
      ...new Set(before.flatMap(({ channel, targets }) => (channel === 'email' ? targets : []))),
    ].sort(),
    before,
  };
}

function parametersOf(parameters: readonly Parameter[]): readonly ManifestParameter[] {
  const names = [...new Set(parameters.map(({ name }) => name))];
  return names.map((name) => ({
    name,
    paths: parameters.filter((one) => one.name === name).map(({ path }) => path),
  }));
}
