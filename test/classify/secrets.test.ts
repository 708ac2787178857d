import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { runCli } from '../cli/run-cli.ts';
import { plantedForms, randomText } from './planted-secrets.ts';

/** One secret of each form, unlike any other. */
const planted = plantedForms.map(({ name, line, secret }, index) => {
  const text = secret?.(index + 1) ?? `${randomText(index + 1, 8)}!${randomText(index + 900, 8)}`;
  return { name, text, line: line(text) };
});

let folder = '';
/** Everything that the program printed or wrote, by name. */
const outputs = new Map<string, string>();

/** Every way in which the program shows or writes what it has read. */
function commandsFor(fleet: string): readonly (readonly string[])[] {
  const scans = ['table', 'json', 'ndjson', 'csv', 'sarif'].map((format) =>
    `scan ${fleet} --all --format ${format}`.split(' '),
  );
  const reports = ['en', 'fr'].map((lang) =>
    `report ${fleet} --format html,md,json,csv,sarif --lang ${lang} -o ${folder}/report-${lang}`.split(
      ' ',
    ),
  );
  return [
    ...scans,
    ...reports,
    ['scan', fleet, '--lang', 'fr', '--json'],
    ['generate', fleet, '-o', join(folder, 'out')],
    ['generate', fleet, '-o', join(folder, 'other'), '--diff', '--dry-run'],
    ['explain', `${fleet}/shop/deploy.sh:3`],
  ];
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'secrets-'));
  const fleet = join(folder, 'fleet');
  mkdirSync(join(fleet, 'shop'), { recursive: true });
  const script = ['#!/bin/bash', 'set -e', ...planted.map(({ line }) => line), 'npm run build'];
  writeFileSync(join(fleet, 'shop/deploy.sh'), `${script.join('\n')}\n`);
  for (const words of commandsFor(fleet)) {
    const { code, stdout, stderr } = await runCli(...words, '--quiet');
    // Some of what a hundred careless lines become may be invalid (5); nothing else may go wrong.
    if (![0, 5].includes(code)) throw new Error(`${words.join(' ')}: ${code}\n${stderr}`);
    outputs.set(words.join(' '), stdout + stderr);
  }
  for (const written of ['report-en', 'report-fr', 'out']) collect(join(folder, written));
}, 120_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function collect(path: string): void {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) collect(inner);
    else outputs.set(inner.slice(folder.length), readFileSync(inner, 'utf8'));
  }
}

/** The ways in which the same characters could be written. */
function encodingsOf(text: string): readonly string[] {
  const bytes = Buffer.from(text, 'utf8');
  const hex = bytes.toString('hex');
  return [
    text,
    JSON.stringify(text).slice(1, -1),
    encodeURIComponent(text),
    encodeURI(text),
    text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    hex,
    hex.toUpperCase(),
    [...text].reverse().join(''),
    text.replace(/'/g, `'\\''`),
    Buffer.from(text, 'utf16le').toString('base64').replace(/=+$/, ''),
  ];
}

test('at least a hundred secrets, each of them once', () => {
  expect(new Set(planted.map(({ text }) => text)).size).toBe(planted.length);
  expect(planted.length).toBeGreaterThanOrEqual(100);
});

test('there are outputs, and they talk of the script', () => {
  expect(outputs.size).toBeGreaterThan(15);
  expect([...outputs.values()].some((text) => text.includes('npm run build'))).toBe(true);
  expect([...outputs.values()].every((text) => !text.includes('bug of ours'))).toBe(true);
});

test.each(planted)('no output holds the secret that is left $name', ({ text }) => {
  const found = [...outputs].flatMap(([name, output]) =>
    encodingsOf(text)
      .filter((encoded) => output.includes(encoded))
      .map((encoded) => `${name}: ${encoded}`),
  );
  expect(found).toEqual([]);
});
