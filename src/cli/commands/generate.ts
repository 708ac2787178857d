import { coloured, diffText } from '../../generate/merge/diff-text.ts';
import { driftOf } from '../../generate/merge/drift.ts';
import { lockPath, parseLock, sha256 } from '../../generate/merge/lock.ts';
import { mergeTree } from '../../generate/merge/merge-tree.ts';
import type { GeneratedPart, MergedTree, TreeOutcome } from '../../generate/merge/merge-tree.ts';
import {
  inputsOf,
  partOf,
  platformPart,
  repositoryPart,
  sharedPart,
} from '../../generate/merge/part-of.ts';
import { tracePath } from '../../generate/merge/trace-file.ts';
import type { GenerateCode } from '../../messages/generate.ts';
import { sentenceOf } from '../../messages/messages.ts';
import type { Params } from '../../model/message.ts';
import { generateFleet, scanResult } from '../../pipeline.ts';
import type { GeneratedFleet, ScannedFleet } from '../../pipeline.ts';
import type { DefineCommand } from '../command.ts';
import { UsageError } from '../errors.ts';
import { exitCodes, gravest } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { openOutput, writeOutput } from '../output-folder.ts';
import { rulesBelow, templateReader, versionOf } from '../package-files.ts';
import { join, openFleet, scanCodes, scanOpened, withCommonOptions } from '../shared.ts';
import type { CommonOptions, OpenedFleet } from '../shared.ts';

interface GenerateOptions extends CommonOptions {
  readonly output?: string;
  readonly into?: string;
  readonly dryRun?: boolean;
  readonly diff?: boolean;
  readonly check?: boolean;
  readonly color?: boolean;
}

/** A folder to write into, with what goes there. */
interface Target {
  readonly folder: string;
  readonly parts: readonly GeneratedPart[];
}

/** `generate [dir] -o DIR`: writes the files of every application, and never over a hand edit. */
export const defineGenerate: DefineCommand = (program, io, finish) => {
  const command = program
    .command('generate')
    .description('writes buildspec, appspec, hooks, pipelines, Terraform and runbooks')
    .argument('[dir]', 'a folder of applications, one application, or one script', '.')
    .option('-o, --output <dir>', 'the folder to write into')
    .option('--into <checkout>', 'merge the part of one application into its own repository')
    .option('--dry-run', 'say what would be written, and write nothing')
    .option('--diff', 'show what would change, and write nothing')
    .option('--check', 'fail when a script has changed since it was generated; writes nothing');
  withCommonOptions(command).action((dir: string, options: GenerateOptions) => {
    const opened = openFleet(io, dir, options);
    const scanned = scanOpened(io, opened, options);
    const codes = [...scanCodes(scanned, scanResult(scanned, options.lang), options.failOn)];
    codes.push(
      ...(options.check === true
        ? checkDrift(io, opened, scanned, options)
        : generate(io, opened, scanned, options)),
    );
    finish(gravest(codes));
  });
};

function generate(
  io: Io,
  opened: OpenedFleet,
  scanned: ScannedFleet,
  options: GenerateOptions,
): readonly ExitCode[] {
  const generated = generateFleet(scanned, opened.knowledge, {
    templates: templateReader(io.reader, io.packageRoot),
    read: opened.read,
  });
  const codes = sayFailures(io, generated, options);
  const made = { version: versionOf(io), rules: digestOfRules(io, opened, options) };
  for (const { folder, parts } of targetsOf(io, opened, scanned, generated, options)) {
    const output = openOutput(io.reader, folder, options.lang);
    if (![lockPath, tracePath].every(output.isInside))
      throw new UsageError(sentence('cli/outside', { path: join(folder, tracePath) }, options));
    const tree = mergeTree(parts, made, output);
    if (options.dryRun !== true && options.diff !== true)
      writeOutput(io.writer, folder, tree.changes, options.lang);
    sayTree(io, folder, tree, options);
    codes.push(...codesOf(tree));
  }
  return codes;
}

function sayFailures(io: Io, { failed }: GeneratedFleet, options: GenerateOptions): ExitCode[] {
  for (const { application, error } of failed) {
    const message = error instanceof Error ? error.message : String(error);
    io.stderr(`${sentence('cli/failed-application', { application, message }, options)}\n`);
    if (io.environment['PIPEWRIGHT_DEBUG'] === '1' && error instanceof Error)
      io.stderr(`${error.stack ?? ''}\n`);
  }
  return failed.length > 0 ? [exitCodes.ownFailure] : [];
}

