import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { runCli } from '../cli/run-cli.ts';
import { createLeakSearch } from './leak-search.ts';
import type { LeakSearch } from './leak-search.ts';
import { plantedForms, randomText } from './planted-secrets.ts';

/** Where in a script careless lines stand, one application for each; `:` follows a line of comment. */
const surroundings: Readonly<Record<string, (lines: readonly string[]) => string>> = {
  shop: (lines) => lines.join('\n'),
  condition: (lines) => lines.map((line) => `if [ "$1" = prod ]; then\n:\n${line}\nfi`).join('\n'),
  function: (lines) =>
    lines.map((line, at) => `step_${at}() {\n:\n${line}\n}\nstep_${at}`).join('\n'),
  remote: (lines) => `ssh web1 bash -s <<'REMOTE'\n${lines.join('\n')}\nREMOTE`,
  loop: (lines) => lines.map((line) => `for host in web1 web2; do\n:\n${line}\ndone`).join('\n'),
  broken: (lines) => lines.map((line, at) => brokenLine(line, at)).join('\n'),
};

/** A line that bash can't parse: what is said of it must not quote it. */
function brokenLine(line: string, at: number): string {
  const ways = [`if then ${line}`, `${line} ) ;;`, `${line}\n}`, `${line} && ||`];
  return ways[at % ways.length] ?? line;
}

/** One secret of each form in each surrounding, unlike any other. */
const planted = Object.keys(surroundings).flatMap((app, place) =>
  plantedForms.map(({ name, line, secret }, index) => {
    const seed = place * 2000 + index + 1;
    const text = secret?.(seed) ?? `${randomText(seed, 8)}!${randomText(seed + 900, 8)}`;
    return { app, form: name, text, line: line(text) };
  }),
);

const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
/** Everything that the program printed or wrote, by name. */
const outputs = new Map<string, string>();
let search: LeakSearch;
/** What was found, by form. */
const leaks = new Map<string, string[]>();

/** The ways in which the program shows or writes what it has read, with the exit codes that are due. */
const commands: readonly { readonly words: string; readonly codes: readonly number[] }[] = [
  // Each application holds every form, so each format sees every form.
  { words: 'scan fleet --all --app shop', codes: [0] },
  { words: 'scan fleet --all --app condition --format csv', codes: [0] },
  { words: 'scan fleet --all --app function --format sarif', codes: [0] },
  { words: 'scan fleet --all --app remote --format ndjson', codes: [0] },
  { words: 'scan fleet --all --app loop --lang fr', codes: [0] },
  { words: 'report fleet --format html,md,json,csv,sarif -o report-en', codes: [0] },
  {
    words: 'report --from report-en/report.json --format html,md,csv,sarif --lang fr -o report-fr',
    codes: [0],
  },
  // Some of what so many careless lines become is not valid (5) or behaves otherwise (6).
  {
    words: 'generate fleet -o out --app condition --app function --app remote',
    codes: [0, 5],
  },
  { words: 'generate fleet -o other --app shop --diff --dry-run --lang fr', codes: [0, 5] },
  {
    words: 'verify fleet --output out --format json --app condition --app remote',
    codes: [0, 5, 6],
  },
  { words: 'explain fleet/shop/deploy.sh:9', codes: [0] },
  { words: 'explain fleet/remote/deploy.sh:40', codes: [0] },
  // What goes wrong, and what is said of it.
  { words: 'scan bad --all --format json', codes: [2] },
  { words: 'explain fleet/shop/deploy.sh:99999', codes: [3] },
  { words: 'scan bad --config settings-0.yaml', codes: [4] },
  { words: 'scan bad --config settings-1.yaml', codes: [4] },
  { words: 'scan bad --config settings-2.yaml', codes: [4] },
  { words: 'scan bad --config settings-3.yaml', codes: [4] },
  { words: 'scan bad --config settings-4.yaml', codes: [4] },
  { words: 'rules test own/planted --rules own-rules', codes: [4] },
  // The way of the fleet to AWS.
  { words: 'init moved', codes: [0] },
  { words: 'rollout plan --fleet moved', codes: [0] },
  { words: 'rollout advance shop --fleet moved --because looked --by Ada --confirm', codes: [0] },
  { words: 'rollout log --fleet moved --format json', codes: [0] },
  { words: 'rollout status --fleet moved', codes: [0] },
];

