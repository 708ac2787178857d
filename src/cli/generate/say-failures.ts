import type { GeneratedFleet } from '../../pipeline.ts';
import { exitCodes } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import type { CommonOptions } from '../shared.ts';
import { sentence } from './options.ts';

/** Names the applications for which nothing could be generated because we failed ourselves. */
export function sayFailures(
  io: Io,
  { failed }: GeneratedFleet,
  options: CommonOptions,
): ExitCode[] {
  for (const { application, error } of failed) {
    const message = error instanceof Error ? error.message : String(error);
    io.stderr(`${sentence('cli/failed-application', { application, message }, options)}\n`);
    if (io.environment['PIPEWRIGHT_DEBUG'] === '1' && error instanceof Error)
      io.stderr(`${error.stack ?? ''}\n`);
  }
  return failed.length > 0 ? [exitCodes.ownFailure] : [];
}
