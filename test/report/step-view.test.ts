import { expect, test } from '@jest/globals';
import { createAnchors } from '../../src/report/anchors.ts';
import { placeInFile, stepRowOf } from '../../src/report/step-view.ts';
import { createWording } from '../../src/report/wording.ts';
import { application, result, step } from './builders.ts';

const app = application({ name: 'shop', script: 'make' });
const wording = createWording('en');
const local = step({
  file: 'shop/deploy.sh',
  line: 1,
  command: 'make',
  kind: 'build',
  destination: 'buildspec/build',
  disposition: 'converted',
});
const remote = {
  ...local,
  place: { kind: 'remote' as const, hosts: ['w1', 'w2'], user: 'deploy' },
};
const values = (hosts: Readonly<Record<string, readonly string[]>>): typeof local.values =>
  Object.fromEntries(
    Object.entries(hosts).map(([name, list]) => [name, { hosts: list, cwd: null, runAs: null }]),
  );
const rowOf = (one: typeof local) => stepRowOf(one, app, createAnchors(result([])), wording);

test.each([
  { one: local, out: 'workstation', why: 'local means the machine that the script runs on' },
  {
    one: { ...local, file: 'elsewhere.sh' },
    out: 'where it is started',
    why: 'of no known script',
  },
  { one: remote, out: 'deploy@w1, w2', why: 'hosts by name' },
  {
    one: { ...remote, place: { ...remote.place, hosts: [], user: null } },
    out: 'remote host',
    why: 'hosts that are not known',
  },
  {
    one: { ...remote, values: values({ prod: ['w1', 'w2'], qa: ['w1', 'w2'] }) },
    out: 'deploy@w1, w2',
    why: 'the same everywhere',
  },
  {
    one: { ...remote, values: values({ qa: ['q1'], prod: ['w1', 'w2'] }) },
    out: 'deploy@prod (w1, w2), qa (q1)',
    why: 'other hosts per environment',
  },
])('place: $why', ({ one, out }) => {
  expect(rowOf(one).place).toBe(out);
});

test.each([
  { file: 'shop/deploy.sh', line: 3, endLine: 3, out: 'deploy.sh:3', why: 'one line' },
  { file: 'shop/lib/x.sh', line: 3, endLine: 5, out: 'lib/x.sh:3-5', why: 'several lines' },
  { file: 'shop/deploy.sh', line: null, endLine: null, out: 'deploy.sh', why: 'the whole file' },
  {
    file: 'shopping/deploy.sh',
    line: 1,
    endLine: null,
    out: 'shopping/deploy.sh:1',
    why: 'a neighbour whose name begins alike',
  },
])('where: $why', ({ file, line, endLine, out }) => {
  expect(placeInFile(file, line, endLine, app)).toBe(out);
});

test('conditions and the calls that led there are told', () => {
  const row = rowOf({
    ...local,
    guards: [
      { text: '[ "$1" = prod ]', negated: false, line: 1 },
      { text: '[ -f skip ]', negated: true, line: 1 },
    ],
    calledFrom: [{ file: 'shop/deploy.sh', line: 9, callee: 'build' }],
  });
  expect(row.conditions).toEqual(['when [ "$1" = prod ]', 'unless [ -f skip ]']);
  expect(row.notes).toEqual(['called from deploy.sh:9']);
});
