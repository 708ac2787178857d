import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { deepVisible, visible } from '../../src/report/visible.ts';

const rows = [
  { in: 'npm ci\n\tmake', out: 'npm ci\n\tmake', why: 'tab and line feed are layout' },
  { in: 'a\u202Eb', out: 'a⟨U+202E⟩b', why: 'a bidi override reorders what is read' },
  { in: 'a\u2066b\u2069', out: 'a⟨U+2066⟩b⟨U+2069⟩', why: 'so do isolates' },
  { in: '\u001B[31mred', out: '⟨U+001B⟩[31mred', why: 'an escape drives the terminal' },
  { in: 'a\r', out: 'a⟨U+000D⟩', why: 'a carriage return is part of the command' },
  { in: 'rm\u200B -rf', out: 'rm⟨U+200B⟩ -rf', why: 'a zero-width space makes another command' },
  { in: 'a\u00ADb\uFEFF', out: 'a⟨U+00AD⟩b⟨U+FEFF⟩', why: 'soft hyphen, byte-order mark' },
  { in: 'a\u2028b', out: 'a⟨U+2028⟩b', why: 'a line separator is no line feed' },
  { in: 'a\uD800b', out: 'a⟨U+D800⟩b', why: 'half a pair would be lost in UTF-8' },
  { in: 'a\u{E0041}', out: 'a⟨U+E0041⟩', why: 'tag characters carry hidden text' },
  { in: '👩\u200D💻 ✅', out: '👩\u200D💻 ✅', why: 'the joiner inside an emoji is seen' },
  { in: 'l\u200Ds', out: 'l⟨U+200D⟩s', why: 'between letters it is not' },
  { in: 'déployé\u00A0! «\u202Foui»', out: 'déployé\u00A0! «\u202Foui»', why: 'spaces are seen' },
];

test.each(rows)('$why', ({ in: text, out }) => {
  expect(visible(text)).toBe(out);
});

test('nothing hidden is left, and what was made visible stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const shown = visible(text);
      expect(shown.replace(/\p{Extended_Pictographic}\uFE0F?\u200D/gu, '')).not.toMatch(
        /(?![\t\n])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u,
      );
      expect(visible(shown)).toBe(shown);
    }),
  );
});

test('every string of a value is made visible, other values stay', () => {
  const value = { a: ['\u0007', { b: '\u202E', c: 3, d: null, e: false }] };
  expect(deepVisible(value)).toEqual({
    a: ['⟨U+0007⟩', { b: '⟨U+202E⟩', c: 3, d: null, e: false }],
  });
});
