import { sentenceOf } from '../../messages/messages.ts';
import type { ScannedStep } from '../../model/scan-result.ts';
import { scanResult } from '../../pipeline.ts';
import { UsageError } from '../errors.ts';
import type { Io } from '../io.ts';
import { readText } from '../package-files.ts';
import type { DefineCommand } from '../command.ts';
import { openFleet, scanOpened, withCommonOptions } from '../shared.ts';
import type { CommonOptions } from '../shared.ts';

/** `explain file:line`: why a line is what it is; also for a line of an output file. */
export const defineExplain: DefineCommand = (program, io) => {
  const command = program
    .command('explain')
    .description('why a line is what it is; also on a line of an output file')
    .argument('<place>', 'file:line of a script or of an output file')
    .option('--fleet <dir>', 'the folder that was scanned (default: the folder of the script)')
    .option('--output <dir>', 'the folder that was generated into');
  withCommonOptions(command).action(
    (place: string, options: CommonOptions & { fleet?: string; output?: string }) => {
      const { file, line } = readPlace(place);
      const origin =
        options.output === undefined ? null : outputOrigin(io, options.output, file, line);
      const dir = options.fleet ?? file;
      const scanned = scanOpened(io, openFleet(io, dir, options), { ...options, quiet: true });
      const steps = scanResult(scanned, options.lang).apps.flatMap((app) => app.steps);
      const found =
        origin === null
          ? stepsAt(steps, file, line, dir)
          : steps.filter(({ id }) => origin.includes(id));
      if (found.length === 0) throw new UsageError(nothingThere(steps, place, line, options));
      io.stdout(found.map(explanationOf).join('\n'));
    },
  );
};

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
  file: string,
  line: number,
  dir: string,
): readonly ScannedStep[] {
  const inDir = file.startsWith(`${dir.replace(/\/+$/, '')}/`)
    ? file.slice(dir.replace(/\/+$/, '').length + 1)
    : file;
  const isFile = (candidate: string) => candidate === inDir || inDir.endsWith(`/${candidate}`);
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

function explanationOf(step: ScannedStep): string {
  const place =
    step.place.kind === 'local'
      ? 'local'
      : `${step.place.kind} ${step.place.user === null ? '' : `${step.place.user}@`}${step.place.hosts.join(', ')}`;
  const rows = [
    ['command', step.command],
    ['means', step.resolved],
    [
      'runs',
      [
        place,
        step.cwd === null ? '' : `in ${step.cwd}`,
        step.runAs === null ? '' : `as ${step.runAs}`,
      ]
        .filter(Boolean)
        .join(' '),
    ],
    [
      'when',
      step.reached
        ? step.guards.map(({ text, negated }) => (negated ? `not ${text}` : text)).join(', ')
        : 'never',
    ],
    ['failure', step.failure],
    [
      'kind',
      `${step.kind} (${Math.round(step.confidence * 100)} %${step.rule === null ? '' : `, rule ${step.rule}`})`,
    ],
    ['because', step.because.text],
    ['goes to', step.destination === null ? '' : `${step.destination}, ${step.disposition ?? ''}`],
    ['so', step.reason?.text ?? ''],
    ...step.notes.map(({ text }) => ['note', text]),
    ...step.calledFrom.map(({ file, line, callee }) => ['called', `${callee} at ${file}:${line}`]),
  ];
  const lines = rows
    .filter(([, text]) => text !== '')
    .map(([name = '', text = '']) => `  ${name.padEnd(8)} ${text.replace(/\n/g, '\n           ')}`);
  return `${step.file}:${step.line}\n${lines.join('\n')}\n`;
}
