import { expect, test } from '@jest/globals';

import { checkWith, codesOf, declaration, manifest } from './checking.ts';

type Declaration = ReturnType<typeof declaration>;
type Action = Declaration['pipeline'] & {
  configuration: Record<string, string>;
  [key: string]: unknown;
};

/** What is found, without lines: JSON is laid out by a machine. */
const found = (spoil: (given: Declaration) => void) => {
  const given = declaration();
  spoil(given);
  const text = JSON.stringify(given, null, 2);
  return codesOf(checkWith({ 'apps/shop/pipeline.json': text })).map((code) =>
    code.replace(/@.*/, ''),
  );
};
const stages = (given: Declaration) =>
  given.pipeline['stages'] as { name: string; onFailure?: unknown; actions: Action[] }[];
const action = (given: Declaration, stage: number, at = 0) => stages(given)[stage]!.actions[at]!;

interface Row {
  readonly why: string;
  readonly spoil: (given: Declaration) => unknown;
  readonly codes: readonly string[];
}

const shape: readonly Row[] = [
  { why: 'the valid one', spoil: () => undefined, codes: [] },
  { why: 'no role', spoil: (one) => delete one.pipeline['roleArn'], codes: ['missing-key'] },
  {
    why: 'a role that is none',
    spoil: (one) => (one.pipeline['roleArn'] = 'shop'),
    codes: ['wrong-form'],
  },
  {
    why: 'the type that AWS takes unasked',
    spoil: (one) => delete one.pipeline['pipelineType'],
    codes: ['missing-key'],
  },
  {
    why: 'the old type',
    spoil: (one) => (one.pipeline['pipelineType'] = 'V1'),
    codes: ['not-one-of'],
  },
  {
    why: 'a way to run that there is none',
    spoil: (one) => (one.pipeline['executionMode'] = 'QUEUE'),
    codes: ['not-one-of'],
  },
  {
    why: 'a key of another API',
    spoil: (one) => (one.pipeline['tags'] = []),
    codes: ['unknown-key'],
  },
  { why: 'no store', spoil: (one) => delete one.pipeline['artifactStore'], codes: ['missing-key'] },
  {
    why: 'a name with a blank',
    spoil: (one) => (one.pipeline['name'] = 'the shop'),
    codes: ['wrong-form'],
  },
  {
    why: 'a name of 101 letters',
    spoil: (one) => (one.pipeline['name'] = 'a'.repeat(101)),
    codes: ['wrong-form'],
  },
  {
    why: 'a name of 100 letters',
    spoil: (one) => (one.pipeline['name'] = 'a'.repeat(100)),
    codes: [],
  },
  {
    why: 'an order beyond 999',
    spoil: (one) => (action(one, 1)['runOrder'] = 1000),
    codes: ['out-of-range'],
  },
  {
    why: 'a version that is a number',
    spoil: (one) => ((action(one, 1)['actionTypeId'] as Record<string, unknown>)['version'] = 1),
    codes: ['wrong-type'],
  },
  {
    why: 'a value of 1001 characters',
    spoil: (one) => (action(one, 0).configuration['BranchName'] = 'x'.repeat(1001)),
    codes: ['aws-limit'],
  },
  {
    why: 'a value of 1000 characters',
    spoil: (one) => (action(one, 0).configuration['BranchName'] = 'x'.repeat(1000)),
    codes: [],
  },
  {
    why: 'a value that is no text',
    spoil: (one) =>
      ((action(one, 0).configuration as Record<string, unknown>)['DetectChanges'] = false),
    codes: ['wrong-type'],
  },
];

test.each(shape)('shape: $why', ({ spoil, codes }) => {
  expect(found(spoil)).toEqual(codes);
});

test('no JSON, and none of its text is shown', () => {
  const text = '{"pipeline": {\n"password": hunter2 }}';
  const [found] = checkWith({ 'apps/shop/pipeline.json': text });
  expect([found?.code, JSON.stringify(found?.params)]).toEqual([
    'check/json',
    expect.not.stringContaining('hunter2'),
  ]);
});

test('JSON that ends too early', () => {
  expect(codesOf(checkWith({ 'apps/shop/pipeline.json': '{"pipeline": ' }))).toEqual(['json@-']);
});

