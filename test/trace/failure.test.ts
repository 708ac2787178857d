import { execFileSync, spawnSync } from 'node:child_process';
import type { ExecFileSyncOptionsWithStringEncoding } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, expect, test } from '@jest/globals';

import { traceScripts } from './applications.ts';

/** Scripts in which `make` fails; where they go on to print END, or end with success, it was not fatal. */
const scripts = readFileSync('test/trace/failure-cases.sh.txt', 'utf8').trimEnd().split('\n----\n');

/** Rows on which the trace says less than bash does, each with its reason. */
const differs: Readonly<Record<string, string>> = {
  'exit $(make)': 'the status of a substitution in the words of exit is not followed',
  'set -e; make & wait $!; echo END': 'which process wait means is not followed',
};

const folder = mkdtempSync(join(tmpdir(), 'failure-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const standIns = {
  make: 'exit 1',
  make2: 'exit 0',
  ssh: 'shift\nif [ $# -gt 0 ]; then exec bash -c "$*"; else exec bash -s; fi',
  sudo: 'exec "$@"',
  docker: 'shift 2\nexec "$@"',
  su: 'shift 3\nexec bash -c "$*"',
};
for (const [name, body] of Object.entries(standIns)) {
  writeFileSync(join(folder, name), `#!/bin/bash\n${body}\n`);
  chmodSync(join(folder, name), 0o755);
}

/** Whether bash gives up on the script when `make` fails. */
function bashAborts(script: string): boolean {
  const options: ExecFileSyncOptionsWithStringEncoding = {
    encoding: 'utf8',
    env: { PATH: `${folder}:/usr/bin:/bin`, LC_ALL: 'C.UTF-8' },
    cwd: folder,
    stdio: ['ignore', 'pipe', 'ignore'],
  };
  try {
    const printed = execFileSync('bash', ['--norc', '--noprofile', '-c', script], options);
    return script.includes('END') && !printed.includes('END');
  } catch {
    return true;
  }
}

const hasBash = spawnSync('bash', ['--version']).status === 0;

(hasBash ? test.each(scripts) : test.skip.each(scripts))('bash agrees on failing: %s', (script) => {
  const steps = traceScripts({ 'deploy.sh': script }).steps.filter(({ name }) => name === 'make');
  const aborts = steps.some(({ failure }) => failure === 'aborts');
  expect(steps.length).toBeGreaterThan(0);
  if (differs[script] === undefined) expect(aborts).toBe(bashAborts(script));
  else expect(aborts).not.toBe(bashAborts(script));
});
