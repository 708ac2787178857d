import type { Result } from '../model/result.ts';
import type { ScannedApplication, ScannedStep } from '../model/scan-result.ts';
import { outcomeOf } from './outcome.ts';
import { visible } from './visible.ts';

/** Column names are keys, the same in every language: programs read them. */
const columns: readonly (readonly [
  name: string,
  cell: (step: ScannedStep, app: ScannedApplication) => string | number | null,
])[] = [
  ['app', (_, app) => app.name],
  ['file', (step) => step.file],
  ['line', (step) => step.line],
  ['end_line', (step) => step.endLine],
  ['place', (step) => step.place.kind],
  ['hosts', (step) => step.place.hosts.join(' ')],
  ['user', (step) => step.place.user],
  ['cwd', (step) => step.cwd],
  ['run_as', (step) => step.runAs],
  ['command', (step) => step.command],
  ['kind', (step) => step.kind],
  ['destination', (step) => step.destination],
  ['disposition', (step) => outcomeOf(step)],
  ['confidence', (step) => step.confidence],
  ['rule', (step) => step.rule],
  ['reached', (step) => (step.reached ? 'yes' : 'no')],
  ['environments', (step) => step.environments.join(' ')],
  ['actions', (step) => step.actions.join(' ')],
  [
    'guards',
    (step) => step.guards.map(({ text, negated }) => (negated ? `! ${text}` : text)).join(' && '),
  ],
  ['why', (step) => (step.reason ?? step.because).text],
  ['id', (step) => step.id],
];

/** One line per step, as RFC 4180 has it: CRLF line ends, quotes doubled, a header line. */
export function renderCsv(result: Result): string {
  const header = columns.map(([name]) => name);
  const rows = result.scan.apps.flatMap((app) =>
    app.steps.map((step) => columns.map(([, cell]) => csvCell(cell(step, app)))),
  );
  return [header, ...rows].map((cells) => `${cells.join(',')}\r\n`).join('');
}

// A spreadsheet takes a cell that opens with one of these for a formula, full-width forms included;
// a leading apostrophe makes it text. https://owasp.org/www-community/attacks/CSV_Injection
const formula = /^[\s'"]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/;

function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = visible(value);
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
