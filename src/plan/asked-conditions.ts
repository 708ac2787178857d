/** A condition that asks how things are is asked where its answer decides something. */
import type { LifecycleEvent } from '../model/kind.ts';
import { lifecycleEvents } from '../model/kind.ts';
import type { PlannedStep } from '../model/plan.ts';
import type { Span } from '../model/source.ts';
import type { Evidence } from './evidence.ts';
import { eventOf, sharesHost } from './hook-order.ts';
import { say } from './say.ts';
import { asksForWork } from './work-question.ts';

/**
 * `if docker ps | grep -q shop; then docker start shop; else docker run shop; fi`: a check goes to the hook
 * of what it decides on, where that is a later one; asked in an earlier hook, its answer would be lost.
 * A question that is no verdict on the release goes to an earlier one as well.
 */
export function withAskedConditions(
  steps: readonly PlannedStep[],
  evidence: Evidence,
): readonly PlannedStep[] {
  const settled = [...steps];
  // From the inside out: a condition may decide on another one.
  for (let at = settled.length - 1; at >= 0; at -= 1) {
    const step = settled[at] as PlannedStep;
    settled[at] = besideWhatItDecides(step, settled, evidence);
  }
  return settled;
}

function besideWhatItDecides(
  check: PlannedStep,
  steps: readonly PlannedStep[],
  evidence: Evidence,
): PlannedStep {
  const own = eventOf(check);
  if (own === null || check.classified.kind !== 'health-check') return check;
  const { span } = check.classified.step;
  const decided = steps.filter(
    (other) =>
      other !== check &&
      sharesHost(check, other) &&
      other.guards.some(
        ({ guard }) => /^(if|and-or)$/.test(guard.source) && holds(guard.span, span),
      ),
  );
  const events = decided.flatMap((other) => eventOf(other) ?? []);
  const [first] = events.sort((one, other) => placeOf(one) - placeOf(other));
  const isVerdict = !asksForWork(check.classified, evidence);
  return first === undefined || first === own || (isVerdict && placeOf(first) < placeOf(own))
    ? check
    : { ...check, destination: `hook/${first}`, because: say('plan/hook', { event: first }) };
}

function placeOf(event: LifecycleEvent): number {
  return lifecycleEvents.indexOf(event);
}

function holds(outer: Span, inner: Span): boolean {
  return outer.file === inner.file && outer.start <= inner.start && inner.end <= outer.end;
}
