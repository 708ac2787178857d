import {
  ActionCategory,
  ActionOwner,
  EnvironmentVariableType,
  ExecutionMode,
  GitPullRequestEventType,
  PipelineTriggerProviderType,
  Result,
  RuleCategory,
  RuleOwner,
  StageRetryMode,
} from '@aws-sdk/client-codepipeline';
import type {
  ActionDeclaration,
  ActionTypeId,
  BeforeEntryConditions,
  Condition,
  CreatePipelineInput,
  FailureConditions,
  GitConfiguration,
  GitPullRequestFilter,
  GitPushFilter,
  OutputArtifact,
  PipelineDeclaration,
  PipelineTriggerDeclaration,
  PipelineVariableDeclaration,
  RuleDeclaration,
  StageDeclaration,
} from '@aws-sdk/client-codepipeline';
import { expect, test } from '@jest/globals';

import { createPipelineSchema } from '../../src/check/schemas/create-pipeline-schema.ts';

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly enum?: readonly unknown[];
}

/** The part of the schema below a path of keys; `[]` goes into the items of a list. */
function at(path: string): Schema {
  let schema: Schema = createPipelineSchema;
  for (const key of path.split(' '))
    schema = key === '[]' ? schema.items! : schema.properties![key]!;
  return schema;
}

/** The keys of a type of the SDK: a key that is missing or too many does not compile. */
const keys = <Shape extends object>(all: Record<keyof Required<Shape>, true>) =>
  Object.keys(all).sort();

const action = 'pipeline stages [] actions []';
const stage = 'pipeline stages []';
const rule = `${stage} onFailure conditions [] rules []`;
const git = 'pipeline triggers [] gitConfiguration';

const shapes: readonly (readonly [string, readonly string[]])[] = [
  [
    'pipeline',
    keys<PipelineDeclaration>({
      name: true,
      roleArn: true,
      artifactStore: true,
      artifactStores: true,
      stages: true,
      version: true,
      executionMode: true,
      pipelineType: true,
      variables: true,
      triggers: true,
    }),
  ],
  [
    stage,
    keys<StageDeclaration>({
      name: true,
      blockers: true,
      actions: true,
      onFailure: true,
      onSuccess: true,
      beforeEntry: true,
    }),
  ],
  [
    action,
    keys<ActionDeclaration>({
      name: true,
      actionTypeId: true,
      runOrder: true,
      configuration: true,
      commands: true,
      outputArtifacts: true,
      inputArtifacts: true,
      outputVariables: true,
      roleArn: true,
      region: true,
      namespace: true,
      timeoutInMinutes: true,
      environmentVariables: true,
    }),
  ],
  [
    `${action} actionTypeId`,
    keys<ActionTypeId>({ category: true, owner: true, provider: true, version: true }),
  ],
  [`${action} outputArtifacts []`, keys<OutputArtifact>({ name: true, files: true })],
  [
    `${stage} onFailure`,
    keys<FailureConditions>({ result: true, retryConfiguration: true, conditions: true }),
  ],
  [`${stage} beforeEntry`, keys<BeforeEntryConditions>({ conditions: true })],
  [`${stage} onFailure conditions []`, keys<Condition>({ result: true, rules: true })],
  [
    rule,
    keys<RuleDeclaration>({
      name: true,
      ruleTypeId: true,
      configuration: true,
      commands: true,
      inputArtifacts: true,
      roleArn: true,
      region: true,
      timeoutInMinutes: true,
    }),
  ],
  [
    'pipeline triggers []',
    keys<PipelineTriggerDeclaration>({ providerType: true, gitConfiguration: true }),
  ],
  [git, keys<GitConfiguration>({ sourceActionName: true, push: true, pullRequest: true })],
  [`${git} push []`, keys<GitPushFilter>({ tags: true, branches: true, filePaths: true })],
  [
    `${git} pullRequest []`,
    keys<GitPullRequestFilter>({ events: true, branches: true, filePaths: true }),
  ],
  [
    'pipeline variables []',
    keys<PipelineVariableDeclaration>({ name: true, defaultValue: true, description: true }),
  ],
];

test.each(shapes)('%s has the keys that the SDK gives it', (path, expected) => {
  expect(Object.keys(at(path).properties ?? {}).sort()).toEqual(expected);
});

test('the whole has the keys of CreatePipeline', () => {
  const whole = keys<CreatePipelineInput>({ pipeline: true, tags: true });
  expect(Object.keys(createPipelineSchema.properties).sort()).toEqual(whole);
});

const choices: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  [`${action} actionTypeId category`, ActionCategory],
  [`${action} actionTypeId owner`, ActionOwner],
  [`${action} environmentVariables [] type`, EnvironmentVariableType],
  ['pipeline executionMode', ExecutionMode],
  [`${git} pullRequest [] events []`, GitPullRequestEventType],
  ['pipeline triggers [] providerType', PipelineTriggerProviderType],
  [`${stage} onFailure result`, Result],
  [`${rule} ruleTypeId category`, RuleCategory],
  [`${rule} ruleTypeId owner`, RuleOwner],
  [`${stage} onFailure retryConfiguration retryMode`, StageRetryMode],
];

test.each(choices)('%s has the choices that the SDK gives it', (path, expected) => {
  expect([...(at(path).enum ?? [])].sort()).toEqual(Object.values(expected).sort());
});