const flow: readonly Row[] = [
  {
    why: 'one stage',
    spoil: (one) => (one.pipeline['stages'] = stages(one).slice(0, 1)),
    codes: ['too-few', ...Array<string>(3).fill('pipeline-differs')],
  },
  {
    why: 'two stages of one name',
    spoil: (one) => (stages(one)[2]!.name = 'Build'),
    codes: ['duplicate-name', ...Array<string>(4).fill('pipeline-differs')],
  },
  {
    why: 'two actions of one name',
    spoil: (one) => (action(one, 2, 1)['name'] = 'Deploy'),
    codes: ['duplicate-name', 'pipeline-differs'],
  },
  {
    why: 'an artifact that nobody makes',
    spoil: (one) => (action(one, 2)['inputArtifacts'] = [{ name: 'dist' }]),
    codes: ['unknown-artifact'],
  },
  {
    why: 'an artifact that is made later',
    spoil: (one) => (action(one, 1)['inputArtifacts'] = [{ name: 'bundle' }]),
    codes: ['unknown-artifact'],
  },
  {
    why: 'an artifact that two make',
    spoil: (one) => (action(one, 1)['outputArtifacts'] = [{ name: 'source' }]),
    codes: ['duplicate-name', 'unknown-artifact'],
  },
  {
    why: 'an artifact of the same stage, made before',
    spoil: (one) => {
      action(one, 2, 1)['outputArtifacts'] = [{ name: 'report' }];
      Object.assign(action(one, 2, 1), { runOrder: 1 });
      Object.assign(action(one, 2), { runOrder: 2, inputArtifacts: [{ name: 'report' }] });
    },
    codes: ['no-artifacts'],
  },
  {
    why: 'an artifact of the same stage, made beside',
    spoil: (one) => {
      action(one, 2, 1)['outputArtifacts'] = [{ name: 'report' }];
      Object.assign(action(one, 2, 1), { runOrder: 1 });
      Object.assign(action(one, 2), { inputArtifacts: [{ name: 'report' }] });
    },
    codes: ['unknown-artifact', 'no-artifacts'],
  },
  {
    why: 'no source first',
    spoil: (one) =>
      Object.assign(action(one, 0)['actionTypeId'] as object, {
        category: 'Build',
        provider: 'CodeBuild',
      }),
    codes: [
      'first-stage',
      'input-artifacts',
      'missing-configuration',
      'unknown-configuration',
      'unknown-configuration',
      'unknown-configuration',
      'unknown-source-action',
    ],
  },
  {
    why: 'a trigger of another action',
    spoil: (one) =>
      ((
        one.pipeline['triggers'] as { gitConfiguration: { sourceActionName: string } }[]
      )[0]!.gitConfiguration.sourceActionName = 'Git'),
    codes: ['unknown-source-action'],
  },
  {
    why: 'a trigger as old examples have it',
    spoil: (one) =>
      ((one.pipeline['triggers'] as { providerType: string }[])[0]!.providerType = 'Connection'),
    codes: ['not-one-of'],
  },
  {
    why: 'a rollback while executions run side by side',
    spoil: (one) => (one.pipeline['executionMode'] = 'PARALLEL'),
    codes: ['rollback-in-parallel'],
  },
  {
    why: 'a failure that fails',
    spoil: (one) => (stages(one)[2]!.onFailure = { result: 'FAIL' }),
    codes: ['condition-result'],
  },
  {
    why: 'a retry with conditions',
    spoil: (one) =>
      (stages(one)[2]!.onFailure = {
        result: 'RETRY',
        conditions: [
          {
            result: 'FAIL',
            rules: [{ name: 'A', ruleTypeId: { category: 'Rule', provider: 'CloudWatchAlarm' } }],
          },
        ],
      }),
    codes: ['mixed-condition'],
  },
  {
    why: 'a retry',
    spoil: (one) =>
      (stages(one)[2]!.onFailure = {
        result: 'RETRY',
        retryConfiguration: { retryMode: 'ALL_ACTIONS' },
      }),
    codes: [],
  },
];

test.each(flow)('flow: $why', ({ spoil, codes }) => {
  expect([...found(spoil)].sort()).toEqual([...codes].sort());
});

