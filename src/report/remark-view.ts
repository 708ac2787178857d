import type {
  ScannedApplication,
  ScannedDiagnostic,
  ScannedFinding,
  ScannedIgnored,
} from '../model/scan-result.ts';
import type { Anchors } from './anchors.ts';
import type { Remark } from './report-view.ts';
import { placeInFile } from './step-view.ts';
import type { Wording } from './wording.ts';

/** Gravest first: the order in which findings are told. */
const gravity = ['error', 'warning', 'note'] as const;

/** Findings of an application, gravest first, otherwise in their own order. */
export function findingRemarks(
  app: ScannedApplication,
  anchors: Anchors,
  wording: Wording,
): readonly Remark[] {
  const remarks = app.findings.map((finding: ScannedFinding) => ({
    level: finding.level,
    levelLabel: wording.say(`report/level/${finding.level}`),
    at: placeInFile(finding.file, finding.line, null, app),
    anchor: anchors.scriptLine(app, finding.file, finding.line),
    text: finding.message.text,
    code: finding.rule,
  }));
  return [
    ...byGravity(remarks),
    ...(app.ignored ?? []).map((one) => ignoredRemark(one, app, anchors, wording)),
  ];
}

/** A finding that somebody accepts, with the reason. */
function ignoredRemark(
  { file, line, message, rule, reason, owner, until }: ScannedIgnored,
  app: ScannedApplication,
  anchors: Anchors,
  wording: Wording,
): Remark {
  const params = { finding: message.text, reason, owner: owner || '–', until: until ?? '' };
  return {
    level: 'note',
    levelLabel: wording.say('report/level/ignored'),
    at: placeInFile(file, line, null, app),
    anchor: anchors.scriptLine(app, file, line),
    text: wording.say(until === null ? 'report/ignored' : 'report/ignored-until', params),
    code: rule,
  };
}

/** A diagnostic as a remark; `anchor` leads to its line where the document shows it. */
export function diagnosticRemark(
  diagnostic: ScannedDiagnostic,
  app: ScannedApplication | null,
  anchor: string | null,
  wording: Wording,
): Remark {
  const { severity, file, line, message, code } = diagnostic;
  return {
    level: severity,
    levelLabel: wording.say(`report/level/${severity}`),
    at: file === null ? '' : placeInFile(file, line, null, app),
    anchor,
    text: message.text,
    code,
  };
}

/** The gravest remarks first; equals keep their order. */
export function byGravity(remarks: readonly Remark[]): readonly Remark[] {
  return gravity.flatMap((level) => remarks.filter((remark) => remark.level === level));
}
