import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

import { sharedFiles } from '../../src/host/shared-files.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pipewright-shared-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('many writers at once lose nothing and leave nothing behind', async () => {
  const path = join(folder, 'log');
  const lines = Array.from({ length: 20 }, (_, at) => `line ${at}\n`);
  await Promise.all(lines.map((line) => sharedFiles.update(path, (text) => text + line)));
  expect(readFileSync(path, 'utf8').split('\n').sort()).toEqual(
    lines
      .map((line) => line.trim())
      .concat('')
      .sort(),
  );
  expect(readdirSync(folder)).toEqual(['log']);
});

test('a change that fails writes nothing and gives the lock back', async () => {
  const path = join(folder, 'log');
  await sharedFiles.update(path, () => 'kept\n');
  await expect(
    sharedFiles.update(path, () => {
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  expect(readFileSync(path, 'utf8')).toBe('kept\n');
  expect(await sharedFiles.update(path, (text) => text)).toEqual({ ok: true });
});

const left: readonly (readonly [string, string, boolean])[] = [
  // Process ids stop at 4194304 on Linux.
  ['by a process that is no more', `99999999@${hostname()}`, false],
  ['long ago, on another machine', '1@elsewhere', true],
];
test.each(left)('a lock left behind %s is no obstacle', async (_, text, isOld) => {
  const path = join(folder, 'log');
  writeFileSync(`${path}.lock`, text);
  if (isOld) utimesSync(`${path}.lock`, 1, 1);
  expect(await sharedFiles.update(path, () => 'new')).toEqual({ ok: true });
  expect(readFileSync(path, 'utf8')).toBe('new');
});

test('a file that is not there reads as none', () => {
  expect(sharedFiles.read(join(folder, 'none'))).toBeNull();
});
