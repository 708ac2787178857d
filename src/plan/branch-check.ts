/** `[ "$(git rev-parse --abbrev-ref HEAD)" != main ] && exit 1`: the branch that a script insists on. */
import type { PlannedStep } from '../model/plan.ts';
import type { Refusal } from '../model/refusal.ts';

/** Null where nothing insists on one, or where it hangs on the environment. */
export function branchInsistedOn(
  refusals: readonly Refusal[],
  steps: readonly PlannedStep[],
): string | null {
  const always = refusals.filter(
    ({ because, steps: own }) =>
      because.code === 'plan/refusal-branch' &&
      steps.some(({ classified: { step } }) => own.includes(step.id) && step.guards.length === 1),
  );
  const named = new Set(always.flatMap((refusal) => branchOf(refusal) ?? []));
  const [only] = named;
  return named.size === 1 && only !== undefined ? only : null;
}

/** The script gives up if it is another one. */
function branchOf({ guard: { text, negated } }: Refusal): string | null {
  const test = /\s(!=|==?)\s+["']?([\w./-]+)["']?\s*(\]{1,2})?\s*$/.exec(text);
  const [, operator, name = ''] = test ?? [];
  if (operator === undefined || /&&|\|\||\s-[ao]\s/.test(text)) return null;
  const isOther = (operator === '!=') !== (negated !== /^\s*!\s/.test(text));
  return isOther ? name : null;
}
