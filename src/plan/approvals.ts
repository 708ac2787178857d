import type { Approval } from '../model/deployment.ts';
import type { PlannedStep } from '../model/plan.ts';
import { optionValues } from './arguments.ts';
import { valueText } from './value-text.ts';

/**
 * Consents that people gave at a prompt; production asks for one even where the script did not.
 * Source: https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals.html
 */
export function approvalsOf(
  steps: readonly PlannedStep[],
  production: readonly string[],
): readonly Approval[] {
  const prompts = steps.filter(({ destination }) => destination === 'stage/Approve');
  if (prompts.length === 0) {
    return production.length === 0 ? [] : [{ environments: production, prompt: null, steps: [] }];
  }
  const asked = prompts.flatMap(({ classified }) => classified.step.environments);
  const words = prompts.flatMap(({ classified }) =>
    optionValues(classified.step.words, ['-p', '-rp']).map(valueText),
  );
  return [
    {
      environments: [...new Set([...asked, ...production])].sort(),
      prompt: words[0]?.trim() ?? null,
      steps: prompts.map(({ classified }) => classified.step.id),
    },
  ];
}
