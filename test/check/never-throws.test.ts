import fc from 'fast-check';
import { expect, test } from '@jest/globals';

import { checkOutput } from '../../src/check/check-output.ts';
import { contentChecker, filesOf, validFiles } from './checking.ts';

/** Pieces that mean something to YAML, to JSON or to bash. */
const pieces = [
  '',
  ' ',
  '\n',
  '\t',
  ':',
  '- ',
  '|',
  '"',
  "'",
  '{',
  '}',
  '[',
  ']',
  '#',
  '&a ',
  '*a',
  '!!x ',
  '<<: ',
  '0',
  'null',
  '$(',
  '`',
  '${',
  '<<E',
  '\\',
  '\uFEFF',
  '\r',
  '\u0000',
  '~',
  '---\n',
  '...\n',
];

interface Edit {
  readonly at: number;
  readonly cut: number;
  readonly put: string;
}
const edit: fc.Arbitrary<Edit> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.nat(30),
  put: fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 5 })),
});

const edited = (text: string, edits: readonly Edit[]) =>
  edits.reduce((now, { at, cut, put }) => {
    const from = Math.floor(at * now.length);
    return now.slice(0, from) + put + now.slice(from + cut);
  }, text);

test.each(Object.keys(validFiles))('whatever is done to %s, checking gives diagnostics', (path) => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
      const text = edited(validFiles[path]!, edits);
      const found = checkOutput(filesOf({ ...validFiles, [path]: text }), contentChecker);
      for (const { line } of found) {
        expect(line === null || line >= 1).toBe(true);
      }
    }),
    { numRuns: 40 },
  );
});

/** Data of any shape at any place: the readers take nothing for granted. */
test.each(['repo/buildspec.yml', 'repo/appspec.yml', 'pipeline.yaml', 'pipeline.json'])(
  'whatever data %s holds, checking gives diagnostics',
  (name) => {
    const path = `apps/shop/${name}`;
    const keys = [...(validFiles[path] ?? '').matchAll(/[A-Za-z][\w-]*(?=["']?:)/g)].map(
      ([key]) => key,
    );
    const data = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 6 },
        fc.constantFrom<unknown>(null, true, 0, -1, 3.5, '', 'x', '/', '**', 'CodeBuild'),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...keys), tie('value'), { maxKeys: 6 }),
      ),
    })).value;
    fc.assert(
      fc.property(data, (value) => {
        const text = JSON.stringify(value);
        const found = checkOutput(filesOf({ ...validFiles, [path]: text }), contentChecker);
        expect(found.length).toBeGreaterThan(0);
      }),
      { numRuns: 100 },
    );
  },
);
