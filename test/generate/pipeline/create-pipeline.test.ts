import { ActionCategory, PipelineType, Result as StageResult } from '@aws-sdk/client-codepipeline';
import type { CreatePipelineCommandInput } from '@aws-sdk/client-codepipeline';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { createPipelineOf } from '../../../src/generate/pipeline/create-pipeline.ts';
import type { CreatePipelineInput } from '../../../src/generate/pipeline/create-pipeline.ts';
import { manifestOf } from '../../../src/generate/pipeline/manifest-of.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { contextOf } from '../contexts.ts';
import { aPlan, environment, shop } from '../plans.ts';

/** Mutable all the way down, as the SDK writes its types. */
type Mutable<Type> = Type extends object
  ? { -readonly [Key in keyof Type]: Mutable<Type[Key]> }
  : Type;

/** The SDK's own type: structure, required members and enumerations, judged by the compiler. */
function asSdkInput(input: CreatePipelineInput): CreatePipelineCommandInput {
  return structuredClone(
    input,
  ) as Mutable<CreatePipelineInput> satisfies CreatePipelineCommandInput;
}

function pipelineOf(plan: Plan) {
  return asSdkInput(createPipelineOf(manifestOf(plan, contextOf(plan))));
}

const stagesOf = (plan: Plan) => pipelineOf(plan).pipeline!.stages!;
const layout = (plan: Plan) =>
  stagesOf(plan).map(
    ({ name, actions, onFailure }) =>
      `${name}: ${actions!.map((one) => `${one.name} ${one.runOrder}`).join(', ')}${onFailure === undefined ? '' : ` (${onFailure.result})`}`,
  );

describe('stages', () => {
  test('approval, preparation outside the stage that a rollback repeats, tests inside it, marks after it', () => {
    expect(layout(shop)).toEqual([
      'Source: Source 1',
      'Build: Build 1',
      'Prepare-staging: Backup 1, Migrate 2',
      'Deploy-staging: Deploy 1, Smoke 2 (ROLLBACK)',
      'Finish-staging: Tag 1',
      'Approve-prod: Approve 1',
      'Prepare-prod: Backup 1, Migrate 2',
      'Deploy-prod: Deploy 1, Smoke 2 (ROLLBACK)',
      'Finish-prod: Tag 1',
    ]);
  });

  const groups = ['web', 'worker'].map((name) => ({
    name,
    hosts: [],
    deploymentGroup: `shop-prod-${name}`,
  }));
  const rows: readonly { why: string; plan: Plan; stages: readonly string[] }[] = [
    {
      why: 'one group and no test from outside: CodeDeploy goes back by itself',
      plan: aPlan({ deployment: { environments: [environment('prod')] } }),
      stages: ['Deploy-prod: Deploy 1'],
    },
    {
      why: 'several groups one after another, taken back together',
      plan: aPlan({ deployment: { environments: [environment('prod', { hostGroups: groups })] } }),
      stages: ['Deploy-prod: Deploy-web 1, Deploy-worker 2 (ROLLBACK)'],
    },
    {
      why: 'where CodeBuild deploys by itself, that job is the deployment',
      plan: aPlan({
        plan: { platform: { name: 'other', confidence: 1, because: [] } },
        deployment: {
          environments: [environment('prod')],
          once: [
            {
              name: 'Deploy',
              when: 'before-deploy',
              needsNetwork: false,
              privateHosts: [],
              environments: [],
              runtimes: [],
              keeps: [],
              steps: [],
            },
          ],
        },
      }),
      stages: ['Deploy-prod: Deploy 1 (ROLLBACK)'],
    },
    {
      why: 'an action of one environment stays out of the others',
      plan: aPlan({
        deployment: {
          once: [
            {
              name: 'Seed',
              when: 'before-deploy',
              needsNetwork: false,
              privateHosts: [],
              environments: ['staging'],
              runtimes: [],
              keeps: [],
              steps: [],
            },
          ],
        },
      }),
      stages: ['Prepare-staging: Seed 1', 'Deploy-staging: Deploy 1', 'Deploy-prod: Deploy 1'],
    },
    {
      why: 'nothing to deploy: nothing to approve',
      plan: aPlan({
        deployment: {
          files: [],
          approvals: [{ environments: ['prod'], prompt: null, condition: null, steps: [] }],
        },
      }),
      stages: [],
    },
    {
      why: 'a build that differs per environment is one action each',
      plan: aPlan({ build: { perEnvironment: ['API_URL'] } }),
      stages: ['Deploy-staging: Deploy 1', 'Deploy-prod: Deploy 1'],
    },
  ];
  test.each(rows)('$why', ({ plan, stages }) => {
    expect(layout(plan).slice(2)).toEqual(stages);
  });

  test('a build per environment makes an artifact each, and each deployment takes its own', () => {
    const plan = aPlan({ build: { perEnvironment: ['API_URL'] } });
    const [, build, staging, prod] = stagesOf(plan);
    expect(build!.actions!.map(({ name, outputArtifacts }) => [name, outputArtifacts])).toEqual([
      ['Build-staging', [{ name: 'bundle_staging' }]],
      ['Build-prod', [{ name: 'bundle_prod' }]],
    ]);
    expect(staging!.actions![0]!.inputArtifacts).toEqual([{ name: 'bundle_staging' }]);
    expect(prod!.actions![0]!.inputArtifacts).toEqual([{ name: 'bundle_prod' }]);
  });

  test.each([
    ['ecs', 'ECS', { ClusterName: 'media', ServiceName: 'api', FileName: 'imagedefinitions.json' }],
    ['s3', 'S3', { BucketName: 'site.example', Extract: 'true' }],
  ] as const)('%s is deployed by the action %s', (name, provider, configuration) => {
    const target = { cluster: 'media', service: 'api', bucket: 'site.example' };
    const plan = aPlan({
      plan: { platform: { name, confidence: 1, because: [] } },
      deployment: { environments: [environment('prod', { target, hostGroups: [] })] },
    });
    const deploy = stagesOf(plan).at(-1)!.actions![0]!;
    expect(deploy.actionTypeId!.provider).toBe(provider);
    expect(deploy.configuration).toEqual(configuration);
  });
});

