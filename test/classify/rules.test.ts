import { expect, test } from '@jest/globals';
import { testRules } from '../../src/classify/test-rules.ts';
import type { Rule } from '../../src/classify/rule.ts';
import { ourLore } from './our-lore.ts';
import { ourRules } from './our-rules.ts';

const results = testRules(ourRules, ourLore);

test.each(ourRules.rules.map(({ id }) => id))('%s: its examples hold', (id) => {
  const own = results.filter(({ rule }) => rule === id);
  expect(own.length).toBeGreaterThan(0);
  expect(own.filter(({ passed }) => !passed)).toEqual([]);
});

/** An example in which the rule says nothing, or another rule decides. */
function isNearMiss(
  { id, classify, adjust }: Rule,
  expected: Rule['tests'][number]['expect'],
): boolean {
  if (expected === 'none') return true;
  if (expected === 'finding') return false;
  const kinds = [classify?.kind, ...adjust.map(({ kind }) => kind)].map(String);
  const { rule, kind } = expected;
  if (rule !== undefined) return rule !== id;
  return kind !== undefined && !kinds.includes(String(kind));
}

test.each(ourRules.rules)('$id: two examples and a near miss, at least', (rule) => {
  const misses = rule.tests.filter(({ expect: expected }) => isNearMiss(rule, expected));
  expect(misses.length).toBeGreaterThanOrEqual(1);
  expect(rule.tests.length - misses.length).toBeGreaterThanOrEqual(2);
});
