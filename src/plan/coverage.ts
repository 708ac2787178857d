import type { Disposition } from '../model/kind.ts';
import { plumbingKinds } from '../model/kind.ts';
import type { Coverage, PlannedStep } from '../model/plan.ts';

/** How many effectful reached steps end in which disposition; unreached ones stand beside them. */
export function coverageOf(steps: readonly PlannedStep[]): Coverage {
  const plumbing: readonly string[] = plumbingKinds;
  const count = (disposition: Disposition): number =>
    steps.filter((step) => step.disposition === disposition).length;
  return {
    steps: steps.filter(({ disposition }) => disposition !== null).length,
    converted: count('converted'),
    replaced: count('replaced'),
    dropped: count('dropped'),
    manual: count('manual'),
    unreached: steps.filter(
      ({ classified }) => !classified.step.reached && !plumbing.includes(classified.kind),
    ).length,
  };
}
