import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { classifyText } from '../../src/classify/test-rules.ts';
import { ourLore } from './our-lore.ts';
import { ourRules } from './our-rules.ts';

/** One command a line, after the kind that a reader gives its main step. */
const rows = readFileSync('test/classify/everyday-commands.sh.txt', 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => /^(\S+) +(.+)$/.exec(line)?.slice(1) ?? []);

test.each(rows)('%s: %s', (kind = '', command = '') => {
  const { steps } = classifyText(`cd /srv/app\n${command}\n`, ourRules, ourLore);
  expect(steps.slice(1).map((step) => step.kind)).toContain(kind);
  expect(steps.map(({ match }) => match.kind)).not.toContain('ambiguous');
});
