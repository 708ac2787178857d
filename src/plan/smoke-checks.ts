import type { SmokeCheck } from '../model/deployment.ts';
import type { PlannedStep } from '../model/plan.ts';
import type { Loop, Step } from '../model/step.ts';
import { textOfStep } from './step-text.ts';

/** The script's own checks of the result, on the host or from outside. */
export function smokeChecksOf(steps: readonly PlannedStep[]): readonly SmokeCheck[] {
  return steps.flatMap(({ classified, destination, disposition }) => {
    if (classified.kind !== 'health-check' || disposition !== 'converted') return [];
    return [
      {
        url: /https?:\/\/[^\s"'|>;)]+/.exec(textOfStep(classified.step))?.[0] ?? null,
        from: destination?.startsWith('hook/') === true ? ('host' as const) : ('pipeline' as const),
        tries: triesOf(classified.step),
        step: classified.step.id,
      },
    ];
  });
}

function triesOf({ loop, words, text }: Step): number | null {
  if (loop?.kind === 'for' && loop.over !== null && counts(loop, text)) return loop.over.length;
  const at = words.findIndex(({ value }) => value.kind === 'literal' && value.text === '--retry');
  const count = at < 0 ? undefined : words[at + 1]?.value;
  return count?.kind === 'literal' && /^\d+$/.test(count.text) ? Number(count.text) : null;
}

/** A loop that tries again goes over numbers; a turn per host, page or port is no second try. */
function counts({ over, overHosts, variable }: Loop, text: string): boolean {
  const isAsked = variable !== null && new RegExp(`\\$\\{?${variable}\\b`).test(text);
  return (
    !overHosts &&
    !isAsked &&
    (over ?? []).every((value) => value.kind !== 'literal' || /^\d+$/.test(value.text))
  );
}
