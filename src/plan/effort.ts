import type { AnsweredQuestion, Blocker, PlannedStep } from '../model/plan.ts';

// Minutes of a person. Measured on nothing yet: they are stated so that they can be argued about.
const perApplication = 60;
const perManualStep = 45;
const perQuestion = 10;
const perBlocker = 240;
/** Review of a converted step, as a share of what its rule says the work is worth. */
const reviewShare = 0.25;
const spread = 2;

/** Minutes of a person's time until the application runs on its pipeline; the high end is twice the low. */
export function effortOf(
  steps: readonly PlannedStep[],
  questions: readonly AnsweredQuestion[],
  blockers: readonly Blocker[],
): { readonly low: number; readonly high: number } {
  const work = steps.reduce((sum, step) => sum + minutesOf(step), 0);
  const open = questions.filter(({ answer }) => answer === null).length;
  const low = Math.round((perApplication + work + open * perQuestion) / 5) * 5;
  // Blue/green can wait, so its blockers count in the high end only.
  return { low, high: low * spread + blockers.length * perBlocker };
}

function minutesOf({ disposition, classified }: PlannedStep): number {
  if (disposition === 'manual') return Math.max(perManualStep, classified.effort);
  return disposition === 'converted' || disposition === 'replaced'
    ? classified.effort * reviewShare
    : 0;
}
