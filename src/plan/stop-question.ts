/** Questions whose answer decides whether something is stopped: `pgrep app && pkill app`. */
import type { ClassifiedStep } from '../model/classified.ts';
import type { Guard } from '../model/step.ts';
import type { Evidence } from './evidence.ts';
import { machineOf } from './evidence.ts';
import { stepsAsked } from './failure-branch.ts';

/** A step that stops something, on the same machine, stands under the answer of this one. */
export function asksBeforeStop(asking: ClassifiedStep, evidence: Evidence): boolean {
  return evidence.classification.steps.some(
    (stop) =>
      stop.step.reached &&
      (isJoined(asking, stop, evidence) ||
        stop.step.guards.some(
          (guard) =>
            isQuestionOfStop(guard, stop, evidence) &&
            stepsAsked(guard, evidence).some(({ step }) => step.id === asking.step.id),
        )),
  );
}

/** `kill -0 "$PID" && kill -9 "$PID"`: nothing but `&&` stands between the two. */
function isJoined(asking: ClassifiedStep, stop: ClassifiedStep, { trace }: Evidence): boolean {
  const { span } = asking.step;
  if (stop.kind !== 'stop-service' || stop.step.span.file !== span.file) return false;
  const text = trace.sources.get(span.file)?.text ?? '';
  return /^[^;|\n]*&&\s*(sudo\b[^;|&\n]*)?$/.test(text.slice(span.end, stop.step.span.start));
}

/** The guard of a step that stops something asks the state of what runs on the same machine. */
export function isQuestionOfStop(
  guard: Guard,
  { kind, step }: ClassifiedStep,
  evidence: Evidence,
): boolean {
  if (kind !== 'stop-service' || guard.source === 'trap') return false;
  const asked = stepsAsked(guard, evidence);
  return (
    asked.length > 0 &&
    asked.every(
      (one) =>
        one.kind === 'health-check' &&
        machineOf(one.step, evidence) === 'host' &&
        machineOf(step, evidence) === 'host',
    )
  );
}
