import type { FailureChange } from '../model/step-failure.ts';
import type { Result, ResultFailure } from '../model/result.ts';
import type { ScannedApplication, ScannedStep } from '../model/scan-result.ts';
import type { Anchors } from './anchors.ts';
import type { FailurePart, FailureRow } from './report-view.ts';
import { placeInFile } from './step-view.ts';
import type { Wording } from './wording.ts';

/** What people must know comes first; what is as it was is no part. */
const told = ['hardened', 'softened', 'tolerant'] as const satisfies readonly FailureChange[];

/** Steps whose failure the deployment takes otherwise than the script, or passes over as it did. */
export function failurePartsOf(
  app: ScannedApplication,
  { failures = [] }: Result,
  anchors: Anchors,
  wording: Wording,
): readonly FailurePart[] {
  const steps = new Map(app.steps.map((step) => [step.id, step]));
  const own = failures.filter((failure) => failure.app === app.name);
  return told.flatMap((change) => {
    const rows = own
      .filter((failure) => failure.change === change)
      .flatMap((failure) => {
        const step = steps.get(failure.step);
        return step === undefined ? [] : [rowOf(failure, step, app, anchors, wording)];
      });
    if (rows.length === 0) return [];
    return [
      {
        change,
        title: wording.say(`report/failure-${change}`),
        note: wording.say(`report/failure-${change}-note`),
        rows: [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()],
        folded: change === 'tolerant',
      },
    ];
  });
}

function rowOf(
  { at, change, meant }: ResultFailure,
  step: ScannedStep,
  app: ScannedApplication,
  anchors: Anchors,
  wording: Wording,
): FailureRow {
  return {
    at: placeInFile(step.file, step.line, step.endLine, app),
    anchor: anchors.scriptLine(app, step.file, step.line),
    command: step.command,
    now:
      at === null
        ? wording.say('report/failure-in-pipeline')
        : `${at.path.replace(/^apps\/[^/]+\/(?:repo\/)?/, '')}:${String(at.line)}`,
    why: change === 'softened' ? wording.say(`report/failure-${meant ?? 'unmeant'}`) : '',
  };
}
