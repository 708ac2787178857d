import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

import { fileWriter } from '../../src/host/file-system.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'files-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const found = [
  { name: '.a.yml.0123456789ab.part', age: 3600, stays: false, why: 'left by a killed run' },
  { name: '.a.yml.0123456789ab.part', age: 0, stays: true, why: 'of a run under way' },
  { name: '.b.yml.0123456789ab.part', age: 3600, stays: true, why: 'of a file not written now' },
  { name: '.a.yml.0123456789.part', age: 3600, stays: true, why: 'not a name that we give' },
  { name: 'a.yml.0123456789ab.part', age: 3600, stays: true, why: "a person's own file" },
  { name: '.a.yml.part', age: 3600, stays: true, why: 'of another program' },
  { name: '.a.yml.0123456789ab.part/x', age: 3600, stays: true, why: 'in a folder of that name' },
];

test.each(found)('$name, $age s old, $why, stays: $stays', ({ name, age, stays }) => {
  const path = join(folder, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, 'half');
  const then = Date.now() / 1000 - age;
  const top = join(folder, name.split('/')[0] ?? '');
  utimesSync(top, then, then);
  fileWriter.writeAll([{ path: join(folder, 'a.yml'), text: 'whole', executable: false }]);
  const kept = stays ? [name.split('/')[0] ?? ''] : [];
  expect(readdirSync(folder).sort()).toEqual([...kept, 'a.yml'].sort());
});
