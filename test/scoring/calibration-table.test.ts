import { expect, test } from '@jest/globals';

import { calibrationTable, sureShare } from '../../scripts/scoring/calibration-table.mjs';

const pair = (said: string, given: string, confidence: number) => ({
  annotation: { file: 'a.sh', line: 1, kind: said },
  step: { file: 'a.sh', line: 1, endLine: 1, kind: given, confidence },
});

const pairs = [
  pair('transfer', 'transfer', 0.97),
  pair('build', 'transfer', 0.95),
  pair('build', 'build', 0.9),
  pair('test', 'build', 0.6),
  pair('unknown', 'unknown', 0),
  pair('control', 'control', 1),
  { annotation: { file: 'a.sh', line: 2, kind: 'backup' }, step: null },
];

test('a band counts what was answered with its confidence, plumbing left out', () => {
  expect(calibrationTable(pairs)).toEqual([
    'confidence  right of count',
    '>= 0.95         1 of     2   50.0 %',
    '>= 0.9          1 of     1  100.0 %',
    '>= 0.8          0 of     0    –  ',
    '>= 0.7          0 of     0    –  ',
    '>= 0.5          0 of     1    0.0 %',
    '>= 0.01         0 of     0    –  ',
    'unknown         1 of     1  100.0 %',
    'sure            2 of     3   66.7 %, wanted 98 %',
  ]);
});

test('the sure share', () => {
  expect(sureShare(pairs)).toBeCloseTo(2 / 3);
  expect(sureShare([])).toBe(1);
});
