import { sentenceOf } from '../../messages/messages.ts';
import type { Plan } from '../../model/plan.ts';
import type { ScannedApplication, ScannedStep } from '../../model/scan-result.ts';
import { scanResult } from '../../pipeline.ts';
import type { Knowledge } from '../../pipeline.ts';
import { UsageError } from '../errors.ts';
import { failureRows } from '../explain-failure.ts';
import { remarkRows, ruleRows, valueRows } from '../explain-rows.ts';
import type { Row } from '../explain-rows.ts';
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
      const opened = openFleet(io, dir, options);
      const scanned = scanOpened(io, opened, { ...options, quiet: true });
      const { apps } = scanResult(scanned, options.lang);
      const steps = apps.flatMap((app) => app.steps);
      const found =
        origin === null
          ? stepsAt(steps, file, line, dir)
          : steps.filter(({ id }) => origin.includes(id));
      if (found.length === 0) throw new UsageError(nothingThere(steps, place, line, options));
      const told = failureRows(io, opened, scanned, found, options.lang);
      const more = (step: ScannedStep): More => ({
        ...moreOf(step, apps, scanned.plans, opened.knowledge),
        failure: told.get(step.id) ?? [],
      });
      io.stdout(found.map((step) => explanationOf(step, more(step))).join('\n'));
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

/** What stands before and after the class of a step. */
interface More {
  readonly values: readonly Row[];
  readonly rules: readonly Row[];
  readonly remarks: readonly Row[];
  readonly failure: readonly Row[];
}

function moreOf(
  scanned: ScannedStep,
  apps: readonly ScannedApplication[],
  plans: readonly Plan[],
  knowledge: Knowledge,
): Omit<More, 'failure'> {
  const app = apps.find(({ steps }) => steps.includes(scanned));
  const plan = plans.find(({ application }) => application === app?.name);
  const planned = plan?.steps.find(({ classified }) => classified.step.id === scanned.id);
  if (app === undefined || plan === undefined || planned === undefined)
    return { values: [], rules: [], remarks: [] };
  const { step } = planned.classified;
  return {
    values: valueRows(plan, step),
    rules: ruleRows(plan, step, knowledge),
    remarks: remarkRows(app, scanned),
  };
}

function explanationOf(step: ScannedStep, more: More): string {
  const place =
    step.place.kind === 'local'
      ? 'local'
      : `${step.place.kind} ${step.place.user === null ? '' : `${step.place.user}@`}${step.place.hosts.join(', ')}`;
  const rows: readonly Row[] = [
    ['command', step.command],
    ['means', step.resolved],
    ...more.values,
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
    ...more.failure,
    [
      'kind',
      `${step.kind} (${Math.round(step.confidence * 100)} %${step.rule === null ? '' : `, rule ${step.rule}`})`,
    ],
    ...more.rules,
    ['because', step.because.text],
    ['goes to', step.destination === null ? '' : `${step.destination}, ${step.disposition ?? ''}`],
    ['so', step.reason?.text ?? ''],
    ...step.notes.map(({ text }): Row => ['note', text]),
    ...step.calledFrom.map(({ file, line, callee }): Row => [
      'called',
      `${callee} at ${file}:${line}`,
    ]),
    ...more.remarks,
  ];
  const lines = rows
    .filter(([, text]) => text !== '')
    .map(([name, text]) => `  ${name.padEnd(8)} ${text.replace(/\n/g, '\n           ')}`);
  return `${step.file}:${step.line}\n${lines.join('\n')}\n`;
}
