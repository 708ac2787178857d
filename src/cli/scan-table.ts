/** The result of a scan as a person reads it in a terminal, 100 columns wide. */
import { sentenceOf } from '../messages/messages.ts';
import type { Language } from '../model/message.ts';
import type {
  ScannedApplication,
  ScannedIgnored,
  ScannedStep,
  ScanResult,
} from '../model/scan-result.ts';
import { visible } from '../report/visible.ts';

interface TableOptions {
  readonly language: Language;
  /** List steps without an effect of their own, too. */
  readonly all: boolean;
}

const commandWidth = 44;

/** Applications one after another, then what was noted of the input and a sum. */
export function renderScanTable(result: ScanResult, options: TableOptions): string {
  const say = (code: string, params: Record<string, string | number> = {}) =>
    sentenceOf({ code: `cli/${code}`, params }, options.language);
  const parts = result.apps.map((app) => applicationText(app, say, options));
  const notes = result.diagnostics.map(
    ({ file, line, message }) => `  ${placeText(file, line, message.text)}${message.text}`,
  );
  if (notes.length > 0) parts.push([say('heading/diagnostics'), ...notes, ''].join('\n'));
  parts.push(`${say('summary', sums(result))}\n`);
  return parts.join('\n');
}

type Say = (code: string, params?: Record<string, string | number>) => string;

/** Where a sentence belongs, unless it begins by saying so itself. */
function placeText(file: string | null, line: number | null, sentence: string): string {
  if (file === null || (line === null && sentence.startsWith(file))) return '';
  return line === null ? `${file}: ` : `${file}:${line}: `;
}

function applicationText(app: ScannedApplication, say: Say, options: TableOptions): string {
  const shown = app.steps.filter((step) => options.all || step.disposition !== null);
  const title = `${app.name}  ·  ${say('heading/platform')} ${app.platform.name}  ·  ${say('heading/readiness')} ${app.readiness} %`;
  const scripts = app.scripts.map(
    ({ file, role, runsOn, lines }) => `  ${file} (${role}, ${runsOn}, ${lines} l.)`,
  );
  const lines = [title, ...scripts];
  if (shown.length > 0) lines.push('', ...tableOf(shown, app, say));
  const findings = app.findings.map(
    ({ file, line, level, message }) => `  ${file}:${line} ${level}: ${message.text}`,
  );
  if (findings.length > 0) lines.push('', say('heading/findings'), ...findings);
  const ignored = (app.ignored ?? []).map((one) => `  ${ignoredText(one, say)}`);
  if (ignored.length > 0)
    lines.push('', `${say('heading/ignored')} (${ignored.length})`, ...ignored);
  const questions = app.questions
    .filter(({ answer }) => answer === null)
    .map(({ id, text }) => `  ${id}: ${text}`);
  if (questions.length > 0) lines.push('', say('heading/questions'), ...questions);
  return `${lines.join('\n')}\n`;
}

/** The place, the finding's name and why it is accepted. */
function ignoredText({ file, line, rule, reason, owner, until }: ScannedIgnored, say: Say): string {
  const end = until === null ? say('ignored-for-good') : say('ignored-until', { date: until });
  return `${file}:${line} ${rule}: ${say('ignored', { reason, owner: owner || '–', until: end })}`;
}

function tableOf(
  steps: readonly ScannedStep[],
  { root, scripts }: ScannedApplication,
  say: Say,
): readonly string[] {
  const prefix = root === '.' ? '' : `${root}/`;
  const placeOf = ({ file, line }: ScannedStep) =>
    scripts.length === 1 ? String(line) : `${file.replace(prefix, '')}:${line}`;
  const header = ['line', 'where', 'kind', 'goes-to', 'how', 'command'].map((name) =>
    say(`heading/${name}`),
  );
  const rows = together(
    steps.map((step) => [
      placeOf(step),
      whereText(step),
      step.kind,
      step.destination ?? '–',
      step.disposition ?? '–',
      shortened(step.command, commandWidth),
    ]),
  );
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  return [header, ...rows].map((row) =>
    `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd(),
  );
}

/** What a function does stands once, with the number of its calls. */
function together(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const counted = new Map<string, { readonly row: readonly string[]; times: number }>();
  for (const row of rows) {
    const key = row.join('\t');
    const known = counted.get(key);
    if (known === undefined) counted.set(key, { row, times: 1 });
    else known.times++;
  }
  return [...counted.values()].map(({ row, times }) =>
    times === 1 ? row : row.with(-1, `${row.at(-1) ?? ''}  ×${times}`),
  );
}

function whereText({ place }: ScannedStep): string {
  if (place.kind === 'local') return 'local';
  const hosts =
    place.hosts.length > 2 ? `${place.hosts.slice(0, 2).join(',')}…` : place.hosts.join(',');
  return place.kind === 'container' ? `container ${hosts}`.trim() : shortened(hosts, 24);
}

function shortened(text: string, width: number): string {
  const line = visible(text.replace(/\s+/g, ' ').trim());
  return line.length <= width ? line : `${line.slice(0, width - 1)}…`;
}

function sums(result: ScanResult): Record<string, number> {
  const total = {
    apps: result.apps.length,
    scripts: 0,
    steps: 0,
    converted: 0,
    replaced: 0,
    dropped: 0,
    manual: 0,
    unreached: 0,
  };
  for (const { scripts, coverage } of result.apps) {
    total.scripts += scripts.length;
    for (const key of ['steps', 'converted', 'replaced', 'dropped', 'manual', 'unreached'] as const)
      total[key] += coverage[key];
  }
  return total;
}
