/** What only judged the answer to a prompt that an approval of the pipeline has replaced. */
import type { Plan } from '../../model/plan.ts';
import { namesRead } from '../../plan/optional-consent.ts';
import type { Tree } from './tree.ts';
import { stepsIn } from './tree.ts';

/** Names that `read` put somebody's consent into. */
export function consentNames({ steps }: Plan): ReadonlySet<string> {
  const asked = steps.flatMap(({ classified: { kind, step } }) =>
    kind === 'approval-prompt' && step.name === 'read' ? [step] : [],
  );
  return new Set(asked.flatMap(namesRead));
}

/** Without anything of the room in it, a test of consent is over: the pipeline would not be here. */
export function judgesConsent(
  trees: readonly Tree[],
  reads: ReadonlySet<string>,
  plan: Plan,
): boolean {
  const names = consentNames(plan);
  return (
    reads.size > 0 &&
    [...reads].every((name) => names.has(name)) &&
    trees.flatMap(stepsIn).length === 0
  );
}
