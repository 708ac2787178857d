import { lockPath, sha256 } from '../../generate/merge/lock.ts';
import { mergeTree } from '../../generate/merge/merge-tree.ts';
import type { MergedTree, TreeOutcome } from '../../generate/merge/merge-tree.ts';
import { tracePath } from '../../generate/merge/trace-file.ts';
import { generateFleet, scanResult } from '../../pipeline.ts';
import type { ScannedFleet } from '../../pipeline.ts';
import type { DefineCommand } from '../command.ts';
import { UsageError } from '../errors.ts';
import { exitCodes, gravest } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import { checkDrift } from '../generate/check-drift.ts';
import { checkGenerated } from '../generate/check-generated.ts';
import { isDry, sentence } from '../generate/options.ts';
import type { GenerateOptions } from '../generate/options.ts';
import { sayFailures } from '../generate/say-failures.ts';
import { sayTree } from '../generate/say-tree.ts';
import { targetsOf } from '../generate/targets.ts';
import type { Io } from '../io.ts';
import { openOutput, writeOutput } from '../output-folder.ts';
import { rulesBelow, templateReader, versionOf } from '../package-files.ts';
import { join, openFleet, scanCodes, scanOpened, withCommonOptions } from '../shared.ts';
import type { OpenedFleet } from '../shared.ts';

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
  codes.push(...checkGenerated(io, scanned, generated, options));
  const made = { version: versionOf(io), rules: digestOfRules(io, opened, options) };
  // Every folder is looked at before the first is written: what stops one stops all.
  const trees = targetsOf(io, opened, scanned, generated, options).map(({ folder, parts }) => {
    const output = openOutput(io.reader, folder, options.lang);
    if (![lockPath, tracePath].every(output.isInside))
      throw new UsageError(sentence('cli/outside', { path: join(folder, tracePath) }, options));
    return { folder, tree: mergeTree(parts, made, output) };
  });
  for (const { folder, tree } of trees) {
    if (!isDry(options)) writeOutput(io.writer, folder, tree.changes, options.lang);
    sayTree(io, folder, tree, options);
    codes.push(...codesOf(tree));
  }
  return codes;
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

function codesOf({ outcomes }: MergedTree): readonly ExitCode[] {
  const has = (wanted: TreeOutcome['outcome']) =>
    outcomes.some(({ outcome }) => outcome === wanted);
  return [
    ...(has('conflict') ? [exitCodes.conflict] : []),
    ...(has('outside') ? [exitCodes.unreadInput] : []),
  ];
}
