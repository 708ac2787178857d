import { expect, test } from '@jest/globals';

import type { Secret } from '../../src/model/classified.ts';
import { platformFiles } from './contexts.ts';
import { script, shop } from './plans.ts';

/** The plan of `shop` with one more secret: these characters of its script. */
function withSecret(text: string) {
  const start = script.indexOf(text);
  const span = { file: 'shop/deploy.sh', start, end: start + text.length };
  const secret: Secret = { label: 'S9', kind: 'password', span, name: 'DB_PASS' };
  return { ...shop, secrets: [secret] };
}

test('a secret is in no file, whatever a generator did', () => {
  const plan = withSecret('shop.example');
  const files = platformFiles(plan);
  const told = files.filter(({ text }) => text.includes('«S9»'));
  expect(told.map(({ path }) => path)).toContain('pipeline.yaml');
  for (const { text } of files) expect(text).not.toContain('shop.example');
});

test('a password that is the name of its environment does not take the name away', () => {
  const plan = withSecret('prod');
  const files = platformFiles(plan);
  const manifest = files.find(({ path }) => path.endsWith('pipeline.yaml'))!.text;
  expect(manifest).toContain('name: Deploy-prod\n');
  expect(manifest).not.toContain('«S9»');
});
