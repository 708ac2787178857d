import { diagnosticInfo } from '../../model/diagnostic.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { StepFailure } from '../../model/step-failure.ts';
import type { MarginNotes } from '../margin-notes.ts';

/** A step whose failure the script stopped at, and which the new files pass over without saying why. */
export function softenedDiagnostics(
  failures: readonly StepFailure[],
  notes: Pick<MarginNotes, 'of'>,
): readonly Diagnostic[] {
  const code = 'generate/softened';
  return failures
    .filter(({ change, meant }) => change === 'softened' && meant === null)
    .map(({ step, at }) => ({
      code,
      severity: diagnosticInfo[code].severity,
      file: at?.path ?? null,
      line: at?.line ?? null,
      params: { script: notes.of([step]) },
    }));
}
