/** Bodies in the form in which AWS sends them: names, types and times as in the API's reference. */
import type { Json } from './aws-stand-in.ts';

/** Seconds since 1970, as JSON 1.1 writes times. */
export const seconds = (iso: string) => Date.parse(iso) / 1000;

export const buildId = 'api-build:0a1b2c3d-0000-4000-8000-00000000000a';

export const execution = (id: string, status: string, day: number, more: Json = {}): Json => ({
  pipelineExecutionId: id,
  status,
  startTime: seconds(`2026-03-${String(day).padStart(2, '0')}T10:00:00Z`),
  lastUpdateTime: seconds(`2026-03-${String(day).padStart(2, '0')}T10:20:00Z`),
  sourceRevisions: [
    {
      actionName: 'Source',
      revisionId: `${id}${'0'.repeat(40)}`.slice(0, 40),
      revisionSummary: '{"ProviderType":"GitHub","CommitMessage":"x"}',
      revisionUrl: 'https://example.com/commit',
    },
  ],
  trigger: {
    triggerType: 'WebhookV2',
    triggerDetail: 'arn:aws:codeconnections:eu-west-3:111122223333:connection/x',
  },
  executionMode: 'QUEUED',
  executionType: 'STANDARD',
  ...more,
});

export const pipelineState = (
  current = 'e3',
  status = 'Succeeded',
  deployment = 'd-ABCDEF123',
): Json => ({
  pipelineName: 'api',
  pipelineVersion: 7,
  created: seconds('2026-01-01T00:00:00Z'),
  updated: seconds('2026-02-01T00:00:00Z'),
  stageStates: [
    {
      stageName: 'Source',
      latestExecution: { pipelineExecutionId: current, status: 'Succeeded' },
      actionStates: [
        {
          actionName: 'Source',
          latestExecution: {
            status: 'Succeeded',
            lastStatusChange: seconds('2026-03-03T10:01:00Z'),
          },
        },
      ],
    },
    {
      stageName: 'Build',
      latestExecution: { pipelineExecutionId: current, status: 'Succeeded' },
      actionStates: [
        {
          actionName: 'Build',
          latestExecution: {
            status: 'Succeeded',
            lastStatusChange: seconds('2026-03-03T10:05:00Z'),
            externalExecutionId: buildId,
          },
        },
      ],
    },
    {
      stageName: 'Deploy',
      latestExecution: { pipelineExecutionId: current, status },
      actionStates: [
        {
          actionName: 'Deploy',
          latestExecution: {
            status,
            lastStatusChange: seconds('2026-03-03T10:20:00Z'),
            externalExecutionId: deployment,
          },
        },
      ],
    },
    { stageName: 'Never', actionStates: [] },
  ],
});

const action = (name: string, category: string, provider: string, configuration: Json) => ({
  name,
  actionTypeId: { category, owner: 'AWS', provider, version: '1' },
  runOrder: 1,
  configuration,
});

export const pipeline = (more: Json = {}): Json => ({
  pipeline: {
    name: 'api',
    roleArn: 'arn:aws:iam::111122223333:role/api',
    version: 7,
    executionMode: 'QUEUED',
    pipelineType: 'V2',
    stages: [
      {
        name: 'Source',
        actions: [action('Source', 'Source', 'CodeStarSourceConnection', { BranchName: 'main' })],
      },
      {
        name: 'Build',
        actions: [action('Build', 'Build', 'CodeBuild', { ProjectName: 'api-build' })],
      },
      {
        name: 'Deploy',
        actions: [
          action('Deploy', 'Deploy', 'CodeDeploy', {
            ApplicationName: 'api',
            DeploymentGroupName: 'api-prod',
          }),
        ],
      },
    ],
    ...more,
  },
  metadata: { pipelineArn: 'arn:aws:codepipeline:eu-west-3:111122223333:api' },
});

export const build: Json = {
  id: buildId,
  buildStatus: 'FAILED',
  startTime: seconds('2026-03-03T10:02:00Z'),
  endTime: seconds('2026-03-03T10:04:30Z'),
  phases: [
    { phaseType: 'INSTALL', phaseStatus: 'SUCCEEDED' },
    { phaseType: 'BUILD', phaseStatus: 'FAILED' },
    { phaseType: 'COMPLETED' },
  ],
};
