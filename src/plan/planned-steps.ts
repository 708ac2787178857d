import { withAskedConditions } from './asked-conditions.ts';
import type { ClassifiedStep } from '../model/classified.ts';
import type { PlannedStep } from '../model/plan.ts';
import type { BuildPhase } from '../model/kind.ts';
import { buildPhases } from '../model/kind.ts';
import type { Guard, Step } from '../model/step.ts';
import { roleOfStep } from './action-choice.ts';
import { decide } from './decide.ts';
import type { Decision } from './decision.ts';
import { manual } from './decision.ts';
import { entryFileOf, isEffectful, machineOf } from './evidence.ts';
import { withoutEndlessLoop } from './endless-loops.ts';
import { doneByOtherBranch, sideOf } from './first-time.ts';
import { inHookOrder } from './hook-order.ts';
import { homelessGuard, homesOf } from './guards.ts';
import { withLocalInput } from './local-input.ts';
import { groupsOfStep } from './host-groups.ts';
import { declinedQuestion } from './optional-consent.ts';
import { offeredBy, siteKey } from './menu-twins.ts';
import { withOutsideFiles } from './outside-files.ts';
import { withOwnScratch } from './own-scratch.ts';
import { withReadBack } from './read-back.ts';
import { askedHosts, asksOwnHost } from './own-host.ts';
import { say } from './say.ts';
import { secretWriteOf } from './secret-writes.ts';
import type { Situation } from './situation.ts';
import { withTestDatabase } from './test-database.ts';

/** Question for conditions that have no home. */
export const guardQuestion = 'condition';

/** Every step with its place: exactly one destination and disposition per effectful reached step. */
export function plannedStepsOf(situation: Situation): readonly PlannedStep[] {
  const placed = situation.classification.steps.map((step) => plannedStep(step, situation));
  const planned = withAskedConditions(
    inHookOrder(withOwnScratch(inBuildOrder(placed, offeredBy(situation.trace)), situation)),
    situation,
  );
  assertLaw(planned);
  return planned;
}

function plannedStep(classified: ClassifiedStep, situation: Situation): PlannedStep {
  if (!isEffectful(classified)) {
    const isOutside = roleOfStep(classified.step, situation) !== 'deploy';
    return isOutside ? { ...plumbing(classified), isOutside } : plumbing(classified);
  }
  const placed = decide(classified, situation);
  const decided = withReadBack(
    classified,
    doneByOtherBranch(classified, placed, situation) ?? placed,
    situation,
  );
  const decision = withTestDatabase(
    classified,
    withOutsideFiles(
      classified,
      withLocalInput(
        classified,
        withoutEndlessLoop(classified, decided, situation),
        situation.trace,
      ),
      situation,
    ),
    situation,
  );
  const guards = homesOf(classified, decision, situation);
  const homeless = homelessGuard(guards);
  const question = declinedQuestion(classified, situation);
  const asked = question === null ? decision : leftOff(decision, question);
  const settled = homeless === null ? asked : withoutHome(decision, homeless, situation);
  const onHost = /^(hook|appspec)\//.test(settled.destination);
  return {
    classified,
    destination: settled.destination,
    disposition: settled.disposition,
    because: settled.because ?? classified.because,
    reason: settled.reason,
    guards,
    hostGroups: onHost ? groupsOf(classified, situation) : [],
    question: settled.question,
  };
}

function groupsOf(classified: ClassifiedStep, situation: Situation): readonly string[] {
  const { id } = classified.step;
  const own = situation.files.filter(({ steps }) => steps.includes(id));
  const placed = own.find(({ isPlaced }) => isPlaced === true);
  // What is sent from afar reaches the hosts that it is sent to, and no others.
  const sent = own.every(({ hostGroups }) => hostGroups.length > 0)
    ? own.flatMap(({ hostGroups }) => hostGroups)
    : [];
  if (placed === undefined && sent.length > 0) return [...new Set(sent)];
  return (
    secretWriteOf(classified, situation)?.hostGroups ??
    placed?.hostGroups ??
    groupsOfStep(classified.step, situation, askedFromAfar(classified, situation))
  );
}

/** `curl http://$HOST:8080` of the deploying machine: each host asks itself, and no other host does. */
function askedFromAfar(classified: ClassifiedStep, situation: Situation): string | null {
  const { step, kind } = classified;
  return kind === 'health-check' &&
    machineOf(step, situation) === 'build' &&
    asksOwnHost(step, situation)
    ? askedHosts(step).join('|')
    : null;
}

