import { sentenceOf } from '../../messages/messages.ts';
import type { Language } from '../../model/message.ts';
import type { Result } from '../../model/result.ts';
import { generateFleet, resultFailures, resultOf, resultOutputs } from '../../pipeline.ts';
import type { ScannedFleet } from '../../pipeline.ts';
import { reportFormats, renderReport } from '../../report/render-report.ts';
import type { ReportFormat } from '../../report/render-report.ts';
import { UsageError } from '../errors.ts';
import { gravest } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import { choose } from '../formats.ts';
import { sayFailures } from '../generate/say-failures.ts';
import type { Io } from '../io.ts';
import { readText, templateReader, versionOf } from '../package-files.ts';
import type { DefineCommand } from '../command.ts';
import { openFleet, scanCodes, scanOpened, withCommonOptions } from '../shared.ts';
import type { CommonOptions } from '../shared.ts';

interface ReportOptions extends CommonOptions {
  readonly output?: string;
  readonly from?: string;
  readonly since?: string;
}

/** `report [dir]`: a document about what was found and where it goes. */
export const defineReport: DefineCommand = (program, io, finish) => {
  const command = program
    .command('report')
    .description('a document about what was found and where it goes')
    .argument('[dir]', 'a folder of applications, one application, or one script', '.')
    .option('-o, --output <path>', 'file to write, or a folder where there are several')
    .option('--format <formats>', `one or more of ${reportFormats.join(', ')}, separated by commas`)
    .option('--from <result>', 'draw a stored result (--format json) instead of scanning')
    .option('--since <result>', 'say what changed since a stored result');
  withCommonOptions(command).action((dir: string, options: ReportOptions) => {
    const { result, codes } =
      options.from === undefined
        ? freshResult(io, dir, options)
        : { result: storedResult(io, options.from), codes: [] };
    const since = options.since === undefined ? null : storedResult(io, options.since);
    writeReports(io, result, since, options);
    finish(gravest(codes));
  });
};

interface FreshResult {
  readonly result: Result;
  readonly codes: readonly ExitCode[];
}

/** What is found now, with what the files that would be generated make of failures. */
function freshResult(io: Io, dir: string, options: ReportOptions): FreshResult {
  const opened = openFleet(io, dir, options);
  const scanned: ScannedFleet = scanOpened(io, opened, options);
  const templates = templateReader(io.reader, io.packageRoot);
  const generated = generateFleet(scanned, opened.knowledge, { templates, read: opened.read });
  const failed = sayFailures(io, generated, options);
  const failures = resultFailures(generated);
  const result = resultOf(scanned, options.lang, versionOf(io), {
    outputs: generated.applications.flatMap(({ application, files }) =>
      // The code that took the script's place; manifests and runbooks only speak of it.
      resultOutputs(
        application,
        files.filter(({ path, origins }) => origins.length > 0 && path.includes('/repo/')),
      ),
    ),
    checks: [],
    failures,
  });
  return { result, codes: [...failed, ...scanCodes(scanned, result.scan, options.failOn)] };
}

function storedResult(io: Io, path: string): Result {
  const text = readText(io.reader, path);
  if (text === null) throw new UsageError(`cannot read ${path}`);
  try {
    const data = JSON.parse(text) as { schema?: unknown };
    if (data.schema === 'pipewright/result/1') return data as Result;
  } catch {
    // Said below: whatever it is, it is no stored result.
  }
  throw new UsageError(`${path} is no stored result; make one with: report -o result.json`);
}

/** Writes each format to its place; a single one goes to standard output when no place is given. */
export function writeReports(
  io: Io,
  result: Result,
  since: Result | null,
  options: { readonly output?: string; readonly format?: string; readonly lang: Language },
): void {
  const formats = formatsOf(options);
  const templates = templateReader(io.reader, io.packageRoot);
  for (const format of formats) {
    const text = renderReport(result, { format, language: options.lang, templates, since });
    if (options.output === undefined) io.stdout(text);
    else {
      const path = placeOf(io, options.output, format, formats.length > 1);
      io.writer.write(path, text, { executable: false });
      io.stderr(`${sentenceOf({ code: 'cli/report-written', params: { path } }, options.lang)}\n`);
    }
  }
}

function formatsOf({
  format,
  output,
  lang,
}: {
  readonly output?: string;
  readonly format?: string;
  readonly lang: Language;
}): readonly ReportFormat[] {
  const ending = /\.(\w+)$/.exec(output ?? '')?.[1];
  const given =
    format ??
    (ending !== undefined && (reportFormats as readonly string[]).includes(ending) ? ending : 'md');
  const formats = given
    .split(',')
    .map((name) => choose(name.trim(), reportFormats, '--format', lang));
  if (formats.length > 1 && output === undefined)
    throw new UsageError(sentenceOf({ code: 'cli/need-output', params: {} }, lang));
  return formats;
}

function placeOf(io: Io, output: string, format: ReportFormat, several: boolean): string {
  const isFolder = several || output.endsWith('/') || io.reader.kindOf(output) === 'directory';
  return isFolder ? `${output.replace(/\/+$/, '')}/report.${format}` : output;
}
