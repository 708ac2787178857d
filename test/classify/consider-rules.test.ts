import { expect, test } from '@jest/globals';
import { considerRules } from '../../src/classify/consider-rules.ts';
import { traceScripts } from '../trace/applications.ts';
import { ourLore } from './our-lore.ts';
import { ourRules } from './our-rules.ts';

function considered(sh: string) {
  const trace = traceScripts({ 'deploy.sh': `${sh}\n` });
  const step = trace.steps.at(-1);
  return considerRules(trace, step?.id ?? '', ourRules, ourLore) ?? [];
}

test('the winner comes first, with those that it stands above', () => {
  const rules = considered('npm run lint:style');
  expect(rules[0]).toEqual({ rule: 'lint/task', answer: 'yes', outcome: 'wins', because: [] });
  for (const one of rules.filter(({ outcome }) => outcome === 'overruled'))
    expect(one.because).toContain('lint/task');
});

test('a rule that names the command and fails says which part of it', () => {
  const rules = considered('npm run deploy');
  const task = rules.find(({ rule }) => rule === 'build/task');
  expect(task).toMatchObject({ answer: 'no', outcome: 'fails' });
  expect(task?.because).toContain('task');
});

test('a general rule gives way to a special one, a sure one stands above a possible one', () => {
  const outcomes = considered('npm run deploy').map(({ rule, outcome }) => [rule, outcome]);
  expect(outcomes).toContainEqual(['build/other-task', 'gives-way']);
});

test('a step that is not there', () => {
  const trace = traceScripts({ 'deploy.sh': 'ls\n' });
  expect(considerRules(trace, 'none', ourRules, ourLore)).toBeNull();
});