function plumbing(classified: ClassifiedStep): PlannedStep {
  return {
    classified,
    destination: null,
    disposition: null,
    because: classified.because,
    reason: null,
    guards: classified.step.guards.map((guard) => ({ guard, home: 'same-place' })),
    hostGroups: [],
    question: null,
  };
}

/** Nobody is there to say yes, and a no is what the script takes for granted. */
function leftOff(decision: Decision, question: string): Decision {
  if (decision.disposition !== 'converted') return decision;
  return {
    ...manual('none', say('plan/optional-left-off', { question })),
    because: decision.because,
  };
}

function withoutHome(decision: Decision, guard: Guard, situation: Situation): Decision {
  const condition = guard.text;
  if (sideOf(guard, situation) === 'first') {
    const reason = say('plan/first-time', { condition });
    return { ...manual(decision.destination, reason), because: decision.because };
  }
  return {
    ...manual(
      decision.destination,
      say('plan/condition-without-home', { condition }),
      guardQuestion,
    ),
    because: decision.because,
  };
}

/**
 * Build steps keep their order: the phases of a buildspec run one after another, so a step can't
 * stand in an earlier phase than one that ran before it.
 */
function inBuildOrder(
  steps: readonly PlannedStep[],
  isOffered: (step: Step) => boolean,
): readonly PlannedStep[] {
  const reached = new Map<string, number>();
  const placed = new Map<string, PlannedStep>();
  return steps.map((planned, index) => {
    const at = phaseOf(planned);
    if (at < 0) return planned;
    const { step } = planned.classified;
    const twin = placed.get(siteKey(step));
    // What a menu offers again is done once, where the other way does it.
    if (twin !== undefined && isOffered(step))
      return { ...planned, destination: twin.destination, because: twin.because };
    const placing = inPhase(planned, index, at);
    placed.set(siteKey(step), placing);
    return placing;
  });

  function inPhase(planned: PlannedStep, index: number, at: number): PlannedStep {
    const file = entryFileOf(planned.classified.step);
    const wanted =
      at === afterBuild && isFollowed(planned, steps.slice(index + 1), steps) ? at - 1 : at;
    const least = Math.max(wanted, reached.get(file) ?? 0);
    reached.set(file, least);
    const phase = buildPhases[least] as BuildPhase;
    return least === at
      ? planned
      : {
          ...planned,
          destination: `buildspec/${phase}`,
          because: say('plan/later-phase', { phase }),
        };
  }
}

const afterBuild = buildPhases.indexOf('post_build');

/** The place of the step's phase among the phases; less than zero where the build does not run it. */
function phaseOf({ destination, disposition }: PlannedStep): number {
  return disposition === 'converted'
    ? buildPhases.findIndex((phase) => destination === `buildspec/${phase}`)
    : -1;
}

/**
 * More is built or fetched after it, or in the next round of its loop: what it makes is part of the
 * build, not its end.
 */
function isFollowed(
  { classified: { step } }: PlannedStep,
  later: readonly PlannedStep[],
  all: readonly PlannedStep[],
): boolean {
  const builds = (one: PlannedStep) => phaseOf(one) >= 0 && phaseOf(one) < afterBuild;
  const file = entryFileOf(step);
  const isInLoop = ({ classified: { step: other } }: PlannedStep) =>
    step.loop !== null &&
    step.loop.kind !== 'carrier' &&
    other.loop?.span.file === step.loop.span.file &&
    other.loop.span.start === step.loop.span.start;
  return (
    later.some((one) => entryFileOf(one.classified.step) === file && builds(one)) ||
    all.some((one) => isInLoop(one) && builds(one))
  );
}

/** A broken promise of ours, not of the input: it throws. */
function assertLaw(steps: readonly PlannedStep[]): void {
  for (const { classified, destination, disposition, reason } of steps) {
    const placed = destination !== null && disposition !== null;
    const empty = destination === null && disposition === null;
    const lawful = isEffectful(classified) ? placed : empty;
    const explained = disposition === null || disposition === 'converted' || reason !== null;
    if (!lawful || !explained)
      throw new Error(`step ${classified.step.id} has no lawful place in the plan`);
  }
}
