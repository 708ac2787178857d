import { diagnose } from '../../check/diagnose.ts';
import { driftOf } from '../../generate/merge/drift.ts';
import { parseLock } from '../../generate/merge/lock.ts';
import { inputsOf } from '../../generate/merge/part-of.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { ScannedFleet } from '../../pipeline.ts';
import type { Standing, VerifyOptions } from './standing-files.ts';

/**
 * Where output and scripts no longer belong together: applications without output, output without
 * an application, scripts that have changed since.
 */
export function originProblems(
  scanned: ScannedFleet,
  standing: Standing,
  options: VerifyOptions,
): readonly Diagnostic[] {
  const there = new Set(
    standing.files.flatMap(({ path }) => /^apps\/([^/]+)\//.exec(path)?.[1] ?? []),
  );
  const known = scanned.fleet.applications.map(({ name }) => name);
  // With --app the others were not looked at, so nothing is said of them.
  const unknown = (options.app ?? []).length > 0 ? [] : [...there];
  return [
    ...standing.expected
      .filter((application) => !there.has(application))
      .map((application) => diagnose('check/not-generated', null, null, { application })),
    ...unknown
      .filter((application) => !known.includes(application))
      .map((application) =>
        diagnose('check/unknown-application', `apps/${application}`, null, { application }),
      ),
    ...driftProblems(scanned, standing),
  ];
}

function driftProblems({ plans }: ScannedFleet, { lockOf }: Standing): readonly Diagnostic[] {
  return plans.flatMap((plan) => {
    const lock = parseLock(lockOf(plan.application));
    if (lock === null) return [];
    return driftOf(lock, { [plan.application]: inputsOf(plan) }).flatMap(({ script, change }) =>
      script === null || change === 'never-generated'
        ? []
        : [diagnose(`check/script-${change}`, null, null, { script })],
    );
  });
}
