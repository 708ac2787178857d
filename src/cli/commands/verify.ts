import { sentenceOf } from '../../messages/messages.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Language } from '../../model/message.ts';
import type { VerifyResult } from '../../model/verify-result.ts';
import { scanDiagnostics } from '../../plan/scan-result.ts';
import { checkFiles, resultOf, scanResult } from '../../pipeline.ts';
import type { ScannedFleet } from '../../pipeline.ts';
import type { DefineCommand } from '../command.ts';
import { exitCodes, gravest } from '../exit-codes.ts';
import { choose } from '../formats.ts';
import type { Io } from '../io.ts';
import { versionOf } from '../package-files.ts';
import { openFleet, scanCodes, scanOpened, withCommonOptions } from '../shared.ts';
import type { FailLevel } from '../shared.ts';
import { originProblems } from '../verify/origin-problems.ts';
import { shown, standingFiles } from '../verify/standing-files.ts';
import type { VerifyOptions } from '../verify/standing-files.ts';
import { renderVerifyTable } from '../verify/verify-table.ts';

const formats = ['table', 'json'] as const;

/** `verify [dir] --output DIR`: checks what stands in the output folder, hand edits included. */
export const defineVerify: DefineCommand = (program, io, finish) => {
  const command = program
    .command('verify')
    .description('checks what stands in the output folder, hand edits included')
    .argument('[dir]', 'a folder of applications, one application, or one script', '.')
    .option('-o, --output <dir>', 'the folder that was generated into, or the checkout')
    .option('--format <format>', `one of ${formats.join(', ')}`, 'table')
    .option('--json', 'the same as --format json');
  withCommonOptions(command).action((dir: string, options: VerifyOptions) => {
    const given = options.json === true ? 'json' : (options.format ?? 'table');
    const format = choose(given, formats, '--format', options.lang);
    const opened = openFleet(io, dir, options);
    const standing = standingFiles(io, opened, options);
    const scanned = scanOpened(io, opened, options);
    const found = [
      ...checkFiles(scanned, standing.files, io.checker),
      ...originProblems(scanned, standing, options),
    ].map((diagnostic) => shown(diagnostic, standing));
    const result = verifyResult(io, scanned, found, options.lang);
    io.stdout(
      format === 'json'
        ? `${JSON.stringify(result, null, 2)}\n`
        : renderVerifyTable(result, { language: options.lang, files: standing.files.length }),
    );
    const codes = [...scanCodes(scanned, scanResult(scanned, options.lang), options.failOn)];
    if (found.some(({ severity }) => severity === 'error')) codes.push(exitCodes.invalidOutput);
    if (reaches(found, options.failOn)) codes.push(exitCodes.findings);
    finish(gravest(codes));
  });
};

function verifyResult(
  io: Io,
  scanned: ScannedFleet,
  found: readonly Diagnostic[],
  lang: Language,
): VerifyResult {
  const because = { code: 'cli/not-simulated', params: {} };
  const sentence = { ...because, text: sentenceOf(because, lang) };
  const { verdicts } = resultOf(scanned, lang, versionOf(io), { outputs: [], checks: [] });
  return {
    schema: 'pipewright/verify/1',
    results: verdicts.map((verdict) => ({ ...verdict, because: sentence, differences: [] })),
    check: scanDiagnostics(found, lang),
  };
}

/** `--fail-on` counts what was checked, too; errors have an exit code of their own. */
function reaches(found: readonly Diagnostic[], failOn: FailLevel): boolean {
  const levels: Partial<Record<FailLevel, readonly Diagnostic['severity'][]>> = {
    note: ['note', 'warning'],
    warning: ['warning'],
  };
  return found.some(({ severity }) => levels[failOn]?.includes(severity) === true);
}
