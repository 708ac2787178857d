import type { Value } from '../model/value.ts';
import type { BuildPlan, BuildValue } from '../model/build-plan.ts';
import type { EnvironmentValue } from '../model/deployment.ts';
import type { PlannedStep } from '../model/plan.ts';
import type { Step } from '../model/step.ts';
import type { VariableUse } from '../model/trace.ts';
import { argumentTexts, commandHead } from './arguments.ts';
import { machineOf } from './evidence.ts';
import { jobNameOf } from './job-name.ts';
import { missingBuildsOf } from './missing-builds.ts';
import { normalPath } from './paths.ts';
import { privateHostsOf } from './private-hosts.ts';
import { runtimesOf } from './runtimes.ts';
import type { Situation } from './situation.ts';
import { valueText } from './value-text.ts';
import { variablesRead } from './variables-read.ts';

/**
 * The managed image with the widest choice of runtimes, on Ubuntu like most of the hosts that the
 * scripts come from. Source: https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-available.html
 */
const image = 'aws/codebuild/standard:7.0';

/** What the build must be able to do, and what it makes for the hosts. */
export function buildPlanOf(
  steps: readonly PlannedStep[],
  values: readonly EnvironmentValue[],
  situation: Situation,
): BuildPlan {
  const inBuild = steps.filter(({ destination }) => destination?.startsWith('buildspec/') === true);
  const bundled = steps.filter(({ destination }) => destination === 'appspec/files');
  const ids = new Set(inBuild.map(({ classified }) => classified.step.id));
  const missing = missingBuildsOf(steps, situation);
  return {
    directory: directoryOf(inBuild),
    image,
    runtimes: runtimesOf(steps, missing, situation),
    ...(missing.length > 0 ? { missing } : {}),
    privileged: inBuild.some(({ classified }) => talksToDaemon(classified.step)),
    privateHosts: privateHostsOf(inBuild, situation),
    needsHistory:
      steps.some(({ classified }) => readsHistory(commandHead(classified.step, 2))) ||
      readsHistoryByValue([...inBuild, ...bundled, ...steps.filter(runsInJob)], situation) ||
      steps.some(handsHistoryToHost) ||
      pushesFromClone(steps),
    values: buildValuesOf(steps, situation),
    perEnvironment: [
      ...values
        .filter(
          ({ name, usedBy }) =>
            usedBy.some((id) => ids.has(id)) ||
            bundled.some(({ classified: { step } }) => choosesSource(name, step, situation)),
        )
        .map(({ name }) => name),
      ...(choosesEnvironment([...inBuild, ...bundled], situation) || leavesOutForSome(situation)
        ? ['ENVIRONMENT']
        : []),
    ],
  };
}

/** Docker's client asks registries by itself. Source: `docker manifest`, `docker login`. */
function talksToDaemon(step: Step): boolean {
  const [sub = ''] = argumentTexts(step);
  return (
    /^(docker|docker-compose|podman|buildah)$/.test(step.name ?? '') &&
    !(step.name === 'docker' && /^(manifest|login|logout|context)$/.test(sub))
  );
}

