/** Steps of a loop that nothing ends: no hook and no build may hold one. */
import type { ClassifiedStep } from '../model/classified.ts';
import type { Step } from '../model/step.ts';
import type { Decision } from './decision.ts';
import { dropped, manual } from './decision.ts';
import type { Situation } from './situation.ts';

/** `while true; do pgrep app || start; sleep 5; done`: what watches for ever is a service, not a release. */
export function withoutEndlessLoop(
  { step, kind }: ClassifiedStep,
  decision: Decision,
  situation: Situation,
): Decision {
  if (step.loop?.endless !== true || decision.disposition !== 'converted') return decision;
  if (pollsGit(step, situation)) return decision;
  return kind === 'health-check' || kind === 'log'
    ? dropped('plan/endless-look')
    : manual('none', 'plan/endless-loop');
}

/** The loop waits for new commits: the pipeline starts at each, and goes through the loop once. */
function pollsGit({ span }: Step, { classification }: Situation): boolean {
  return classification.steps.some(
    ({ kind, step }) =>
      kind === 'source-checkout' &&
      step.reached &&
      step.loop?.endless === true &&
      step.span.file === span.file,
  );
}
