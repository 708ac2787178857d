import { plumbingKinds } from '../model/kind.ts';
import type { Result } from '../model/result.ts';
import type { ScannedApplication, ScannedFinding, ScannedStep } from '../model/scan-result.ts';

export type Change = 'new' | 'gone' | 'changed';

export interface StepChange {
  readonly change: Change;
  /** Null where the step is new. */
  readonly before: ScannedStep | null;
  /** Null where the step is gone. */
  readonly after: ScannedStep | null;
}

export interface FindingChange {
  readonly change: Exclude<Change, 'changed'>;
  readonly finding: ScannedFinding;
}

export interface ApplicationChange {
  readonly change: Change;
  readonly before: ScannedApplication | null;
  readonly after: ScannedApplication | null;
  readonly steps: readonly StepChange[];
  readonly findings: readonly FindingChange[];
}

/**
 * What changed from an older result to a newer one, per application that changed, by name. Steps are
 * matched by their id, which does not move with lines; findings by rule, file and message, so that a
 * finding that only stands on another line is the same one.
 */
export function compareResults(older: Result, newer: Result): readonly ApplicationChange[] {
  const before = new Map(older.scan.apps.map((app) => [app.name, app]));
  const after = new Map(newer.scan.apps.map((app) => [app.name, app]));
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names
    .map((name) => compareApplications(before.get(name) ?? null, after.get(name) ?? null))
    .filter(
      ({ change, steps, findings }) => change !== 'changed' || steps.length + findings.length > 0,
    );
}

function compareApplications(
  before: ScannedApplication | null,
  after: ScannedApplication | null,
): ApplicationChange {
  return {
    change: before === null ? 'new' : after === null ? 'gone' : 'changed',
    before,
    after,
    // Of an application that came or went, the steps would only repeat its own part.
    steps: before === null || after === null ? [] : compareSteps(before.steps, after.steps),
    findings:
      before === null || after === null ? [] : compareFindings(before.findings, after.findings),
  };
}

function compareSteps(
  older: readonly ScannedStep[],
  newer: readonly ScannedStep[],
): readonly StepChange[] {
  const before = new Map(older.map((step) => [step.id, step]));
  const after = new Set(newer.map((step) => step.id));
  const present = newer.flatMap((step): readonly StepChange[] => {
    const old = before.get(step.id);
    if (old === undefined) return [{ change: 'new', before: null, after: step }];
    return essenceOf(old) === essenceOf(step)
      ? []
      : [{ change: 'changed', before: old, after: step }];
  });
  const gone = older
    .filter((step) => !after.has(step.id))
    .map((step): StepChange => ({ change: 'gone', before: step, after: null }));
  return [...present, ...gone].filter(
    ({ before: old, after: now }) => isEffectful(old) || isEffectful(now),
  );
}

// Plumbing follows the code that it serves; told on its own it would hide what a reviewer looks for.
function isEffectful(step: ScannedStep | null): boolean {
  const plumbing: readonly string[] = plumbingKinds;
  return step !== null && !plumbing.includes(step.kind);
}

// What a reviewer decided on; confidence and reasons may move with the rules and change nothing.
function essenceOf({ kind, destination, disposition, reached, place, runAs }: ScannedStep): string {
  return JSON.stringify([kind, destination, disposition, reached, place.kind, place.hosts, runAs]);
}

function compareFindings(
  older: readonly ScannedFinding[],
  newer: readonly ScannedFinding[],
): readonly FindingChange[] {
  return [
    ...without(newer, older).map((finding): FindingChange => ({ change: 'new', finding })),
    ...without(older, newer).map((finding): FindingChange => ({ change: 'gone', finding })),
  ];
}

/** The findings that the others lack; of equal ones, as many as are in excess. */
function without(
  findings: readonly ScannedFinding[],
  others: readonly ScannedFinding[],
): readonly ScannedFinding[] {
  const left = new Map<string, number>();
  for (const other of others) left.set(keyOf(other), (left.get(keyOf(other)) ?? 0) + 1);
  return findings.filter((finding) => {
    const count = left.get(keyOf(finding)) ?? 0;
    left.set(keyOf(finding), count - 1);
    return count <= 0;
  });
}

function keyOf({ rule, file, message }: ScannedFinding): string {
  const params = Object.entries(message.params).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify([rule, file, message.code, params]);
}
