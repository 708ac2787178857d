import { readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { languages } from '../../src/model/message.ts';
import type { Language } from '../../src/model/message.ts';
import type { Result, ResultFailure } from '../../src/model/result.ts';
import type { ScannedApplication } from '../../src/model/scan-result.ts';
import { redraw } from '../../src/report/redraw.ts';
import { renderReport, reportFormats } from '../../src/report/render-report.ts';
import type { ReportFormat } from '../../src/report/render-report.ts';
import { result, said } from './builders.ts';
import { hostileText, resultWith } from './hostile.ts';
import { sampleFleet } from './sample-fleet.ts';
import { templates } from './templates.ts';

const draw = (of: Result, format: ReportFormat, language: Language): string =>
  renderReport(of, { format, language, templates });
const drawings = reportFormats.flatMap((format) =>
  languages.map((language) => ({ format, language })),
);

const apps = sampleFleet.scan.apps.filter(({ name }) => name === 'site-vitrine');

/** The first steps of an application, each with another way of taking its failure. */
function failuresOf({ name, steps }: ScannedApplication): readonly ResultFailure[] {
  const at = { path: `apps/${name}/repo/buildspec.yml`, line: 12 };
  const common = { app: name, before: 'ignored', now: 'aborts', meant: null, at } as const;
  const [first, second, third, fourth, fifth] = steps.map(({ id }) => id);
  return [
    { ...common, step: first ?? '', change: 'tolerant', now: 'ignored' },
    { ...common, step: second ?? '', change: 'hardened' },
    { ...common, step: third ?? '', change: 'hardened', at: null },
    { ...common, step: fourth ?? '', change: 'unchanged', before: 'aborts' },
    { ...common, step: fifth ?? '', change: 'softened', now: 'ignored', meant: 'message' },
    { ...common, step: 'of another version', change: 'hardened' },
  ];
}

/** One application and one of each thing that a report can say of it. */
const small: Result = {
  ...sampleFleet,
  scan: { ...sampleFleet.scan, apps },
  failures: apps.flatMap(failuresOf),
  sources: sampleFleet.sources.filter(({ file }) => file.startsWith('site-vitrine/')),
  outputs: sampleFleet.outputs.filter(({ app }) => app === 'site-vitrine'),
};

// UPDATE_GOLDEN=1 rewrites them; read the difference before it is committed.
test.each(drawings)(
  'the small result as $format in $language is the golden one',
  ({ format, language }) => {
    const golden = new URL(`golden/small.${language}.${format}`, import.meta.url);
    const drawn = draw(small, format, language);
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(golden, drawn);
    expect(drawn).toBe(readFileSync(golden, 'utf8'));
  },
);

test.each(drawings)(
  'a stored result gives the same $format in $language, in whatever order its keys are',
  ({ format, language }) => {
    const stored = JSON.parse(draw(sampleFleet, 'json', 'fr')) as Result;
    expect(draw(stored, format, language)).toBe(draw(sampleFleet, format, language));
  },
);

test('a sentence of another version keeps the text that it was stored with', () => {
  const known = said('A known one', 'Une connue');
  const unknown = { code: 'from/the-future', params: {}, text: 'As it was stored' };
  const [app] = result([{ name: 'a' }]).scan.apps;
  const stored: Result = {
    ...result([]),
    scan: {
      schema: 'pipewright/scan/1',
      apps: [{ ...app!, readinessBecause: [unknown, { ...known, text: '' }] }],
      diagnostics: [],
    },
  };
  const [drawn] = redraw(stored, 'fr').scan.apps;
  expect(drawn?.readinessBecause.map(({ text }) => text)).toEqual([
    'As it was stored',
    'Une connue',
  ]);
});

test('JSON is the result itself', () => {
  expect(JSON.parse(draw(sampleFleet, 'json', 'en'))).toEqual(redraw(sampleFleet, 'en'));
});

test('no document holds a hidden character, whatever scripts hold', () => {
  const hidden = /(?!\r?\n|\t)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
  fc.assert(
    fc.property(hostileText, fc.constantFrom(...drawings), (text, { format, language }) => {
      const drawn = draw(resultWith(text), format, language);
      expect(drawn.replace(/\p{Extended_Pictographic}\uFE0F?\u200D/gu, '')).not.toMatch(hidden);
    }),
  );
});

test.each(drawings.filter(({ format }) => format !== 'json'))(
  'of a secret, $format in $language tells no more than label, kind, name and place',
  ({ format, language }) => {
    const leaky = {
      ...small,
      scan: {
        ...small.scan,
        apps: small.scan.apps.map((app) => ({
          ...app,
          secrets: app.secrets.map((secret) => ({ ...secret, value: 'h4nter2-in-clear' })),
        })),
      },
    };
    expect(draw(leaky, format, language)).toBe(draw(small, format, language));
    expect(draw(leaky, format, language)).not.toContain('h4nter2');
  },
);
