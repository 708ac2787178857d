import type { Result } from '../model/result.ts';
import type { ScannedApplication, ScannedStep } from '../model/scan-result.ts';
import type { Anchors } from './anchors.ts';
import { compareResults } from './compare-results.ts';
import type { ApplicationChange, Change, FindingChange, StepChange } from './compare-results.ts';
import { destinationLabel } from './destination.ts';
import { formatDate } from './formats.ts';
import { outcomeOf } from './outcome.ts';
import type { ChangeRow, ComparisonView } from './report-view.ts';
import { placeInFile } from './step-view.ts';
import type { Wording } from './wording.ts';

/** What a document says of the changes since an older result; both results in the wording's language. */
export function comparisonViewOf(
  older: Result,
  newer: Result,
  anchors: Anchors,
  wording: Wording,
): ComparisonView {
  const changes = compareResults(older, newer);
  const rows = changes.flatMap((change) => rowsOf(change, anchors, wording));
  const count = (change: Change): number => rows.filter((row) => row.change === change).length;
  return {
    since:
      older.date === undefined
        ? wording.say('report/since-older')
        : wording.say('report/since-date', { date: formatDate(older.date, wording) }),
    summary:
      rows.length === 0
        ? wording.say('report/since-nothing')
        : wording.say('report/since-summary', {
            added: count('new'),
            gone: count('gone'),
            changed: count('changed'),
          }),
    rows,
  };
}

function rowsOf(
  { change, before, after, steps, findings }: ApplicationChange,
  anchors: Anchors,
  wording: Wording,
): readonly ChangeRow[] {
  const app = after ?? before;
  if (app === null) return [];
  const anchor = after === null ? null : anchors.application(after);
  const base = { app: app.name, appAnchor: anchor };
  const whole: readonly ChangeRow[] =
    change === 'changed'
      ? []
      : [
          {
            ...base,
            ...changeWords(change, wording),
            at: '',
            anchor,
            code: false,
            what: wording.say('report/since-application'),
            from: wording.counted('report/steps', before?.coverage.steps ?? 0),
            to: wording.counted('report/steps', after?.coverage.steps ?? 0),
          },
        ];
  return [
    ...whole,
    ...steps.map((step) => ({ ...base, ...stepChange(step, app, after, anchors, wording) })),
    ...findings.map((finding) => ({
      ...base,
      ...findingChange(finding, app, after, anchors, wording),
    })),
  ];
}

type Row = Omit<ChangeRow, 'app' | 'appAnchor'>;

function stepChange(
  { change, before, after }: StepChange,
  app: ScannedApplication,
  current: ScannedApplication | null,
  anchors: Anchors,
  wording: Wording,
): Row {
  const step = after ?? before;
  return {
    ...changeWords(change, wording),
    at: step === null ? '' : placeInFile(step.file, step.line, step.endLine, app),
    anchor:
      after === null || current === null
        ? null
        : anchors.scriptLine(current, after.file, after.line),
    code: true,
    what: step?.command ?? '',
    from: fateOf(before, wording),
    to: fateOf(after, wording),
  };
}

function fateOf(step: ScannedStep | null, wording: Wording): string {
  if (step === null) return wording.say('report/dash');
  const outcome = outcomeOf(step);
  const words = wording.say(`report/disposition/${outcome}`);
  if (outcome === 'plumbing' || step.destination === null) return words;
  return `${words} · ${destinationLabel(step.destination, wording)}`;
}

function findingChange(
  { change, finding }: FindingChange,
  app: ScannedApplication,
  current: ScannedApplication | null,
  anchors: Anchors,
  wording: Wording,
): Row {
  const level = wording.say(`report/level/${finding.level}`);
  const none = wording.say('report/dash');
  const stands = change === 'new' && current !== null;
  return {
    ...(change === 'gone'
      ? { change, changeLabel: wording.say('report/since-resolved') }
      : changeWords(change, wording)),
    at: placeInFile(finding.file, finding.line, null, app),
    anchor: stands ? anchors.scriptLine(current, finding.file, finding.line) : null,
    code: false,
    what: finding.message.text,
    from: change === 'new' ? none : level,
    to: change === 'new' ? level : none,
  };
}

function changeWords(change: Change, wording: Wording): Pick<ChangeRow, 'change' | 'changeLabel'> {
  return { change, changeLabel: wording.say(`report/since-${change}`) };
}
