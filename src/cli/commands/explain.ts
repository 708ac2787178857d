import { discoverFleet } from '../../fleet/discover.ts';
import { sentenceOf } from '../../messages/messages.ts';
import type { ScannedStep } from '../../model/scan-result.ts';
import { scanResult } from '../../pipeline.ts';
import type { ScannedFleet } from '../../pipeline.ts';
import { UsageError } from '../errors.ts';
import { applicationOf, explainedFolder, pathBelow } from '../explained-folder.ts';
import { explanationsOf } from '../explanation.ts';
import type { Io } from '../io.ts';
import { readText } from '../package-files.ts';
import type { DefineCommand } from '../command.ts';
import { openFleet, scanOpened, withCommonOptions } from '../shared.ts';
import type { CommonOptions, OpenedFleet } from '../shared.ts';

/** `explain file:line`: why a line is what it is; also for a line of an output file. */
export const defineExplain: DefineCommand = (program, io) => {
  const command = program
    .command('explain')
    .description('why a line is what it is; also on a line of an output file')
    .argument('<place>', 'file:line of a script or of an output file')
    .option(
      '--fleet <dir>',
      'the folder that was scanned (default: the one around the script that holds pipewright.yaml, or its Git work tree)',
    )
    .option('--output <dir>', 'the folder that was generated into');
  withCommonOptions(command).action(
    (place: string, options: CommonOptions & { fleet?: string; output?: string }) => {
      const { file, line } = readPlace(place);
      const origin =
        options.output === undefined ? null : outputOrigin(io, options.output, file, line);
      const { dir, opened, scanned } = readAround(io, file, origin !== null, options);
      const steps = scanResult(scanned, options.lang).apps.flatMap((app) => app.steps);
      const found =
        origin === null
          ? stepsAt(steps, pathBelow(io.reader, dir, file), line)
          : steps.filter(({ id }) => origin.includes(id));
      if (found.length === 0) throw new UsageError(nothingThere(steps, place, line, options));
      io.stdout(explanationsOf(io, opened, scanned, found, options.lang));
    },
  );
};

interface Around {
  readonly dir: string;
  readonly opened: OpenedFleet;
  readonly scanned: ScannedFleet;
}

/** Reads what is needed to understand a line: of a fleet, the application that the script belongs to. */
function readAround(
  io: Io,
  file: string,
  isOutput: boolean,
  options: CommonOptions & { readonly fleet?: string },
): Around {
  const open = (dir: string, app = options.app): Around => {
    const opened = openFleet(io, dir, options);
    const chosen = app === undefined ? {} : { app };
    return { dir, opened, scanned: scanOpened(io, opened, { ...options, ...chosen, quiet: true }) };
  };
  const around = isOutput ? '.' : explainedFolder(io.reader, file);
  if (options.fleet !== undefined || around === null || isOutput)
    return open(options.fleet ?? around ?? file);
  const path = pathBelow(io.reader, around, file);
  const own = applicationOf(discoverFleet(io.reader, around), path);
  // What a scan would not take for a script is one because somebody names it.
  return own === null ? open(file) : open(around, [own]);
}

function readPlace(place: string): { readonly file: string; readonly line: number } {
  const match = /^(.+):(\d+)$/.exec(place);
  if (match === null) throw new UsageError(`${place} is no place; write file:line`);
  return { file: match[1] as string, line: Number(match[2]) };
}

/** The ids of the steps that a line of an output file comes from; null when the file is no output. */
function outputOrigin(
  io: Io,
  output: string,
  file: string,
  line: number,
): readonly string[] | null {
  const text = readText(io.reader, `${output.replace(/\/+$/, '')}/.pipewright/trace.json`);
  if (text === null) return null;
  const trace = JSON.parse(text) as {
    files?: Record<
      string,
      readonly { line: number; endLine: number; steps: readonly { id: string }[] }[]
    >;
  };
  const path = file.startsWith(`${output}/`) ? file.slice(output.length + 1) : file;
  const origins = trace.files?.[path];
  if (origins === undefined) return null;
  return origins
    .filter((origin) => origin.line <= line && line <= origin.endLine)
    .flatMap(({ steps }) => steps.map(({ id }) => id));
}

function stepsAt(
  steps: readonly ScannedStep[],
  path: string,
  line: number,
): readonly ScannedStep[] {
  const isKnown = steps.some(({ file }) => file === path);
  const isFile = (file: string) => (isKnown ? file === path : path.endsWith(`/${file}`));
  return steps.filter((step) => isFile(step.file) && step.line <= line && line <= step.endLine);
}

function nothingThere(
  steps: readonly ScannedStep[],
  place: string,
  line: number,
  options: CommonOptions,
): string {
  const distance = (step: ScannedStep) => Math.abs(step.line - line);
  const [nearest] = [...steps].sort((left, right) => distance(left) - distance(right));
  const params = {
    place,
    nearest: nearest === undefined ? '–' : `${nearest.file}:${nearest.line}`,
  };
  return sentenceOf({ code: 'cli/no-step-there', params }, options.lang);
}
