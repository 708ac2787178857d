/** Where the condition is asked on which a script gives up. */
import type { ClassifiedStep } from '../model/classified.ts';
import type { Destination, LifecycleEvent } from '../model/kind.ts';
import { buildPhases, lifecycleEvents } from '../model/kind.ts';
import type { PlannedStep } from '../model/plan.ts';
import type { Refusal } from '../model/refusal.ts';
import type { Guard, Step } from '../model/step.ts';
import type { Span } from '../model/source.ts';
import { entryFileOf, isEffectful, machineOf } from './evidence.ts';
import { eventOf } from './hook-order.ts';
import { installedOf } from './installed.ts';
import { resolvedFrom } from './paths.ts';
import { filesAsked, isFrom, stepsWithin, toolAsked, topicOf } from './refusal-topic.ts';
import type { RefusalTopic } from './refusal-topic.ts';
import { judgesForm } from './refused-form.ts';
import { isKnown, namesBehind } from './refusal-values.ts';
import { say } from './say.ts';
import type { PlanCode } from './say.ts';
import type { Situation } from './situation.ts';
import { sourcePathOf } from './source-path.ts';
import { assumedText, valueText } from './value-text.ts';

export type RefusalPlace = Pick<Refusal, 'destination' | 'isKept' | 'because'>;

/** Consent aside: that is the approval's. */
export function placeOfRefusal(
  planned: PlannedStep,
  guard: Guard,
  steps: readonly PlannedStep[],
  situation: Situation,
): RefusalPlace {
  const { step } = planned.classified;
  const isOnHost = guard.place !== 'local' || machineOf(step, situation) === 'host';
  const topic = topicOf(guard, step.guards, situation);
  if (topic === 'tool') return placeOfTool(planned, guard, isOnHost, steps, situation);
  if (topic === 'arguments' && judgesForm(guard, steps, situation))
    return inBuild(phaseOf(planned, steps));
  const settled = settledByPipeline(topic, isOnHost, situation);
  if (settled !== null) return settled;
  const endsWell = /^exit\s+0$/.test(step.text.trim());
  const verdict = verdictOn(planned, guard, steps, situation);
  if (verdict !== null) return endsWell ? { ...verdict, isKept: false } : verdict;
  // Nothing is wrong where the script ends so, and no action of a pipeline ends it well.
  if (endsWell) return nowhere('plan/refusal-ends-well');
  if (holdsSecret(guard, situation)) return nowhere('plan/refusal-secret');
  const names = [...namesBehind(guard.reads, situation)];
  const isHanded = wordsAreKnown(guard, step, situation);
  const unknown = names.filter(
    (name) => !(isHanded && /^\d+$/.test(name)) && !isKnown(name, step, situation),
  );
  if (unknown.length > 0) return nowhere(reasonOf(unknown, isOnHost, situation));
  return isOnHost
    ? inHook(hookOf(planned, guard, steps, situation))
    : inBuild(phaseOf(planned, steps));
}

function nowhere(code: PlanCode, destination: Destination = 'none'): RefusalPlace {
  return { destination, isKept: false, because: say(code) };
}

function inHook(event: LifecycleEvent): RefusalPlace {
  return { destination: `hook/${event}`, isKept: true, because: say('plan/hook', { event }) };
}

function inBuild(destination: Destination): RefusalPlace {
  return { destination, isKept: true, because: say('plan/refusal-build') };
}

/** What nobody has to ask any more, or what another part of the pipeline asks. */
function settledByPipeline(
  topic: RefusalTopic,
  isOnHost: boolean,
  situation: Situation,
): RefusalPlace | null {
  switch (topic) {
    case 'identity':
      return nowhere(isOnHost ? 'plan/refusal-user' : 'plan/refusal-identity');
    case 'branch':
      return nowhere('plan/refusal-branch', 'source');
    case 'checkout':
      return nowhere('plan/refusal-checkout', 'source');
    case 'arguments':
      return nowhere('plan/refusal-arguments');
    case 'variable':
      return nowhere('plan/refusal-variable', 'parameter');
    case 'settings':
      return isOnHost && situation.platform.name === 'ec2'
        ? null
        : nowhere('plan/refusal-settings', 'parameter');
    case 'own-file':
      return isOnHost ? null : nowhere('plan/refusal-own-file');
    case 'host-list':
      return isOnHost ? null : nowhere('plan/refusal-host-list', 'infrastructure');
    case 'reach':
      return nowhere('plan/refusal-reach');
    case 'lock':
      return isOnHost ? null : nowhere('plan/refusal-lock');
    // CodeDeploy runs one deployment of a group at a time, the pipeline one execution.
    case 'turn':
      return nowhere('plan/refusal-lock');
    default:
      return null;
  }
}

