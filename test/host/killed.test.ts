/** A process that is killed while it writes, by SIGKILL, before each thing that it asks of the disk. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from '@jest/globals';
import { transformSync } from '@swc/core';

const home = mkdtempSync(join(tmpdir(), 'pipewright-killed-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const source = readFileSync('src/host/file-system.ts', 'utf8');
const { code } = transformSync(source, {
  jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  module: { type: 'es6' },
});
writeFileSync(join(home, 'writer.mjs'), code);

// The child counts what the writer asks of the disk and dies at the given count; a write that it
// dies in has half of its text on the disk.
writeFileSync(
  join(home, 'child.mjs'),
  `import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
const [folder, at] = process.argv.slice(2);
const write = fs.writeFileSync;
let calls = 0;
for (const name of ['mkdirSync', 'openSync', 'writeFileSync', 'fchmodSync', 'closeSync', 'renameSync', 'rmSync']) {
  const real = fs[name];
  fs[name] = (...words) => {
    if (calls++ === Number(at)) {
      if (name === 'writeFileSync') write(words[0], words[1].slice(0, words[1].length / 2));
      process.kill(process.pid, 'SIGKILL');
    }
    return real(...words);
  };
}
syncBuiltinESMExports();
const { fileWriter } = await import('./writer.mjs');
const text = (name) => 'new ' + name + '\\n'.repeat(50);
fileWriter.writeAll([
  { path: folder + '/a', text: text('a'), executable: true },
  { path: folder + '/deep/b', text: text('b'), executable: false },
  { path: folder + '/gone', text: null, executable: false },
  { path: folder + '/fresh/c', text: text('c'), executable: false },
]);
process.stdout.write(String(calls));
`,
);

const old: Readonly<Record<string, string>> = { a: 'old a\n', 'deep/b': 'old b\n', gone: 'old\n' };
const fresh: Readonly<Record<string, string>> = Object.fromEntries(
  ['a', 'deep/b', 'fresh/c'].map((path) => [path, `new ${path.slice(-1)}${'\n'.repeat(50)}`]),
);
/** In the order in which they are written. */
const order = ['a', 'deep/b', 'gone', 'fresh/c'];

function write(folder: string, at: number) {
  return spawnSync(process.execPath, [join(home, 'child.mjs'), folder, String(at)], {
    encoding: 'utf8',
  });
}

/** What stands under the names of files; parts that were on their way have names of their own. */
function filesIn(folder: string): Readonly<Record<string, string>> {
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.part'))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  return Object.fromEntries(
    paths.sort().map((path) => [path, readFileSync(join(folder, path), 'utf8')]),
  );
}

function prepared(name: string): string {
  const folder = join(home, name);
  mkdirSync(join(folder, 'deep'), { recursive: true });
  for (const [path, text] of Object.entries(old)) writeFileSync(join(folder, path), text);
  return folder;
}

test('whenever it is killed, each file is the old one or the new one, and the next run ends it', () => {
  const whole = prepared('whole');
  const { stdout, status } = write(whole, -1);
  expect(status).toBe(0);
  expect(filesIn(whole)).toEqual(fresh);
  const calls = Number(stdout);
  expect(calls).toBeGreaterThan(15);
  // The states that are allowed: the first so many files new, the others old.
  const states = Array.from({ length: order.length + 1 }, (_, count) => {
    const done = order.slice(0, count);
    const paths = order.filter((path) => (done.includes(path) ? fresh : old)[path] !== undefined);
    return Object.fromEntries(
      paths.sort().map((path) => [path, (done.includes(path) ? fresh : old)[path]]),
    );
  });
  const seen = new Set<number>();
  for (let at = 0; at < calls; at++) {
    const folder = prepared(`killed-${String(at)}`);
    const { signal } = write(folder, at);
    expect(signal).toBe('SIGKILL');
    const found = filesIn(folder);
    expect(states).toContainEqual(found);
    seen.add(states.findIndex((state) => JSON.stringify(state) === JSON.stringify(found)));
    if (at % 5 === 0) {
      write(folder, -1);
      expect(filesIn(folder)).toEqual(fresh);
    }
  }
  // It was killed before anything, in between, and after the last.
  expect(seen.size).toBeGreaterThanOrEqual(4);
}, 60_000);