beforeAll(async () => {
  for (const app of Object.keys(surroundings)) {
    write(join(app === 'broken' ? 'bad' : 'fleet', app, 'deploy.sh'), scriptOf(app));
  }
  write('moved/shop/deploy.sh', scriptOf('shop'));
  badSettings().forEach((text, at) => {
    write(`settings-${at}.yaml`, text);
  });
  write('own-rules/own/planted.yaml', ruleWithSecrets());
  for (const { words, codes } of commands) {
    const { code, stdout, stderr } = await runCli(...words.split(' ').map(inFolder), '--quiet');
    if (!codes.includes(code)) throw new Error(`${words}: ${code}\n${stderr}`);
    outputs.set(words, stdout + stderr);
  }
  for (const written of ['report-en', 'report-fr', 'out']) collect(join(folder, written));
  for (const file of ['rollout.yaml', 'rollout-log.jsonl', 'pipewright.yaml'])
    outputs.set(file, readFileSync(join(folder, 'moved', file), 'utf8'));
  search = createLeakSearch(planted);
  for (const [name, output] of outputs)
    for (const { app, form } of search.leaksIn(output))
      leaks.set(form, [...(leaks.get(form) ?? []), `${name} holds that of ${app}`]);
}, 300_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function scriptOf(app: string): string {
  const lines = planted.filter((one) => one.app === app).map(({ line }) => line);
  return `${['#!/bin/bash', 'set -e', surroundings[app]?.(lines), 'npm run build'].join('\n')}\n`;
}

function secretOf(app: string, at: number): string {
  return planted.filter((one) => one.app === app)[at]?.text ?? '';
}

/** Slips in settings, next to a password or because of its first character. */
function badSettings(): readonly string[] {
  const secret = (at: number) => secretOf('shop', at);
  return [
    `apps:\n  shop:\n\tdb_password: ${secret(0)}\n`,
    `apps:\n  shop:\n    db_password: ${secret(0)}\n`,
    `apps:\n  shop:\n    owner: *${secret(0)}\n`,
    `apps:\n  shop:\n    owner: !${secret(0)}\n`,
    `apps:\n  shop:\n    owner: |${secret(0)}\n`,
  ];
}

/** A team's own rule whose examples were cut from a script; each fails, and is shown. */
function ruleWithSecrets(): string {
  const examples = planted
    .filter(({ app }) => app === 'shop')
    .map(({ line }) => `  - {sh: ${JSON.stringify(line)}, expect: {kind: approval-prompt}}`);
  const title = '{en: A command of our own, fr: Une commande à nous}';
  return [
    'id: own/planted',
    `title: ${title}`,
    'match: {command: our-own-command}',
    'classify: {kind: build, destination: buildspec/build, disposition: converted, confidence: 0.9}',
    'tests:',
    '  - {sh: our-own-command, expect: {kind: build}}',
    ...examples,
    '',
  ].join('\n');
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

/** A word of a command that names something in the folder, as a path. */
function inFolder(word: string): string {
  const isPath = /^(?:(?:fleet|bad|moved|other|out|own-rules)(?:\/|$)|report-|settings-)/.test(
    word,
  );
  return isPath ? join(folder, word) : word;
}

function collect(path: string): void {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, entry.name);
    if (entry.isDirectory()) collect(inner);
    else outputs.set(inner.slice(folder.length), readFileSync(inner, 'utf8'));
  }
}

test('at least five hundred secrets, each of them once', () => {
  expect(new Set(planted.map(({ text }) => text)).size).toBe(planted.length);
  expect(planted.length).toBeGreaterThanOrEqual(500);
});

test('there are outputs, and they talk of the scripts', () => {
  expect(outputs.size).toBeGreaterThan(60);
  expect([...outputs.values()].some((text) => text.includes('npm run build'))).toBe(true);
  expect([...outputs.keys()].some((name) => name.includes('/.pipewright/base/'))).toBe(true);
  expect([...outputs.values()].every((text) => !text.includes('bug of ours'))).toBe(true);
});

test('a secret that is there would be found, however it is written', () => {
  for (const { text, form } of planted.slice(0, plantedForms.length))
    for (const encoded of search.encodingsOf(text))
      expect(search.leaksIn(`a ${encoded} b`).map((leak) => leak.form)).toContain(form);
});

test.each(plantedForms)('no output holds a secret that is left $name', ({ name }) => {
  expect(leaks.get(name) ?? []).toEqual([]);
});