/** A program that is missing fails at its first call; what a host must have is asked before. */
function placeOfTool(
  { classified: { step } }: PlannedStep,
  guard: Guard,
  isOnHost: boolean,
  steps: readonly PlannedStep[],
  situation: Situation,
): RefusalPlace {
  const name = calledTool(guard, step, situation);
  const caller = steps.find((one) => callsTool(one, name));
  if (isOnHost)
    return {
      destination: 'image',
      isKept: false,
      because: say('plan/refusal-host-tool', { name }),
    };
  return caller === undefined
    ? { destination: 'none', isKept: false, because: say('plan/refusal-tool-unused', { name }) }
    : {
        destination: caller.destination ?? 'none',
        isKept: false,
        because: say('plan/refusal-tool', { name }),
      };
}

/** Programs that come with one another, or that run one another. */
const families: readonly RegExp[] = [
  /^(node|nodejs|npm|npx|yarn|pnpm|corepack)$/,
  /^(php|composer|artisan)$/,
  /^(python\d?|pip\d?|pipenv|poetry|virtualenv)$/,
  /^(ruby|gem|bundle|bundler|rake)$/,
  /^(java|javac|mvn|gradle|ant|sbt)$/,
  /^(docker|docker-compose)$/,
];

function callsTool(
  { classified: { step }, destination, disposition }: PlannedStep,
  tool: string,
): boolean {
  if (disposition !== 'converted' || !/^(buildspec|hook|stage)\//.test(destination ?? ''))
    return false;
  const called = [step.name ?? '', ...step.wrappers.map(({ name }) => name)];
  return called.some(
    (name) => name === tool || families.some((one) => one.test(name) && one.test(tool)),
  );
}

/** `need node` and `command -v "$1"` in the function: the word of this call. */
function calledTool(guard: Guard, step: Step, { classification }: Situation): string {
  const asking = classification.steps.find(
    ({ step: one }) =>
      /^(command|which|type|hash)$/.test(one.name ?? '') &&
      one.span.file === guard.span.file &&
      guard.span.start <= one.span.start &&
      one.span.end <= guard.span.end &&
      isOnTheWay(one, step.calledFrom),
  );
  const word = asking?.step.plain.at(0);
  return word === undefined ? (toolAsked(guard) ?? '') : valueText(word.value);
}

function reasonOf(names: readonly string[], isOnHost: boolean, { trace }: Situation): PlanCode {
  const isTold = names.some(
    (name) =>
      /^[0-9@*#]$/.test(name) ||
      trace.assignments.some(
        (one) => one.name === name && isFrom(one.value, ['argument', 'prompt']),
      ),
  );
  if (isTold) return 'plan/refusal-arguments';
  return isOnHost ? 'plan/refusal-host' : 'plan/refusal-left';
}

/** The calls that led to the step led on to the other one. */
function isOnTheWay({ calledFrom }: Step, calls: Step['calledFrom']): boolean {
  return calledFrom.every(({ span }, at) => {
    const other = calls[at]?.span;
    return other?.file === span.file && other.start === span.start;
  });
}

/** `need pom.xml`: what the function looks at stands at its call. */
function wordsAreKnown(guard: Guard, { calledFrom }: Step, situation: Situation): boolean {
  const asking = stepsWithin(guard, situation).filter(({ step }) => isOnTheWay(step, calledFrom));
  return (
    calledFrom.length > 0 &&
    asking.length > 0 &&
    asking.every(({ step }) => step.words.every(({ value }) => value.kind === 'literal'))
  );
}

/** What a step answered, or wrote down, is judged where the step went. */
function verdictOn(
  planned: PlannedStep,
  guard: Guard,
  steps: readonly PlannedStep[],
  situation: Situation,
): RefusalPlace | null {
  const { trace } = situation;
  const reads = namesBehind(guard.reads, situation);
  const settings = trace.assignments.filter(({ name }) => reads.has(name));
  const asked = steps.filter(
    ({ classified }) =>
      isEffectful(classified) &&
      settings.some(
        ({ span }) =>
          isWithin(classified.step.span, span) ||
          classified.step.calledFrom.some((call) => isWithin(call.span, span)),
      ),
  );
  const first = asked[0] ?? writerOf(planned, guard, steps, situation);
  if (first === undefined) return null;
  const { destination, disposition } = first;
  return disposition === 'converted' &&
    destination !== null &&
    /^(hook|buildspec|stage|deploy)\//.test(destination)
    ? { destination, isKept: true, because: say('plan/refusal-verdict') }
    : nowhere('plan/refusal-step', destination ?? 'none');
}

/** `aws lambda invoke … out.json` in a job, and `grep -q pong out.json` after it. */
function writerOf(
  { classified }: PlannedStep,
  guard: Guard,
  steps: readonly PlannedStep[],
  situation: Situation,
): PlannedStep | undefined {
  const at = steps.findIndex((one) => one.classified.step.id === classified.step.id);
  const paths = stepsWithin(guard, situation)
    .flatMap(({ step }) => step.plain.map(({ value }) => valueText(value)))
    .filter((text) => /^[\w./-]*[./][\w./-]*\w$/.test(text));
  return steps
    .slice(0, at)
    .findLast(
      ({ destination, disposition, classified: { step } }) =>
        disposition === 'converted' &&
        /^(hook|stage|deploy)\//.test(destination ?? '') &&
        [
          ...step.words.map(({ value }) => value),
          ...step.redirections.flatMap(({ target }) => target ?? []),
        ].some((value) => paths.includes(valueText(value))),
    );
}

function holdsSecret({ span }: Guard, { classification }: Situation): boolean {
  return classification.secrets.some(
    (secret) => isWithin(secret.span, span) || isWithin(span, secret.span),
  );
}

function isWithin(span: Span, around: Span): boolean {
  return span.file === around.file && around.start <= span.start && span.end <= around.end;
}

/** Before the next command of the build, or after its last. */
function phaseOf(
  { classified: { step } }: PlannedStep,
  steps: readonly PlannedStep[],
): Destination {
  const at = steps.findIndex(({ classified }) => classified.step.id === step.id);
  const isInBuild = ({ classified, destination, disposition }: PlannedStep) =>
    disposition === 'converted' &&
    buildPhases.some((phase) => destination === `buildspec/${phase}`) &&
    entryFileOf(classified.step) === entryFileOf(step);
  const next = steps.slice(at).find(isInBuild) ?? steps.slice(0, at).findLast(isInBuild);
  return next?.destination ?? 'buildspec/build';
}

/**
 * Before the first thing that the hosts do behind it. What was asked before the files came is asked then,
 * unless it asks for one of them. ApplicationStop is no place for it: the last release's runs there.
 */
function hookOf(
  { classified }: PlannedStep,
  guard: Guard,
  steps: readonly PlannedStep[],
  situation: Situation,
): LifecycleEvent {
  const { step } = classified;
  const at = steps.findIndex((one) => one.classified.step.id === step.id);
  const own = (one: PlannedStep) => entryFileOf(one.classified.step) === entryFileOf(step);
  const isInstalled = steps.slice(0, at).some((one) => own(one) && installs(one));
  const asksRelease = asksForRelease(guard, classified, situation);
  const isAheadOfFiles = !isInstalled && steps.slice(at).some((one) => own(one) && installs(one));
  if (isAheadOfFiles && !asksRelease) return 'BeforeInstall';
  const floor = placeOf(isInstalled || asksRelease ? 'AfterInstall' : 'BeforeInstall');
  const after = eventsOf(steps.slice(at).filter(own))
    .map(placeOf)
    .filter((place) => place >= floor);
  const before = eventsOf(steps.slice(0, at).filter(own)).map(placeOf);
  const place = after.length > 0 ? Math.min(...after) : Math.max(floor, ...before);
  return lifecycleEvents[place] ?? 'AfterInstall';
}

function installs({ destination, disposition, classified }: PlannedStep): boolean {
  return (
    destination === 'appspec/files' ||
    (disposition === 'replaced' &&
      destination === 'source' &&
      classified.kind === 'source-checkout')
  );
}

function eventsOf(steps: readonly PlannedStep[]): readonly LifecycleEvent[] {
  return steps.flatMap((one) => eventOf(one) ?? []).filter((event) => event !== 'ApplicationStop');
}

function placeOf(event: LifecycleEvent): number {
  return lifecycleEvents.indexOf(event);
}

/** It looks for a file that a release brings, or from the folder that one is installed in. */
function asksForRelease(guard: Guard, { step }: ClassifiedStep, situation: Situation): boolean {
  const where = { files: situation.files, installed: installedOf(situation.files) };
  return filesAsked(guard, situation).some(({ path, step: asking }) => {
    const cwd = asking.cwd === null ? null : assumedText(asking.cwd);
    const whole = resolvedFrom(cwd, path);
    return !/^[/~]/.test(whole) || sourcePathOf(whole, step, where) !== null;
  });
}
