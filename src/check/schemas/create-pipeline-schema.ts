import { draft, listOf, mapOf, record, text, textLike } from './shared.ts';

const name = textLike('^[A-Za-z0-9.@_-]{1,100}$', 'letters, digits and . @ - _, 100 at most');
const artifactName = textLike('^[a-zA-Z0-9_-]{1,100}$', 'letters, digits, - and _, 100 at most');
const variableName = textLike('^[A-Za-z0-9@_-]{1,128}$', 'letters, digits and @ - _, 128 at most');
const role = textLike(
  '^arn:aws(-[a-z]+)*:iam::[0-9]{12}:role/.+$',
  'the ARN of a role: arn:aws:iam::<account>:role/<name>',
);
const configuration = { ...mapOf({ type: 'string', maxLength: 1000 }), maxProperties: 50 };
const command = { type: 'string', minLength: 1, maxLength: 1000 };
const commands = listOf(command, { min: 1, max: 50 });
const inputs = listOf(record({ 'name!': artifactName }));
const minutes = { type: 'integer', minimum: 5, maximum: 86400 };

const action = record({
  'name!': name,
  'actionTypeId!': record({
    'category!': {
      enum: ['Source', 'Build', 'Deploy', 'Test', 'Invoke', 'Approval', 'Compute'],
    },
    'owner!': { enum: ['AWS', 'ThirdParty', 'Custom'] },
    'provider!': textLike('^[0-9A-Za-z_-]{1,35}$', 'letters, digits, - and _, 35 at most'),
    'version!': textLike('^[0-9A-Za-z_-]{1,9}$', '"1", a text'),
  }),
  runOrder: { type: 'integer', minimum: 1, maximum: 999 },
  configuration,
  commands,
  outputArtifacts: listOf(
    record({ 'name!': artifactName, files: listOf(text, { min: 1, max: 10 }) }),
  ),
  inputArtifacts: inputs,
  outputVariables: listOf(text, { min: 1, max: 15 }),
  roleArn: role,
  region: textLike('^[a-z]{2}(-[a-z]+)+-[0-9]$', 'a region, as eu-west-1'),
  namespace: textLike('^[A-Za-z0-9@_-]{1,100}$', 'letters, digits and @ - _, 100 at most'),
  timeoutInMinutes: minutes,
  environmentVariables: listOf(
    record({
      'name!': variableName,
      'value!': { type: 'string', minLength: 1, maxLength: 2000 },
      type: { enum: ['PLAINTEXT', 'SECRETS_MANAGER'] },
    }),
    { min: 1, max: 10 },
  ),
});

const rule = record({
  'name!': name,
  'ruleTypeId!': record({
    'category!': { enum: ['Rule'] },
    owner: { enum: ['AWS'] },
    'provider!': {
      enum: [
        'CloudWatchAlarm',
        'DeploymentWindow',
        'VariableCheck',
        'LambdaInvoke',
        'CodeBuild',
        'Commands',
      ],
    },
    version: { type: 'string', minLength: 1, maxLength: 9 },
  }),
  configuration: { ...mapOf({ type: 'string', maxLength: 10000 }), maxProperties: 50 },
  commands,
  inputArtifacts: inputs,
  roleArn: role,
  region: text,
  timeoutInMinutes: minutes,
});
const condition = (results: readonly string[]) =>
  listOf(record({ result: { enum: results }, rules: listOf(rule, { min: 1, max: 5 }) }), {
    min: 1,
    max: 1,
  });

const stage = record({
  'name!': name,
  blockers: listOf(record({ 'name!': name, 'type!': { enum: ['Schedule'] } })),
  'actions!': listOf(action, { min: 1, max: 50 }),
  onFailure: record({
    result: { enum: ['ROLLBACK', 'FAIL', 'RETRY', 'SKIP'] },
    retryConfiguration: record({ retryMode: { enum: ['FAILED_ACTIONS', 'ALL_ACTIONS'] } }),
    conditions: condition(['ROLLBACK', 'FAIL']),
  }),
  onSuccess: record({ 'conditions!': condition(['ROLLBACK', 'FAIL']) }),
  beforeEntry: record({ 'conditions!': condition(['FAIL', 'SKIP']) }),
});

const patterns = listOf({ type: 'string', minLength: 1, maxLength: 255 }, { min: 1, max: 8 });
const filter = { ...record({ includes: patterns, excludes: patterns }), minProperties: 1 };
const trigger = record({
  'providerType!': { enum: ['CodeStarSourceConnection'] },
  'gitConfiguration!': record({
    'sourceActionName!': name,
    push: listOf(
      { ...record({ tags: filter, branches: filter, filePaths: filter }), minProperties: 1 },
      { min: 1, max: 3 },
    ),
    pullRequest: listOf(
      record({
        events: listOf({ enum: ['OPEN', 'UPDATED', 'CLOSED'] }, { min: 1, max: 3 }),
        branches: filter,
        filePaths: filter,
      }),
      { min: 1, max: 3 },
    ),
  }),
});

const store = record({
  'type!': { enum: ['S3'] },
  'location!': { type: 'string', minLength: 3, maxLength: 63 },
  encryptionKey: record({ 'id!': text, 'type!': { enum: ['KMS'] } }),
});

/**
 * Input of CodePipeline's CreatePipeline, as AWS judges it. Lengths and patterns are not in the types
 * of the SDK; the keys and choices are held against them by a test.
 * Source: https://docs.aws.amazon.com/codepipeline/latest/APIReference/API_CreatePipeline.html
 */
export const createPipelineSchema = {
  $schema: draft,
  $id: 'https://pipewright.example/schema/create-pipeline.schema.json',
  title: 'Input of CreatePipeline of AWS CodePipeline, pipeline type V2',
  ...record({
    'pipeline!': record({
      'name!': name,
      'roleArn!': role,
      artifactStore: store,
      artifactStores: mapOf(store),
      'stages!': listOf(stage, { min: 2, max: 50 }),
      version: { type: 'integer', minimum: 1 },
      executionMode: { enum: ['SUPERSEDED', 'QUEUED', 'PARALLEL'] },
      // AWS takes V1 when nothing is said, which knows no triggers, conditions or variables.
      'pipelineType!': { const: 'V2' },
      variables: listOf(
        record({
          'name!': variableName,
          defaultValue: { type: 'string', minLength: 1, maxLength: 1000 },
          description: { type: 'string', maxLength: 200 },
        }),
        { max: 50 },
      ),
      triggers: listOf(trigger, { max: 50 }),
    }),
    tags: listOf(
      record({
        'key!': { type: 'string', minLength: 1, maxLength: 128 },
        'value!': { type: 'string', maxLength: 256 },
      }),
      { max: 50 },
    ),
  }),
};
