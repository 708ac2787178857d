import { platformNames } from '../../model/kind.ts';
import { draft, listOf, mapOf, record, text, textLike, texts } from './shared.ts';

const name = textLike('^[A-Za-z0-9.@_-]{1,100}$', 'letters, digits and . @ - _, 100 at most');
const project = textLike(
  '^[A-Za-z0-9][A-Za-z0-9_-]{1,149}$',
  'letters, digits, - and _, 2 to 150, not - or _ first',
);
const artifact = textLike('^[a-zA-Z0-9_-]{1,100}$', 'letters, digits, - and _, 100 at most');
const textOrNull = { type: ['string', 'null'], minLength: 1 } as const;
// Build and queue times of CodeBuild.
const minutes = { type: 'integer', minimum: 5, maximum: 2160 } as const;
const flag = { type: 'boolean' } as const;

const variableName = textLike('^[A-Za-z_][A-Za-z0-9_]*$', 'letters, digits and _');

// Source: https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html
const repositoryName = textLike(
  '^[a-z0-9]+([._-]+[a-z0-9]+)*(/[a-z0-9]+([._-]+[a-z0-9]+)*)*$',
  'lower case letters, digits and . _ - /',
);

const rights = listOf(
  record({
    'actions!': listOf(textLike('^[a-z0-9-]+:[A-Za-z]+\\*?$', 'service:Action'), { min: 1 }),
    'resources!': listOf(text, { min: 1 }),
  }),
);

const common = {
  'name!': name,
  'order!': { type: 'integer', minimum: 1, maximum: 999 },
};
const action = (type: string, rest: Readonly<Record<string, object>>) =>
  record({ ...common, 'type!': { const: type }, ...rest });

const actions = [
  action('source', { 'output!': artifact }),
  action('build', {
    'input!': artifact,
    'output!': artifact,
    environment: name,
    variables: listOf(variableName),
  }),
  action('approval', { 'message!': { type: 'string', minLength: 1, maxLength: 1000 } }),
  action('job', {
    'job!': name,
    'input!': artifact,
    bundle: artifact,
    output: artifact,
    'environment!': name,
    variables: listOf(variableName),
  }),
  action('codedeploy', { 'group!': name, 'input!': artifact }),
  action('ecs', { 'cluster!': text, 'service!': text, 'input!': artifact }),
  action('s3', { 'bucket!': text, 'input!': artifact }),
  action('lambda', { 'function!': text, 'alias!': text, 'input!': artifact }),
  action('eks', { 'cluster!': text, 'manifests!': text, 'input!': artifact }),
];

const deploymentGroup = record({
  'name!': { type: 'string', minLength: 1, maxLength: 100 },
  'hostGroup!': text,
  'config!': text,
  hosts: texts,
  'style!': { enum: ['in-place', 'blue-green'] },
  autoScalingGroup: textOrNull,
  targetGroup: textOrNull,
  tags: mapOf({ type: 'string' }),
  // Two days, as the page of quotas has it; that of the API says 2880.
  terminationWaitMinutes: { type: 'integer', minimum: 0, maximum: 2800 },
  alarms: listOf(text, { max: 10 }),
});

/** The pipeline manifest, which Terraform reads and people edit. */
export const manifestSchema = {
  $schema: draft,
  $id: 'https://pipewright.example/schema/pipeline.schema.json',
  title: 'pipeline.yaml: the pipeline of one application',
  ...record({
    'schema!': { const: 'pipewright/pipeline/1' },
    'name!': name,
    owner: textOrNull,
    'platform!': { enum: platformNames },
    'source!': record({
      repository: {
        type: ['string', 'null'],
        pattern: '^[^/\\s]+(/[^/\\s]+)+$',
        description: 'owner/name',
      },
      'branch!': text,
      'format!': { enum: ['CODE_ZIP', 'CODEBUILD_CLONE_REF'] },
    }),
    'execution!': { enum: ['QUEUED', 'SUPERSEDED', 'PARALLEL'] },
    variables: listOf(record({ 'name!': variableName, default: text, 'description!': text }), {
      max: 50,
    }),
    'build!': record({
      'project!': project,
      'image!': text,
      compute: {
        enum: [
          'BUILD_GENERAL1_SMALL',
          'BUILD_GENERAL1_MEDIUM',
          'BUILD_GENERAL1_LARGE',
          'BUILD_GENERAL1_XLARGE',
          'BUILD_GENERAL1_2XLARGE',
        ],
      },
      'privileged!': flag,
      network: flag,
      timeoutMinutes: minutes,
      rights,
      runtimes: mapOf({ type: ['string', 'number'] }),
    }),
    'jobs!': listOf(
      record({
        'name!': name,
        'project!': project,
        'buildspec!': text,
        'network!': flag,
        timeoutMinutes: minutes,
        rights,
      }),
    ),
    'environments!': listOf(
      record({
        'name!': text,
        'production!': flag,
        account: {
          type: ['string', 'null'],
          pattern: '^[0-9]{12}$',
          description: '12 digits, quoted',
        },
        region: textOrNull,
        'deploymentGroups!': listOf(deploymentGroup),
      }),
    ),
    'stages!': listOf(
      record({
        'name!': name,
        onFailure: { enum: ['rollback'] },
        'actions!': listOf(
          {
            type: 'object',
            required: ['type'],
            discriminator: { propertyName: 'type' },
            oneOf: actions,
          },
          { min: 1, max: 50 },
        ),
      }),
      { min: 2, max: 50 },
    ),
    'rollback!': record({ 'owner!': { enum: ['codedeploy', 'pipeline', 'none'] } }),
    'notifications!': record({
      events: listOf({ enum: ['started', 'succeeded', 'failed', 'approval-needed'] }),
      slack: flag,
      email: texts,
    }),
    checks: listOf(
      record({
        'from!': { enum: ['host', 'pipeline'] },
        url: textOrNull,
        tries: { type: ['integer', 'null'] },
      }),
    ),
    'parameters!': listOf(
      record({ 'name!': text, 'paths!': listOf({ $ref: '#/$defs/parameterPath' }) }),
    ),
    images: listOf(record({ 'repository!': repositoryName })),
    hostRights: rights,
  }),
  $defs: {
    parameterPath: textLike(
      '^/(?![Aa][Ww][Ss]|[Ss][Ss][Mm])[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+){0,14}$',
      'a path of Parameter Store, /application/environment/NAME: letters, digits, _ . -, not aws or ssm first',
    ),
  },
};

/** What an application needs beside its files, by name and place. */
export const parametersSchema = {
  $schema: draft,
  $id: 'https://pipewright.example/schema/parameters.schema.json',
  title: 'parameters.yaml: parameters and secrets by name and origin, never by value',
  ...record({
    'schema!': { const: 'pipewright/parameters/1' },
    'parameters!': listOf(
      record({
        'name!': text,
        'type!': { enum: ['SecureString', 'String'] },
        from: { type: 'string' },
        'paths!': mapOf({ $ref: '#/$defs/parameterPath' }),
      }),
    ),
    values: listOf(record({ 'name!': text, 'environments!': texts, missing: texts })),
  }),
  $defs: manifestSchema.$defs,
};
