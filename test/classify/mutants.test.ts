import { expect, test } from '@jest/globals';
import { mutantsOf } from '../../bench/rules/mutants.mjs';
import { createRuleTrial } from '../../src/classify/rule-trial.ts';
import { ourLore } from './our-lore.ts';
import { ourRuleFiles } from './our-rules.ts';

interface Written {
  readonly id: string;
}

/**
 * One rule in so many stands for all, and only its own examples are asked; `npm run bench:rules`
 * asks every example of every rule, and notices more.
 */
const oneIn = 12;
const wanted = 0.85;

const drawn = ourRuleFiles
  .map(({ data }) => data as Written)
  .sort((a, b) => (a.id < b.id ? -1 : 1))
  .filter((_, index) => index % oneIn === 0);
const ids = new Set(drawn.map(({ id }) => id));
const trial = createRuleTrial(ourRuleFiles, ourLore, (id) => ids.has(id));

test('85 in a hundred small wrongs to a rule make one of its own examples fail', () => {
  const mutants = drawn.flatMap((rule) =>
    mutantsOf(rule).map(({ what, data }) => ({ what: `${rule.id} ${what}`, data })),
  );
  const survivors = mutants.filter(({ data }) => !trial.notices(data)).map(({ what }) => what);
  expect(mutants.length).toBeGreaterThan(500);
  if (survivors.length > (1 - wanted) * mutants.length) expect(survivors).toEqual([]);
});
