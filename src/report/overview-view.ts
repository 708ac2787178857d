import type { Result } from '../model/result.ts';
import type { ScannedApplication } from '../model/scan-result.ts';
import type { Anchors } from './anchors.ts';
import { formatEffort, formatShare, minutesOf } from './formats.ts';
import { barOf } from './outcome.ts';
import type { Bar, Figure, OverviewRow } from './report-view.ts';
import type { Wording } from './wording.ts';

/** One line of the fleet table. */
export function overviewRowOf(
  app: ScannedApplication,
  anchors: Anchors,
  wording: Wording,
): OverviewRow {
  const { steps, converted, replaced, dropped, manual } = app.coverage;
  return {
    anchor: anchors.application(app),
    name: app.name,
    platform: wording.say(`report/platform/${app.platform.name}`),
    readiness: Math.max(0, Math.min(100, Math.round(app.readiness))),
    bar: barOf({ converted, replaced, dropped, manual }, wording),
    coverage: wording.say('report/coverage', { done: steps - manual, steps }),
    share: formatShare(steps - manual, steps, wording),
    manual,
    questions: openQuestions(app),
    effort: formatEffort(...effortOf(app), wording),
    blockers: app.blockers.length,
  };
}

/** Minutes of a person's time, least and most. */
function effortOf(app: ScannedApplication): readonly [low: number, high: number] {
  return [minutesOf(app.effort.low) ?? 0, minutesOf(app.effort.high) ?? 0];
}

function openQuestions(app: ScannedApplication): number {
  return app.questions.filter((question) => question.answer === null).length;
}

/** The fleet in a few numbers. */
export function figuresOf({ scan }: Result, wording: Wording): readonly Figure[] {
  const sum = (count: (app: ScannedApplication) => number): number =>
    scan.apps.reduce((total, app) => total + count(app), 0);
  const steps = sum((app) => app.coverage.steps);
  const manual = sum((app) => app.coverage.manual);
  const questions = sum(openQuestions);
  const blockers = sum((app) => app.blockers.length);
  const effort = formatEffort(
    sum((app) => effortOf(app)[0]),
    sum((app) => effortOf(app)[1]),
    wording,
  );
  const figure = (value: string, label: Figure['label'], calls = false): Figure => ({
    value,
    label,
    calls,
  });
  return [
    figure(String(scan.apps.length), wording.say('report/figure-applications')),
    figure(String(steps), wording.say('report/figure-steps')),
    figure(formatShare(steps - manual, steps, wording), wording.say('report/figure-automatic')),
    figure(String(manual), wording.say('report/figure-manual'), manual > 0),
    figure(String(questions), wording.say('report/figure-questions'), questions > 0),
    figure(String(blockers), wording.say('report/figure-blockers'), blockers > 0),
    figure(effort, wording.say('report/figure-effort')),
  ];
}

/** What becomes of all steps of the fleet. */
export function fleetBar({ scan }: Result, wording: Wording): Bar {
  const sum = (name: keyof ScannedApplication['coverage']): number =>
    scan.apps.reduce((total, app) => total + app.coverage[name], 0);
  return barOf(
    {
      converted: sum('converted'),
      replaced: sum('replaced'),
      dropped: sum('dropped'),
      manual: sum('manual'),
    },
    wording,
  );
}
