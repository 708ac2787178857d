/** Conditions on which a script gives up, and what asks them from now on. */
import type { ClassifiedStep } from '../model/classified.ts';
import type { Destination } from '../model/kind.ts';
import type { PlannedStep } from '../model/plan.ts';
import type { Refusal } from '../model/refusal.ts';
import type { Guard, Step, StepId } from '../model/step.ts';
import { converted } from './decision.ts';
import { isEffectful, machineOf } from './evidence.ts';
import { stepsAsked } from './failure-branch.ts';
import { asksForConsent, homesOf } from './guards.ts';
import { placeOfRefusal } from './refusal-place.ts';
import type { RefusalPlace } from './refusal-place.ts';
import { namesBehind } from './refusal-values.ts';
import { say } from './say.ts';
import type { Situation } from './situation.ts';
import { valueText } from './value-text.ts';

/**
 * Every condition that ends a deployment of the script by itself, with its home. What stops because a step
 * failed is none: CodeBuild, CodeDeploy and CodePipeline stop there by themselves.
 */
export function refusalsOf(
  steps: readonly PlannedStep[],
  situation: Situation,
): readonly Refusal[] {
  const found = new Map<string, Refusal & { steps: StepId[] }>();
  for (const planned of steps) {
    const guard = refusingGuard(planned, situation);
    if (guard === null) continue;
    const { id } = planned.classified.step;
    const place = settledPlace(planned, guard, steps, situation);
    const { file, start, end } = guard.span;
    const key = JSON.stringify([file, start, end, guard.negated, place.destination, place.because]);
    const entry = found.get(key) ?? { guard, steps: [], ...place };
    entry.steps.push(id);
    found.set(key, entry);
  }
  return [...found.values()];
}

/** The conditions around what gives up, with where each of them is asked. */
export function withRefusals(
  steps: readonly PlannedStep[],
  refusals: readonly Refusal[],
  situation: Situation,
): readonly PlannedStep[] {
  const kept = new Map(
    refusals.flatMap(({ isKept, destination, steps: own }) =>
      isKept ? own.map((id) => [id, destination] as const) : [],
    ),
  );
  return steps.map((planned) => {
    const destination = kept.get(planned.classified.step.id);
    return destination === undefined
      ? planned
      : { ...planned, guards: homesOf(planned.classified, converted(destination), situation) };
  });
}

/** The innermost condition of an `exit` that ends the script for its sake; null for any other step. */
function refusingGuard(planned: PlannedStep, situation: Situation): Guard | null {
  const { step } = planned.classified;
  const guard = step.guards.at(-1);
  if (!step.reached || planned.isOutside === true || guard === undefined) return null;
  if (step.name !== 'exit' && !(step.name === 'return' && endsScript(step, situation))) return null;
  if (consentOf(step, situation) !== undefined) return guard;
  if (guard.source === 'trap' || isAboutSteps(guard, situation)) return null;
  return /^exit\s+0$/.test(step.text) && endsWork(guard, situation) ? null : guard;
}

/** `if [ "$1" = status ]; then show; exit 0; fi`: the end of what was to be done. */
function endsWork({ span, negated }: Guard, { classification }: Situation): boolean {
  return classification.steps.some(
    (one) =>
      isEffectful(one) &&
      one.step.guards.some(
        (guard) =>
          guard.span.file === span.file &&
          guard.span.start === span.start &&
          guard.span.end === span.end &&
          guard.negated === negated,
      ),
  );
}

/** `return 1` of a function whose failure ends the script. */
function endsScript({ words, calledFrom }: Step, { classification }: Situation): boolean {
  const status = words[1] === undefined ? '' : valueText(words[1].value);
  const call = calledFrom.at(-1)?.span;
  if (!/^[1-9]\d*$/.test(status) || call === undefined) return false;
  return classification.steps.some(
    ({ step }) =>
      step.followed &&
      step.failure === 'aborts' &&
      step.statusUsed === 'ignored' &&
      step.span.file === call.file &&
      step.span.start === call.start,
  );
}

