import type { ClassifiedStep } from '../model/classified.ts';
import type { PlannedGuard } from '../model/deployment.ts';
import type { Destination } from '../model/kind.ts';
import type { Guard, Step } from '../model/step.ts';
import type { Value } from '../model/value.ts';
import { choosesAction } from './action-guards.ts';
import { decide } from './decide.ts';
import type { Decision } from './decision.ts';
import { isEffectful, machineOf } from './evidence.ts';
import { isFailureOf, isFallback, stepsAsked } from './failure-branch.ts';
import { jobNameOf } from './job-name.ts';
import type { Situation } from './situation.ts';
import { installedOf } from './installed.ts';
import { sideOf } from './first-time.ts';
import { resolvedFrom } from './paths.ts';
import { sourcePathOf } from './source-path.ts';
import { assumedText, valueText } from './value-text.ts';
import { isQuestionOfStop } from './stop-question.ts';
import { asksWorkingCopy } from './working-copy.ts';
import { isQuestionOfWork } from './work-question.ts';

type Home = PlannedGuard['home'];

/** Where each condition of a step goes, given where the step itself goes. */
export function homesOf(
  classified: ClassifiedStep,
  decision: Decision,
  situation: Situation,
): readonly PlannedGuard[] {
  return classified.step.guards.map((guard) => ({
    guard,
    home: homeOf(guard, classified, decision, situation),
  }));
}

/** A condition that no machine of the pipeline could decide at the time it is needed. */
export function homelessGuard(guards: readonly PlannedGuard[]): Guard | null {
  return guards.find(({ home }) => home === 'none')?.guard ?? null;
}

function homeOf(
  guard: Guard,
  classified: ClassifiedStep,
  decision: Decision,
  situation: Situation,
): Home {
  const { step } = classified;
  if (asksForConsent(guard, situation)) return 'approval';
  if (choosesEnvironment(step, situation)) return 'environment';
  if (choosesAction(guard, step, situation)) return 'action';
  const room = roomOf(decision);
  if (room === 'elsewhere') return 'pipeline';
  if (belongsTogether(guard, classified, decision, room, situation)) return 'same-place';
  if (asksForOutcome(guard, situation)) return isFailureOf(guard, situation) ? 'none' : 'pipeline';
  const isFile = decision.destination === 'appspec/files';
  const home = homeByMachines(guard, step, room, situation);
  // The appspec installs without asking: what a caller had to choose is left to a person.
  return isFile && home === 'same-place' && !runsByDefault(guard) ? 'none' : home;
}

/**
 * Whether the condition holds for whoever chooses nothing: `[ "$MODE" != fast ]`, the last pattern of a
 * `case`. Of files and commands nothing can be said, and the build has them.
 */
