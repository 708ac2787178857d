import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mdCode, mdTable, mdText } from '../../src/report/markdown.ts';

test.each([
  { in: 'pre_build', out: 'pre_build', why: 'inside a word an underscore is one' },
  { in: '_x_', out: '\\_x\\_', why: 'at its edge it would open emphasis' },
  { in: 'a|b', out: 'a\\|b', why: 'a pipe would end the cell' },
  { in: '<b>&amp;', out: '&#60;b&#62;&#38;amp;', why: 'HTML is text' },
  { in: '[x](http://y)', out: '\\[x\\](http://y)', why: 'no link' },
  { in: 'ask @ops about #12', out: 'ask &#64;ops about &#35;12', why: 'nobody is called' },
  { in: '- item', out: '&#45; item', why: 'no list at the start of a line' },
  { in: '1. item', out: '1&#46; item', why: 'no numbered list either' },
  { in: 'one\n  two', out: 'one two', why: 'a cell is one line' },
  { in: '2 * 3 ~ `x` \\', out: '2 \\* 3 \\~ \\`x\\` \\\\', why: 'marks are text' },
])('text: $why', ({ in: text, out }) => {
  expect(mdText(text)).toBe(out);
});

test.each([
  { in: 'npm ci', out: '`npm ci`', why: 'plain' },
  { in: '', out: '', why: 'nothing is nothing' },
  { in: 'echo `id`', out: '<code>echo &#96;id&#96;</code>', why: 'backticks' },
  {
    in: "grep 'a\\|b'",
    out: '<code>grep &#39;a&#92;&#124;b&#39;</code>',
    why: 'a pipe behind a backslash',
  },
  { in: 'a\nb', out: '<code>a<br>b</code>', why: 'line ends' },
  {
    in: '`</code><script>',
    out: '<code>&#96;&#60;/code&#62;&#60;script&#62;</code>',
    why: 'the element can not be closed',
  },
])('code: $why', ({ in: text, out }) => {
  expect(mdCode(text)).toBe(out);
});

/** Cells of a line as GitHub splits them: at every pipe that no backslash stands before. */
function cellsOf(line: string): readonly string[] {
  return [...line.matchAll(/(?:\\.|[^|\\])+/g)]
    .map(([cell]) => cell)
    .filter((cell) => cell !== ' ');
}

test('a table keeps its cells, whatever they hold', () => {
  const texts = fc.array(fc.string({ unit: 'binary', minLength: 1 }), {
    minLength: 3,
    maxLength: 3,
  });
  fc.assert(
    fc.property(texts, (texts) => {
      const cells = texts.flatMap((text) => [`x${mdText(text)}`, `x${mdCode(text)}`]);
      const [, , row = ''] = mdTable(['a', 'b', 'c', 'd', 'e', 'f'], [cells]);
      expect(row).not.toContain('\n');
      expect(cellsOf(row)).toHaveLength(6);
    }),
  );
});

test('code can be read back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 1 }), (text) => {
      fc.pre(text.trim() !== '');
      const code = mdCode(text);
      const back = code.startsWith('<code>')
        ? code
            .slice('<code>'.length, -'</code>'.length)
            .replace(/&#(\d+);/g, (_, point: string) => String.fromCodePoint(Number(point)))
        : code.slice(1, -1);
      expect(back.trimEnd()).toBe(text.trimEnd());
    }),
  );
});