/** It asks whether something went well that is a step by itself, or plumbing such as `cd`. */
function isAboutSteps(guard: Guard, situation: Situation): boolean {
  const { text, span, reads } = guard;
  if (/^\s*!?\s*(cd|pushd|source|\.)\s|\$\{?\?/.test(text)) return true;
  if (stepsAsked(guard, situation).some(isEffectful)) return true;
  const savesStatus = situation.trace.assignments.some(
    ({ name, file, span: { start, end } }) =>
      reads.includes(name) &&
      /\$\{?\?/.test(situation.trace.sources.get(file)?.text.slice(start, end) ?? ''),
  );
  return (
    savesStatus ||
    reads.some((name) => isFlag(name, situation)) ||
    situation.classification.steps.some(
      (one) =>
        isEffectful(one) &&
        one.step.calledFrom.some(
          (call) =>
            call.span.file === span.file &&
            span.start <= call.span.start &&
            call.span.end <= span.end,
        ),
    )
  );
}

/** `ok=0; curl … && ok=1; [ $ok = 1 ] || exit 1`: set where a step went well, or did not. */
function isFlag(name: string, situation: Situation): boolean {
  return situation.classification.steps.some(
    ({ step }) =>
      step.form === 'assignment' &&
      step.assignments.some((one) => one.name === name) &&
      step.guards.some((guard) => asksSteps(guard, situation)),
  );
}

/** By itself, or by a variable that holds the answer of one. */
function asksSteps(guard: Guard, situation: Situation): boolean {
  if (stepsAsked(guard, situation).some(isEffectful)) return true;
  const names = namesBehind(guard.reads, situation);
  return situation.trace.assignments.some(
    ({ name, span }) =>
      names.has(name) &&
      situation.classification.steps.some(
        (one) =>
          isEffectful(one) &&
          one.step.span.file === span.file &&
          span.start <= one.step.span.start &&
          one.step.span.end <= span.end,
      ),
  );
}

function settledPlace(
  planned: PlannedStep,
  guard: Guard,
  steps: readonly PlannedStep[],
  situation: Situation,
): RefusalPlace {
  const { classified } = planned;
  if (consentOf(classified.step, situation) !== undefined) return placeOfConsent(steps);
  const place = placeOfRefusal(planned, guard, steps, situation);
  if (!place.isKept) return place;
  return isAskable(classified, place.destination, situation) ? place : left(classified, situation);
}

/** The condition that asks a person, by itself or by a function: `ask "Sure?" || exit 1`. */
function consentOf({ guards }: Step, situation: Situation): Guard | undefined {
  const prompts = situation.classification.steps.filter(
    ({ kind, step }) => kind === 'approval-prompt' && step.reached,
  );
  return guards.find(
    (guard) =>
      asksForConsent(guard, situation) ||
      prompts.some(({ step }) =>
        step.calledFrom.some(
          ({ span }) =>
            span.file === guard.span.file &&
            guard.span.start <= span.start &&
            span.end <= guard.span.end,
        ),
      ),
  );
}

function placeOfConsent(steps: readonly PlannedStep[]): RefusalPlace {
  const isAsked = steps.some(({ destination }) => destination === 'stage/Approve');
  return isAsked
    ? { destination: 'stage/Approve', isKept: false, because: say('plan/refusal-consent') }
    : { destination: 'none', isKept: false, because: say('plan/refusal-optional') };
}

/** Every condition around it can be asked where its code goes, its own among them. */
function isAskable(
  classified: ClassifiedStep,
  destination: Destination,
  situation: Situation,
): boolean {
  const homes = homesOf(classified, converted(destination), situation).map(({ home }) => home);
  const isOnHost = destination.startsWith('hook/');
  const own = homes.at(-1);
  return (
    (own === 'same-place' || (isOnHost && own === 'environment')) &&
    homes.every((home) => home !== 'none' && (isOnHost || home !== 'environment'))
  );
}

function left({ step }: ClassifiedStep, situation: Situation): RefusalPlace {
  const code = machineOf(step, situation) === 'host' ? 'plan/refusal-host' : 'plan/refusal-left';
  return { destination: 'none', isKept: false, because: say(code) };
}
