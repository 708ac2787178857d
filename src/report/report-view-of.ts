import type { Result } from '../model/result.ts';
import { createAnchors } from './anchors.ts';
import { applicationViewOf, belongsTo } from './application-view.ts';
import { comparisonViewOf } from './comparison-view.ts';
import { formatDate } from './formats.ts';
import { figuresOf, fleetBar } from './overview-view.ts';
import { outputPanes } from './pane-view.ts';
import { byGravity, diagnosticRemark } from './remark-view.ts';
import type { OverviewRow, Remark, ReportView } from './report-view.ts';
import { deepVisible } from './visible.ts';
import type { Wording } from './wording.ts';

/**
 * What documents show of a result, in the wording's language. The result's own sentences must be in
 * that language already (see `redraw`), those of `since`, an older result to compare with, too. Hidden characters are visible in every text of it.
 */
export function reportViewOf(
  result: Result,
  wording: Wording,
  since: Result | null = null,
): ReportView {
  const anchors = createAnchors(result);
  const apps = result.scan.apps.map((app) => applicationViewOf(app, result, anchors, wording));
  return deepVisible({
    language: wording.language,
    title: wording.say('report/title'),
    madeBy: madeBy(result, wording),
    lead: wording.say('report/lead'),
    figures: figuresOf(result, wording),
    bar: fleetBar(result, wording),
    rows: [...apps].sort(byReadiness),
    apps,
    diagnostics: fleetDiagnostics(result, wording),
    outputs: outputPanes(result, null, anchors, wording),
    comparison: since === null ? null : comparisonViewOf(since, result, anchors, wording),
  });
}

function madeBy(result: Result, wording: Wording): string {
  const { version } = result.generatedBy;
  if (result.date === undefined) return wording.say('report/made-by', { version });
  const date = formatDate(result.date, wording);
  return wording.say('report/made-by-on', { version, date });
}

// The readiest first: the table is read as "where do we begin".
function byReadiness(one: OverviewRow, other: OverviewRow): number {
  return other.readiness - one.readiness || (one.name < other.name ? -1 : 1);
}

function fleetDiagnostics(result: Result, wording: Wording): readonly Remark[] {
  const { apps, diagnostics } = result.scan;
  const generated = new Set(
    result.outputs.filter(({ app }) => app !== null).map(({ path }) => path),
  );
  const nobodys = diagnostics.filter(({ file }) => !apps.some((app) => belongsTo(file, app)));
  const checks = result.checks.filter(({ file }) => file === null || !generated.has(file));
  return byGravity(
    [...nobodys, ...checks].map((one) => diagnosticRemark(one, null, null, wording)),
  );
}
