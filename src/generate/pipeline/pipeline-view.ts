import { sentenceOf } from '../../messages/messages.ts';
import type { Plan } from '../../model/plan.ts';
import type { StepId } from '../../model/step.ts';
import type { GenerateContext } from '../generator.ts';
import type { MarginNotes } from '../margin-notes.ts';
import type { Rights } from '../rights/rights-of.ts';
import { yamlScalar } from '../yaml.ts';
import { isRequired } from '../repository/pipeline-variables.ts';
import type { Manifest, ManifestAction } from './manifest.ts';

/** The manifest as its template lays it out: values, and the comments that explain them. */
export function pipelineView(manifest: Manifest, plan: Plan, { notes }: GenerateContext) {
  const { deployment } = plan;
  const home = manifest.environments.at(-1);
  return {
    ...manifest,
    from: deployment.entry === null ? plan.application : deployment.entry.file,
    needsValues: manifest.variables.some(isRequired),
    variables: manifest.variables.map((variable) => ({
      ...variable,
      hasDefault: variable.default !== null,
    })),
    sourceNote: notes.of(manifest.source.steps),
    buildRuntimes: manifest.build.runtimes,
    environments: manifest.environments.map((environment) => ({
      ...environment,
      because: styleBecause(plan, environment.name),
      isElsewhere: environment.account !== home?.account || environment.region !== home.region,
      deploymentGroups: environment.deploymentGroups.map((group) => ({
        ...group,
        isBlueGreen: group.style === 'blue-green',
      })),
    })),
    isOnHosts: manifest.platform === 'ec2',
    deploysNothing: !manifest.stages.some(({ environment }) => environment !== null),
    build: {
      ...manifest.build,
      reaches: manifest.build.reaches.join(', '),
      rightsOpen: placesOf(manifest.build.rights, notes),
    },
    jobs: manifest.jobs.map((job) => ({
      ...job,
      reaches: job.reaches.length === 0 ? 'a database or cache' : job.reaches.join(', '),
      note: notes.of(job.steps),
      rightsOpen: placesOf(job.rights, notes),
    })),
    hostRightsOpen: placesOf(manifest.hostRights, notes),
    stages: manifest.stages.map((stage) => ({
      ...stage,
      actions: stage.actions.map((action) => ({
        steps: action.steps,
        note: isFew(action) ? notes.of(action.steps) : '',
        line: yamlScalar(lineOf(action)),
      })),
    })),
    configBecause: sentenceOf(deployment.config.because, 'en'),
    checks: checksOf(plan, notes),
    before: manifest.notifications.before.map((one) => ({
      ...one,
      to: one.targets.join(', '),
      note: notes.of(one.steps),
    })),
  };
}

/** Each command whose rights a person must give. */
export function placesOf({ open }: Rights, notes: MarginNotes): readonly string[] {
  return [...new Set(open.map((step) => notes.of([step])))];
}

/** A function that asks the same in several places is one check. */
function checksOf({ deployment }: Plan, notes: MarginNotes) {
  const found = new Map<
    string,
    { from: string; url: string | null; tries: number | null; steps: StepId[] }
  >();
  for (const { from, url, tries, step } of deployment.smokeChecks) {
    // `systemctl is-active` says nothing to a reader without its command, and that stands in the hook.
    if (url === null) continue;
    const key = JSON.stringify([from, url, tries]);
    const known = found.get(key) ?? { from, url, tries, steps: [] };
    found.set(key, { ...known, steps: [...known.steps, step] });
  }
  return [...found.values()].map((check) => ({ ...check, note: notes.of(check.steps) }));
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
