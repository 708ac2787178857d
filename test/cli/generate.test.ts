import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';

import { fileWriter } from '../../src/host/file-system.ts';
import type { FileWriter } from '../../src/model/host.ts';
import { runCliIn } from './run-cli.ts';

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const script = `#!/bin/bash
set -e
npm ci
npm run build
rsync -a dist/ deploy@web1:/srv/shop/
ssh deploy@web1 'sudo systemctl restart shop'
`;

// A package with a handful of rules: what is tested here hangs on none of them, and they load at once.
const packageRoot = mkdtempSync(join(tmpdir(), 'pipewright-package-'));
folders.push(packageRoot);
symlinkSync(join(process.cwd(), 'templates'), join(packageRoot, 'templates'));
symlinkSync(join(process.cwd(), 'package.json'), join(packageRoot, 'package.json'));
mkdirSync(join(packageRoot, 'rules'));
symlinkSync(join(process.cwd(), 'rules/lore.yaml'), join(packageRoot, 'rules/lore.yaml'));

let fleet: string;
let out: string;
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'pipewright-generate-'));
  folders.push(folder);
  fleet = join(folder, 'fleet');
  out = join(folder, 'out');
  for (const app of ['shop', 'blog']) {
    mkdirSync(join(fleet, app), { recursive: true });
    writeFileSync(join(fleet, app, 'deploy.sh'), script.replaceAll('shop', app));
  }
});

/** A writer that fails the test as soon as anything is written. */
const refusing: FileWriter = {
  write: refuse,
  writeAll: refuse,
  remove: refuse,
  makeDirectory: refuse,
};
function refuse(): never {
  throw new Error('something was written');
}

async function run(words: readonly string[], writer = fileWriter, environment = {}) {
  const world = { writer, environment, packageRoot, checker: { run: () => null } };
  return runCliIn(world, ...words);
}

/** Every file below a folder with its text and the time of its last change. */
function snapshot(folder: string): Readonly<Record<string, string>> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    names.flatMap((name) => {
      const path = join(folder, name);
      if (!lstatSync(path).isFile()) return [];
      return [[name, `${String(statSync(path).mtimeMs)} ${readFileSync(path, 'utf8')}`]];
    }),
  );
}

const manifest = () => join(out, 'apps/shop/pipeline.yaml');

describe('running again', () => {
  test('writes nothing when nothing changed', async () => {
    expect((await run(['generate', fleet, '-o', out])).code).toBe(0);
    const before = snapshot(out);
    expect(Object.keys(before)).toEqual(
      expect.arrayContaining([
        'pipewright.lock.json',
        '.pipewright/trace.json',
        '.pipewright/base/apps/shop/pipeline.yaml',
        'apps/shop/pipeline.json',
        'apps/shop/RUNBOOK.fr.md',
        'apps/shop/retire/deploy.sh',
        'terraform/main.tf',
      ]),
    );
    expect((await run(['generate', fleet, '-o', out], refusing)).code).toBe(0);
    expect(snapshot(out)).toEqual(before);
  });

  test('keeps an edit when a line comes at the top of the script', async () => {
    await run(['generate', fleet, '-o', out]);
    const edited = readFileSync(manifest(), 'utf8').replace('QUEUED\n', 'SUPERSEDED\n');
    writeFileSync(manifest(), edited);
    writeFileSync(join(fleet, 'shop/deploy.sh'), script.replace('\n', '\n# a new line\n'));
    expect((await run(['generate', fleet, '-o', out])).code).toBe(0);
    expect(readFileSync(manifest(), 'utf8')).toContain('execution: SUPERSEDED\n');
  });

  test('a conflict ends with 7, leaves both sides marked and goes on with the others', async () => {
    await run(['generate', fleet, '-o', out]);
    const base = readFileSync(manifest(), 'utf8');
    writeFileSync(manifest(), base.replace(/^ {2}branch: .*$/m, '  branch: mine'));
    writeFileSync(join(fleet, 'pipewright.yaml'), 'apps: {shop: {branch: theirs, owner: Ann}}\n');
    const { code, stderr } = await run(['generate', fleet, '-o', out]);
    expect(code).toBe(7);
    expect(stderr).toContain('pipeline.yaml: your edits and the new text meet');
    const text = readFileSync(manifest(), 'utf8');
    expect(text).toMatch(
      /^<<<<<<< yours\n {2}branch: mine\n=======\n {2}branch: theirs\n>>>>>>> /m,
    );
    expect(text).toContain('owner: Ann');
    expect((await run(['generate', fleet, '-o', out], refusing)).code).toBe(7);
  });

  test('a file deleted by hand stays deleted, and says how to get it back', async () => {
    await run(['generate', fleet, '-o', out]);
    rmSync(manifest());
    const { code, stderr } = await run(['generate', fleet, '-o', out]);
    expect(code).toBe(0);
    expect(existsSync(manifest())).toBe(false);
    expect(stderr).toContain(join(out, '.pipewright/base/apps/shop/pipeline.yaml'));
  });

  test('--app leaves the others and what all share as they are', async () => {
    await run(['generate', fleet, '-o', out]);
    const before = snapshot(out);
    writeFileSync(join(fleet, 'blog/deploy.sh'), script);
    expect((await run(['generate', fleet, '-o', out, '--app', 'shop'], refusing)).code).toBe(0);
    expect(snapshot(out)).toEqual(before);
  });

  test('an output folder inside the fleet is no application', async () => {
    const inside = join(fleet, 'out');
    await run(['generate', fleet, '-o', inside]);
    expect((await run(['generate', fleet, '-o', inside], refusing)).code).toBe(0);
    const { stdout } = await run(['scan', fleet, '--json', '--quiet']);
    const { apps } = JSON.parse(stdout) as { apps: { name: string }[] };
    expect(apps.map(({ name }) => name)).toEqual(['blog', 'shop']);
  });
});

