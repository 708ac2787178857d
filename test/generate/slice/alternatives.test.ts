import { expect, test } from '@jest/globals';

import { generateApplication } from '../../../src/generate/generate-application.ts';
import { planScripts } from '../../plan/planned.ts';
import { contextOf } from '../contexts.ts';

const scripts = (prod: readonly string[], staging: readonly string[]) => ({
  'deploy-prod.sh': ['#!/bin/bash', ...prod, 'rsync -a dist/ web@www1:/srv/site/', ''].join('\n'),
  'deploy-staging.sh': ['#!/bin/bash', ...staging, 'rsync -a dist/ web@rec1:/srv/site/', ''].join(
    '\n',
  ),
});

function buildspecOf(prod: readonly string[], staging: readonly string[]): string {
  const plan = planScripts(scripts(prod, staging));
  const { files } = generateApplication(plan, contextOf(plan));
  return files.find(({ path }) => path === 'apps/app/repo/buildspec.yml')?.text ?? '';
}

const occurrences = (text: string, part: string) => text.split(part).length - 1;

test('what both scripts do alike stands once, and names the lines of both', () => {
  const text = buildspecOf(['npm ci', 'npm run build'], ['npm ci', 'npm run build']);
  expect(occurrences(text, 'npm ci')).toBe(1);
  expect(occurrences(text, 'npm run build')).toBe(1);
  expect(text).not.toMatch(/case "\$ENVIRONMENT"/);
  expect(text).toMatch(/# deploy-prod\.sh:2; deploy-staging\.sh:2\n/);
});

test('what differs stands in one case with an arm each', () => {
  const text = buildspecOf(
    ['MODE=production', 'npm run build -- --mode $MODE'],
    ['npm run build -- --mode staging'],
  );
  expect(text).toMatch(
    /case "\$ENVIRONMENT" in\n\s+prod\)\n\s+MODE=production\n\s+npm run build -- --mode "?\$MODE"?\n\s+;;\n\s+staging\)\n\s+npm run build -- --mode staging\n\s+;;\n\s+esac/,
  );
  expect(occurrences(text, 'case "$ENVIRONMENT" in')).toBe(1);
});

interface Row {
  readonly prod: readonly string[];
  readonly staging: readonly string[];
  readonly path: string;
  readonly why: string;
}

const rows: readonly Row[] = [
  {
    prod: ['ssh web@www1 "sudo systemctl restart varnish"'],
    staging: [],
    path: 'deploy/application-start.sh',
    why: 'a hook runs on the hosts of every environment',
  },
  {
    prod: ['npm run lint', 'npm run build -- --mode prod'],
    staging: ['npm run build -- --mode staging'],
    path: 'buildspec.yml',
    why: 'each environment has a build of its own',
  },
];

test.each(rows)('what one script does alone: $why', ({ prod, staging, path }) => {
  const plan = planScripts(scripts(prod, staging));
  const { files } = generateApplication(plan, contextOf(plan));
  const text = files.find((file) => file.path === `apps/app/repo/${path}`)?.text ?? '';
  expect(text).toMatch(
    /case "\$ENVIRONMENT" in\n\s+prod\)\n\s+(systemctl restart varnish|npm run lint)/,
  );
});
