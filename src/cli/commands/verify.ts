import { readCheckout, readOutput } from '../../check/read-output.ts';
import type { CheckedFile } from '../../check/checked-file.ts';
import { diagnose } from '../../check/diagnose.ts';
import { sentenceOf } from '../../messages/messages.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import type { Language } from '../../model/message.ts';
import type { VerifyResult } from '../../model/verify-result.ts';
import { scanDiagnostics } from '../../plan/scan-result.ts';
import { checkFiles, resultOf, scanResult } from '../../pipeline.ts';
import type { ScannedFleet } from '../../pipeline.ts';
import type { DefineCommand } from '../command.ts';
import { UsageError } from '../errors.ts';
import { exitCodes, gravest } from '../exit-codes.ts';
import { choose } from '../formats.ts';
import type { Io } from '../io.ts';
import { versionOf } from '../package-files.ts';
import { join, openFleet, scanCodes, scanOpened, withCommonOptions } from '../shared.ts';
import type { CommonOptions, OpenedFleet } from '../shared.ts';
import { renderVerifyTable } from '../verify-table.ts';

const formats = ['table', 'json'] as const;

interface VerifyOptions extends CommonOptions {
  readonly output?: string;
}

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
      ...membership(scanned, standing, options),
    ].map((diagnostic) => shown(diagnostic, standing.shownAs));
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

/** What is to be checked, as if it all stood in one output folder. */
interface Standing {
  readonly files: readonly CheckedFile[];
  /** Applications whose files are to be there. */
  readonly expected: readonly string[];
  /** Prefixes of paths that stand elsewhere, and where that is. */
  readonly shownAs: ReadonlyMap<string, string>;
}

function standingFiles(io: Io, opened: OpenedFleet, options: VerifyOptions): Standing {
  const { lang } = options;
  if (options.output === undefined)
    throw new UsageError(sentenceOf({ code: 'cli/need-output', params: {} }, lang));
  const folder = options.output.replace(/(?<=.)\/+$/, '');
  const output = readOutput(io.reader, folder);
  if (output === null)
    throw new UsageError(
      sentenceOf({ code: 'cli/no-such-folder', params: { path: folder } }, lang),
    );
  const names = opened.fleet.applications
    .map(({ name }) => name)
    .filter((name) => (options.app ?? []).length === 0 || options.app?.includes(name));
  if (!output.isCheckout) return withCheckouts(io, opened, output.files, names);
  const [name] = names;
  if (name === undefined || names.length > 1)
    throw new UsageError(
      sentenceOf({ code: 'cli/which-application', params: { names: names.join(', ') } }, lang),
    );
  const prefix = `apps/${name}/repo/`;
  return {
    files: output.files.map((file) => ({ ...file, path: `${prefix}${file.path}` })),
    expected: names,
    shownAs: new Map([[prefix, '']]),
  };
}

/** Where an application's repository has its part of the output, that part is read there. */
function withCheckouts(
  io: Io,
  { fleet, knowledge }: OpenedFleet,
  files: readonly CheckedFile[],
  names: readonly string[],
): Standing {
  const shownAs = new Map<string, string>();
  const elsewhere: CheckedFile[] = [];
  for (const name of names) {
    const checkout = knowledge.config.apps[name]?.checkout;
    const prefix = `apps/${name}/repo/`;
    if (checkout === undefined || files.some(({ path }) => path.startsWith(prefix))) continue;
    const found = readCheckout(io.reader, join(fleet.dir, checkout)) ?? [];
    elsewhere.push(...found.map((file) => ({ ...file, path: `${prefix}${file.path}` })));
    shownAs.set(prefix, `${checkout.replace(/\/+$/, '')}/`);
  }
  const isNamed = ({ path }: CheckedFile) => {
    const application = /^apps\/([^/]+)\//.exec(path)?.[1];
    return application === undefined || !isKnown(application) || names.includes(application);
  };
  const isKnown = (name: string) => fleet.applications.some((one) => one.name === name);
  return { files: [...files.filter(isNamed), ...elsewhere], expected: names, shownAs };
}

/** Applications without output, and output without an application. */
function membership(
  { fleet }: ScannedFleet,
  { files, expected }: Standing,
  options: VerifyOptions,
): readonly Diagnostic[] {
  const standing = new Set(files.flatMap(({ path }) => /^apps\/([^/]+)\//.exec(path)?.[1] ?? []));
  const known = fleet.applications.map(({ name }) => name);
  const unknown = [...standing].filter((name) => !known.includes(name));
  return [
    ...expected
      .filter((application) => !standing.has(application))
      .map((application) => diagnose('check/not-generated', null, null, { application })),
    ...((options.app ?? []).length > 0 ? [] : unknown).map((application) =>
      diagnose('check/unknown-application', `apps/${application}`, null, { application }),
    ),
  ];
}

function shown(diagnostic: Diagnostic, shownAs: Standing['shownAs']): Diagnostic {
  const { file } = diagnostic;
  if (file === null) return diagnostic;
  for (const [prefix, place] of shownAs)
    if (file.startsWith(prefix))
      return { ...diagnostic, file: `${place}${file.slice(prefix.length)}` };
  return diagnostic;
}

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

/** `--fail-on` counts what was checked, too. */
function reaches(found: readonly Diagnostic[], failOn: CommonOptions['failOn']): boolean {
  const graver = { note: ['note', 'warning', 'error'], warning: ['warning', 'error'] } as const;
  if (failOn !== 'note' && failOn !== 'warning') return false;
  return found.some(({ severity }) => graver[failOn].some((level) => level === severity));
}
