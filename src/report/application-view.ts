import type { Result } from '../model/result.ts';
import type { ScannedApplication } from '../model/scan-result.ts';
import type { Anchors } from './anchors.ts';
import { compareDestinations, destinationLabel } from './destination.ts';
import { failurePartsOf } from './failure-view.ts';
import { overviewRowOf } from './overview-view.ts';
import { outputPanes, scriptPanes } from './pane-view.ts';
import { byGravity, diagnosticRemark, findingRemarks } from './remark-view.ts';
import type {
  ApplicationView,
  DestinationCount,
  QuestionRow,
  Remark,
  ScriptRow,
  SecretRow,
  StepRow,
  VerdictRow,
} from './report-view.ts';
import { placeInFile, stepRowOf } from './step-view.ts';
import { verdictOf } from './verdict.ts';
import type { Wording } from './wording.ts';

/** Everything that a document says of one application. */
export function applicationViewOf(
  app: ScannedApplication,
  result: Result,
  anchors: Anchors,
  wording: Wording,
): ApplicationView {
  const row = overviewRowOf(app, anchors, wording);
  const steps = app.steps.map((step) => stepRowOf(step, app, anchors, wording));
  return {
    ...row,
    root: app.root,
    verdict: verdictOf(app, wording),
    unreached:
      app.coverage.unreached === 0
        ? null
        : wording.counted('report/unreached', app.coverage.unreached),
    environments: environmentsOf(app),
    actions: app.actions,
    scripts: scriptRows(app, wording),
    reasons: reasonsOf(app, row.platform, wording),
    destinations: destinationsOf(app, wording),
    ...peoplesWork(app, steps, wording),
    failureParts: failurePartsOf(app, result, anchors, wording),
    steps,
    findings: findingRemarks(app, anchors, wording),
    secrets: secretRows(app, anchors, wording),
    diagnostics: diagnosticsOf(app, result, anchors, wording),
    checks: checksOf(app, result, anchors, wording),
    verdicts: verdictRows(app, result, wording),
    panes: scriptPanes(result, app, anchors, wording),
    outputs: outputPanes(result, app, anchors, wording),
  };
}

function peoplesWork(
  app: ScannedApplication,
  steps: readonly StepRow[],
  wording: Wording,
): Pick<ApplicationView, 'manualSteps' | 'questionRows' | 'blockerRows' | 'nothingManual'> {
  const manualSteps = steps.filter((step) => step.outcome === 'manual');
  const questionRows = questionRowsOf(app, wording);
  const blockerRows = app.blockers.map(({ text, remedy }) => ({ text, remedy }));
  const open = questionRows.some((question) => question.open);
  const nothingManual = manualSteps.length === 0 && !open && blockerRows.length === 0;
  return { manualSteps, questionRows, blockerRows, nothingManual };
}

function questionRowsOf(app: ScannedApplication, wording: Wording): readonly QuestionRow[] {
  const rows = app.questions.map((question) => ({
    id: question.id,
    text: question.text,
    answer: answerOf(question, wording),
    open: question.answer === null,
  }));
  return [...rows.filter((row) => row.open), ...rows.filter((row) => !row.open)];
}

function answerOf(
  question: { readonly default: string | null; readonly answer: string | null },
  wording: Wording,
): string {
  if (question.answer !== null) {
    return wording.say('report/given-answer', { answer: question.answer });
  }
  if (question.default !== null) {
    return wording.say('report/default-answer', { answer: question.default });
  }
  return wording.say('report/no-answer');
}

function environmentsOf(app: ScannedApplication): ApplicationView['environments'] {
  return app.environments.map(({ name, hostGroups }) => ({
    name,
    groups: hostGroups.map((group) => `${group.name} (${group.hosts.join(', ')})`),
  }));
}