/** Everything into -o; what belongs to an application's repository into its checkout, where one is named. */
function targetsOf(
  io: Io,
  { knowledge, fleet }: OpenedFleet,
  { plans }: ScannedFleet,
  { applications, shared }: GeneratedFleet,
  options: GenerateOptions,
): readonly Target[] {
  const parts = applications.flatMap(({ application, files }) => {
    const plan = plans.find((one) => one.application === application);
    return plan === undefined ? [] : [partOf(plan, files)];
  });
  if (options.into !== undefined) return [intoTarget(io, options.into, parts, options)];
  const checkouts = new Map<string, string>();
  for (const { application } of parts) {
    const path = knowledge.config.apps[application ?? '']?.checkout;
    if (application === null || path === undefined) continue;
    const folder = join(fleet.dir, path);
    if (io.reader.kindOf(folder) === 'directory') checkouts.set(application, folder);
    else io.stderr(`${sentence('generate/no-checkout', { path: folder, application }, options)}\n`);
  }
  const own = parts.flatMap((part): readonly Target[] => {
    const folder = checkouts.get(part.application ?? '');
    return folder === undefined ? [] : [{ folder, parts: [repositoryPart(part)] }];
  });
  if (options.output === undefined) {
    if (own.length === 0) throw new UsageError(sentence('generate/need-place', {}, options));
    return own;
  }
  const rest = parts.map((part) =>
    checkouts.has(part.application ?? '') ? platformPart(part) : part,
  );
  // One application alone is no reason to lay out anew what all of them share.
  const isPartial =
    (options.app ?? []).length > 0 &&
    parseLock(openOutput(io.reader, options.output, options.lang).read(lockPath)) !== null;
  const together = isPartial ? rest : [...rest, sharedPart(shared)];
  return [{ folder: options.output, parts: together }, ...own];
}

function intoTarget(
  io: Io,
  folder: string,
  parts: readonly GeneratedPart[],
  options: GenerateOptions,
): Target {
  if (io.reader.kindOf(folder) !== 'directory')
    throw new UsageError(sentence('generate/no-folder', { path: folder }, options));
  const [part] = parts;
  if (part === undefined || parts.length > 1) {
    const names = parts.map(({ application }) => application ?? '').join(', ');
    throw new UsageError(sentence('generate/into-one', { names }, options));
  }
  return { folder, parts: [repositoryPart(part)] };
}

/** Names what was made by which rules: ours and further ones. */
function digestOfRules(
  io: Io,
  { knowledge, fleet }: OpenedFleet,
  options: GenerateOptions,
): string {
  const folders = [
    join(io.packageRoot, 'rules'),
    ...knowledge.config.rules.map((path) => join(fleet.dir, path)),
    ...(options.rules ?? []),
  ];
  const files = folders.flatMap((folder) => rulesBelow(io.reader, folder));
  return sha256(JSON.stringify(files.map(({ path, data }) => [path, data])));
}

function sayTree(io: Io, folder: string, tree: MergedTree, options: GenerateOptions): void {
  const writesNothing = options.dryRun === true || options.diff === true;
  if (options.diff === true) io.stdout(diffOf(io, tree.outcomes, options));
  else if (options.dryRun === true) io.stdout(listOf(tree.outcomes, options));
  for (const { path, outcome } of tree.outcomes) {
    const code = remarks[outcome];
    if (code !== undefined) io.stderr(`${sentence(code, { path: join(folder, path) }, options)}\n`);
  }
  const count = (...outcomes: readonly TreeOutcome['outcome'][]) =>
    tree.outcomes.filter((one) => outcomes.includes(one.outcome) && !isSame(one)).length;
  const all = (...outcomes: readonly TreeOutcome['outcome'][]) =>
    tree.outcomes.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const params = {
    folder,
    written: count('written'),
    unchanged: all('unchanged') + all('written') - count('written'),
    kept: all('kept', 'deleted', 'orphaned'),
    removed: all('removed'),
  };
  const code = writesNothing ? 'generate/summary-dry' : 'generate/summary';
  if (options.quiet !== true) io.stderr(`${sentence(code, params, options)}\n`);
}

const remarks: Partial<Record<TreeOutcome['outcome'], string>> = {
  conflict: 'cli/conflict',
  outside: 'cli/outside',
  orphaned: 'generate/orphaned',
  deleted: 'generate/deleted',
};

function isSame({ before, after }: TreeOutcome): boolean {
  return before === after;
}

function listOf(outcomes: readonly TreeOutcome[], options: GenerateOptions): string {
  const told = outcomes.filter(({ outcome }) => outcome !== 'unchanged');
  return told
    .map(({ path, outcome }) => {
      const code: GenerateCode = `generate/outcome-${outcome}`;
      return `${sentence(code, {}, options)}: ${path}\n`;
    })
    .join('');
}

/** Colours for a terminal, unless NO_COLOR or --no-color say no; FORCE_COLOR says yes. */
function diffOf(io: Io, outcomes: readonly TreeOutcome[], { color }: GenerateOptions): string {
  const diff = outcomes.map(({ path, before, after }) => diffText(path, before, after)).join('');
  const { NO_COLOR: refused, FORCE_COLOR: forced } = io.environment;
  const isWanted =
    color !== false && (refused ?? '') === '' && (io.isTerminal || (forced ?? '0') !== '0');
  return isWanted ? coloured(diff) : diff;
}

function codesOf({ outcomes }: MergedTree): readonly ExitCode[] {
  const has = (wanted: TreeOutcome['outcome']) =>
    outcomes.some(({ outcome }) => outcome === wanted);
  return [
    ...(has('conflict') ? [exitCodes.conflict] : []),
    ...(has('outside') ? [exitCodes.unreadInput] : []),
  ];
}

function checkDrift(
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

function sentence(code: string, params: Params, { lang }: GenerateOptions): string {
  return sentenceOf({ code, params }, lang);
}