/** `scp conf/$ENV.yml host:/srv/app/`: which file the bundle takes along, not where it goes. */
function choosesSource(name: string, { words }: Step, { trace }: Situation): boolean {
  const pattern = new RegExp(`\\$\\{?${name}\\b`);
  return words.slice(1, -1).some(({ span }) => {
    const text = trace.sources.get(span.file)?.text.slice(span.start, span.end) ?? '';
    return pattern.test(text) && !/^["']?(-|\S*@?\S*:)/.test(text);
  });
}

/** Some build steps belong to some environments only, or read which one it is. */
function choosesEnvironment(inBuild: readonly PlannedStep[], { trace }: Situation): boolean {
  const total = trace.environments.length;
  const names = trace.choices.flatMap(({ environment }) => environment ?? []);
  return inBuild.some(({ classified: { step }, disposition }) => {
    if (disposition !== 'converted' || total < 2) return false;
    const isSome = step.environments.length > 0 && step.environments.length < total;
    const read = variablesRead(step, trace);
    return isSome || names.some((name) => read.has(name));
  });
}

/** What stays out of one environment's bundle is in another's. */
function leavesOutForSome({ files }: Situation): boolean {
  return files.some(({ excludesOfSome = [] }) => excludesOfSome.length > 0);
}

function directoryOf(inBuild: readonly PlannedStep[]): string {
  const first = inBuild.map(({ classified }) => classified.step.cwd).find((cwd) => cwd !== null);
  const text = first === undefined ? '.' : normalPath(valueText(first));
  // An absolute folder is somebody's checkout: the root of the repository.
  return text.startsWith('/') || /[$?|~]/.test(text) ? '.' : text;
}

/** A commit or a push of the source's own history; where the script makes a repository, it has one. */
function pushesFromClone(steps: readonly PlannedStep[]): boolean {
  const heads = steps
    .filter(({ disposition }) => disposition === 'converted')
    .map(({ classified }) => commandHead(classified.step, 2));
  return (
    heads.some((head) => /^git (push|commit)$/.test(head)) &&
    !heads.some((head) => /^git (init|clone)$/.test(head))
  );
}

/** A value that steps of the build read is an answer of Git: `V=$(git rev-parse HEAD)`. */
function readsHistoryByValue(steps: readonly PlannedStep[], { trace }: Situation): boolean {
  const entries = trace.scripts.flatMap(({ file, role }) => (role === 'entry' ? [file] : []));
  // Only the text of a script that is called stays as it is, and asks Git itself.
  const asks = (value: Value, file: string): boolean =>
    asksGit(value, entries.includes(file) ? ofCommit : null);
  const holders = trace.assignments
    .filter(({ value, file }) => asks(value, file))
    .map(({ name }) => name);
  return steps.some(({ classified: { step } }) => {
    const read = variablesRead(step, trace);
    return (
      step.words.some(({ value }) => asks(value, step.span.file)) ||
      holders.some((name) => read.has(name))
    );
  });
}

/** CodeBuild's own variables and the pipeline's branch answer these, whatever the source came as. */
const ofCommit =
  /^git (rev-parse( --verify)?( --short(=\d+)?)?( --verify)? HEAD|rev-parse --abbrev-ref HEAD|branch --show-current|symbolic-ref --short HEAD)$/;

/** An action of the pipeline gets the same source. */
function runsInJob({ destination, disposition }: PlannedStep): boolean {
  return disposition === 'converted' && jobNameOf(destination) !== null;
}

/** `ssh host "… $(git describe)"`: the build asks for the host. */
function handsHistoryToHost({ destination, classified: { step } }: PlannedStep): boolean {
  const asks = (value: Value): boolean =>
    value.kind === 'concat'
      ? value.parts.some(asks)
      : value.kind === 'output' && readsHistory(value.command.split(' ').slice(0, 2).join(' '));
  return (
    destination?.startsWith('hook/') === true &&
    step.place.kind === 'remote' &&
    step.words.some(({ value }) => asks(value))
  );
}

function asksGit(value: Value, answered: RegExp | null): boolean {
  if (value.kind === 'concat') return value.parts.some((part) => asksGit(part, answered));
  if (value.kind === 'one-of') return value.values.some((one) => asksGit(one, answered));
  return (
    value.kind === 'output' &&
    /^git (?!clone|fetch|pull|ls-remote|config)/.test(value.command) &&
    answered?.test(value.command.trim()) !== true
  );
}

// CodePipeline hands over a zip without .git; these ask for what it holds.
function readsHistory(head: string): boolean {
  return /^git (describe|log|tag|rev-list|shortlog|diff|submodule|lfs)$/.test(head);
}

// Facts that CodeBuild offers by itself. Source:
// https://docs.aws.amazon.com/codebuild/latest/userguide/build-env-ref-env-vars.html
const offered: readonly { readonly command: RegExp; readonly variable: string }[] = [
  {
    command: /^git rev-parse (--short(=\d+)? )?(--verify )?HEAD$/,
    variable: 'CODEBUILD_RESOLVED_SOURCE_VERSION',
  },
  {
    command: /^git log -1 --(pretty|format)=(format:)?["']?%[hH]["']?$/,
    variable: 'CODEBUILD_RESOLVED_SOURCE_VERSION',
  },
];

/** Variables that are computed on the deploying machine and read by steps that now run on hosts. */
function buildValuesOf(steps: readonly PlannedStep[], situation: Situation): readonly BuildValue[] {
  const onHost = steps
    .filter(({ destination }) => destination?.startsWith('hook/') === true)
    .map(({ classified: { step } }) => ({ step, reads: variablesRead(step, situation.trace) }));
  const computed = new Map<string, VariableUse>();
  for (const use of situation.trace.assignments) {
    if (
      use.value.kind === 'output' ||
      (use.value.kind === 'concat' && use.value.parts.some(({ kind }) => kind === 'output'))
    )
      computed.set(use.name, use);
  }
  const secretNames = new Set(situation.classification.secrets.map(({ name }) => name));
  const released = new Set(situation.release?.variables ?? []);
  return [...computed.values()].flatMap((use) => {
    if (
      secretNames.has(use.name) ||
      released.has(use.name) ||
      isComputedOnHost(use, steps, situation)
    )
      return [];
    const usedBy = onHost.filter(({ reads }) => reads.has(use.name));
    if (usedBy.length === 0) return [];
    const command = use.value.kind === 'output' ? use.value.command : '';
    return [
      {
        name: use.name,
        step:
          steps.find(({ classified }) => isInside(classified.step.span, use))?.classified.step.id ??
          null,
        replacedBy: offered.find((one) => one.command.test(command))?.variable ?? null,
        usedBy: usedBy.map(({ step }) => step.id),
      },
    ];
  });
}

function isInside(
  span: { readonly file: string; readonly start: number; readonly end: number },
  use: VariableUse,
): boolean {
  return span.file === use.file && use.span.start <= span.start && span.end <= use.span.end;
}

function isComputedOnHost(
  use: VariableUse,
  steps: readonly PlannedStep[],
  situation: Situation,
): boolean {
  const inside = steps.filter(({ classified }) => isInside(classified.step.span, use));
  return inside.some(({ classified }) => machineOf(classified.step, situation) === 'host');
}
