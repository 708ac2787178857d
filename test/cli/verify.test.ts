import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { afterAll, beforeEach, expect, test } from '@jest/globals';

import { lockText, sha256 } from '../../src/generate/merge/lock.ts';
import type { VerifyResult } from '../../src/model/verify-result.ts';
import { contentChecker, validFiles } from '../check/checking.ts';
import { runCliIn } from './run-cli.ts';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

// A package with a handful of rules: what is tested here hangs on none of them, and they load at once.
const packageRoot = mkdtempSync(join(tmpdir(), 'pipewright-package-'));
folders.push(packageRoot);
symlinkSync(join(process.cwd(), 'package.json'), join(packageRoot, 'package.json'));
mkdirSync(join(packageRoot, 'rules'));
symlinkSync(join(process.cwd(), 'rules/lore.yaml'), join(packageRoot, 'rules/lore.yaml'));

const script = '#!/bin/bash\nset -e\nnpm ci\nrsync -a dist/ web1:/srv/shop/\n';

let fleet: string;
let out: string;
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'pipewright-verify-'));
  folders.push(folder);
  fleet = join(folder, 'fleet');
  out = join(folder, 'out');
  put(join(fleet, 'shop/deploy.sh'), script);
  for (const [path, text] of Object.entries(validFiles)) put(join(out, path), text);
});

function put(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  if (path.endsWith('.sh')) chmodSync(path, 0o755);
}

const run = (...words: readonly string[]) =>
  runCliIn({ packageRoot, checker: contentChecker }, 'verify', ...words, '--quiet');
const resultOf = (stdout: string) => JSON.parse(stdout) as VerifyResult;
const codesOf = (stdout: string) =>
  resultOf(stdout).check.map(({ code, file }) => (file === null ? code : `${code} ${file}`));

test('what is right ends with 0, and says that behaviour was not simulated', async () => {
  const { code, stdout } = await run(fleet, '--output', out, '--json');
  const { schema, check, results } = resultOf(stdout);
  expect([code, schema, check]).toEqual([0, 'pipewright/verify/1', []]);
  expect(results.map(({ app, verdict, differences }) => [app, verdict, differences])).toEqual([
    ['shop', 'not simulated', []],
  ]);
  expect(results[0]?.because.text).toMatch(/not simulated/);
});

test('our own bookkeeping is neither checked nor counted', async () => {
  put(join(out, '.pipewright/base/apps/shop/repo/appspec.yml'), 'version: [');
  const { code, stdout } = await run(fleet, '-o', out);
  expect(code).toBe(0);
  expect(stdout).toContain(`${Object.keys(validFiles).length} files checked`);
});

test('an error ends with 5 and stands in the table with its line', async () => {
  const path = 'apps/shop/repo/appspec.yml';
  put(join(out, path), validFiles[path]!.replace('"0644"', '0644'));
  const { code, stdout } = await run(fleet, '-o', out);
  expect(code).toBe(5);
  expect(stdout).toMatch(/apps\/shop\/repo\/appspec\.yml\n +11 {2}error: .*\[check\/octal-mode\]/);
});

test('a warning ends with 0, and with 1 where it shall count', async () => {
  const path = 'apps/shop/RUNBOOK.md';
  put(join(out, path), '[a](nowhere.md)\n');
  expect((await run(fleet, '-o', out)).code).toBe(0);
  expect((await run(fleet, '-o', out, '--fail-on', 'warning')).code).toBe(1);
  expect((await run(fleet, '-o', out, '--fail-on', 'error')).code).toBe(0);
});

test('in French', async () => {
  rmSync(join(out, 'apps/shop/repo/appspec.yml'));
  const { stdout } = await run(fleet, '-o', out, '--lang', 'fr');
  expect(stdout).toMatch(/erreur : |erreur: /);
  expect(stdout).toContain('apps/shop/repo/appspec.yml est absent');
});

test('a hook that lost its mode', async () => {
  chmodSync(join(out, 'apps/shop/repo/deploy/application-start.sh'), 0o644);
  const { code, stdout } = await run(fleet, '-o', out, '--json');
  expect([code, codesOf(stdout)]).toEqual([
    5,
    ['check/hook-not-executable apps/shop/repo/deploy/application-start.sh'],
  ]);
});

test('applications without output, and output without an application', async () => {
  put(join(fleet, 'blog/deploy.sh'), script);
  put(join(out, 'apps/gone/parameters.yaml'), validFiles['apps/shop/parameters.yaml']!);
  const { stdout } = await run(fleet, '-o', out, '--json');
  expect(codesOf(stdout)).toEqual([
    'check/missing-file',
    'check/not-generated',
    'check/unknown-application apps/gone',
  ]);
  const only = await run(fleet, '-o', out, '--json', '--app', 'shop');
  expect(codesOf(only.stdout)).not.toContain('check/not-generated');
});

test('a script that changed since', async () => {
  const locked = (hash: string) =>
    lockText({
      schema: 'pipewright/lock/1',
      version: '1',
      rules: '',
      applications: { shop: { inputs: { 'shop/deploy.sh': hash }, outputs: {} } },
      shared: {},
    });
  put(join(out, 'pipewright.lock.json'), locked(sha256(script)));
  expect(codesOf((await run(fleet, '-o', out, '--json')).stdout)).toEqual([]);
  put(join(out, 'pipewright.lock.json'), locked(sha256('other')));
  const { code, stdout } = await run(fleet, '-o', out, '--json');
  expect([code, codesOf(stdout)]).toEqual([0, ['check/script-changed']]);
});

test('a checkout: its part of the output stands at the root', async () => {
  const checkout = join(out, 'apps/shop/repo');
  const { code, stdout } = await run(join(fleet, 'shop'), '--output', checkout, '--json');
  expect([code, codesOf(stdout)]).toEqual([0, []]);
  writeFileSync(join(checkout, 'appspec.yml'), 'version: 1.0\nos: linux\n');
  const broken = await run(join(fleet, 'shop'), '--output', checkout, '--json');
  expect([broken.code, codesOf(broken.stdout)]).toEqual([5, ['check/appspec-version appspec.yml']]);
});

test('a checkout that pipewright.yaml names', async () => {
  const checkout = join(fleet, '../checkouts/shop');
  mkdirSync(dirname(checkout), { recursive: true });
  for (const [path, text] of Object.entries(validFiles))
    if (path.startsWith('apps/shop/repo/')) put(join(checkout, path.slice(15)), text);
  rmSync(join(out, 'apps/shop/repo'), { recursive: true });
  put(join(fleet, 'pipewright.yaml'), 'apps:\n  shop:\n    checkout: ../checkouts/shop\n');
  expect(codesOf((await run(fleet, '-o', out, '--json')).stdout)).toEqual([]);
  put(join(checkout, 'appspec.yml'), 'version: 1.0\nos: linux\n');
  expect(codesOf((await run(fleet, '-o', out, '--json')).stdout)).toEqual([
    'check/appspec-version ../checkouts/shop/appspec.yml',
  ]);
});

test.each([
  { why: 'no folder said', words: () => [fleet], text: /-o/ },
  {
    why: 'a folder that is not there',
    words: () => [fleet, '-o', join(out, 'nowhere')],
    text: /nowhere/,
  },
  {
    why: 'a format that there is none',
    words: () => [fleet, '-o', out, '--format', 'xml'],
    text: /xml/,
  },
])('wrong usage: $why', async ({ words, text }) => {
  const { code, stderr } = await run(...words());
  expect(code).toBe(3);
  expect(stderr).toMatch(text);
});
