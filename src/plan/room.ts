/** The two rooms that most steps end in: the build, and a hook on the host. */
import type { ClassifiedStep } from '../model/classified.ts';
import type { BuildPhase } from '../model/kind.ts';
import { buildPhases } from '../model/kind.ts';
import { containerSwapOf } from './container-swap.ts';
import type { Decision } from './decision.ts';
import { converted } from './decision.ts';
import { lifecycleEventOf } from './lifecycle.ts';
import type { PlanCode } from './say.ts';
import { say } from './say.ts';
import type { Situation } from './situation.ts';

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
  const event = containerSwapOf(situation).has(step.step.id)
    ? 'ApplicationStart'
    : lifecycleEventOf(step.kind, situation.positions.get(step.step.id) ?? 'installed');
  return converted(`hook/${event}`, because ?? say('plan/hook', { event }));
}
