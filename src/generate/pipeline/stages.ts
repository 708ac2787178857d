import type { OnceAction, PlannedEnvironment } from '../../model/deployment.ts';
import type { Plan } from '../../model/plan.ts';
import { publishesFirst } from '../../plan/folder-publishing.ts';
import type { StepId } from '../../model/step.ts';
import { bundleOf as repositoryBundleOf } from '../repository/bundle.ts';
import { needsBundle, onceNeedsOf } from '../repository/once-needs.ts';
import type { PipelineVariables } from '../repository/pipeline-variables.ts';
import { inputsOf } from '../inputs/inputs.ts';
import { approvalMessage } from './approval-message.ts';
import { withOwnNames } from './action-names.ts';
import { awsName } from './aws-name.ts';
import { deployActionsOf } from './deploy-actions.ts';
import type { ManifestAction, ManifestJob, ManifestStage, RollbackOwner } from './manifest.ts';
import { judgesRelease } from './rollback-owner.ts';

/**
 * Source, Build, then per environment: Approve, Prepare (backup and migration, outside the stage that
 * a rollback repeats), Deploy with the tests of its result in the same stage, so that a rollback of
 * the stage deploys again, and Finish.
 */
export function stagesOf(
  plan: Plan,
  jobs: readonly ManifestJob[],
  rollback: RollbackOwner,
  given: PipelineVariables,
): readonly ManifestStage[] {
  return [
    sourceStage(plan),
    buildStage(plan, given),
    ...plan.deployment.environments.flatMap((environment) =>
      environmentStages(environment, plan, jobs, rollback, given),
    ),
  ];
}

function sourceStage({ steps }: Plan): ManifestStage {
  const from = steps
    .filter(({ destination }) => destination === 'source')
    .map(({ classified }) => classified.step.id);
  return {
    name: 'Source',
    environment: null,
    onFailure: null,
    actions: [{ type: 'source', name: 'Source', order: 1, output: 'source', steps: from }],
  };
}

/** One artifact for all environments, unless the old build differed per environment. */
function buildStage(plan: Plan, given: PipelineVariables): ManifestStage {
  const { build, deployment, steps } = plan;
  const variables = orNull(given.build);
  const from = steps
    .filter(({ destination }) => destination?.startsWith('buildspec/') === true)
    .map(({ classified }) => classified.step.id);
  const separate = build.perEnvironment.length > 0;
  const names = separate ? deployment.environments.map(({ name }) => name) : [null];
  return {
    name: 'Build',
    environment: null,
    onFailure: null,
    actions: names.map((environment) => ({
      type: 'build',
      name: environment === null ? 'Build' : awsName(`Build-${environment}`),
      order: 1,
      input: 'source',
      output: bundleOf(environment, separate),
      environment,
      variables,
      steps: environment === null ? from : stepsFor(environment, from, plan),
    })),
  };
}

function orNull(names: readonly string[]): readonly string[] | null {
  return names.length === 0 ? null : names;
}

function bundleOf(environment: string | null, separate: boolean): string {
  return separate && environment !== null ? artifactName(`bundle_${environment}`) : 'bundle';
}

/** CodeBuild names a variable after an input, which takes no dash. */
function artifactName(text: string): string {
  return awsName(text).replace(/[^A-Za-z0-9]/g, '_');
}

