import { execFileSync, spawnSync } from 'node:child_process';

import { expect, test } from '@jest/globals';

import { runConcretely } from '../trace/run-concretely.ts';
import { expansionCases } from './expansion-cases.ts';

/** Our own rows, and only they, are run: real bash is the judge of what they mean. */
function runBash(script: string): string {
  return execFileSync('bash', ['--norc', '--noprofile', '-c', script, 'script.sh'], {
    encoding: 'utf8',
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8' },
    cwd: '/',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
}

const hasBash = spawnSync('bash', ['--version']).status === 0;

test('there are cases for every construct that the table names', () => {
  expect(expansionCases.length).toBeGreaterThan(60);
});

(hasBash ? test.each(expansionCases) : test.skip.each(expansionCases))(
  'bash agrees: %s',
  (script) => {
    let expected: string;
    try {
      expected = runBash(script);
    } catch (error) {
      // A last command that fails is part of some cases; what was printed counts.
      expected = (error as { stdout?: string }).stdout ?? '';
    }
    expect(runConcretely(script)).toBe(expected);
  },
);
