import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Result } from '../../src/model/result.ts';
import { renderReport } from '../../src/report/render-report.ts';
import { visible } from '../../src/report/visible.ts';
import { application, result, step } from './builders.ts';
import { hostileText, resultWith } from './hostile.ts';
import { sampleFleet } from './sample-fleet.ts';
import { templates } from './templates.ts';

const draw = (of: Result): string => renderReport(of, { format: 'csv', language: 'en', templates });

/** Reads CSV by the grammar of RFC 4180, section 2; anything else throws. */
function readCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let rest = text;
  while (rest !== '') {
    const field = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/.exec(rest);
    if (field === null) throw new Error(`Not a field: ${rest.slice(0, 40)}`);
    row.push((field[1] ?? field[2] ?? '').replaceAll('""', '"'));
    rest = rest.slice(field[0].length);
    if (field[3] === '\r\n') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

function commandCell(command: string): string {
  const one = step({
    file: 'a/x.sh',
    line: 1,
    command,
    kind: 'build',
    destination: null,
    disposition: 'manual',
  });
  const app = application({ name: 'a', steps: [one] });
  const [header = [], row = []] = readCsv(
    draw({ ...result([]), scan: { schema: 'pipewright/scan/1', apps: [app], diagnostics: [] } }),
  );
  return row[header.indexOf('command')] ?? '';
}

test('one line per step under one header, all of the same width', () => {
  const rows = readCsv(draw(sampleFleet));
  const steps = sampleFleet.scan.apps.reduce((sum, app) => sum + app.steps.length, 0);
  expect(rows).toHaveLength(steps + 1);
  expect(new Set(rows.map((row) => row.length)).size).toBe(1);
});

test.each([
  { in: 'npm ci', out: 'npm ci', why: 'plain' },
  { in: '=HYPERLINK("http://x")', out: '\'=HYPERLINK("http://x")', why: 'a formula' },
  { in: '+1', out: "'+1", why: 'a sum' },
  { in: '-rf', out: "'-rf", why: 'a difference' },
  { in: '@SUM(A1)', out: "'@SUM(A1)", why: 'an old function call' },
  { in: ' =1', out: "' =1", why: 'space before it is dropped by some' },
  { in: '\t=1', out: "'\t=1", why: 'so is a tab' },
  { in: '＝1', out: "'＝1", why: 'the full-width form counts in some locales' },
  { in: 'a,b "c"\nd', out: 'a,b "c"\nd', why: 'separators are quoted' },
])('cell: $why', ({ in: command, out }) => {
  expect(commandCell(command)).toBe(out);
});

test('whatever scripts hold, it is CSV, and no cell opens a formula', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const rows = readCsv(draw(resultWith(text)));
      expect(new Set(rows.map((row) => row.length)).size).toBe(1);
      for (const cell of rows.flat()) expect(cell).not.toMatch(/^\s*[=+\-@]/);
      expect(commandCell(text).replace(/^'/, '')).toBe(visible(text).replace(/^'/, ''));
    }),
  );
});
