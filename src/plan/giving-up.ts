import type { Guard, Step } from '../model/step.ts';
import type { Evidence } from './evidence.ts';
import { valueText } from './value-text.ts';

/**
 * `die() { tell "$*"; exit 1; }` behind `||`: the step is done only where the script gives up, because the
 * script ends with a failure under the same conditions behind it.
 */
export function endsInFailure(step: Step, { classification }: Evidence): boolean {
  if (step.guards.length === 0) return false;
  const steps = classification.steps.map((one) => one.step);
  return steps
    .slice(steps.findIndex(({ id }) => id === step.id) + 1)
    .some((other) => isFailingExit(other) && standsAbove(other, step));
}

function isFailingExit({ name, words, reached }: Step): boolean {
  return name === 'exit' && reached && !/^0?$/.test(words[1] ? valueText(words[1].value) : '');
}

/** Whatever leads to the step leads on to the exit, by the same calls. */
function standsAbove(exit: Step, { guards, calledFrom }: Step): boolean {
  return (
    exit.guards.length > 0 &&
    exit.guards.every((guard) => guards.some((one) => isSame(one, guard))) &&
    exit.calledFrom.length <= calledFrom.length &&
    exit.calledFrom.every(({ span }, level) => {
      const own = calledFrom[level]?.span;
      return own?.file === span.file && own.start === span.start;
    })
  );
}

function isSame(one: Guard, other: Guard): boolean {
  return (
    one.negated === other.negated &&
    one.span.file === other.span.file &&
    one.span.start === other.span.start &&
    one.span.end === other.span.end
  );
}