function runsByDefault({ text, negated, source, reads }: Guard): boolean {
  if (reads.length === 0) return true;
  if (source === 'case') return /=\s*\*$/.test(text.trim()) !== negated;
  const [, flips = '', test = ''] = /^\s*(!?)\s*(?:\[{1,2}|test)\s+(.*)$/s.exec(text) ?? [];
  const operator = /(?:^|\s)(=~|==?|!=|-eq|-ne|-n|-z)(?=\s)/.exec(test)?.[1];
  if (operator === undefined) return true;
  const holds = /^(!=|-ne|-z)$/.test(operator);
  return holds !== ((flips === '!') !== negated);
}

/** By the machine that evaluates the condition today, and by the one that its step runs on now. */
function homeByMachines(guard: Guard, step: Step, room: Room, situation: Situation): Home {
  const today = guardMachine(guard, step, situation);
  const side = today === 'host' ? sideOf(guard, situation) : null;
  if (side !== null) return homeOfFirstTime(side, room);
  if (today === 'host' && asksWorkingCopy(guard, situation)) return 'always';
  if (room === 'host') return today === 'host' ? 'same-place' : 'build-value';
  if (today === 'build') return 'same-place';
  // The condition is evaluated on a host today, its step moves to the build or to an action.
  if (room === 'build' && machineOf(step, situation) === 'host') return movedHome(guard, situation);
  if (room === 'once')
    return isAboutOneHost(guard, step) ? 'pipeline' : movedHome(guard, situation);
  return 'none';
}

/** A hook remembers the host as it was; a build begins anew each time, and no job knows the host. */
function homeOfFirstTime(side: 'first' | 'later', room: Room): Home {
  if (room === 'host') return 'same-place';
  return room === 'once' && side === 'first' ? 'none' : 'always';
}

/** What the condition asks stands right beside the step, wherever that is. */
function belongsTogether(
  guard: Guard,
  classified: ClassifiedStep,
  { destination }: Decision,
  room: Room,
  situation: Situation,
): boolean {
  return (
    isFallback(guard, classified, situation) ||
    (room === 'once' && isAskedInJob(guard, destination, situation)) ||
    (room === 'host' &&
      (isQuestionOfStop(guard, classified, situation) ||
        isQuestionOfWork(guard, classified, situation)))
  );
}

/** `if ! kubectl rollout status …; then kubectl rollout undo …; fi`: one job asks, and acts on the answer. */
function isAskedInJob(guard: Guard, destination: Destination, situation: Situation): boolean {
  const asked = stepsAsked(guard, situation);
  return (
    asked.length > 0 &&
    asked.every((one) => {
      const decided = decide(one, situation);
      return decided.disposition === 'converted' && decided.destination === destination;
    })
  );
}

type Room = 'build' | 'host' | 'once' | 'elsewhere';

function roomOf({ destination, disposition }: Decision): Room {
  if (disposition !== 'converted') return 'elsewhere';
  if (destination.startsWith('hook/')) return 'host';
  if (destination.startsWith('buildspec/')) return 'build';
  if (jobNameOf(destination) !== null) return 'once';
  // Files and permissions are installed on every host without asking.
  return destination.startsWith('appspec/') ? 'build' : 'elsewhere';
}

/** Where the condition is evaluated today. */
function guardMachine(guard: Guard, step: Step, situation: Situation): 'build' | 'host' {
  if (guard.place === 'local') return machineOf({ ...step, place: localPlace }, situation);
  return 'host';
}

const localPlace: Step['place'] = {
  kind: 'local',
  hosts: [],
  user: null,
  port: null,
  through: null,
  container: null,
  on: null,
};

/** The condition asks a variable that a prompt for consent filled, or is the prompt itself. */
export function asksForConsent(guard: Guard, { classification }: Situation): boolean {
  const prompts = classification.steps.filter(
    ({ kind, step }) => kind === 'approval-prompt' && step.reached,
  );
  return prompts.some(({ step }) => {
    const isItself =
      step.span.file === guard.span.file &&
      step.span.start < guard.span.end &&
      guard.span.start < step.span.end;
    const names = step.words
      .slice(1)
      .flatMap(({ value }) => (value.kind === 'literal' ? [value.text] : []));
    return (
      isItself ||
      guard.reads.some((name) => names.includes(name) || (name === 'REPLY' && step.name === 'read'))
    );
  });
}

function choosesEnvironment({ environments, actions }: Step, { trace }: Situation): boolean {
  const known = trace.environments.length;
  return (
    known > 1 &&
    environments.length > 0 &&
    environments.length < known &&
    actions.length === trace.actions.length
  );
}

/** The condition asks whether effectful steps went well, which stops a pipeline by itself. */
function asksForOutcome(guard: Guard, situation: Situation): boolean {
  const asked = stepsAsked(guard, situation).filter(isEffectful);
  return asked.length > 0 && guard.source !== 'while' && guard.source !== 'loop';
}

/** Only one of the hosts runs the step today; an action of the pipeline runs once anyway. */
function isAboutOneHost(guard: Guard, { loop }: Step): boolean {
  const variable = loop?.overHosts === true ? loop.variable : null;
  return (
    (variable !== null && guard.reads.includes(variable)) || /hostname|HOSTNAME/.test(guard.text)
  );
}

/** A question about the checkout can be asked of the source as well; about the past of a host, it can't. */
function movedHome(guard: Guard, situation: Situation): Home {
  if (/node_modules|vendor|venv|\.cache|git (diff|rev-parse|log)|(HEAD|ORIG_HEAD)/.test(guard.text))
    return 'always';
  // The image of the build has the tools that its steps call, and its first failure ends it.
  if (asksForTool(guard) || asksForSuccess(guard)) return 'always';
  if (asksForGivenValues(guard, situation)) return 'same-place';
  const asksForFile = /^\s*!?\s*(\[+|test)\s+!?\s*-[efdsrx]\s+/.test(guard.text);
  return asksForFile && asksForSource(guard, situation) ? 'same-place' : 'none';
}

/** What the condition looks for lies in the application, or is named from the folder that the step is in. */
function asksForSource({ span, text }: Guard, situation: Situation): boolean {
  const installed = installedOf(situation.files);
  const asked = situation.classification.steps.flatMap(({ step }) =>
    /^(\[{1,2}|test)$/.test(step.name ?? '') &&
    step.span.file === span.file &&
    span.start <= step.span.start &&
    step.span.end <= span.end
      ? step.words.flatMap((word, at) => {
          const operator = step.words[at - 1];
          const isPath = operator !== undefined && /^-[efdsrx]$/.test(valueText(operator.value));
          return isPath ? [{ step, path: assumedText(word.value) }] : [];
        })
      : [],
  );
  if (asked.length === 0) return !/\s["']?\//.test(text);
  return asked.every(({ step, path }) => {
    const cwd = step.cwd === null ? null : assumedText(step.cwd);
    return (
      !/^[/~]/.test(path) ||
      sourcePathOf(resolvedFrom(cwd, path), step, { files: situation.files, installed }) !== null
    );
  });
}

function asksForTool({ text, negated }: Guard): boolean {
  return !negated && /^\s*(command -v|which|type( -\w)?|hash)\s+[\w.+-]+\s*(&?>|2>|$)/.test(text);
}

function asksForSuccess({ text, negated }: Guard): boolean {
  const asked = /^\s*(\[+|test)\s+"?\$\?"?\s+(-eq|==?|-ne|!=|-gt)\s+["']?0["']?(\s*\]+)?\s*$/.exec(
    text,
  );
  return asked !== null && negated === /^(-ne|!=|-gt)$/.test(asked[2] ?? '');
}

/** It compares values that were given to the script or stand in it, and asks nothing of a machine. */
function asksForGivenValues({ text, reads }: Guard, { trace }: Situation): boolean {
  if (reads.length === 0 || !/^\s*!?\s*(\[+|test)\s/.test(text)) return false;
  if (/[`]|\$\(|\s-[a-hkprstuwxGLNOS]\s/.test(text)) return false;
  return trace.assignments.every(({ name, value }) => !reads.includes(name) || isGiven(value));
}

function isGiven(value: Value): boolean {
  if (value.kind === 'concat') return value.parts.every(isGiven);
  if (value.kind === 'one-of') return value.values.every(isGiven);
  if (value.kind === 'variable')
    return value.suppliedBy === 'argument' || value.suppliedBy === 'environment';
  return value.kind === 'literal';
}