const actions: readonly Row[] = [
  {
    why: 'CodeDeploy without a group',
    spoil: (one) => delete action(one, 2).configuration['DeploymentGroupName'],
    codes: ['missing-configuration'],
  },
  {
    why: 'CodeDeploy with more than it takes',
    spoil: (one) => (action(one, 2).configuration['IgnoreApplicationStopFailures'] = 'true'),
    codes: ['unknown-configuration'],
  },
  {
    why: 'CodeDeploy with two inputs',
    spoil: (one) => (action(one, 2)['inputArtifacts'] = [{ name: 'bundle' }, { name: 'source' }]),
    codes: ['input-artifacts'],
  },
  {
    why: 'CodeDeploy with an output',
    spoil: (one) => (action(one, 2)['outputArtifacts'] = [{ name: 'x' }]),
    codes: ['output-artifacts'],
  },
  {
    why: 'an action that AWS has not',
    spoil: (one) =>
      ((action(one, 2)['actionTypeId'] as Record<string, unknown>)['provider'] = 'Codedeploy'),
    codes: ['unknown-action-type'],
  },
  {
    why: 'an action in a category that is not its own',
    spoil: (one) =>
      ((action(one, 2)['actionTypeId'] as Record<string, unknown>)['category'] = 'Build'),
    codes: ['unknown-action-type'],
  },
  {
    why: 'an action of AWS whose keys we do not judge',
    spoil: (one) =>
      Object.assign(action(one, 2)['actionTypeId'] as object, { provider: 'CloudFormation' }),
    codes: [],
  },
  {
    why: 'an action of somebody else',
    spoil: (one) =>
      Object.assign(action(one, 2)['actionTypeId'] as object, {
        owner: 'Custom',
        provider: 'Ours',
      }),
    codes: [],
  },
  {
    why: 'time for an action that takes none',
    spoil: (one) => (action(one, 1)['timeoutInMinutes'] = 60),
    codes: ['approval-timeout'],
  },
  {
    why: 'variables that are no JSON',
    spoil: (one) => (action(one, 2, 1).configuration['EnvironmentVariables'] = 'A=1'),
    codes: ['wrong-form'],
  },
  {
    why: 'a variable of an unknown type',
    spoil: (one) =>
      (action(one, 2, 1).configuration['EnvironmentVariables'] =
        '[{"name":"A","value":"1","type":"SSM"}]'),
    codes: ['wrong-form'],
  },
  {
    why: 'a variable of CodeBuild',
    spoil: (one) =>
      (action(one, 2, 1).configuration['EnvironmentVariables'] =
        '[{"name":"CODEBUILD_A","value":"1"}]'),
    codes: ['reserved-variable'],
  },
  {
    why: 'a secret in clear',
    spoil: (one) =>
      (action(one, 2, 1).configuration['EnvironmentVariables'] =
        '[{"name":"DB_PASSWORD","value":"1"}]'),
    codes: ['secret-in-pipeline'],
  },
  {
    why: 'the place of secrets',
    spoil: (one) =>
      (action(one, 2, 1).configuration['EnvironmentVariables'] =
        '[{"name":"SECRETS_BUCKET_NAME","value":"a"}]'),
    codes: [],
  },
  {
    why: 'a secret by name',
    spoil: (one) =>
      (action(one, 2, 1).configuration['EnvironmentVariables'] =
        '[{"name":"DB_PASSWORD","value":"/a","type":"PARAMETER_STORE"}]'),
    codes: [],
  },
];

test.each(actions)('actions: $why', ({ spoil, codes }) => {
  expect(found(spoil)).toEqual(codes);
});

const outputs: readonly { why: string; artifacts: string; codes: readonly string[] }[] = [
  {
    why: 'two artifacts of their names',
    artifacts: '  secondary-artifacts:\n    bundle: {files: ["**/*"]}\n    report: {files: [x]}\n',
    codes: [],
  },
  {
    why: 'one of them by another name',
    artifacts: '  secondary-artifacts:\n    bundle: {files: ["**/*"]}\n    reports: {files: [x]}\n',
    codes: ['artifact-names'],
  },
  { why: 'one alone', artifacts: '', codes: ['artifact-names'] },
];

test.each(outputs)('outputs: $why', ({ artifacts, codes }) => {
  const given = declaration();
  action(given, 1)['outputArtifacts'] = [{ name: 'bundle' }, { name: 'report' }];
  const buildspec = `version: 0.2\nphases: {build: {commands: [cp -a dist deploy]}}\nartifacts:\n  files: ["**/*"]\n${artifacts}`;
  const checked = checkWith({
    'apps/shop/pipeline.json': JSON.stringify(given),
    'apps/shop/repo/buildspec.yml': buildspec,
  });
  expect(codesOf(checked).map((code) => code.replace(/@.*/, ''))).toEqual(codes);
});

