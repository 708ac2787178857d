import { mdCode, mdTable, mdText } from './markdown.ts';
import type { ApplicationView, Remark, ReportView } from './report-view.ts';
import type { ReportCode, Wording } from './wording.ts';

type Lines = readonly string[];

/** The report as GitHub Flavored Markdown: the overview, then every application. */
export function renderMarkdown(view: ReportView, wording: Wording): string {
  const lines = [
    `# ${mdText(view.title)}`,
    '',
    mdText(view.lead),
    '',
    `_${mdText(view.madeBy)}_`,
    '',
    ...overview(view, wording),
    ...comparison(view, wording),
    ...section(2, 'report/section-diagnostics', remarkTable(view.diagnostics, wording), wording),
    ...view.apps.flatMap((app) => application(app, wording)),
  ];
  return `${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trimEnd()}\n`;
}

function overview(view: ReportView, wording: Wording): Lines {
  if (view.apps.length === 0) return [wording.say('report/no-applications'), ''];
  const header = headerOf(wording, [
    'application',
    'platform',
    'readiness',
    'coverage',
    'manual',
    'effort',
    'blockers',
  ]);
  const rows = view.rows.map((row) => [
    `[${mdText(row.name)}](#${row.anchor})`,
    mdText(row.platform),
    String(row.readiness),
    `${mdText(row.coverage)} (${mdText(row.share)})`,
    String(row.manual),
    mdText(row.effort),
    String(row.blockers),
  ]);
  const figures = view.figures.map(({ value, label }) => `- **${mdText(value)}** ${mdText(label)}`);
  return section(2, 'report/overview', [...figures, '', ...mdTable(header, rows)], wording);
}

function comparison({ comparison: found }: ReportView, wording: Wording): Lines {
  if (found === null) return [];
  const columns = ['application', 'change', 'line', 'what', 'before', 'after'] as const;
  const rows = found.rows.map((row) => [
    mdText(row.app),
    mdText(row.changeLabel),
    mdCode(row.at),
    row.code ? mdCode(row.what) : mdText(row.what),
    mdText(row.from),
    mdText(row.to),
  ]);
  const table = mdTable(headerOf(wording, columns), rows);
  return [`## ${mdText(found.since)}`, '', mdText(found.summary), '', ...table];
}

function application(app: ApplicationView, wording: Wording): Lines {
  return [
    `<a id="${app.anchor}"></a>`,
    '',
    `## ${mdText(app.name)}`,
    '',
    mdText(app.verdict),
    '',
    ...section(3, 'report/section-goes-where', destinations(app, wording), wording),
    ...section(3, 'report/section-people', peoplesWork(app, wording), wording),
    ...section(3, 'report/section-failures', failures(app, wording), wording),
    ...section(3, 'report/section-steps', stepTable(app, wording), wording),
    ...section(3, 'report/section-findings', remarkTable(app.findings, wording), wording),
    ...section(3, 'report/section-secrets', secrets(app, wording), wording),
    ...section(3, 'report/section-verdicts', verdicts(app, wording), wording),
    ...section(3, 'report/section-checks', remarkTable(app.checks, wording), wording),
    ...section(3, 'report/section-diagnostics', remarkTable(app.diagnostics, wording), wording),
    ...section(3, 'report/section-scripts', scripts(app, wording), wording),
    ...section(3, 'report/section-readiness', reasons(app), wording),
  ];
}

/** A heading and what stands under it; nothing when nothing does. */
function section(depth: number, title: ReportCode, content: Lines, wording: Wording): Lines {
  if (content.length === 0) return [];
  return [`${'#'.repeat(depth)} ${mdText(wording.say(title))}`, '', ...content, ''];
}

type Column = ReportCode extends infer C
  ? C extends `report/column-${infer Name}`
    ? Name
    : never
  : never;

function headerOf(wording: Wording, columns: readonly Column[]): Lines {
  return columns.map((column) => mdText(wording.say(`report/column-${column}`)));
}

function destinations(app: ApplicationView, wording: Wording): Lines {
  const header = headerOf(wording, ['destination', 'steps']);
  const rows = app.destinations.map(({ label, count }) => [mdText(label), String(count)]);
  const table = mdTable(header, rows);
  return app.unreached === null ? table : [...table, mdText(app.unreached)];
}

