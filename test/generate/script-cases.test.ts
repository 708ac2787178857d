/** Small scripts and what must, or must not, stand in the files that take their place. */
import { readFileSync } from 'node:fs';

import { expect, test } from '@jest/globals';

import { repository } from '../../src/generate/repository/repository.ts';
import { planScripts } from '../plan/planned.ts';
import { contextOf } from './contexts.ts';

interface Case {
  readonly why: string;
  readonly script: string;
  /** `file: text` that stands in it, `!` in front where it must not. */
  readonly lines: readonly string[];
}

const cases: readonly Case[] = readFileSync('test/generate/script-cases.txt', 'utf8')
  .split('====\n')
  .map((block) => {
    const [head = '', body = ''] = block.split('>>>\n');
    const [first = '', ...lines] = head.split('\n');
    return {
      why: first.replace(/^# /, ''),
      script: lines.join('\n'),
      lines: body.trim().split('\n'),
    };
  });

test.each(cases)('$why', ({ script, lines }) => {
  const plan = planScripts({ 'deploy.sh': script });
  const files = new Map(
    repository
      .generate(plan, contextOf(plan))
      .map(({ path, text }) => [path.replace(/^repo\//, ''), text]),
  );
  const seen = lines.map((line) => {
    const [, not = '', file = '', text = ''] = /^(!?)([\w./-]+): (.*)$/.exec(line) ?? [];
    const holds = files.get(file)?.includes(text) === true;
    return holds === (not === '') ? line : { line, found: files.get(file) ?? 'no such file' };
  });
  expect(seen).toEqual(lines);
});
