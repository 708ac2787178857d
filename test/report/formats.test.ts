import { expect, test } from '@jest/globals';
import { formatDate, formatEffort, formatShare, minutesOf } from '../../src/report/formats.ts';
import { createWording } from '../../src/report/wording.ts';

const en = createWording('en');
const fr = createWording('fr');

test.each([
  { in: 'PT0S', out: 0 },
  { in: 'PT45M', out: 45 },
  { in: 'PT2H', out: 120 },
  { in: 'PT2H30M', out: 150 },
  { in: 'P1DT2H', out: 1560 },
  { in: 'two hours', out: null },
])('$in is $out minutes', ({ in: duration, out }) => {
  expect(minutesOf(duration)).toBe(out);
});

test.each([
  { low: 0, high: 0, en: 'none', fr: 'aucun', why: 'no work' },
  { low: 20, high: 45, en: '20 to 45 min', fr: '20 à 45\u00A0min', why: 'minutes' },
  { low: 60, high: 60, en: '1 h', fr: '1\u00A0h', why: 'both ends equal' },
  { low: 60, high: 120, en: '1 to 2 h', fr: '1 à 2\u00A0h', why: 'whole hours' },
  { low: 30, high: 60, en: '30 min to 1 h', fr: '30\u00A0min à 1\u00A0h', why: 'two units' },
  {
    low: 90,
    high: 185,
    en: '1 h 30 min to 3 h 05 min',
    fr: '1\u00A0h\u00A030 à 3\u00A0h\u00A005',
    why: 'hours and minutes',
  },
  {
    low: 455,
    high: 1210,
    en: '7 to 21 h',
    fr: '7 à 21\u00A0h',
    why: 'from a day on, whole hours outwards',
  },
])('effort $low to $high minutes: $why', ({ low, high, en: english, fr: french }) => {
  expect(formatEffort(low, high, en)).toBe(english);
  expect(formatEffort(low, high, fr)).toBe(french);
});

test.each([
  { part: 199, whole: 200, en: '99%', fr: '99\u202F%', why: '100% means all' },
  { part: 3, whole: 3, en: '100%', fr: '100\u202F%', why: 'all' },
  { part: 0, whole: 0, en: '–', fr: '–', why: 'a share of nothing' },
])('share $part of $whole: $why', ({ part, whole, en: english, fr: french }) => {
  expect(formatShare(part, whole, en)).toBe(english);
  expect(formatShare(part, whole, fr)).toBe(french);
});

test.each([
  { in: '2026-03-31', en: '31 March 2026', fr: '31 mars 2026' },
  { in: '2026-08-01', en: '1 August 2026', fr: '1er août 2026' },
  { in: '2026-13-01', en: '2026-13-01', fr: '2026-13-01' },
  { in: 'yesterday', en: 'yesterday', fr: 'yesterday' },
])('date $in', ({ in: date, en: english, fr: french }) => {
  expect(formatDate(date, en)).toBe(english);
  expect(formatDate(date, fr)).toBe(french);
});
