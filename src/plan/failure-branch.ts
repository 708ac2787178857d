import type { Classification, ClassifiedStep } from '../model/classified.ts';
import type { Guard } from '../model/step.ts';
import type { Evidence } from './evidence.ts';
import { isEffectful, machineOf } from './evidence.ts';

const undoing = [
  'restart-service',
  'start-service',
  'symlink-switch',
  'source-checkout',
  'transfer',
  'stop-service',
  'db-migrate',
  'cloud-cli',
  'maintenance-mode',
];
const outcomeKinds = [
  'health-check',
  'start-service',
  'restart-service',
  'transfer',
  'db-migrate',
  'build',
  'test',
  'install-deps',
  'container-build',
];

/**
 * The step runs because something of the deployment failed: in a trap on errors, or in the branch
 * of a failed check, and it brings back what was there.
 */
export function isFailureBranch(classified: ClassifiedStep, evidence: Evidence): boolean {
  if (!undoing.includes(classified.kind)) return false;
  return classified.step.guards.some(
    (guard) =>
      guard.source === 'trap' ||
      (isFailureOf(guard, evidence) && !isFallback(guard, classified, evidence)),
  );
}

const serviceKinds = ['start-service', 'restart-service', 'stop-service'];

// What belongs to bringing the old version back, wherever the old version is brought back.
const companions = [
  ...undoing,
  'maintenance-mode',
  'cache-clear',
  'health-check',
  'permission',
  // The old version, made once more.
  'install-deps',
  'build',
  'container-build',
];

/** `do_rollback`, `fait_rollback`, `revert_release`: all that such a function does serves to go back. */
const goingBack = /(^|[_:-])(roll_?-?back|revert|undo)([_:-]\w+)?$/i;

/** A function of that name called it, in the call in which something goes back indeed. */
function isCalledToGoBack({ step }: ClassifiedStep, { classification }: Evidence): boolean {
  const level = step.calledFrom.findIndex(({ callee }) => goingBack.test(callee));
  const call = step.calledFrom[level];
  return (
    call !== undefined &&
    classification.steps.some(
      ({ kind, step: other }) =>
        kind === 'rollback' &&
        other.reached &&
        other.calledFrom[level]?.span.start === call.span.start &&
        other.calledFrom[level].span.file === call.span.file,
    )
  );
}

/** The step stands under all the conditions that a step of going back stands under. */
export function goesWithRollback(classified: ClassifiedStep, evidence: Evidence): boolean {
  if (isCalledToGoBack(classified, evidence)) return true;
  if (!companions.includes(classified.kind)) return false;
  const own = classified.step.guards;
  return evidence.classification.steps.some(
    ({ kind, step }) =>
      kind === 'rollback' &&
      step.reached &&
      step.guards.length > 0 &&
      step.guards.every((guard) =>
        own.some((one) => sameSpan(one.span, guard.span) && one.negated === guard.negated),
      ),
  );
}

function sameSpan(one: Guard['span'], other: Guard['span']): boolean {
  return one.file === other.file && one.start === other.start && one.end === other.end;
}

/**
 * `pm2 reload app || pm2 start app`: another way to the same end, on the same machine, and no way
 * back. The two belong together. So do `if pm2 describe app; then …; else pm2 start app; fi`, which
 * starts what does not run yet, and `if systemctl restart a; then …; elif systemctl restart b`.
 */
export function isFallback(guard: Guard, classified: ClassifiedStep, evidence: Evidence): boolean {
  if (guard.source !== 'and-or' && guard.source !== 'if') return false;
  const asked = stepsAsked(guard, evidence);
  const isTried = classified.step.statusUsed === 'condition';
  return (
    asked.length > 0 &&
    asked.every(({ kind, step }) => {
      if (machineOf(step, evidence) !== machineOf(classified.step, evidence)) return false;
      const sameTool = step.name === classified.step.name;
      const bothServe = serviceKinds.includes(kind) && serviceKinds.includes(classified.kind);
      if (guard.source === 'and-or') return sameTool || bothServe;
      return bothServe ? isTried : sameTool && kind === 'health-check' && starts(classified);
    })
  );
}

function starts({ kind }: ClassifiedStep): boolean {
  return kind === 'start-service' || kind === 'restart-service';
}

/** The guard asks whether an effectful step failed: `if ! curl …`, `npm test || …`. */
export function isFailureOf(guard: Guard, evidence: Evidence): boolean {
  const asked = stepsAsked(guard, evidence);
  if (asked.length === 0) return isFlagOfFailure(guard, evidence);
  if (!asked.some(({ kind }) => outcomeKinds.includes(kind))) return false;
  // `if ! curl …`, `[ "$(curl …)" != 200 ]`: true when the step did not go well.
  const inverted = /^\s*!\s|\s(!=|-ne)\s/.test(guard.text);
  return guard.negated !== inverted;
}

/**
 * `ok=0; if curl …; then ok=1; fi; [ $ok -eq 0 ]`: the guard asks a variable that was set where a step
 * went well, for another value.
 */
function isFlagOfFailure(guard: Guard, evidence: Evidence): boolean {
  const test = /^!?\s*\[+\s+"?\$\{?(\w+)\}?"?\s+(=|==|!=|-eq|-ne)\s+"?(\w+)"?\s+\]+$/.exec(
    guard.text,
  );
  const [, name, operator = '', wanted] = test ?? [];
  if (name === undefined) return false;
  const good = evidence.classification.steps.flatMap(({ step }) =>
    step.form === 'assignment' && step.guards.some((one) => isSuccessOf(one, evidence))
      ? step.assignments.flatMap((one) =>
          one.name === name && one.value.kind === 'literal' ? [one.value.text] : [],
        )
      : [],
  );
  if (good.length === 0) return false;
  const asksForGood = good.includes(wanted ?? '') === !/^(!=|-ne)$/.test(operator);
  return asksForGood === guard.negated;
}

/** The step under the guard runs where an effectful step went well. */
function isSuccessOf(guard: Guard, evidence: Evidence): boolean {
  const asked = stepsAsked(guard, evidence);
  return (
    asked.some(({ kind }) => outcomeKinds.includes(kind)) &&
    guard.negated === /^\s*!\s|\s(!=|-ne)\s/.test(guard.text)
  );
}

/** Effectful steps whose own characters stand in the guard's condition. */
export function stepsAsked(guard: Guard, { classification }: Evidence): readonly ClassifiedStep[] {
  return (effectfulByFile(classification).get(guard.span.file) ?? []).filter(
    ({ step: { span } }) => span.start < guard.span.end && guard.span.start < span.end,
  );
}

const byFile = new WeakMap<Classification, ReadonlyMap<string, readonly ClassifiedStep[]>>();

function effectfulByFile(
  classification: Classification,
): ReadonlyMap<string, readonly ClassifiedStep[]> {
  const known = byFile.get(classification);
  if (known !== undefined) return known;
  const grouped = new Map<string, ClassifiedStep[]>();
  for (const one of classification.steps.filter(isEffectful)) {
    const { file } = one.step.span;
    grouped.set(file, [...(grouped.get(file) ?? []), one]);
  }
  byFile.set(classification, grouped);
  return grouped;
}
