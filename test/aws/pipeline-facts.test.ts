import { afterEach, expect, test } from '@jest/globals';

import { climb } from '../../src/aws/climb.ts';
import { createCodeDeploy } from '../../src/aws/codedeploy.ts';
import { createCodePipeline } from '../../src/aws/codepipeline.ts';
import { pipelineFacts } from '../../src/aws/pipeline-facts.ts';
import type { PipelineFacts } from '../../src/model/rollout.ts';
import { settingsFor, startStandIn } from './aws-stand-in.ts';
import type { Answers, StandIn } from './aws-stand-in.ts';
import { execution, pipeline, pipelineState } from './recorded.ts';

let standIn: StandIn | null = null;
afterEach(async () => {
  await standIn?.close();
  standIn = null;
});

const answers: Answers = {
  GetPipeline: () => ({ body: pipeline() }),
  GetPipelineState: () => ({ body: pipelineState() }),
  ListPipelineExecutions: () => ({
    body: {
      pipelineExecutionSummaries: [
        execution('e3', 'Succeeded', 3),
        execution('e2', 'Succeeded', 2),
      ],
    },
  }),
  GetPipelineExecution: ({ pipelineExecutionId: id }) => ({
    body: {
      pipelineExecution: {
        pipelineName: 'api',
        pipelineVersion: id === 'e3' ? 7 : 6,
        pipelineExecutionId: id,
        status: 'Succeeded',
      },
    },
  }),
  GetDeployment: () => ({
    body: {
      deploymentInfo: {
        deploymentId: 'd-ABCDEF123',
        status: 'InProgress',
        instanceTerminationWaitTimeStarted: true,
      },
    },
  }),
};

async function services(given: Answers) {
  standIn = await startStandIn(given);
  const settings = settingsFor(standIn.endpoint);
  return { codePipeline: createCodePipeline(settings), codeDeploy: createCodeDeploy(settings) };
}

async function factsOf(given: Answers, stage: string | null = null) {
  const { codePipeline, codeDeploy } = await services(given);
  return pipelineFacts('api', stage, codePipeline, codeDeploy);
}

test('gathers what going back depends on', async () => {
  expect(await factsOf(answers)).toEqual({
    pipeline: 'api',
    version: 7,
    executionMode: 'QUEUED',
    stage: 'Deploy',
    current: 'e3',
    sourceAction: 'Source',
    deployment: { id: 'd-ABCDEF123', status: 'InProgress', oldInstancesWait: true },
    good: [
      { execution: 'e3', version: 7, type: 'standard', revision: `e3${'0'.repeat(38)}` },
      { execution: 'e2', version: 6, type: 'standard', revision: `e2${'0'.repeat(38)}` },
    ],
  });
  expect(
    standIn!.asked.find(({ operation }) => operation === 'ListPipelineExecutions')!.input,
  ).toMatchObject({ filter: { succeededInStage: { stageName: 'Deploy' } } });
});

test('a deployment that CodeDeploy does not know is none', async () => {
  const facts = await factsOf({
    ...answers,
    GetDeployment: () => ({ error: 'DeploymentDoesNotExistException' }),
  });
  expect(facts?.deployment).toBeNull();
});

test.each([
  [
    'no pipeline',
    { ...answers, GetPipeline: () => ({ error: 'PipelineNotFoundException' }) },
    null,
  ],
  ['no such stage', answers, 'Elsewhere'],
] as const)('%s: there is nothing to go back with', async (_, given, stage) => {
  expect(await factsOf(given, stage)).toBeNull();
});

const facts: PipelineFacts = {
  pipeline: 'api',
  version: 7,
  executionMode: 'QUEUED',
  stage: 'Deploy',
  current: 'e3',
  sourceAction: 'Source',
  deployment: null,
  good: [],
};
const climbs = [
  ['stop-deployment', 'StopDeployment', { deploymentId: 'x', autoRollbackEnabled: true }, null],
  [
    'rollback-stage',
    'RollbackStage',
    { pipelineName: 'api', stageName: 'Deploy', targetPipelineExecutionId: 'x' },
    'new',
  ],
  [
    'start-last-good',
    'StartPipelineExecution',
    {
      name: 'api',
      sourceRevisions: [{ actionName: 'Source', revisionType: 'COMMIT_ID', revisionValue: 'x' }],
    },
    'new',
  ],
] as const;
test.each(climbs)('%s asks for %s', async (rung, operation, input, started) => {
  const both = await services({
    StopDeployment: () => ({ body: { status: 'Pending' } }),
    RollbackStage: () => ({ body: { pipelineExecutionId: 'new' } }),
    StartPipelineExecution: () => ({ body: { pipelineExecutionId: 'new' } }),
  });
  expect(await climb(rung, 'x', facts, both)).toBe(started);
  expect(standIn!.asked.map((one) => one.operation)).toEqual([operation]);
  expect(standIn!.asked[0]!.input).toMatchObject(input);
});
