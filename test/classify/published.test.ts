import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import Ajv from 'ajv/dist/2020.js';
import { ruleSchema, ruleSchemaText } from '../../src/classify/rule-schema.ts';
import { rulesPage } from '../../src/classify/rules-page.ts';
import { rulesBelow } from '../../src/cli/package-files.ts';
import { fileReader } from '../../src/host/file-system.ts';
import { ourRules } from './our-rules.ts';

// `npm run docs` writes both.
test('the published schema of rules is the one that they are checked with', () => {
  expect(readFileSync('schema/rule.schema.json', 'utf8')).toBe(ruleSchemaText());
});

test('docs/rules.md is up to date', () => {
  expect(readFileSync('docs/rules.md', 'utf8')).toBe(rulesPage(ourRules));
});

test('another reader of JSON Schema takes the schema and accepts every rule', () => {
  const validate = new Ajv.default({ allErrors: true }).compile(ruleSchema);
  for (const { path, data } of rulesBelow(fileReader, 'rules')) {
    expect([path, validate(data), validate.errors]).toEqual([path, true, null]);
  }
});
