import { driftOf } from '../../generate/merge/drift.ts';
import { lockPath, parseLock } from '../../generate/merge/lock.ts';
import { inputsOf } from '../../generate/merge/part-of.ts';
import type { GenerateCode } from '../../messages/generate.ts';
import type { ScannedFleet } from '../../pipeline.ts';
import { UsageError } from '../errors.ts';
import { exitCodes } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { openOutput } from '../output-folder.ts';
import { join } from '../shared.ts';
import type { OpenedFleet } from '../shared.ts';
import { sentence } from './options.ts';
import type { GenerateOptions } from './options.ts';

/** Names every script that has changed since its application was generated; writes nothing. */
export function checkDrift(
  io: Io,
  { knowledge, fleet }: OpenedFleet,
  { plans }: ScannedFleet,
  options: GenerateOptions,
): readonly ExitCode[] {
  const given = options.into ?? options.output;
  const drift = plans.flatMap((plan) => {
    const checkout = knowledge.config.apps[plan.application]?.checkout;
    const folder = given ?? (checkout === undefined ? undefined : join(fleet.dir, checkout));
    if (folder === undefined) throw new UsageError(sentence('generate/need-place', {}, options));
    const lock = parseLock(openOutput(io.reader, folder, options.lang).read(lockPath));
    return driftOf(lock, { [plan.application]: inputsOf(plan) });
  });
  for (const { application, script, change } of drift) {
    const code: GenerateCode = `generate/drift-${change}`;
    io.stdout(`${sentence(code, { application, script: script ?? '' }, options)}\n`);
  }
  if (drift.length > 0) return [exitCodes.findings];
  io.stdout(`${sentence('generate/no-drift', {}, options)}\n`);
  return [];
}
