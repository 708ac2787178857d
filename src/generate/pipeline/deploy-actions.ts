import type { PlannedEnvironment } from '../../model/deployment.ts';
import type { Plan, PlannedStep } from '../../model/plan.ts';
import { hasRevision } from '../../plan/revision.ts';
import { awsName } from './aws-name.ts';
import type { Unordered } from './stages.ts';

/**
 * The actions that put a release in place, one after another. What the scripts do not tell (cluster,
 * bucket, function) gets the application's name; the comments of the manifest say so.
 */
export function deployActionsOf(
  environment: PlannedEnvironment,
  plan: Plan,
  input: string,
): readonly Unordered[] {
  switch (plan.platform.name) {
    case 'ec2':
      return groupActions(environment, plan, input);
    case 'ecs':
      return serviceActions(environment, plan, input);
    case 's3':
      return siteAction(environment, plan, input);
    // A job of the script's own commands deploys to all others.
    case 'lambda':
    case 'eks':
    case 'other':
      return [];
  }
}

/** A job of the script's own commands does it. */
function deploysByJob({ deployment }: Plan): boolean {
  return deployment.once.some(({ name }) => name === 'Deploy');
}

/** Steps that the action of a platform takes the place of. */
function stepsFor({ steps }: Plan, destination: PlannedStep['destination']) {
  return steps
    .filter((step) => step.destination === destination)
    .map(({ classified }) => classified.step);
}

function groupActions(
  { hostGroups }: PlannedEnvironment,
  plan: Plan,
  input: string,
): readonly Unordered[] {
  const { steps } = plan;
  if (!hasRevision(plan)) return [];
  return hostGroups.map(({ name, deploymentGroup }) => ({
    type: 'codedeploy',
    name: hostGroups.length === 1 ? 'Deploy' : awsName(`Deploy-${name}`),
    group: awsName(deploymentGroup),
    input,
    steps: steps
      .filter(
        (step) =>
          /^(appspec|hook)\//.test(step.destination ?? '') &&
          (step.hostGroups.length === 0 || step.hostGroups.includes(name)),
      )
      .map(({ classified }) => classified.step.id),
  }));
}

function serviceActions(
  { target }: PlannedEnvironment,
  plan: Plan,
  input: string,
): readonly Unordered[] {
  if (deploysByJob(plan)) return [];
  const container = plan.deployment.container;
  const told = target.service === undefined ? (container?.services ?? []) : [target.service];
  const services = told.length > 0 ? told : [plan.application];
  return services.map((service) => ({
    type: 'ecs',
    name: services.length === 1 ? 'Deploy' : awsName(`Deploy-${service}`),
    cluster: target.cluster ?? container?.cluster ?? plan.application,
    service,
    input,
    steps: stepsFor(plan, 'deploy/ecs').map(({ id }) => id),
  }));
}

function siteAction(
  { name, target }: PlannedEnvironment,
  plan: Plan,
  input: string,
): readonly Unordered[] {
  if (deploysByJob(plan)) return [];
  const told = plan.deployment.site?.bucket ?? null;
  // The bucket of another environment is none for this one: drafts would be published.
  const isOthers = plan.deployment.environments.some(
    (other) => other.name !== name && told !== null && other.target.bucket === told,
  );
  const bucket =
    target.bucket ?? (isOthers ? null : told) ?? `${plan.application}-${name}`.toLowerCase();
  const steps = stepsFor(plan, 'deploy/s3').map(({ id }) => id);
  return [{ type: 's3', name: 'Deploy', bucket, input, steps }];
}