function peoplesWork(app: ApplicationView, wording: Wording): Lines {
  if (app.nothingManual && app.questionRows.length === 0) {
    return [mdText(wording.say('report/nothing-manual'))];
  }
  const manual = app.manualSteps.map(
    (step) => `- [ ] ${mdCode(step.at)} ${mdCode(step.command)} – ${mdText(step.why)}`,
  );
  const questions = app.questionRows.map(
    ({ id, text, answer, open }) =>
      `- [${open ? ' ' : 'x'}] ${mdText(text)} (${mdCode(id)}) ${mdText(answer)}`,
  );
  const blockers = app.blockerRows.map(
    ({ text, remedy }) =>
      `- [ ] ${mdText(text)} ${mdText(wording.say('report/remedy'))} ${mdText(remedy)}`,
  );
  return [
    ...section(4, 'report/section-blockers', blockers, wording),
    ...section(4, 'report/section-manual', manual, wording),
    ...section(4, 'report/section-questions', questions, wording),
  ];
}

function failures(app: ApplicationView, wording: Wording): Lines {
  return app.failureParts.flatMap(({ title, note, rows }) => {
    const columns = ['line', 'command', 'now-in'] as const;
    const explained = rows.some(({ why }) => why !== '');
    const header = headerOf(wording, explained ? [...columns, 'why'] : columns);
    const cells = rows.map(({ at, command, now, why }) => [
      mdCode(at),
      mdCode(command),
      mdText(now),
      ...(explained ? [mdText(why)] : []),
    ]);
    return [`#### ${mdText(title)}`, '', mdText(note), '', ...mdTable(header, cells), ''];
  });
}

function stepTable(app: ApplicationView, wording: Wording): Lines {
  const header = headerOf(wording, [
    'line',
    'place',
    'command',
    'kind',
    'destination',
    'disposition',
    'why',
  ]);
  const rows = app.steps.map((step) => [
    mdText(step.line),
    mdText(step.place),
    mdCode(step.command),
    mdText(step.kind),
    mdText(step.destination),
    mdText(step.disposition),
    mdText([step.why, ...step.notes, ...step.conditions].join(' · ')),
  ]);
  return mdTable(header, rows);
}

function remarkTable(remarks: readonly Remark[], wording: Wording): Lines {
  const header = headerOf(wording, ['level', 'line', 'message', 'code']);
  const rows = remarks.map(({ levelLabel, at, text, code }) => [
    mdText(levelLabel),
    mdCode(at),
    mdText(text),
    mdCode(code),
  ]);
  return mdTable(header, rows);
}

function secrets(app: ApplicationView, wording: Wording): Lines {
  if (app.secrets.length === 0) return [];
  const header = headerOf(wording, ['secret', 'kind', 'name', 'line']);
  const rows = app.secrets.map(({ label, kind, name, at }) => [
    mdText(label),
    mdText(kind),
    mdCode(name),
    mdCode(at),
  ]);
  return [mdText(wording.say('report/secrets-note')), '', ...mdTable(header, rows)];
}

function verdicts(app: ApplicationView, wording: Wording): Lines {
  const header = headerOf(wording, ['environment', 'action', 'verdict', 'compared']);
  const rows = app.verdicts.map(({ environment, action, verdict, compared }) => [
    mdText(environment),
    mdText(action),
    mdText(verdict),
    String(compared),
  ]);
  return mdTable(header, rows);
}

function scripts(app: ApplicationView, wording: Wording): Lines {
  const header = headerOf(wording, ['file', 'role', 'runs-on', 'lines']);
  const rows = app.scripts.map((script) => [
    mdCode(script.file),
    mdText(script.parsed ? script.role : wording.say('report/not-parsed')),
    mdText([script.runsOn, script.because].filter((text) => text !== '').join(' · ')),
    String(script.lines),
  ]);
  const environments = app.environments.map(
    ({ name, groups }) => `- **${mdText(name)}** ${mdText(groups.join(' · '))}`,
  );
  return [...mdTable(header, rows), ...environments];
}

function reasons(app: ApplicationView): Lines {
  return app.reasons.flatMap(({ title, texts }) => [
    `**${mdText(title)}**`,
    '',
    ...texts.map((text) => `- ${mdText(text)}`),
    '',
  ]);
}
