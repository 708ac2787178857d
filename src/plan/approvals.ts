import type { Approval } from '../model/deployment.ts';
import type { PlannedStep } from '../model/plan.ts';
import type { Guard, Step } from '../model/step.ts';
import type { Trace } from '../model/trace.ts';
import { alternativesOf } from '../shell/value.ts';
import { valueText } from './value-text.ts';

/**
 * Consents that people gave at a prompt; production asks for one even where the script did not.
 * Source: https://docs.aws.amazon.com/codepipeline/latest/userguide/approvals.html
 */
export function approvalsOf(
  steps: readonly PlannedStep[],
  production: readonly string[],
  trace: Trace,
): readonly Approval[] {
  const prompts = steps.filter(({ destination }) => destination === 'stage/Approve');
  const [first] = prompts;
  if (first === undefined) {
    return production.length === 0
      ? []
      : [{ environments: production, prompt: null, condition: null, steps: [] }];
  }
  const asked = prompts.flatMap(({ classified }) => classified.step.environments);
  const words = prompts.flatMap((prompt) => wordsOf(prompt, steps));
  return [
    {
      environments: [...new Set([...asked, ...production])].sort(),
      prompt: words[0]?.trim() ?? null,
      condition: prompts.length === 1 ? conditionOf(first, trace) : null,
      steps: prompts.map(({ classified }) => classified.step.id),
    },
  ];
}

/** `read -p WORDS`, or what the command just before it printed: `echo -n "Sure? "; read OK`. */
function wordsOf(prompt: PlannedStep, steps: readonly PlannedStep[]): readonly string[] {
  const { step } = prompt.classified;
  const { words, name } = step;
  const at = words.findIndex(({ value }) => /^-[a-zA-Z]*p$/.test(valueText(value)));
  const own = name === 'read' && at > 0 ? words[at + 1] : undefined;
  if (own !== undefined) return [valueText(own.value)];
  const before = steps[steps.indexOf(prompt) - 1]?.classified.step;
  return name === 'read' && before !== undefined && isPrintedFor(before, step)
    ? [before.plain.map(({ value }) => valueText(value)).join(' ')]
    : [];
}

function isPrintedFor(before: Step, { span, place }: Step): boolean {
  return (
    (before.name === 'echo' || (before.name === 'printf' && before.plain.length === 1)) &&
    before.plain.length > 0 &&
    before.redirections.every(({ operator, target }) => operator === '>&' || target === null) &&
    before.place.kind === place.kind &&
    before.span.file === span.file &&
    before.span.end <= span.start
  );
}

/**
 * A condition that a person at the console can't know of, since what the script found out when it ran
 * decided it: a date, a branch. An option or a setting that skips the question does not count.
 */
function conditionOf({ guards }: PlannedStep, trace: Trace): string | null {
  const open = guards.filter(({ guard, home }) => {
    const isDecided = ['environment', 'action', 'approval'].includes(home);
    const isTest = /^(\[|test\b|\(\()/.test(guard.text) && !guard.text.includes('$?');
    return !isDecided && isTest && findsOut(guard, trace);
  });
  const texts = open.map(({ guard: { text, negated } }) => (negated ? `! { ${text}; }` : text));
  return texts.length === 0 ? null : texts.join(' && ');
}

function findsOut({ text, reads }: Guard, { assignments }: Trace): boolean {
  return (
    /\$\(|`/.test(text) ||
    assignments.some(
      ({ name, value }) =>
        reads.includes(name) && alternativesOf(value).some(({ kind }) => kind === 'output'),
    )
  );
}