const manifests: readonly { why: string; from: string; to: string; found: readonly string[] }[] = [
  { why: 'the valid one', from: '', to: '', found: [] },
  {
    why: 'an unknown key',
    from: 'execution:',
    to: 'mode: x\nexecution:',
    found: ['unknown-key@9'],
  },
  {
    why: 'an unknown platform',
    from: 'platform: ec2',
    to: 'platform: EC2',
    found: ['not-one-of@4'],
  },
  {
    why: 'a repository without an owner',
    from: 'clientb/shop',
    to: 'shop',
    found: ['wrong-form@6'],
  },
  {
    why: 'an action of an unknown type',
    from: 'type: codedeploy',
    to: 'type: deploy',
    found: ['not-one-of@39'],
  },
  {
    why: 'an action with a key of another type',
    from: 'type: source,',
    to: 'type: source, job: Smoke,',
    found: ['unknown-key@32'],
  },
  {
    why: 'an action without its group',
    from: 'group: shop-prod, ',
    to: '',
    found: ['missing-key@39'],
  },
  {
    why: 'a group that is not there',
    from: 'group: shop-prod',
    to: 'group: shop-qa',
    found: ['unknown-reference@39'],
  },
  {
    why: 'a job that is not there',
    from: 'job: Smoke',
    to: 'job: Smok',
    found: ['unknown-reference@40'],
  },
  {
    why: 'an environment that is not there',
    from: 'environment: prod',
    to: 'environment: qa',
    found: ['unknown-reference@40'],
  },
  {
    why: 'two who roll back',
    from: 'owner: pipeline',
    to: 'owner: codedeploy',
    found: ['two-rollback-owners@37'],
  },
  {
    why: 'blue/green with nothing to switch',
    from: 'style: in-place',
    to: 'style: blue-green',
    found: ['missing-key@25', 'missing-key@25'],
  },
  {
    why: 'blue/green with both',
    from: 'style: in-place',
    to: 'style: blue-green\n        autoScalingGroup: a\n        targetGroup: t',
    found: [],
  },
  {
    why: 'a place in Parameter Store that AWS keeps',
    from: '/shop/prod/DB',
    to: '/aws/prod/DB',
    found: ['wrong-form@49'],
  },
  {
    why: 'an account that YAML takes for a number',
    from: 'account: null',
    to: 'account: 123456789012',
    found: ['wrong-type@22'],
  },
  {
    why: 'a buildspec that is not there',
    from: 'buildspec.smoke.yml',
    to: 'buildspec.smok.yml',
    found: ['missing-file@15'],
  },
  {
    why: 'a stage that only one of the two knows',
    from: 'name: Deploy-prod',
    to: 'name: Deploy',
    found: Array<string>(4).fill('pipeline-differs@-'),
  },
];

test.each(manifests)('manifest: $why', ({ from, to, found: expected }) => {
  const text = manifest.replace(from, to);
  if (from !== '') expect(text).not.toBe(manifest);
  expect(codesOf(checkWith({ 'apps/shop/pipeline.yaml': text }))).toEqual(expected);
});

const missing: readonly { why: string; gone: string; found: readonly string[] }[] = [
  { why: 'no appspec for CodeDeploy', gone: 'repo/appspec.yml', found: ['missing-file@29'] },
  { why: 'no buildspec for CodeBuild', gone: 'repo/buildspec.yml', found: ['missing-file@10'] },
  {
    why: 'no manifest for Terraform',
    gone: 'pipeline.yaml',
    found: ['missing-file@-', 'broken-link@3'],
  },
];

test.each(missing)('missing: $why', ({ gone, found: expected }) => {
  expect(codesOf(checkWith({ [`apps/shop/${gone}`]: null }))).toEqual(expected);
});

test('what stands in the repository itself is not missing', () => {
  const applications = [
    { name: 'shop', repository: new Set(['buildspec.yml']), logins: new Set<string>() },
  ];
  expect(codesOf(checkWith({ 'apps/shop/repo/buildspec.yml': null }, applications))).toEqual([]);
});

test('parameters by value', () => {
  const text =
    'schema: pipewright/parameters/1\nparameters:\n  - {name: A, type: String, value: x, paths: {prod: /a/b}}\n';
  expect(codesOf(checkWith({ 'apps/shop/parameters.yaml': text }))).toEqual(['unknown-key@3']);
});
