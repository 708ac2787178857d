import type { PlannedStep } from '../model/plan.ts';
import type { Step } from '../model/step.ts';
import { checkoutBranch } from './checkout.ts';
import { isOfOtherRepository } from './own-repository.ts';
import type { Situation } from './situation.ts';

/**
 * The branch that each environment was deployed from, where the script takes another one for another
 * environment (`BRANCH=develop` for dev); null where it has the same for all, or does not say it for each.
 */
export function environmentBranches(
  steps: readonly PlannedStep[],
  environments: readonly string[],
  situation: Situation,
): Readonly<Record<string, string>> | null {
  for (const { classified } of steps) {
    const { kind, step } = classified;
    if (kind !== 'source-checkout' || !step.reached || isOfOtherRepository(step, situation))
      continue;
    const found = environments.map((name) => [name, branchIn(step, name)] as const);
    const named = new Set(found.map(([, branch]) => branch));
    if (named.size < 2 || named.has(null)) continue;
    return Object.fromEntries(found.map(([name, branch]) => [name, branch ?? '']));
  }
  return null;
}

function branchIn(step: Step, environment: string): string | null {
  const isPlain = step.words.map(({ span }) =>
    step.plain.some((one) => one.span.start === span.start),
  );
  const branches = new Set(
    step.variants
      .filter((variant) => variant.environment === environment)
      .map(({ words }) =>
        checkoutBranch({ ...step, words, plain: words.filter((_, at) => isPlain[at] === true) }),
      ),
  );
  const [only = null] = branches;
  return branches.size === 1 ? only : null;
}