function environmentStages(
  environment: PlannedEnvironment,
  plan: Plan,
  jobs: readonly ManifestJob[],
  rollback: RollbackOwner,
  given: PipelineVariables,
): readonly ManifestStage[] {
  const bundle = bundleOf(environment.name, plan.build.perEnvironment.length > 0);
  const once = jobs.flatMap((job) => {
    const action = plan.deployment.once.find(({ name }) => awsName(name) === job.name);
    return action !== undefined && isFor(action, environment, plan) ? [{ job, action }] : [];
  });
  // Where CodeBuild deploys by itself, that job is the deployment: a rollback of the stage repeats it.
  const deploys = once.filter(({ job }) => deployments.includes(job.name));
  const first = deploys.filter(({ action }) => comesFirst(action, plan));
  const others = once.filter(({ job }) => !deployments.includes(job.name));
  const before = others.filter(({ action }) => action.when === 'before-deploy');
  const late = others.filter(({ action }) => action.when === 'after-deploy');
  const judged = late.filter(({ job }) => judgesRelease(job));
  const marks = late.filter(({ job }) => !judgesRelease(job));
  const whole = repositoryBundleOf(plan);
  const asJob = ({ job, action }: { readonly job: ManifestJob; readonly action: OnceAction }) => ({
    type: 'job' as const,
    name: job.name,
    job: job.name,
    input: 'source',
    bundle: needsBundle(onceNeedsOf(action, plan, whole)) ? bundle : null,
    output: action.keeps.length > 0 ? artifactName(`${job.name}_${environment.name}`) : null,
    environment: environment.name,
    variables: orNull(given.once.get(action.name) ?? []),
    steps: job.steps,
  });
  const stage = (
    name: string,
    actions: readonly Unordered[],
    onFailure: ManifestStage['onFailure'] = null,
  ): readonly ManifestStage[] =>
    actions.length === 0
      ? []
      : [
          {
            name: awsName(`${name}-${environment.name}`),
            environment: environment.name,
            onFailure,
            actions: ordered(actions.map((action) => ownPartOf(action, environment, plan))),
          },
        ];
  const deployment = [
    ...first.map(asJob),
    ...deployActionsOf(environment, plan, bundle),
    ...deploys.filter((one) => !first.includes(one)).map(asJob),
    ...judged.map(asJob),
  ];
  // Nobody is asked for consent to nothing.
  if (deployment.length === 0 && before.length === 0) return [];
  return [
    ...stage('Approve', approvalOf(environment, plan, given)),
    ...stage('Prepare', before.map(asJob)),
    ...stage('Deploy', deployment, rollback === 'pipeline' ? 'rollback' : null),
    ...stage('Finish', marks.map(asJob)),
  ];
}

/** An action with the lines of this environment's own script. */
function ownPartOf(action: Unordered, { name }: PlannedEnvironment, plan: Plan): Unordered {
  return { ...action, steps: stepsFor(name, action.steps, plan) };
}

/** New pages on the hosts ask for what the script had published before them. */
function comesFirst({ steps: ids, when }: OnceAction, { platform, steps }: Plan): boolean {
  const own = steps.filter(({ classified }) => ids.includes(classified.step.id));
  return platform.name === 'ec2' && publishesFirst(own, when);
}

/** Jobs that put the release in its place. */
const deployments = ['Deploy', 'Publish'];

/** Of the steps of an action, those of one environment: another one has a script of its own. */
function stepsFor(
  environment: string,
  ids: readonly StepId[],
  { steps, deployment }: Plan,
): readonly StepId[] {
  const known = deployment.environments.map(({ name }) => name);
  const environments = new Map(
    steps.map(({ classified: { step } }) => [step.id, step.environments]),
  );
  return ids.filter((id) => {
    const named = environments.get(id)?.filter((name) => known.includes(name)) ?? [];
    return named.length === 0 || named.includes(environment);
  });
}

/** An action that waits for its place: one after another, as the script did it. */
export type Unordered = ManifestAction extends infer Action
  ? Action extends ManifestAction
    ? Omit<Action, 'order'>
    : never
  : never;

function ordered(actions: readonly Unordered[]): readonly ManifestAction[] {
  return withOwnNames(actions).map((action, at) => ({ ...action, order: at + 1 }));
}

/** What the scripts do without naming an environment, they do in every one. */
function isFor(action: OnceAction, { name }: PlannedEnvironment, { deployment }: Plan): boolean {
  const known = deployment.environments.map((one) => one.name);
  return (
    action.environments.includes(name) || !action.environments.some((one) => known.includes(one))
  );
}

function approvalOf(
  { name }: PlannedEnvironment,
  plan: Plan,
  { all }: PipelineVariables,
): readonly Unordered[] {
  const { deployment, trace } = plan;
  const approval = deployment.approvals.find(({ environments }) => environments.includes(name));
  if (approval === undefined) return [];
  const { byArgument } = inputsOf(plan);
  const own = all.map((variable) => [variable.name, `#{variables.${variable.name}}`] as const);
  const given = new Map<string, string>(own);
  for (const [label, variable] of byArgument)
    if (given.has(variable)) given.set(label, given.get(variable) ?? '');
  for (const { environment } of trace.choices)
    if (environment !== null) given.set(environment, name);
  const message = approvalMessage(approval, name, given);
  return [{ type: 'approval', name: 'Approve', message, steps: approval.steps }];
}
