/** What the README shows is what comes out; `npm run docs` writes it anew. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { examplesOf, shownOf, wordsToRun } from '../../scripts/readme-examples.mjs';
import { runCli } from '../cli/run-cli.ts';

const examples = examplesOf(readFileSync('README.md', 'utf8'));
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pipewright-readme-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

// In one test, because later examples read what earlier ones wrote.
test('the examples of the README print what they show', async () => {
  expect(examples.length).toBeGreaterThan(2);
  for (const { words, shown } of examples) {
    const given = wordsToRun(words, folder) as readonly string[];
    const run = await runCli(...given);
    expect(shownOf(words, run, folder)).toBe(shown);
  }
});
