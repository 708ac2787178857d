import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { explanationsOf } from '../../src/cli/explanation.ts';
import { openFleet, scanOpened } from '../../src/cli/shared.ts';
import { languages } from '../../src/model/message.ts';
import type { Language } from '../../src/model/message.ts';
import { scanResult } from '../../src/pipeline.ts';
import { createIo, runCli } from '../cli/run-cli.ts';
import { createLeakSearch } from './leak-search.ts';
import type { LeakSearch } from './leak-search.ts';
import { plantedApplications, plantedFiles, plantLines } from './planted-fleet.ts';
import { plantedForms } from './planted-secrets.ts';

const planted = plantLines();

const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
/** Everything that the program printed or wrote, by name. */
const outputs = new Map<string, string>();
let search: LeakSearch;
/** What was found, by form. */
const leaks = new Map<string, string[]>();

interface Run {
  readonly words: string;
  readonly codes: readonly number[];
}

const run = (words: string, ...codes: readonly number[]): Run => ({ words, codes });

/** The ways in which the program shows or writes what it has read, with the exit codes that are due. */
const commands: readonly Run[] = [
  run('scan fleet --all --app shop --app tasks', 0),
  run('scan fleet --all --app condition --app made --format csv', 0),
  run('scan fleet --all --app function --app sourced --format sarif', 0),
  run('scan fleet --all --app remote --format ndjson', 0),
  run('scan fleet --all --app loop --app tasks --format json --lang fr', 0),
  run('report fleet --format html,md,json,csv,sarif -o report-en', 0),
  run('report --from report-en/report.json --format html,md,csv,sarif --lang fr -o report-fr', 0),
  run('report fleet --app shop --since report-en/report.json --format html', 0),
  // Some of what so many careless lines become is not valid (5).
  run('generate fleet -o out --app condition --app sourced', 0, 5),
  run('generate fleet -o other --app shop --diff --dry-run --lang fr', 0, 5),
  run('generate fleet -o other --app function --dry-run', 0, 5),
  run('generate fleet --into checkout --app tasks', 0, 5),
];

const repository = 'out/apps/condition/repo';

/** The same after a person has written a password of the script into what was made. */
const afterAnEdit: readonly Run[] = [
  run('verify fleet --output out --app condition', 0, 5, 6),
  run('verify fleet --output out --format json --app condition --app sourced', 0, 5, 6),
  run('generate fleet -o out --app condition --diff', 0, 5, 7),
  run('generate fleet -o out --app condition --check', 0),
  run('explain fleet/shop/deploy.sh:9', 0),
  run('explain fleet/remote/deploy.sh:40', 0),
  // What goes wrong, and what is said of it.
  run('scan bad --all --format json', 2),
  run('scan bad --all', 2),
  run('report bad --format html', 2),
  run('explain fleet/shop/deploy.sh:99999', 3),
  run('rules test own/planted --rules own-rules', 4),
  run('scan bad --rules bad-rules', 4),
  ...badSettings().map((_, at) => run(`scan bad --config settings-${at}.yaml`, 4)),
  // The way of the fleet to AWS.
  run('init moved', 0),
  run('rollout plan --fleet moved', 0),
  run('rollout advance shop --fleet moved --because looked --by Ada --confirm', 0),
  run('rollout log --fleet moved --format json', 0),
  run('rollout status --fleet moved', 0),
  run('rollout status --fleet moved-badly', 4),
];

beforeAll(async () => {
  for (const app of plantedApplications)
    for (const [path, text] of Object.entries(plantedFiles(app, planted)))
      write(join(app === 'broken' ? 'bad' : 'fleet', app, path), text);
  write('moved/shop/deploy.sh', plantedFiles('shop', planted)['deploy.sh'] ?? '');
  badSettings().forEach((text, at) => {
    write(`settings-${at}.yaml`, text);
  });
  write('own-rules/own/planted.yaml', ruleWithSecrets());
  write('bad-rules/own/planted.yaml', `${ruleWithSecrets()}password: ${secretOf('shop', 0)}\n`);
  write('moved-badly/shop/deploy.sh', '#!/bin/bash\n');
  write('moved-badly/rollout.yaml', `db_password: ${secretOf('shop', 0)}\n`);
  mkdirSync(join(folder, 'checkout'));
  for (const one of commands) await told(one);
  for (const written of ['report-en', 'report-fr', 'out', 'checkout'])
    collect(join(folder, written));
  const edited = readdirSync(join(folder, repository), { recursive: true, encoding: 'utf8' });
  for (const file of edited.filter((path) => /\.(?:yml|sh)$/.test(path)))
    appendFileSync(join(folder, repository, file), `\n${carelessEdit()}\n`);
  for (const one of afterAnEdit) await told(one);
  for (const language of languages) outputs.set(`explain ${language}`, explained(language));
  for (const file of ['rollout.yaml', 'rollout-log.jsonl', 'pipewright.yaml'])
    outputs.set(file, readFileSync(join(folder, 'moved', file), 'utf8'));
  search = createLeakSearch(planted);
  for (const [name, output] of outputs)
    for (const { app, form } of search.leaksIn(output))
      leaks.set(form, [...(leaks.get(form) ?? []), `${name} holds that of ${app}`]);
}, 900_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function told({ words, codes }: Run): Promise<void> {
  const { code, stdout, stderr } = await runCli(...words.split(' ').map(inFolder), '--quiet');
  if (!codes.includes(code)) throw new Error(`${words}: ${code}\n${stderr}`);
  outputs.set(words, stdout + stderr);
}

/** What `explain` says of every line. */
function explained(lang: Language): string {
  const io = createIo();
  const options = { lang, quiet: true, failOn: 'never', app: ['shop', 'tasks'] } as const;
  const opened = openFleet(io, join(folder, 'fleet'), options);
  const scanned = scanOpened(io, opened, options);
  const steps = scanResult(scanned, lang).apps.flatMap((app) => app.steps);
  return explanationsOf(io, opened, scanned, steps, lang);
}

/** Neither YAML nor good shell: something will be said of it. */
function carelessEdit(): string {
  return `   export DB_PASSWORD=${secretOf('condition', 0)}\t$( ; cd ${secretOf('condition', 1)}`;
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
    // A password where a key belongs: a line that was cut, a flow that was not closed.
    `apps:\n  shop:\n    ${secret(0)}:\n`,
    `apps:\n  ${secret(0)}: 12\n`,
    `apps:\n  shop:\n    environments: {prod: {account: ${secret(0)}}}\n`,
    `apps:\n  shop:\n    criticality: ${secret(0)}\n`,
    `apps:\n  shop:\n    ignores: [{rule: ${secret(0)}, reason: x, owner: y}]\n`,
    `apps: {shop: {answers: {db: ${secret(0)}\n`,
    `apps:\n  shop:\n    answers: {${secret(0)}: [1]}\n`,
    `${secret(0)}\n`,
    `rules: [${secret(0)}]\n`,
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
  const isPath =
    /^(?:(?:fleet|bad|bad-rules|moved|moved-badly|other|out|own-rules|checkout)(?:\/|$)|report-|settings-)/.test(
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
