import { expect, test } from '@jest/globals';

import { kindsTable } from '../../scripts/scoring/kinds-table.mjs';
import { matchSteps } from '../../scripts/scoring/match-steps.mjs';

const step = (line: number, kind: string, endLine = line) => ({
  file: 'a.sh',
  line,
  endLine,
  kind,
});
const said = (line: number, kind: string, more: object = {}) => ({
  file: 'a.sh',
  line,
  kind,
  ...more,
});

interface Row {
  readonly why: string;
  readonly annotations: readonly ReturnType<typeof said>[];
  readonly steps: readonly ReturnType<typeof step>[];
  readonly pairs: readonly (string | null)[];
  readonly extra: number;
}

const rows: readonly Row[] = [
  {
    why: 'two commands on one line keep their own steps',
    annotations: [said(3, 'transfer'), said(3, 'cleanup')],
    steps: [step(3, 'cleanup'), step(3, 'transfer')],
    pairs: ['transfer', 'cleanup'],
    extra: 0,
  },
  {
    why: 'a step of the wrong kind is paired all the same',
    annotations: [said(3, 'build')],
    steps: [step(3, 'test')],
    pairs: ['test'],
    extra: 0,
  },
  {
    why: 'a step inside the lines of the annotation counts',
    annotations: [said(3, 'backup', { endLine: 5 })],
    steps: [step(4, 'backup')],
    pairs: ['backup'],
    extra: 0,
  },
  {
    why: 'no step at all',
    annotations: [said(3, 'build')],
    steps: [step(4, 'build')],
    pairs: [null],
    extra: 1,
  },
  {
    why: 'a step is used once',
    annotations: [said(3, 'build'), said(3, 'build')],
    steps: [step(3, 'build')],
    pairs: ['build', null],
    extra: 0,
  },
  {
    why: 'the steps of a second call are nothing more',
    annotations: [said(3, 'build')],
    steps: [step(3, 'build'), step(3, 'build'), step(3, 'test')],
    pairs: ['build'],
    extra: 1,
  },
  {
    why: 'what has an effect goes before plumbing',
    annotations: [said(3, 'build')],
    steps: [step(3, 'control'), step(3, 'test')],
    pairs: ['test'],
    extra: 1,
  },
];

test.each(rows)('$why', ({ annotations, steps, pairs, extra }) => {
  const matched = matchSteps(annotations, steps);
  expect(matched.pairs.map((pair) => pair.step?.kind ?? null)).toEqual(pairs);
  expect(matched.extra).toHaveLength(extra);
});

test('an accepted alternative is right, and plumbing does not count as effectful', () => {
  const annotations = [said(1, 'build', { alt: ['package'] }), said(2, 'test'), said(3, 'log')];
  const { pairs } = matchSteps(annotations, [step(1, 'package'), step(2, 'lint'), step(3, 'log')]);
  const lines = kindsTable(pairs);
  expect(lines[0]).toBe('effectful steps      1 of     2   50.0 %');
  expect(lines[1]).toBe('all steps            2 of     3   66.7 %');
  expect(lines.at(-1)).toBe('    1  test taken for lint');
});
