import { sentenceOf } from '../../messages/messages.ts';
import type { Plan } from '../../model/plan.ts';
import type { GenerateContext } from '../generator.ts';
import { yamlScalar } from '../yaml.ts';
import type { Manifest, ManifestAction } from './manifest.ts';

/** The manifest as its template lays it out: values, and the comments that explain them. */
export function pipelineView(manifest: Manifest, plan: Plan, { notes }: GenerateContext) {
  const { deployment } = plan;
  return {
    ...manifest,
    from: deployment.entry === null ? plan.application : deployment.entry.file,
    sourceNote: notes.of(manifest.source.steps),
    buildRuntimes: manifest.build.runtimes,
    environments: manifest.environments.map((environment) => ({
      ...environment,
      deploymentGroups: environment.deploymentGroups.map((group) => ({
        ...group,
        isBlueGreen: group.style === 'blue-green',
        because: styleBecause(plan, environment.name),
      })),
    })),
    jobs: manifest.jobs.map((job) => ({ ...job, note: notes.of(job.steps) })),
    stages: manifest.stages.map((stage) => ({
      ...stage,
      actions: stage.actions.map((action) => ({
        steps: action.steps,
        note: isFew(action) ? notes.of(action.steps) : '',
        line: yamlScalar(lineOf(action)),
      })),
    })),
    configBecause: sentenceOf(deployment.config.because, 'en'),
    checks: deployment.smokeChecks.map((check) => ({
      ...check,
      steps: [check.step],
      note: notes.of([check.step]),
    })),
    before: manifest.notifications.before.map((one) => ({
      ...one,
      to: one.targets.join(', '),
      note: notes.of(one.steps),
    })),
  };
}

/** The lines of a whole build or deployment stand in the files that hold its commands. */
function isFew({ type }: ManifestAction): boolean {
  return type !== 'build' && type !== 'codedeploy';
}

function styleBecause({ deployment }: Plan, environment: string): readonly string[] {
  const planned = deployment.environments.find(({ name }) => name === environment);
  return (planned?.styleBecause ?? []).map((message) => sentenceOf(message, 'en'));
}

/** An action without what is not its own to say, in the order in which people read it. */
function lineOf({ steps: _, name, type, order, ...rest }: ManifestAction): object {
  const told = Object.entries(rest).filter(([, value]) => value !== null);
  return { name, type, order, ...Object.fromEntries(told) };
}
