/** Questions whose answer decides on more work: `if docker compose ps web; then docker compose cp …; fi`. */
import type { Classification, ClassifiedStep } from '../model/classified.ts';
import type { Guard } from '../model/step.ts';
import type { Evidence } from './evidence.ts';
import { machineOf } from './evidence.ts';
import { isFailureOf, stepsAsked } from './failure-branch.ts';
import { valueText } from './value-text.ts';

/** What is done for its own sake, and not because the new version was found to work. */
const workKinds: ReadonlySet<string> = new Set([
  'transfer',
  'install-deps',
  'build',
  'config-write',
  'db-migrate',
  'cache-clear',
  'permission',
  'provision',
  'start-service',
  'restart-service',
]);

/**
 * The guard asks the host how things are, and the script goes on whatever the answer is: no verdict on the
 * release, which would stop the deployment.
 */
export function isQuestionOfWork(
  guard: Guard,
  classified: ClassifiedStep,
  evidence: Evidence,
): boolean {
  if (guard.source !== 'if' && guard.source !== 'and-or') return false;
  if (!workKinds.has(classified.kind)) return false;
  const asked = stepsAsked(guard, evidence);
  return (
    asked.length > 0 &&
    [...asked, classified].every(({ step }) => machineOf(step, evidence) === 'host') &&
    asked.every(({ kind }) => kind === 'health-check') &&
    !isFailureOf(guard, evidence) &&
    !isJudged(guard, evidence)
  );
}

/** A check whose answer decides on work under it. */
export function asksForWork(check: ClassifiedStep, evidence: Evidence): boolean {
  if (check.kind !== 'health-check') return false;
  return guardsOf(evidence.classification).some(
    ({ guard, under }) =>
      guard.span.file === check.step.span.file &&
      guard.span.start < check.step.span.end &&
      check.step.span.start < guard.span.end &&
      under.some((one) => isQuestionOfWork(guard, one, evidence)),
  );
}

/** The other answer is told to people, or ends the script. */
function isJudged(guard: Guard, { classification }: Evidence): boolean {
  return guardsOf(classification).some(
    (other) =>
      isSame(other.guard, guard) &&
      other.guard.negated !== guard.negated &&
      other.under.some(
        ({ kind, step }) =>
          kind === 'log' || leaves(step.words.map(({ value }) => valueText(value))),
      ),
  );
}

function leaves([name = '', status = '']: readonly string[]): boolean {
  return /^(exit|return)$/.test(name) ? status !== '0' : name === 'false';
}

function isSame(one: Guard, other: Guard): boolean {
  return (
    one.span.file === other.span.file &&
    one.span.start === other.span.start &&
    one.span.end === other.span.end
  );
}

interface Guarded {
  readonly guard: Guard;
  readonly under: ClassifiedStep[];
}

const guarded = new WeakMap<Classification, readonly Guarded[]>();

/** Every condition of a script, once for each answer, with the steps under it. */
function guardsOf(classification: Classification): readonly Guarded[] {
  const known = guarded.get(classification);
  if (known !== undefined) return known;
  const byGuard = new Map<string, Guarded>();
  for (const one of classification.steps)
    for (const guard of one.step.guards) {
      const { file, start, end } = guard.span;
      const key = JSON.stringify([file, start, end, guard.negated]);
      const entry = byGuard.get(key) ?? { guard, under: [] };
      byGuard.set(key, entry);
      entry.under.push(one);
    }
  const all = [...byGuard.values()];
  guarded.set(classification, all);
  return all;
}
