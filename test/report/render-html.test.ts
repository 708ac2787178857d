import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Language } from '../../src/model/message.ts';
import type { Result } from '../../src/model/result.ts';
import { renderReport } from '../../src/report/render-report.ts';
import { visible } from '../../src/report/visible.ts';
import { result } from './builders.ts';
import { hostileText, resultWith } from './hostile.ts';
import { readPage } from './html-reader.ts';
import { sampleFleet } from './sample-fleet.ts';
import { templates } from './templates.ts';

const draw = (of: Result, language: Language = 'en'): string =>
  renderReport(of, { format: 'html', language, templates });
const page = readPage(draw(sampleFleet));

test('ids are unique, and every link leads somewhere in the page', () => {
  expect(new Set(page.ids).size).toBe(page.ids.length);
  const targets = page.elements.flatMap(({ attributes }) => attributes.get('href') ?? []);
  expect(targets.length).toBeGreaterThan(100);
  for (const target of targets) expect(page.ids).toContain(target.replace(/^#/, ''));
});

test('labels name elements that are there', () => {
  const labels = page.elements.flatMap(({ attributes }) => attributes.get('aria-labelledby') ?? []);
  expect(labels.length).toBeGreaterThan(5);
  for (const label of labels) expect(page.ids).toContain(label);
});

test('nothing outside the file is asked for', () => {
  const reaching = page.elements.filter(
    ({ name, attributes }) =>
      ['link', 'img', 'iframe', 'object', 'base'].includes(name) || attributes.has('src'),
  );
  expect(reaching).toEqual([]);
  expect(page.style).not.toMatch(/url\(|@import/);
  expect(page.script).not.toMatch(/fetch|XMLHttpRequest|import|https?:/);
});

test('the content security policy allows the style and the script of the page and no others', () => {
  const policy = page.elements
    .find(({ attributes }) => attributes.has('http-equiv'))
    ?.attributes.get('content');
  const hash = (text: string): string => createHash('sha256').update(text).digest('base64');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain(`style-src 'sha256-${hash(page.style)}'`);
  expect(policy).toContain(`script-src 'sha256-${hash(page.script)}'`);
  expect(policy).not.toContain('unsafe');
  const inline = page.elements.filter(({ attributes }) =>
    [...attributes.keys()].some((name) => name === 'style' || name.startsWith('on')),
  );
  expect(inline).toEqual([]);
});

test('the page can be walked through by its structure', () => {
  const names = page.elements.map(({ name }) => name);
  for (const landmark of ['header', 'nav', 'main', 'footer']) expect(names).toContain(landmark);
  expect(names.filter((name) => name === 'h1')).toHaveLength(1);
  const heads = page.elements.filter(({ name }) => name === 'th');
  expect(
    heads.every(({ attributes }) => ['col', 'row'].includes(attributes.get('scope') ?? '')),
  ).toBe(true);
  const levels = names.filter((name) => /^h[1-6]$/.test(name)).map((name) => Number(name[1]));
  // No level is skipped on the way down.
  levels.reduce((before, level) => {
    expect(level - before).toBeLessThanOrEqual(1);
    return level;
  }, 0);
});

test('a script line leads to its output line, and that line back', () => {
  const line = page.ids.find((id) => id === 'a1-s1-8')!;
  const html = draw(sampleFleet);
  const home = /href="#(o\d+-\d+)"/.exec(html.slice(html.indexOf(`id="${line}"`)))?.[1] ?? '';
  const there = html.slice(html.indexOf(`id="${home}"`));
  expect(/href="#([^"]+)"/.exec(there)?.[1]).toBe(line);
});

test.each(['en', 'fr'] as const)('whatever scripts hold, a page in %s stays a page', (language) => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const drawn = readPage(draw(resultWith(text), language));
      expect(drawn.text).toContain(visible(text));
      expect(drawn.script).toBe(templates('report/report.js').trim());
      expect(new Set(drawn.ids).size).toBe(drawn.ids.length);
      expect(drawn.elements.every(({ attributes }) => !attributes.has('onload'))).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('a fleet without applications is a page that says so', () => {
  expect(readPage(draw(result([]))).text).toContain('No application was found');
});
