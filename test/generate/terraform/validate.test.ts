import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { parse } from '@cdktf/hcl2json';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { emptyConfig } from '../../../src/fleet/config.ts';
import { createPipelineOf } from '../../../src/generate/pipeline/create-pipeline.ts';
import type { CreatePipelineInput } from '../../../src/generate/pipeline/create-pipeline.ts';
import { manifestOf } from '../../../src/generate/pipeline/manifest-of.ts';
import { terraform } from '../../../src/generate/terraform/terraform.ts';
import type { PlatformName } from '../../../src/model/kind.ts';
import type { Plan } from '../../../src/model/plan.ts';
import { contextOf, platformFiles, render } from '../contexts.ts';
import { planScripts } from '../../plan/planned.ts';
import { aPlan, environment, shop } from '../plans.ts';

const platform = (name: PlatformName) => ({
  application: name,
  platform: { name, confidence: 1, because: [] },
});
/** Its own commands ask for rights, and its image goes through a registry. */
function scripted(): Plan {
  const plan = planScripts({
    'deploy.sh': [
      'docker build -t acme/shop .',
      'docker save acme/shop | ssh root@web1 docker load',
      'aws s3 sync dist s3://shop-assets --delete',
      'ssh root@web1 "aws s3 cp s3://shop-config/shop.conf /etc/shop.conf && docker run -d acme/shop"',
      'aws cloudfront create-invalidation --distribution-id E1 --paths "/*"',
    ].join('\n'),
  });
  const deployment = { ...plan.deployment, repository: 'acme/shop' };
  return { ...plan, application: 'scripted', deployment };
}

const elsewhere = (name: PlatformName): Plan =>
  aPlan({
    plan: platform(name),
    build: { privileged: name === 'ecs', needsHistory: name === 'ecs' },
    deployment: { environments: [environment('prod', { hostGroups: [] })] },
  });

/** Every platform, both styles of deployment, everything that an application can have. */
const plans: readonly Plan[] = [
  shop,
  aPlan({
    plan: { application: `${'long-'.repeat(18)}name` },
    deployment: {
      notifications: [
        {
          channel: 'email',
          targets: ['ops@clientb.example'],
          variable: null,
          events: ['started'],
          steps: [],
        },
      ],
      environments: [
        environment('prod', {
          target: { autoScalingGroup: 'shop-prod', targetGroup: 'shop-prod' },
          style: 'blue-green',
          hostGroups: [{ name: 'web', hosts: [], deploymentGroup: 'long-prod' }],
        }),
      ],
    },
  }),
  aPlan({ plan: { application: 'nameless' }, deployment: { repository: null } }),
  scripted(),
  ...(['ecs', 's3', 'lambda', 'eks', 'other'] as const).map(elsewhere),
];
const fleet = {
  ...emptyConfig,
  region: 'eu-west-3',
  notifications: { slack: { workspace: 'T012', channel: 'C345' }, email: ['ops@clientb.example'] },
};
const root = terraform.generate(plans, { fleet, render });

test.each(
  root.filter(({ path }) => /\.(tf|tfvars)$/.test(path)).map(({ path, text }) => ({ path, text })),
)('$path is HCL', async ({ path, text }) => {
  const read = (await parse(path, text)) as object;
  expect(Object.keys(read).length).toBeGreaterThan(0);
});

const hasTerraform = spawnSync('terraform', ['version']).status === 0;

interface Run {
  readonly results: Readonly<Record<string, { readonly status: number; readonly output: string }>>;
  readonly planned: readonly { readonly type: string; readonly value: Record<string, unknown> }[];
}

(hasTerraform ? describe : describe.skip)(
  'terraform itself, with the schema of hashicorp/aws',
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'pipewright-validate-'));
    afterAll(() => rmSync(folder, { recursive: true }));
    let run: Run;
    beforeAll(() => {
      const apps = plans.flatMap((plan) =>
        platformFiles(plan).map((file) => ({
          ...file,
          path: `apps/${plan.application}/${file.path}`,
        })),
      );
      for (const { path, text } of [...root, ...apps]) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        writeFileSync(join(folder, path), text);
      }
      const script = 'test/generate/terraform/provider/run-terraform.mjs';
      const done = spawnSync('node', [script, join(folder, 'terraform')], {
        encoding: 'utf8',
        maxBuffer: 64_000_000,
      });
      run = JSON.parse(done.stdout) as Run;
    }, 120_000);

    test.each(['init', 'validate', 'plan'])('%s', (command) => {
      expect(run.results[command]?.output).not.toContain('Error:');
      expect(run.results[command]?.status).toBe(0);
    });

    test('says which application waits for its repository', () => {
      expect(run.results['plan']!.output).toContain('No pipeline yet for nameless');
    });

    const built = plans.filter(({ deployment }) => deployment.repository !== null);
    test.each(built.map((plan) => ({ plan, name: plan.application })))(
      'plans the pipeline of $name as pipeline.json describes it',
      ({ plan }) => {
        const context = { ...contextOf(plan), fleet: emptyConfig };
        const input = createPipelineOf(manifestOf(plan, context));
        const found = run.planned.find(
          ({ type, value }) => type === 'aws_codepipeline' && value['name'] === input.pipeline.name,
        );
        expect(stagesPlanned(found!.value)).toEqual(stagesAsked(input));
        expect(found!.value).toMatchObject({ pipeline_type: 'V2', execution_mode: 'QUEUED' });
      },
    );

    test('a repository of ECR stands between the build and the hosts', () => {
      const names = run.planned
        .filter(({ type }) => type === 'aws_ecr_repository')
        .map(({ value }) => value['name']);
      expect(names).toContain('scripted');
    });

    test('one owner of going back: groups roll back by themselves only where the stage does not', () => {
      const groups = run.planned.filter(({ type }) => type === 'aws_codedeploy_deployment_group');
      const rolls = Object.fromEntries(
        groups.map(({ value }) => {
          const { enabled } = (value['auto_rollback_configuration'] as { enabled: boolean }[])[0]!;
          return [String(value['deployment_group_name']), enabled];
        }),
      );
      expect(Object.values(rolls)).toContain(true);
    });
  },
);

interface PlannedStage {
  readonly name: string;
  readonly on_failure: readonly { readonly result: string }[] | null;
  readonly action: readonly Record<string, unknown>[];
}

/** Without the source's configuration: all of it is known after apply, as the connection is. */
function stagesPlanned(value: Record<string, unknown>) {
  return (value['stage'] as readonly PlannedStage[]).map((stage) => [
    stage.name,
    stage.on_failure?.[0]?.result ?? null,
    stage.action.map((action) => [
      action['name'],
      action['category'],
      action['provider'],
      action['run_order'],
      action['category'] === 'Source' ? null : action['configuration'],
      action['input_artifacts'] ?? [],
      action['output_artifacts'] ?? [],
    ]),
  ]);
}

function stagesAsked({ pipeline }: CreatePipelineInput) {
  return pipeline.stages.map((stage) => [
    stage.name,
    stage.onFailure?.result ?? null,
    stage.actions.map((action) => [
      action.name,
      action.actionTypeId.category,
      action.actionTypeId.provider,
      action.runOrder,
      action.actionTypeId.category === 'Source' ? null : action.configuration,
      (action.inputArtifacts ?? []).map(({ name }) => name),
      (action.outputArtifacts ?? []).map(({ name }) => name),
    ]),
  ]);
}
