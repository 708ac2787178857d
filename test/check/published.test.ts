import { readFileSync } from 'node:fs';

import { expect, test } from '@jest/globals';

import { publishedSchemas } from '../../src/check/published-schemas.ts';
import { diagnosticMessages } from '../../src/messages/diagnostics.ts';
import { diagnosticsPage } from '../../src/messages/diagnostics-page.ts';
import { languages } from '../../src/model/message.ts';

// `npm run docs` writes all of them.
test.each(Object.entries(publishedSchemas))(
  'schema/%s is the one that is judged by',
  (name, text) => {
    expect(readFileSync(`schema/${name}`, 'utf8')).toBe(text);
  },
);

test('docs/diagnostics.md is up to date', () => {
  expect(readFileSync('docs/diagnostics.md', 'utf8')).toBe(diagnosticsPage());
});

test('both languages of a diagnostic fill in the same names', () => {
  for (const [code, sentence] of Object.entries(diagnosticMessages)) {
    const [en, fr] = languages.map((language) =>
      [...sentence[language].matchAll(/\{([\w.-]+)\}/g)].map(([name]) => name),
    );
    expect([code, [...new Set(fr)].sort()]).toEqual([code, [...new Set(en)].sort()]);
  }
});