/** As a user to whom the modes of folders apply: root may write everywhere. */
async function asStranger<T>(work: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return work();
  for (const folder of [packageRoot, join(fleet, '..')]) chmodSync(folder, 0o755);
  process.seteuid?.(65534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

describe('looking only', () => {
  const refusals = [
    ['--dry-run', 'written: apps/shop/pipeline.yaml'],
    ['--diff', '+schema: pipewright/pipeline/1'],
  ] as const;

  test.each(refusals)('%s writes nothing into a new folder', async (option, said) => {
    const { code, stdout } = await run(['generate', fleet, '-o', out, option], refusing);
    expect(code).toBe(0);
    expect(stdout).toContain(said);
    expect(existsSync(out)).toBe(false);
  });

  test.each(['--dry-run', '--diff', '--check'])(
    '%s works in a folder that may only be read',
    async (option) => {
      await run(['generate', fleet, '-o', out]);
      writeFileSync(join(fleet, 'shop/deploy.sh'), `${script}echo more\n`);
      const before = snapshot(out);
      const all = [
        out,
        ...readdirSync(out, { recursive: true, encoding: 'utf8' }).map((name) => join(out, name)),
      ];
      const isFolder = all.filter((path) => statSync(path).isDirectory());
      for (const path of isFolder) chmodSync(path, 0o555);
      try {
        const { code } = await asStranger(() => run(['generate', fleet, '-o', out, option]));
        expect(code).toBe(option === '--check' ? 1 : 0);
        expect(snapshot(out)).toEqual(before);
        // The same run with leave to write is refused by the folder: the proof is one.
        const refused = await asStranger(() => run(['generate', fleet, '-o', out]));
        expect(refused.code).toBe(3);
        expect(snapshot(out)).toEqual(before);
      } finally {
        for (const path of isFolder) chmodSync(path, 0o755);
      }
    },
  );

  test('--diff shows a coloured diff where colours are wanted', async () => {
    await run(['generate', fleet, '-o', out]);
    writeFileSync(join(fleet, 'pipewright.yaml'), 'apps: {shop: {owner: Ann}}\n');
    const words = ['generate', fleet, '-o', out, '--diff'];
    const plain = (await run(words)).stdout;
    expect(plain).toContain('--- a/apps/shop/pipeline.yaml\n+++ b/apps/shop/pipeline.yaml\n@@ ');
    expect(plain).toMatch(/^\+owner: Ann$/m);
    expect(plain).not.toContain('\u001b');
    const forced = (await run(words, fileWriter, { FORCE_COLOR: '1' })).stdout;
    expect(forced).toContain('\u001b[32m+owner: Ann\u001b[0m');
    const refused = await run([...words, '--no-color'], fileWriter, { FORCE_COLOR: '1' });
    expect(refused.stdout).toBe(plain);
  });

  test('--check names the script that changed, and nothing else', async () => {
    await run(['generate', fleet, '-o', out]);
    expect((await run(['generate', fleet, '-o', out, '--check'])).code).toBe(0);
    writeFileSync(join(fleet, 'shop/deploy.sh'), `${script}echo more\n`);
    const { code, stdout } = await run(['generate', fleet, '-o', out, '--check', '--lang', 'fr']);
    expect(code).toBe(1);
    expect(stdout).toBe('shop : shop/deploy.sh a changé depuis la génération.\n');
  });
});

describe('into a checkout', () => {
  test('gets the repository part alone, with a base and a lock of its own', async () => {
    const checkout = join(fleet, 'shop');
    writeFileSync(join(checkout, 'README.md'), 'mine\n');
    expect((await run(['generate', checkout, '--into', checkout])).code).toBe(0);
    const after = snapshot(checkout);
    expect(Object.keys(after)).toEqual(
      expect.arrayContaining(['README.md', 'buildspec.yml', 'deploy.sh', 'pipewright.lock.json']),
    );
    expect(Object.keys(after).some((name) => name.startsWith('apps/'))).toBe(false);
    // What stands in the checkout now is not read as the application's own scripts.
    expect((await run(['generate', checkout, '--into', checkout], refusing)).code).toBe(0);
  });

  test('keeps hand edits and deleted files there, under a script that moved down a line', async () => {
    const checkout = join(fleet, '..', 'checkout');
    mkdirSync(checkout);
    const words = ['generate', join(fleet, 'shop'), '--into', checkout];
    await run(words);
    const spec = join(checkout, 'buildspec.yml');
    const edited = readFileSync(spec, 'utf8').replace('phases:\n', 'phases:\n  # mine\n');
    writeFileSync(spec, edited);
    rmSync(join(checkout, 'appspec.yml'), { force: true });
    writeFileSync(join(fleet, 'shop/deploy.sh'), script.replace('\n', '\n# a new line\n'));
    expect((await run(words)).code).toBe(0);
    expect(readFileSync(spec, 'utf8')).toContain('phases:\n  # mine\n');
    expect(existsSync(join(checkout, 'appspec.yml'))).toBe(false);
    const before = snapshot(checkout);
    expect((await run(words, refusing)).code).toBe(0);
    expect(snapshot(checkout)).toEqual(before);
  });

  test('takes the checkout that pipewright.yaml names, and leaves its part out of -o', async () => {
    const checkout = join(fleet, '..', 'checkout');
    mkdirSync(checkout);
    writeFileSync(join(fleet, 'pipewright.yaml'), 'apps: {shop: {checkout: ../checkout}}\n');
    expect((await run(['generate', fleet, '-o', out])).code).toBe(0);
    expect(existsSync(join(checkout, 'buildspec.yml'))).toBe(true);
    expect(existsSync(join(out, 'apps/shop/repo'))).toBe(false);
    expect(existsSync(join(out, 'apps/blog/repo/buildspec.yml'))).toBe(true);
  });

  test.each([
    ['several applications', () => ['generate', fleet, '--into', fleet]],
    ['a folder that is not there', () => ['generate', fleet, '--app', 'shop', '--into', out]],
    ['no place at all', () => ['generate', fleet]],
  ])('%s is wrong usage', async (_, words) => {
    expect((await run(words(), refusing)).code).toBe(3);
  });
});

describe('never outside the output folder', () => {
  test('a folder in it that is a link to elsewhere is left alone', async () => {
    const elsewhere = join(fleet, '..', 'elsewhere');
    mkdirSync(elsewhere);
    mkdirSync(join(out, 'apps'), { recursive: true });
    symlinkSync(elsewhere, join(out, 'apps/shop'));
    const { code, stderr } = await run(['generate', fleet, '-o', out]);
    expect(code).toBe(2);
    expect(stderr).toContain('outside the output folder');
    expect(readdirSync(elsewhere)).toEqual([]);
    expect(existsSync(join(out, 'apps/blog/pipeline.yaml'))).toBe(true);
  });

  test('a link in the place of a file is not followed', async () => {
    const secret = join(fleet, '..', 'secret');
    writeFileSync(secret, 'theirs\n');
    mkdirSync(join(out, 'apps/shop'), { recursive: true });
    symlinkSync(secret, manifest());
    expect((await run(['generate', fleet, '-o', out])).code).toBe(2);
    expect(readFileSync(secret, 'utf8')).toBe('theirs\n');
  });

  test('the base leading elsewhere stops everything', async () => {
    const elsewhere = join(fleet, '..', 'elsewhere');
    mkdirSync(elsewhere);
    mkdirSync(out);
    symlinkSync(elsewhere, join(out, '.pipewright'));
    expect((await run(['generate', fleet, '-o', out], refusing)).code).toBe(3);
  });

  test('a file that can’t be read as text is never taken for one that is missing', async () => {
    mkdirSync(join(out, 'apps/shop'), { recursive: true });
    writeFileSync(manifest(), Buffer.from([0, 1, 2]));
    const { code, stderr } = await run(['generate', fleet, '-o', out], refusing);
    expect(code).toBe(3);
    expect(stderr).toContain(manifest());
  });
});
