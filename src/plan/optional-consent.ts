/** `read -p "Run seeds? [y/N]"`: a part that only runs for who says yes, the rest without it. */
import type { ClassifiedStep } from '../model/classified.ts';
import type { Guard, Step } from '../model/step.ts';
import type { Evidence } from './evidence.ts';
import { isEffectful } from './evidence.ts';
import { textOfStep } from './step-text.ts';
import { valueText } from './value-text.ts';

/** The choices that end with a no where nothing is typed: `[y/N]`, `(o/N)`, `[non]`. */
const noByDefault = /[[(]\s*(y(es)?|o(ui)?)\s*[/|]\s*N(O|ON)?\s*[\])]/;
/** What nobody has done at every deployment without being asked. */
const grave =
  /\bseed|fixtures|\breset\b|\bdrop\b|\bfresh\b|\bwipe|\bflush(all|db)\b|\btruncate\b|\bdown\b.* -v\b|\bvolume (rm|prune)\b|\bimport\b|\brestore\b/i;

/**
 * The question of a step that stays off, since nobody is there to ask: whoever just presses Enter does
 * without it, or it does what only a yes makes right. Null for any other step.
 */
export function declinedQuestion(classified: ClassifiedStep, evidence: Evidence): string | null {
  const question = optionalQuestion(classified.step, evidence);
  if (question === null) return null;
  return noByDefault.test(question) || grave.test(`${question} ${textOfStep(classified.step)}`)
    ? question.trim()
    : null;
}

/** A prompt that decides over such parts only: it is no consent to the release. */
export function asksOnlyForOptional({ step }: ClassifiedStep, evidence: Evidence): boolean {
  const asked = evidence.classification.steps.filter(
    (one) =>
      isEffectful(one) && one.step.guards.some((guard) => promptOf(guard, evidence) === step),
  );
  return asked.length > 0 && asked.every((one) => optionalQuestion(one.step, evidence) !== null);
}

function optionalQuestion(step: Step, evidence: Evidence): string | null {
  for (const guard of step.guards) {
    const prompt = promptOf(guard, evidence);
    if (prompt === null || !goesOnWithout(guard, prompt, evidence)) continue;
    const question = wordsOf(prompt, evidence);
    if (question !== null) return question;
  }
  return null;
}

/** The prompt that last filled what the condition reads. */
function promptOf({ span, reads }: Guard, { classification }: Evidence): Step | null {
  return (
    classification.steps
      .filter(({ kind, step }) => kind === 'approval-prompt' && step.name === 'read')
      .map(({ step }) => step)
      .findLast(
        (step) =>
          step.span.file === span.file &&
          step.span.end <= span.start &&
          namesRead(step).some((name) => reads.includes(name)),
      ) ?? null
  );
}

/** The variables that `read` fills. Source: bash manual, 4.2, `read`. */
export function namesRead({ words }: Step): readonly string[] {
  const names = words
    .slice(1)
    .map(({ value }) => valueText(value))
    .filter(
      (text, at, all) => /^[A-Za-z_]\w*$/.test(text) && !/^-\w*[pntdu]$/.test(all[at - 1] ?? ''),
    );
  return names.length > 0 ? names : ['REPLY'];
}

/** Whoever says no is not sent away: more is done, or was before, and nothing ends for the answer. */
function goesOnWithout({ span }: Guard, prompt: Step, evidence: Evidence): boolean {
  const { steps } = evidence.classification;
  const isUnder = ({ guards }: Step) => guards.some((one) => promptOf(one, evidence) === prompt);
  const leaves = steps.some(({ step }) => /^(exit|return)$/.test(step.name ?? '') && isUnder(step));
  const later = steps.some(
    (one) =>
      isEffectful(one) &&
      one.kind !== 'approval-prompt' &&
      one.kind !== 'notify' &&
      one.step.span.file === span.file &&
      one.step.span.start > span.end &&
      !isUnder(one.step),
  );
  return !leaves && later;
}

/** `read -p WORDS`, or what was printed just before it. */
function wordsOf({ words, span }: Step, { classification, trace }: Evidence): string | null {
  const at = words.findIndex(({ value }) => /^-[a-zA-Z]*p$/.test(valueText(value)));
  const own = at > 0 ? words[at + 1] : undefined;
  if (own !== undefined) return valueText(own.value);
  const before = classification.steps.findLast(
    ({ step }) => step.span.file === span.file && step.span.end <= span.start,
  )?.step;
  const text = trace.sources.get(span.file)?.text ?? '';
  const isBeside = before !== undefined && /^[\s;]*$/.test(text.slice(before.span.end, span.start));
  return isBeside && /^(echo|printf)$/.test(before.name ?? '')
    ? before.plain.map(({ value }) => valueText(value)).join(' ')
    : toldBefore(text.slice(0, span.start));
}

/** `warn "Seed the database? (y/N)"`: a function of the script's own says it, on the line before. */
function toldBefore(text: string): string | null {
  const line = text.trimEnd().split('\n').at(-1) ?? '';
  return /^\s*[\w-]+(?:\s+-\w+)*\s+(["'])([^"']*[?\])][^"']*)\1\s*;?$/.exec(line)?.[2] ?? null;
}
