import type { Language } from '../model/message.ts';
import type { ScannedStep } from '../model/scan-result.ts';
import { sentenceOf } from '../messages/messages.ts';
import { generateFleet } from '../pipeline.ts';
import type { ScannedFleet } from '../pipeline.ts';
import type { Row } from './explain-rows.ts';
import type { Io } from './io.ts';
import { templateReader } from './package-files.ts';
import type { OpenedFleet } from './shared.ts';

/** What the move does to the failure of each step, by the files that would be generated. */
export function failureRows(
  io: Io,
  { knowledge, read }: OpenedFleet,
  scanned: ScannedFleet,
  steps: readonly ScannedStep[],
  language: Language,
): ReadonlyMap<string, readonly Row[]> {
  const wanted = new Set(steps.map(({ id }) => id));
  const plans = scanned.plans.filter((plan) =>
    plan.steps.some(({ classified }) => wanted.has(classified.step.id)),
  );
  const templates = templateReader(io.reader, io.packageRoot);
  const { applications } = generateFleet({ ...scanned, plans }, knowledge, { templates, read });
  const failures = applications.flatMap((one) => one.failures);
  return new Map(
    failures.map(({ step, change, at }) => {
      const place = at === null ? '' : ` (${at.path}:${String(at.line)})`;
      return [
        step,
        [['now', sentenceOf({ code: `cli/failure-${change}`, params: { place } }, language)]],
      ];
    }),
  );
}
