import type { PlannedStep } from '../model/plan.ts';
import type { Guard } from '../model/step.ts';
import { isFrom } from './refusal-topic.ts';
import type { Situation } from './situation.ts';

/** `[[ $VERSION =~ ^v[0-9]+$ ]]`, of an argument that each release has to say still: a wrong one is refused. */
export function judgesForm(
  { text, reads }: Guard,
  steps: readonly PlannedStep[],
  { trace }: Situation,
): boolean {
  if (!/=~/.test(text) || reads.length !== 1) return false;
  const [name = ''] = reads;
  const values = trace.assignments.flatMap((one) => (one.name === name ? [one.value] : []));
  const isAsked = values.length > 0 && values.every(({ kind }) => kind === 'variable');
  const reading = new RegExp(`\\$\\{?${name}\\b`);
  return (
    isAsked &&
    values.every((value) => isFrom(value, ['argument'])) &&
    steps.some(
      ({ classified: { step }, disposition, destination }) =>
        disposition === 'converted' &&
        /^(buildspec|hook|stage|deploy)\//.test(destination ?? '') &&
        reading.test(step.text),
    )
  );
}
