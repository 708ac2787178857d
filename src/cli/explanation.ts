/** What `explain` says of steps. */
import type { Plan } from '../model/plan.ts';
import type { ScannedApplication, ScannedStep } from '../model/scan-result.ts';
import { scanResult } from '../pipeline.ts';
import type { Knowledge, ScannedFleet } from '../pipeline.ts';
import type { Language } from '../model/message.ts';
import { failureRows } from './explain-failure.ts';
import { remarkRows, ruleRows, valueRows } from './explain-rows.ts';
import type { Row } from './explain-rows.ts';
import type { Io } from './io.ts';
import type { OpenedFleet } from './shared.ts';

/** The story of each of these steps, one after the other. */
export function explanationsOf(
  io: Io,
  opened: OpenedFleet,
  scanned: ScannedFleet,
  steps: readonly ScannedStep[],
  language: Language,
): string {
  const { apps } = scanResult(scanned, language);
  const told = failureRows(io, opened, scanned, steps, language);
  const more = (step: ScannedStep): More => ({
    ...moreOf(step, apps, scanned.plans, opened.knowledge),
    failure: told.get(step.id) ?? [],
  });
  return steps.map((step) => explanationOf(step, more(step))).join('\n');
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
  const app = apps.find(({ steps }) => steps.some(({ id }) => id === scanned.id));
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
