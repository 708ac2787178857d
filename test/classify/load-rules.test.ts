import { expect, test } from '@jest/globals';
import { loadRules } from '../../src/classify/load-rules.ts';
import { RuleError } from '../../src/classify/rule.ts';
import { testRules } from '../../src/classify/test-rules.ts';
import { parseYamlWithLines } from '../../src/fleet/yaml.ts';
import { ourLore } from './our-lore.ts';

interface Written {
  readonly id?: string;
  readonly title?: string;
  readonly match?: string;
  readonly then?: string;
  readonly tests?: string;
}

/** A rule file of six lines; `then` goes between condition and tests. */
function ruleText(written: Written): string {
  return [
    `id: ${written.id ?? 'fruit/apple'}`,
    `title: ${written.title ?? '{en: An apple, fr: Une pomme}'}`,
    `match: ${written.match ?? '{command: apple}'}`,
    written.then ?? 'classify: {kind: control, confidence: 1}',
    'tests:',
    `  - ${written.tests ?? '{sh: apple, expect: {kind: control}}'}`,
  ].join('\n');
}

function load(...rules: readonly Written[]) {
  return loadRules(
    rules.map((rule) => ({
      path: `rules/${rule.id ?? 'fruit/apple'}.yaml`,
      ...parseYamlWithLines(ruleText(rule)),
    })),
  );
}

const refused: readonly (readonly [string, Written, string])[] = [
  [
    'a key that conditions do not have',
    { match: '{comand: apple}' },
    "rules/fruit/apple.yaml:3: /match: unknown key 'comand'",
  ],
  [
    'a key that rules do not have',
    { then: 'clasify: {}' },
    "rules/fruit/apple.yaml:1: unknown key 'clasify'",
  ],
  [
    'a title in one language',
    { title: '{en: An apple}' },
    "rules/fruit/apple.yaml:2: /title: 'fr' is missing",
  ],
  [
    'a note in one language',
    { then: 'note: {fr: Mûre}\nclassify: {kind: control, confidence: 1}' },
    "rules/fruit/apple.yaml:4: /note: 'en' is missing",
  ],
  [
    'look-around, which RE2 does not have',
    { match: '{command: apple, arg: "(?!x)"}' },
    'rules/fruit/apple.yaml:3: /match: error parsing regexp: invalid or unsupported Perl syntax: `(?!`',
  ],
  [
    'a pattern of a capture',
    { then: 'capture: {dest: {arg: last, regex: "("}}\nclassify: {kind: control, confidence: 1}' },
    'rules/fruit/apple.yaml:4: /capture/dest: error parsing regexp: missing closing ): `(`',
  ],
  [
    'a kind that is none',
    { then: 'classify: {kind: fruit, confidence: 1}' },
    "rules/fruit/apple.yaml:4: /classify/kind: 'fruit' is not one of",
  ],
  [
    'an effectful kind without a place',
    { then: 'classify: {kind: build, confidence: 1}' },
    "rules/fruit/apple.yaml:4: /classify: 'destination' and 'disposition' are missing",
  ],
  [
    'a rule that says nothing',
    { then: 'fallback: false' },
    "rules/fruit/apple.yaml:1: 'classify' or 'finding' is missing",
  ],
  [
    'a question that is not there',
    { then: 'classify: {kind: control, confidence: 1, ask: when}' },
    "rules/fruit/apple.yaml:4: /classify/ask: no question 'when'",
  ],
  [
    'a sentence about a capture that is not there',
    { title: '{en: "An apple in {dest}", fr: Une pomme}' },
    "rules/fruit/apple.yaml:2: /title: no capture 'dest'",
  ],
  [
    'an expectation of what is no fact',
    { tests: '{sh: apple, expect: {colour: red}}' },
    "rules/fruit/apple.yaml:6: /tests/0/expect/colour: 'colour' is no capture",
  ],
  [
    'precedence over a rule that is not there',
    { then: 'over: [fruit/pear]\nclassify: {kind: control, confidence: 1}' },
    "rules/fruit/apple.yaml:4: /over: no rule 'fruit/pear'",
  ],
];

test.each(refused)('refused with file and line: %s', (_name, written, message) => {
  expect(() => load(written)).toThrow(RuleError);
  expect(() => load(written)).toThrow(message);
});

test('all problems of all files are told at once', () => {
  const bad = { match: '{comand: apple}' };
  const error = errorOf(() => load(bad, { id: 'fruit/pear', title: '{en: A pear}' }));
  expect(error.problems.map(({ path, line }) => [path, line])).toEqual([
    ['rules/fruit/apple.yaml', 3],
    ['rules/fruit/pear.yaml', 2],
  ]);
});

test('one id is one rule', () => {
  expect(errorOf(() => load({}, {})).message).toBe(
    "rules/fruit/apple.yaml:1: /id: 'fruit/apple' is also the id of rules/fruit/apple.yaml",
  );
});

test('the id is what the file is called', () => {
  const file = { path: 'rules/fruit/pear.yaml', ...parseYamlWithLines(ruleText({})) };
  expect(errorOf(() => loadRules([file])).message).toContain('is not what the file is called');
});

function errorOf(load: () => unknown): RuleError {
  try {
    load();
  } catch (error) {
    if (error instanceof RuleError) return error;
    throw error;
  }
  throw new Error('nothing was wrong');
}

const clashing: readonly (readonly [string, Written, readonly (readonly string[])[]])[] = [
  [
    'two rules that claim one command',
    {},
    [['claimed by fruit/apple and fruit/other'], ['claimed by fruit/apple and fruit/other']],
  ],
  [
    'precedence settles it, and the test of the other one tells',
    { then: 'over: [fruit/apple]\nclassify: {kind: control, confidence: 1}' },
    [['does not apply; found apple: control (fruit/other)'], []],
  ],
  [
    'a fallback gives way',
    { then: 'fallback: true\nclassify: {kind: control, confidence: 1}' },
    [[], ['does not apply; found apple: control (fruit/apple)']],
  ],
  [
    'a narrower condition leaves it alone',
    { match: '{command: apple, arg: x}' },
    [[], ['does not apply']],
  ],
];

test.each(clashing)('%s', (_name, other, problems) => {
  const results = testRules(load({}, { ...other, id: 'fruit/other' }), ourLore);
  expect(results.map(({ rule }) => rule)).toEqual(['fruit/apple', 'fruit/other']);
  results.forEach((result, index) => {
    const wanted = problems[index] ?? [];
    expect(result.passed).toBe(wanted.length === 0);
    wanted.forEach((problem) => {
      expect(result.problems.join('\n')).toContain(problem);
    });
  });
});

test('a failed example is told with its line', () => {
  const [failed] = testRules(load({ tests: '{sh: pear, expect: {kind: control}}' }), ourLore);
  expect([failed?.path, failed?.line, failed?.passed]).toEqual([
    'rules/fruit/apple.yaml',
    6,
    false,
  ]);
});
