import { resultOf, scanResult } from '../../pipeline.ts';
import { renderReport } from '../../report/render-report.ts';
import { gravest } from '../exit-codes.ts';
import { choose } from '../formats.ts';
import { templateReader, versionOf } from '../package-files.ts';
import type { DefineCommand } from '../command.ts';
import { renderScanTable } from '../scan-table.ts';
import { openFleet, scanCodes, scanOpened, withCommonOptions } from '../shared.ts';
import type { CommonOptions } from '../shared.ts';

const formats = ['table', 'json', 'ndjson', 'csv', 'sarif'] as const;

/** `scan [dir]`: what every script does, step by step, and where each step would go. */
export const defineScan: DefineCommand = (program, io, finish) => {
  const command = program
    .command('scan')
    .description('what every script does, step by step, and where each step would go')
    .argument('[dir]', 'a folder of applications, one application, or one script', '.')
    .option('--format <format>', `one of ${formats.join(', ')}`, 'table')
    .option('--json', 'the same as --format json')
    .option('--all', 'list steps that only serve others, too');
  withCommonOptions(command).action((dir: string, options: CommonOptions & { all?: boolean }) => {
    const format = choose(
      options.json ? 'json' : (options.format ?? 'table'),
      formats,
      '--format',
      options.lang,
    );
    const scanned = scanOpened(io, openFleet(io, dir, options), options);
    const result = scanResult(scanned, options.lang);
    if (format === 'json') io.stdout(`${JSON.stringify(result, null, 2)}\n`);
    else if (format === 'ndjson')
      for (const app of result.apps)
        for (const step of app.steps) io.stdout(`${JSON.stringify({ app: app.name, ...step })}\n`);
    else if (format === 'table')
      io.stdout(renderScanTable(result, { language: options.lang, all: options.all ?? false }));
    else {
      const whole = resultOf(scanned, options.lang, versionOf(io), { outputs: [], checks: [] });
      io.stdout(
        renderReport(whole, {
          format,
          language: options.lang,
          templates: templateReader(io.reader, io.packageRoot),
        }),
      );
    }
    finish(gravest(scanCodes(scanned, result, options.failOn)));
  });
};
