import { expect, test } from '@jest/globals';

import type { Waves } from '../../src/rollout/compute-waves.ts';
import { readPlanFile, RolloutFileError } from '../../src/rollout/plan-file.ts';
import { mergePlan, planText } from '../../src/rollout/write-plan.ts';

const because = [{ code: 'rollout/because/not-called', params: {} }];
const wavesOf = (...apps: readonly (readonly string[])[]): Waves => ({
  proof: apps[0]?.[0] ?? null,
  waves: apps.map((wave) => wave.map((app) => ({ app, because }))),
  cut: [],
  unknown: [],
});
const appsIn = (text: string) =>
  readPlanFile(text, 'f').waves.map(({ members }) => members.map(({ app }) => app));

test.each(['en', 'fr'] as const)(
  'what is written (%s) is read again, whatever the names',
  (language) => {
    const waves = wavesOf(['a: b #c'], ['true', "l'app", '42', 'é'], ['- x']);
    const text = planText(waves, language);
    expect(appsIn(text)).toEqual(waves.waves.map((wave) => wave.map(({ app }) => app)));
    expect(readPlanFile(text, 'f').proof).toBe('a: b #c');
    expect(mergePlan(text, 'f', waves, language)).toEqual({ text, notes: [] });
  },
);

const edited = `# our plan
proofOfConcept: a
waves:
- name: First   # odd indentation
  applications:
  - a
- name: "Second"
  applications:
  - {app: c, because: 'the boss'}   # keep
  - app: b
    because: |
      two
      lines
# the end
`;
test('new applications join without a byte of the rest changing', () => {
  const { text, notes } = mergePlan(edited, 'f', wavesOf(['a'], ['b', 'new']), 'en');
  expect(appsIn(text)).toEqual([['a'], ['c', 'b', 'new']]);
  const added = text.split('\n').filter((line) => !edited.split('\n').includes(line));
  expect(added).toEqual(['  - app: new', '    because: no other application calls it']);
  expect(notes.map(({ code, params }) => [code, params])).toEqual([
    ['rollout/plan/added', { app: 'new', wave: 'Second' }],
    ['rollout/plan/gone', { app: 'c', line: 9 }],
  ]);
});

test('what stands elsewhere is said and left', () => {
  const { text, notes } = mergePlan(edited, 'f', wavesOf(['a'], ['c'], ['b']), 'en');
  expect(text).toBe(edited);
  expect(notes).toEqual([
    { code: 'rollout/plan/elsewhere', params: { app: 'b', here: 'Second', computed: 2 } },
  ]);
});

test('a list that nothing can be added to is left, and said', () => {
  const flow = 'waves: [{name: one, applications: [a]}]\n';
  expect(mergePlan(flow, 'f', wavesOf(['a', 'new']), 'en')).toEqual({
    text: flow,
    notes: [{ code: 'rollout/plan/add-by-hand', params: { app: 'new', computed: 0 } }],
  });
});

const wrong: readonly (readonly [string, string, number, string])[] = [
  ['no YAML', 'waves:\n  - [', 2, 'not-yaml'],
  ['no waves', 'proof: a\n', 1, 'no-waves'],
  ['an empty file', '', 1, 'no-waves'],
  ['a wave without applications', 'waves:\n  - name: one\n', 2, 'no-applications'],
  ['an entry without a name', 'waves:\n  - applications:\n      - because: x\n', 3, 'no-app'],
  [
    'an application twice',
    'waves:\n  - applications:\n      - a\n  - applications:\n      - app: a\n',
    5,
    'twice',
  ],
];
test.each(wrong)('says where it is wrong: %s', (_, text, line, code) => {
  const found = (() => {
    try {
      return readPlanFile(text, 'rollout.yaml');
    } catch (error) {
      return error;
    }
  })();
  expect(found).toBeInstanceOf(RolloutFileError);
  expect(found).toMatchObject({ file: 'rollout.yaml', line, code: `rollout/file/${code}` });
});
