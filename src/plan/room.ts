/** The two rooms that most steps end in: the build, and a hook on the host. */
import type { ClassifiedStep } from '../model/classified.ts';
import type { BuildPhase } from '../model/kind.ts';
import { buildPhases } from '../model/kind.ts';
import { containerSwapOf } from './container-swap.ts';
import type { Decision } from './decision.ts';
import { converted } from './decision.ts';
import { isEffectful, machineOf } from './evidence.ts';
import { lifecycleEventOf } from './lifecycle.ts';
import type { PlanCode } from './say.ts';
import { say } from './say.ts';
import type { Situation } from './situation.ts';
import { valueText } from './value-text.ts';

/** In the build: the phase that the rule names, else the given one. */
export function inBuild(
  step: ClassifiedStep,
  phase: BuildPhase,
  because: PlanCode | null = null,
): Decision {
  const named = buildPhases.find((one) => step.destination === `buildspec/${one}`);
  return converted(`buildspec/${named ?? phase}`, because);
}

/** In the hook of the lifecycle event that its kind and its position ask for. */
export function onHostAt(
  step: ClassifiedStep,
  situation: Situation,
  because: PlanCode | null = null,
): Decision {
  const isLate = containerSwapOf(situation).has(step.step.id) || endsByRestart(step, situation);
  const event = isLate
    ? 'ApplicationStart'
    : lifecycleEventOf(step.kind, situation.positions.get(step.step.id) ?? 'installed');
  return converted(`hook/${event}`, because ?? say('plan/hook', { event }));
}

/**
 * `scp app.jar …; touch STOP; sleep 60; service app restart`: the old version finishes its work right before
 * it gives way, with its new files beside it. ApplicationStop would leave it down from the start.
 */
function endsByRestart(classified: ClassifiedStep, situation: Situation): boolean {
  const { kind, step } = classified;
  if (kind !== 'stop-service' || situation.positions.get(step.id) !== 'installed') return false;
  const { steps } = situation.classification;
  const next = steps
    .slice(steps.indexOf(classified) + 1)
    .find((one) => isEffectful(one) && machineOf(one.step, situation) === 'host');
  return (
    next?.kind === 'restart-service' &&
    hostsOf(next.step) === hostsOf(step) &&
    next.step.guards.length === step.guards.length
  );
}

function hostsOf({ place }: ClassifiedStep['step']): string {
  return (place.kind === 'container' ? (place.on ?? place) : place).hosts.map(valueText).join('|');
}
