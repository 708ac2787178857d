import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from '@jest/globals';

import { runScript } from '../../src/simulate/run-script.ts';
import { judgedCases, ownCases } from '../shell/shell-cases.ts';

/** Why a run may say that it can't: programs belong to the part on verification. */
const shellReasons = ['builtin', 'construct', 'expansion', 'limit', 'test', 'syntax'];

const runs = judgedCases.map((judged) => ({ judged, run: runScript(judged.script) }));

test.each(runs)('bash printed the same: $judged.name', ({ judged, run }) => {
  if (run.kind === 'refused') {
    expect([...shellReasons, 'utility']).toContain(run.reason);
    expect(run.subject).not.toBe('');
  } else expect([run.stdout, run.status]).toEqual([judged.stdout, judged.status]);
});

test('of the cases about the shell itself, at most 2 % are refused', () => {
  const about = runs.filter(({ run }) => run.kind === 'done' || shellReasons.includes(run.reason));
  const refused = about.filter(({ run }) => run.kind === 'refused');
  expect(about.length).toBeGreaterThan(240);
  expect(refused.length / about.length).toBeLessThan(0.02);
});

test('there are at least 300 cases of our own', () => {
  expect(ownCases.length).toBeGreaterThanOrEqual(300);
});

/** Rows that bash reads otherwise, each with its reason. */
const differs: Readonly<Record<string, string>> = {
  'case file.tar.gz in *.tar.@(gz|bz2)) echo archive;; esac':
    'the parser reads extended patterns whether or not extglob is on, bash calls it a syntax error',
};

const folder = mkdtempSync(join(tmpdir(), 'run-script-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function runBash(script: string): readonly [string, number | null] {
  const path = join(folder, 's.sh');
  writeFileSync(path, script);
  const { stdout, status } = spawnSync('bash', ['--norc', '--noprofile', path], {
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', HOME: '/root' },
    cwd: folder,
    input: '',
  });
  return [stdout, status];
}

const hasBash = spawnSync('bash', ['--version']).status === 0;

(hasBash ? test.each(ownCases) : test.skip.each(ownCases))('bash agrees: %s', (script) => {
  const run = runScript(`${script}\n`);
  const mine = run.kind === 'done' ? [run.stdout, run.status] : run;
  if (script in differs) expect(mine).not.toEqual(runBash(`${script}\n`));
  else expect(mine).toEqual(runBash(`${script}\n`));
});

test('files stay where the run has them: nothing real is touched', () => {
  const run = runScript('echo x > /tmp/made-by-run-script; cat /tmp/made-by-run-script');
  expect(run).toEqual({ kind: 'done', stdout: 'x\n', stderr: '', status: 0 });
  expect(spawnSync('ls', ['/tmp/made-by-run-script']).status).not.toBe(0);
});

test.each([
  ['while true; do :; done', 'commands'],
  ['f() { f; }; f', 'recursion'],
  ['yes > /dev/stdout', 'output'],
  ['x=a; while true; do x=$x$x; done', 'x'],
])('%s is given up, not run forever', (script, subject) => {
  expect(runScript(script)).toEqual({ kind: 'refused', reason: expect.any(String), subject });
});
