import { sentenceOf } from '../../messages/messages.ts';
import { checkFiles } from '../../pipeline.ts';
import type { GeneratedFleet, ScannedFleet } from '../../pipeline.ts';
import { scanDiagnostics } from '../../plan/scan-result.ts';
import { exitCodes } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { renderChecks } from '../verify/verify-table.ts';
import type { GenerateOptions } from './options.ts';

/**
 * Checks what is about to be written, as `verify` does. Errors are said and make the exit code, but
 * keep nobody from getting the files: what is wrong is easier to see there.
 */
export function checkGenerated(
  io: Io,
  scanned: ScannedFleet,
  { applications, shared }: GeneratedFleet,
  { lang, quiet }: GenerateOptions,
): readonly ExitCode[] {
  const files = [...applications.flatMap((one) => one.files), ...shared];
  const own = applications.flatMap(({ diagnostics }) => diagnostics);
  const found = scanDiagnostics([...checkFiles(scanned, files, io.checker), ...own], lang);
  const errors = found.filter(({ severity }) => severity === 'error');
  if (errors.length > 0) io.stderr(`${renderChecks(errors, lang)}\n`);
  if (quiet !== true && found.length > 0) {
    const count = (severity: string) => found.filter((one) => one.severity === severity).length;
    const params = {
      count: files.length,
      errors: errors.length,
      warnings: count('warning'),
      notes: count('note'),
    };
    io.stderr(`${sentenceOf({ code: 'cli/checked-generated', params }, lang)}\n`);
  }
  return errors.length > 0 ? [exitCodes.invalidOutput] : [];
}