function scriptRows(app: ScannedApplication, wording: Wording): readonly ScriptRow[] {
  return app.scripts.map((script) => ({
    file: placeInFile(script.file, null, null, app),
    role: wording.say(`report/role/${script.role}`),
    runsOn: wording.say(`report/place/${script.runsOn}`),
    because: script.because.map(({ text }) => text).join(' '),
    lines: script.lines,
    parsed: script.parsed,
  }));
}

function reasonsOf(
  app: ScannedApplication,
  platform: string,
  wording: Wording,
): ApplicationView['reasons'] {
  const texts = (sentences: readonly { readonly text: string }[]): readonly string[] =>
    sentences.map(({ text }) => text);
  const percent = Math.round(app.platform.confidence * 100);
  return [
    {
      title: wording.say('report/readiness-because', { readiness: app.readiness }),
      texts: texts(app.readinessBecause),
    },
    {
      title: wording.say('report/platform-because', { platform, percent }),
      texts: texts(app.platform.because),
    },
  ];
}

function destinationsOf(app: ScannedApplication, wording: Wording): readonly DestinationCount[] {
  const moved = app.steps.filter(
    (step) => step.disposition === 'converted' || step.disposition === 'replaced',
  );
  const counts = new Map<string, number>();
  for (const { destination } of moved) {
    const name = destination ?? 'none';
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const largest = Math.max(1, ...counts.values());
  return [...counts.entries()]
    .sort(([one], [other]) => compareDestinations(one, other))
    .map(([destination, count]) => ({
      label: destinationLabel(destination, wording),
      count,
      steps: wording.counted('report/steps', count),
      width: Math.round((count * 100) / largest),
    }));
}

function secretRows(
  app: ScannedApplication,
  anchors: Anchors,
  wording: Wording,
): readonly SecretRow[] {
  return app.secrets.map((secret) => ({
    label: secret.label,
    kind: secretKind(secret.kind, wording),
    at: placeInFile(secret.file, secret.line, null, app),
    anchor: anchors.scriptLine(app, secret.file, secret.line),
    name: secret.name ?? wording.say('report/dash'),
  }));
}

const secretKinds = [
  'password',
  'token',
  'private-key',
  'webhook',
  'url-credentials',
  'other',
] as const;

function secretKind(kind: string, wording: Wording): string {
  const known = secretKinds.find((one) => one === kind);
  return known === undefined ? kind : wording.say(`report/secret-kind/${known}`);
}

/** Does the diagnostic speak of a file of the application? */
export function belongsTo(file: string | null, app: ScannedApplication): boolean {
  if (file === null) return false;
  return app.root === '.' || file === app.root || file.startsWith(`${app.root}/`);
}

function diagnosticsOf(
  app: ScannedApplication,
  result: Result,
  anchors: Anchors,
  wording: Wording,
): readonly Remark[] {
  const own = result.scan.diagnostics.filter(({ file }) => belongsTo(file, app));
  return byGravity(
    own.map((diagnostic) => {
      const { file, line } = diagnostic;
      const anchor = file === null || line === null ? null : anchors.scriptLine(app, file, line);
      return diagnosticRemark(diagnostic, app, anchor, wording);
    }),
  );
}

function checksOf(
  app: ScannedApplication,
  result: Result,
  anchors: Anchors,
  wording: Wording,
): readonly Remark[] {
  const paths = result.outputs.filter((output) => output.app === app.name).map(({ path }) => path);
  const own = result.checks.filter(({ file }) => file !== null && paths.includes(file));
  return byGravity(
    own.map((check) => {
      const { file, line } = check;
      const anchor = file === null || line === null ? null : anchors.outputLine(file, line);
      return diagnosticRemark(check, null, anchor, wording);
    }),
  );
}

function verdictRows(
  app: ScannedApplication,
  result: Result,
  wording: Wording,
): readonly VerdictRow[] {
  return result.verdicts
    .filter((verdict) => verdict.app === app.name)
    .map(({ environment, action, verdict, compared }) => ({
      environment,
      action,
      verdict: wording.say(`report/verdict/${verdict}`),
      good: verdict === 'equivalent' || verdict === 'equivalent except',
      compared,
    }));
}
