import { afterEach, expect, test } from '@jest/globals';

import { AwsFailure } from '../../src/aws/aws-failure.ts';
import { createCodeBuild } from '../../src/aws/codebuild.ts';
import { createCodePipeline } from '../../src/aws/codepipeline.ts';
import { observePipeline } from '../../src/aws/observe-pipeline.ts';
import { sentenceOf } from '../../src/messages/messages.ts';
import { settingsFor, startStandIn } from './aws-stand-in.ts';
import type { Answers, StandIn } from './aws-stand-in.ts';
import { build, buildId, execution, pipelineState } from './recorded.ts';

let standIn: StandIn | null = null;
afterEach(async () => {
  await standIn?.close();
  standIn = null;
});

const answers: Answers = {
  GetPipelineState: () => ({ body: pipelineState() }),
  BatchGetBuilds: () => ({ body: { builds: [build], buildsNotFound: [] } }),
  ListPipelineExecutions: ({ nextToken }) =>
    nextToken === undefined
      ? {
          body: {
            pipelineExecutionSummaries: [
              execution('e3', 'Succeeded', 3),
              execution('e2', 'Failed', 2),
            ],
            nextToken: 'page-2',
          },
        }
      : {
          body: {
            pipelineExecutionSummaries: [
              execution('e1', 'Succeeded', 1, {
                executionType: 'ROLLBACK',
                rollbackMetadata: { rollbackTargetPipelineExecutionId: 'e0' },
              }),
            ],
          },
        },
};

async function observe(given: Answers, isSettled: (execution: string) => boolean = () => false) {
  standIn = await startStandIn(given);
  const settings = settingsFor(standIn.endpoint);
  const target = { app: 'api', pipeline: 'api', seenAt: '2026-03-04T00:00:00Z', isSettled };
  return observePipeline(target, createCodePipeline(settings), createCodeBuild(settings));
}

async function failureOf(given: Answers): Promise<AwsFailure> {
  const error: unknown = await observe(given).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(AwsFailure);
  return error as AwsFailure;
}

test('reads every page, the stages and the builds', async () => {
  const seen = await observe(answers);
  const times = { startedAt: '2026-03-01T10:00:00.000Z', updatedAt: '2026-03-01T10:20:00.000Z' };
  expect(
    seen
      ?.filter(({ kind }) => kind === 'execution')
      .map((one) => ('execution' in one ? one.execution : '')),
  ).toEqual(['e3', 'e2', 'e1']);
  expect(seen).toContainEqual({
    kind: 'execution',
    app: 'api',
    pipeline: 'api',
    execution: 'e1',
    status: 'Succeeded',
    type: 'rollback',
    rollbackTo: 'e0',
    revision: `e1${'0'.repeat(38)}`,
    trigger: 'WebhookV2',
    ...times,
  });
  expect(seen).toContainEqual({
    kind: 'pipeline',
    app: 'api',
    pipeline: 'api',
    version: 7,
    seenAt: '2026-03-04T00:00:00Z',
  });
  expect(seen).toContainEqual({
    kind: 'stage',
    app: 'api',
    pipeline: 'api',
    stage: 'Deploy',
    execution: 'e3',
    status: 'Succeeded',
    changedAt: '2026-03-03T10:20:00.000Z',
  });
  expect(seen).toContainEqual({
    kind: 'build',
    app: 'api',
    pipeline: 'api',
    build: buildId,
    status: 'FAILED',
    startedAt: '2026-03-03T10:02:00.000Z',
    endedAt: '2026-03-03T10:04:30.000Z',
    failedPhase: 'BUILD',
  });
  expect(seen?.filter(({ kind }) => kind === 'stage')).toHaveLength(3);
  // The deployment of CodeDeploy is no build, and is not asked for as one.
  expect(standIn!.asked.find(({ operation }) => operation === 'BatchGetBuilds')!.input).toEqual({
    ids: [buildId],
  });
});

test('stops at the first page without news', async () => {
  await observe(answers, () => true);
  expect(standIn!.times('ListPipelineExecutions')).toBe(1);
});

test('a token that comes back for ever does not hang', async () => {
  const endless: Answers = {
    ...answers,
    ListPipelineExecutions: () => ({ body: { pipelineExecutionSummaries: [], nextToken: 'same' } }),
  };
  await observe(endless);
  expect(standIn!.times('ListPipelineExecutions')).toBe(2);
});

test('an empty pipeline gives what there is', async () => {
  const empty: Answers = {
    GetPipelineState: () => ({ body: {} }),
    ListPipelineExecutions: () => ({ body: {} }),
  };
  expect(await observe(empty)).toEqual([
    { kind: 'pipeline', app: 'api', pipeline: 'api', version: 0, seenAt: '2026-03-04T00:00:00Z' },
  ]);
});

test('no such pipeline is an answer, not a failure', async () => {
  expect(
    await observe({ GetPipelineState: () => ({ error: 'PipelineNotFoundException' }) }),
  ).toBeNull();
});

test('throttling is waited out', async () => {
  const slow: Answers = {
    ...answers,
    GetPipelineState: (_, times) =>
      times < 3 ? { error: 'ThrottlingException' } : { body: pipelineState() },
  };
  expect(await observe(slow)).not.toBeNull();
  expect(standIn!.times('GetPipelineState')).toBe(3);
});

interface Row {
  readonly error: string;
  readonly kind: string;
  readonly says: RegExp;
}
const rows: readonly Row[] = [
  {
    error: 'AccessDeniedException',
    kind: 'denied',
    says: /lack the permission codepipeline:GetPipelineState on api/,
  },
  { error: 'ExpiredTokenException', kind: 'expired', says: /expired/ },
  {
    error: 'UnrecognizedClientException',
    kind: 'unknown-key',
    says: /does not know these credentials/,
  },
  { error: 'ThrottlingException', kind: 'throttled', says: /slow down/ },
  { error: 'SomethingNewException', kind: 'other', says: /SomethingNewException/ },
];
test.each(rows)(
  '$error is a sentence: $kind',
  async ({ error, kind, says }) => {
    const failure = await failureOf({
      GetPipelineState: () => ({ error, message: 'hidden-detail' }),
    });
    expect(failure.said.code).toBe(`aws/failed/${kind}`);
    expect(sentenceOf(failure.said, 'en')).toMatch(says);
    for (const language of ['en', 'fr'] as const) {
      const sentence = sentenceOf(failure.said, language);
      expect(sentence).not.toMatch(/[{}]/);
      // AWS's own text may repeat the input.
      expect(sentence).not.toContain('hidden-detail');
    }
    // The SDK waits for a random while between its four attempts.
  },
  60_000,
);

test('an endpoint where nobody listens is a sentence, too', async () => {
  standIn = await startStandIn({});
  const { endpoint } = standIn;
  await standIn.close();
  standIn = null;
  const error: unknown = await createCodePipeline(settingsFor(endpoint))
    .state('api')
    .catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    said: { code: 'aws/failed/unreachable', params: { reason: 'ECONNREFUSED' } },
  });
});
