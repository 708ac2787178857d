import { expect, test } from '@jest/globals';
import type { Result } from '../../src/model/result.ts';
import type {
  ScannedApplication,
  ScannedFinding,
  ScannedStep,
} from '../../src/model/scan-result.ts';
import { compareResults } from '../../src/report/compare-results.ts';
import { renderReport } from '../../src/report/render-report.ts';
import { application, result, said, sentence, step } from './builders.ts';
import { readPage } from './html-reader.ts';
import { sampleFleet } from './sample-fleet.ts';
import { templates } from './templates.ts';

const base = step({
  file: 'a/x.sh',
  line: 3,
  command: 'make',
  kind: 'build',
  destination: 'buildspec/build',
  disposition: 'converted',
});
const other = step({
  file: 'a/x.sh',
  line: 9,
  command: 'make clean',
  kind: 'cleanup',
  destination: 'none',
  disposition: 'dropped',
});
const finding = (line: number): ScannedFinding => ({
  rule: 'secret/in-clear',
  level: 'error',
  file: 'a/x.sh',
  line,
  message: sentence(said('In clear', 'En clair')),
});

function fleet(steps: readonly ScannedStep[], findings: readonly ScannedFinding[] = []): Result {
  const app = application({ name: 'a', steps, more: { findings } });
  return fleetOf([app]);
}

function fleetOf(apps: readonly ScannedApplication[]): Result {
  return { ...result([]), scan: { schema: 'pipewright/scan/1', apps, diagnostics: [] } };
}

const rows = [
  { why: 'nothing changed', from: fleet([base]), to: fleet([base]), out: [] },
  {
    why: 'a step came',
    from: fleet([base]),
    to: fleet([base, other]),
    out: ['step new make clean'],
  },
  {
    why: 'a step went',
    from: fleet([base, other]),
    to: fleet([base]),
    out: ['step gone make clean'],
  },
  {
    why: 'a step goes elsewhere',
    from: fleet([base]),
    to: fleet([{ ...base, disposition: 'manual' }]),
    out: ['step changed make'],
  },
  {
    why: 'a step that moved is the same',
    from: fleet([base]),
    to: fleet([{ ...base, line: 40, endLine: 40 }]),
    out: [],
  },
  {
    why: 'so is one that is surer',
    from: fleet([base]),
    to: fleet([{ ...base, confidence: 1 }]),
    out: [],
  },
  {
    why: 'plumbing is not told',
    from: fleet([base]),
    to: fleet([base, { ...other, kind: 'control', destination: null, disposition: null }]),
    out: [],
  },
  {
    why: 'a finding came',
    from: fleet([base]),
    to: fleet([base], [finding(3)]),
    out: ['finding new In clear'],
  },
  {
    why: 'a finding was resolved',
    from: fleet([base], [finding(3)]),
    to: fleet([base]),
    out: ['finding gone In clear'],
  },
  {
    why: 'a finding that moved is the same',
    from: fleet([base], [finding(3)]),
    to: fleet([base], [finding(7)]),
    out: [],
  },
  {
    why: 'one of two equal findings was resolved',
    from: fleet([base], [finding(3), finding(7)]),
    to: fleet([base], [finding(3)]),
    out: ['finding gone In clear'],
  },
  { why: 'an application came', from: fleetOf([]), to: fleet([base]), out: ['application new'] },
  { why: 'an application went', from: fleet([base]), to: fleetOf([]), out: ['application gone'] },
];

test.each(rows)('$why', ({ from, to, out }) => {
  const told = compareResults(from, to).flatMap(({ change, steps, findings }) => [
    ...(change === 'changed' ? [] : [`application ${change}`]),
    ...steps.map((one) => `step ${one.change} ${(one.after ?? one.before)!.command}`),
    ...findings.map((one) => `finding ${one.change} ${one.finding.message.text}`),
  ]);
  expect(told).toEqual(out);
});

const older: Result = {
  ...sampleFleet,
  date: '2026-02-01',
  scan: {
    ...sampleFleet.scan,
    apps: sampleFleet.scan.apps.map((app) => ({
      ...app,
      steps: app.steps
        .map((one) => (one.kind === 'backup' ? { ...one, disposition: 'manual' as const } : one))
        .slice(1),
      findings: [],
    })),
  },
};

test.each([
  { language: 'en' as const, title: 'Changes since 1 February 2026', change: 'Changed' },
  { language: 'fr' as const, title: 'Évolutions depuis le 1er février 2026', change: 'Modifié' },
])('documents in $language open with what changed', ({ language, title, change }) => {
  const options = { language, templates, since: older };
  const page = readPage(renderReport(sampleFleet, { ...options, format: 'html' }));
  for (const text of [page.text, renderReport(sampleFleet, { ...options, format: 'md' })]) {
    expect(text).toContain(title);
    expect(text).toContain(change);
  }
  const targets = page.elements.flatMap(({ attributes }) => attributes.get('href') ?? []);
  for (const target of targets) expect(page.ids).toContain(target.replace(/^#/, ''));
});

test('without an older result nothing is said of changes', () => {
  const page = readPage(renderReport(sampleFleet, { language: 'en', templates, format: 'html' }));
  expect(page.ids).not.toContain('changes');
});
