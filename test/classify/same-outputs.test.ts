/**
 * The strictest search for what is derived from a secret (a hash, a length, an order): two fleets that
 * differ in nothing but their secrets have the same outputs to the byte.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { runCliIn } from '../cli/run-cli.ts';
import { plantedFiles, plantLines } from './planted-fleet.ts';

const applications = ['remote', 'tasks', 'sourced'];
const commands = [
  'scan fleet --all --format json',
  'generate fleet -o out',
  'report fleet --format html,json,sarif -o told',
];

let folder = '';
const outputs: Map<string, string>[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'same-'));
  for (const [turn, start] of [0, 50_000].entries()) outputs.push(await outputsOf(turn, start));
}, 300_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function outputsOf(turn: number, start: number): Promise<Map<string, string>> {
  const world = join(folder, String(turn));
  const planted = plantLines(start);
  for (const app of applications) {
    for (const [file, text] of Object.entries(plantedFiles(app, planted))) {
      const path = join(world, 'fleet', app, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }
  const found = new Map<string, string>();
  for (const command of commands) {
    const words = command
      .split(' ')
      .map((word) => word.replace(/^(fleet|out|told)$/, (path) => join(world, path)));
    const noChecker = { run: () => null };
    const { stdout, stderr } = await runCliIn({ checker: noChecker }, ...words, '--quiet');
    found.set(command, (stdout + stderr).replaceAll(world, '.'));
  }
  for (const written of ['out', 'told']) collect(join(world, written), found, world);
  return found;
}

function collect(path: string, found: Map<string, string>, fleet: string): void {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) collect(inner, found, fleet);
    else found.set(inner.slice(fleet.length), readFileSync(inner, 'utf8'));
  }
}

test('outputs are the same whatever the secrets are', () => {
  const [one, other] = outputs;
  expect(one?.size).toBeGreaterThan(80);
  expect([...(one?.keys() ?? [])]).toEqual([...(other?.keys() ?? [])]);
  const differences = [...(one ?? [])].flatMap(([name, text]) =>
    differingLines(text, other?.get(name) ?? '').map((line) => `${name}: ${line}`),
  );
  expect(differences).toEqual([]);
});

function differingLines(text: string, other: string): readonly string[] {
  const others = other.split('\n');
  return text.split('\n').flatMap((line, at) => (line === others[at] ? [] : [line.slice(0, 300)]));
}
