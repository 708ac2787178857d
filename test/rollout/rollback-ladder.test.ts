import { expect, test } from '@jest/globals';

import { sentenceOf } from '../../src/messages/messages.ts';
import type { PipelineFacts } from '../../src/model/rollout.ts';
import { firstOpen, rollbackLadder } from '../../src/rollout/rollback-ladder.ts';

const good = (execution: string, more: Partial<PipelineFacts['good'][number]> = {}) => ({
  execution,
  version: 3,
  type: 'standard' as const,
  revision: `commit-${execution}`,
  ...more,
});
const facts: PipelineFacts = {
  pipeline: 'api',
  version: 3,
  executionMode: 'QUEUED',
  stage: 'Deploy',
  current: 'e9',
  sourceAction: 'Source',
  deployment: null,
  good: [good('e9'), good('e8')],
};
const deployment = (status: string, oldInstancesWait = false) => ({
  id: 'd-1',
  status,
  oldInstancesWait,
});

interface Row {
  readonly why: string;
  readonly facts: Partial<PipelineFacts>;
  readonly first: readonly [string, string] | null;
}
const rows: readonly Row[] = [
  {
    why: 'a running deployment is stopped',
    facts: { deployment: deployment('InProgress') },
    first: ['stop-deployment', 'd-1'],
  },
  {
    why: 'while the old instances wait, traffic goes back',
    facts: { deployment: deployment('Ready', true) },
    first: ['stop-deployment', 'd-1'],
  },
  {
    why: 'a deployment that is over cannot be stopped',
    facts: { deployment: deployment('Succeeded') },
    first: ['rollback-stage', 'e8'],
  },
  { why: 'without CodeDeploy the stage goes back', facts: {}, first: ['rollback-stage', 'e8'] },
  {
    why: 'a rollback is no target of a rollback',
    facts: { good: [good('e9'), good('e8', { type: 'rollback' }), good('e7')] },
    first: ['rollback-stage', 'e7'],
  },
  {
    why: 'a pipeline that was changed closes that door',
    facts: { version: 4 },
    first: ['start-last-good', 'commit-e8'],
  },
  {
    why: 'PARALLEL has no stage rollback',
    facts: { executionMode: 'PARALLEL' },
    first: ['start-last-good', 'commit-e8'],
  },
  {
    why: 'a failed run that stands there leaves the newest good one',
    facts: { current: 'e10' },
    first: ['rollback-stage', 'e9'],
  },
  { why: 'nothing good before: no way back', facts: { good: [good('e9')] }, first: null },
  {
    why: 'no commit known: no way back',
    facts: { version: 4, good: [good('e8', { revision: null })] },
    first: null,
  },
];
test.each(rows)('$why', ({ facts: more, first }) => {
  const ladder = rollbackLadder({ ...facts, ...more });
  const chosen = firstOpen(ladder);
  expect(chosen === null ? null : [chosen.rung, chosen.target]).toEqual(first);
  expect(ladder.map(({ rung }) => rung)).toEqual([
    'stop-deployment',
    'rollback-stage',
    'start-last-good',
  ]);
  for (const { because } of ladder)
    for (const language of ['en', 'fr'] as const)
      expect(sentenceOf(because, language)).not.toMatch(/[{}]/);
});
