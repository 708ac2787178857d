import { discoverFleet } from '../../fleet/discover.ts';
import { partOf, repositoryPart } from '../../generate/merge/part-of.ts';
import type { ScriptLines } from '../../generate/merge/trace-file.ts';
import { sentenceOf } from '../../messages/messages.ts';
import type { Params } from '../../model/message.ts';
import type { ScannedStep } from '../../model/scan-result.ts';
import { generateFleet, scanResult } from '../../pipeline.ts';
import type { ScannedFleet } from '../../pipeline.ts';
import { UsageError } from '../errors.ts';
import { applicationOf, explainedFolder, pathBelow } from '../explained-folder.ts';
import { explainedOutput, scannedFolder } from '../explained-output.ts';
import type { ExplainedOutput } from '../explained-output.ts';
import { explanationsOf } from '../explanation.ts';
import type { Io } from '../io.ts';
import { lineOrigin } from '../line-origin.ts';
import type { LineOrigin } from '../line-origin.ts';
import { readText, templateReader } from '../package-files.ts';
import type { DefineCommand } from '../command.ts';
import { join, openFleet, scanOpened, withCommonOptions } from '../shared.ts';
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
    .option(
      '--output <dir>',
      'the folder that was generated into (default: the one around the output file)',
    );
  withCommonOptions(command).action((place: string, options: ExplainOptions) => {
    const { file, line } = readPlace(place);
    const output = explainedOutput(io.reader, file, options.output);
    io.stdout(
      output === null
        ? explainScript(io, place, { file, line }, options)
        : explainOutput(io, output, line, options),
    );
  });
};

interface ExplainOptions extends CommonOptions {
  readonly fleet?: string;
  readonly output?: string;
}

interface Place {
  readonly file: string;
  readonly line: number;
}

function explainScript(io: Io, place: string, { file, line }: Place, options: ExplainOptions) {
  const { dir, opened, scanned } = readAround(io, file, options);
  const steps = scanResult(scanned, options.lang).apps.flatMap((app) => app.steps);
  const found = stepsAt(steps, pathBelow(io.reader, dir, file), line);
  if (found.length === 0) throw new UsageError(nothingThere(steps, place, line, options));
  return explanationsOf(io, opened, scanned, found, options.lang);
}

/** Of a line of an output file: the steps that it comes from, or why there are none. */
function explainOutput(
  io: Io,
  output: ExplainedOutput,
  line: number,
  options: ExplainOptions,
): string {
  const say = (code: string, params: Params) => sentenceOf({ code, params }, options.lang);
  const place = `${output.path}:${String(line)}`;
  if (output.application === null) return `${say('cli/line-of-ours', { place })}\n`;
  const dir = options.fleet ?? scannedFolder(io.reader, output);
  if (dir === null)
    throw new UsageError(
      say('cli/scripts-not-found', { output: output.path, script: output.scripts.join(', ') }),
    );
  const opened = openFleet(io, dir, options);
  const scanned = scanOpened(io, opened, { ...options, app: [output.application], quiet: true });
  const origin = originOf(io, opened, scanned, output, line);
  if (origin.kind === 'steps') {
    const steps = scanResult(scanned, options.lang).apps.flatMap((app) => app.steps);
    const found = steps.filter(({ id }) => origin.ids.includes(id));
    return explanationsOf(io, opened, scanned, found, options.lang);
  }
  const lines = origin.kind === 'lines' ? origin.lines.map(shownLines).join(', ') : '';
  return `${say(saidOf[origin.kind], { place, lines })}\n`;
}

const saidOf = {
  lines: 'cli/line-from-script',
  hand: 'cli/line-by-hand',
  own: 'cli/line-of-ours',
} as const;

function shownLines({ file, line, endLine }: ScriptLines): string {
  return `${file}:${String(line)}${endLine > line ? `-${String(endLine)}` : ''}`;
}

/** By what would be generated now: the file may have been edited since. */
function originOf(
  io: Io,
  { knowledge, read }: OpenedFleet,
  scanned: ScannedFleet,
  { folder, path }: ExplainedOutput,
  line: number,
): LineOrigin {
  const templates = templateReader(io.reader, io.packageRoot);
  const { applications } = generateFleet(scanned, knowledge, { templates, read });
  const parts = scanned.plans.flatMap((plan) => {
    const generated = applications.find(({ application }) => application === plan.application);
    if (generated === undefined) return [];
    const part = partOf(plan, generated);
    return [part, repositoryPart(part)];
  });
  const standing = readText(io.reader, join(folder, path)) ?? '';
  for (const part of parts) {
    const origin = lineOrigin(part, path, standing, line);
    if (origin !== null) return origin;
  }
  return { kind: 'hand' };
}

interface Around {
  readonly dir: string;
  readonly opened: OpenedFleet;
  readonly scanned: ScannedFleet;
}

/** Reads what is needed to understand a line: of a fleet, the application that the script belongs to. */
function readAround(io: Io, file: string, options: ExplainOptions): Around {
  const open = (dir: string, app = options.app): Around => {
    const opened = openFleet(io, dir, options);
    const chosen = app === undefined ? {} : { app };
    return { dir, opened, scanned: scanOpened(io, opened, { ...options, ...chosen, quiet: true }) };
  };
  const around = explainedFolder(io.reader, file);
  if (options.fleet !== undefined || around === null) return open(options.fleet ?? file);
  const path = pathBelow(io.reader, around, file);
  const own = applicationOf(discoverFleet(io.reader, around), path);
  // What a scan would not take for a script is one because somebody names it.
  return own === null ? open(file) : open(around, [own]);
}

function readPlace(place: string): Place {
  const match = /^(.+):(\d+)$/.exec(place);
  if (match === null) throw new UsageError(`${place} is no place; write file:line`);
  return { file: match[1] as string, line: Number(match[2]) };
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