test('a site without a bucket of its own is not published to that of another environment', () => {
  const plan = aPlan({
    plan: { platform: { name: 's3', confidence: 1, because: [] } },
    deployment: {
      site: {
        folder: 'public',
        bucket: 'www.example',
        deletes: true,
        distribution: null,
        steps: [],
      },
      environments: [
        environment('test', { hostGroups: [] }),
        environment('prod', { target: { bucket: 'www.example' }, hostGroups: [] }),
      ],
    },
  });
  const buckets = stagesOf(plan)
    .flatMap(({ actions }) => actions ?? [])
    .flatMap(({ configuration }) => configuration?.BucketName ?? []);
  expect(buckets).toEqual(['shop-test', 'www.example']);
});

describe('limits of AWS', () => {
  const name = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.constant('../x'));
  const plans = fc
    .record({ application: name, first: name, second: name, once: name, prompt: name, group: name })
    .map(({ application, first, second, once, prompt, group }) =>
      aPlan({
        plan: { application },
        deployment: {
          environments: [first, `${second}2`].map((one) =>
            environment(one, {
              hostGroups: [`${group}1`, `${group}2`].map((host) => ({
                name: host,
                hosts: [],
                deploymentGroup: `${application}-${one}-${host}`,
              })),
            }),
          ),
          approvals: [{ environments: [first], prompt, condition: null, steps: [] }],
          once: [
            {
              name: once,
              when: 'after-deploy',
              needsNetwork: false,
              privateHosts: [],
              environments: [],
              runtimes: [],
              keeps: [],
              steps: [],
            },
          ],
        },
      }),
    );

  // Patterns and lengths of the API; the SDK's types say nothing of them.
  // Source: https://docs.aws.amazon.com/codepipeline/latest/userguide/limits.html
  test('whatever things are called: names, lengths and counts hold', () => {
    fc.assert(
      fc.property(plans, (plan) => {
        const { pipeline } = pipelineOf(plan);
        expect(pipeline!.name).toMatch(/^[A-Za-z0-9.@\-_]{1,100}$/);
        expect(pipeline!.roleArn).toMatch(/^arn:aws:iam::\d{12}:role\/[\w+=,.@-]{1,64}$/);
        const outputs: string[] = [];
        for (const stage of pipeline!.stages!) {
          expect(stage.name).toMatch(/^[A-Za-z0-9.@\-_]{1,100}$/);
          const names = stage.actions!.map((action) => action.name);
          expect(new Set(names).size).toBe(names.length);
          for (const action of stage.actions!) {
            expect(action.name).toMatch(/^[A-Za-z0-9.@\-_]{1,100}$/);
            for (const value of Object.values(action.configuration!)) {
              expect(value.length).toBeGreaterThan(0);
              expect(value.length).toBeLessThanOrEqual(1000);
            }
            for (const one of action.outputArtifacts ?? []) {
              expect(one.name).toMatch(/^[a-zA-Z0-9_-]{1,100}$/);
              outputs.push(one.name!);
            }
            for (const one of action.inputArtifacts ?? []) expect(outputs).toContain(one.name);
          }
        }
        expect(new Set(outputs).size).toBe(outputs.length);
      }),
      { numRuns: 60 },
    );
  });

  test('words are those of the API', () => {
    const { pipeline } = pipelineOf(shop);
    expect(Object.values(PipelineType)).toContain(pipeline!.pipelineType);
    const actions = pipeline!.stages!.flatMap((stage) => stage.actions!);
    for (const { actionTypeId } of actions)
      expect(Object.values(ActionCategory)).toContain(actionTypeId!.category);
    const results = pipeline!.stages!.flatMap(({ onFailure }) => onFailure?.result ?? []);
    expect(results.length).toBeGreaterThan(0);
    for (const result of results) expect(Object.values(StageResult)).toContain(result);
  });
});
