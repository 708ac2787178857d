import { generateFleet } from '../../pipeline.ts';
import { UsageError } from '../errors.ts';
import { exitCodes, gravest } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import { templateReader } from '../package-files.ts';
import type { DefineCommand } from '../command.ts';
import { join, openFleet, scanOpened, withCommonOptions } from '../shared.ts';
import type { CommonOptions } from '../shared.ts';

/** `generate [dir] -o DIR`: writes the files of every application. */
export const defineGenerate: DefineCommand = (program, io, finish) => {
  const command = program
    .command('generate')
    .description('writes buildspec, appspec, hooks, pipeline and runbooks')
    .argument('[dir]', 'a folder of applications, one application, or one script', '.')
    .option('-o, --output <dir>', 'the folder to write into');
  withCommonOptions(command).action((dir: string, options: CommonOptions & { output?: string }) => {
    const { output } = options;
    if (output === undefined) throw new UsageError('say where to write: -o DIR');
    const opened = openFleet(io, dir, options);
    const scanned = scanOpened(io, opened, options);
    const generated = generateFleet(scanned, opened.knowledge, {
      templates: templateReader(io.reader, io.packageRoot),
      read: opened.read,
    });
    const files = [...generated.applications.flatMap((app) => app.files), ...generated.shared];
    for (const { path, text, executable } of files)
      io.writer.write(join(output, path), text, { executable });
    for (const { application, error } of generated.failed)
      io.stderr(
        `${application}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
      );
    const codes: ExitCode[] =
      scanned.failed.length + generated.failed.length > 0 ? [exitCodes.ownFailure] : [];
    finish(gravest(codes));
  });
};
