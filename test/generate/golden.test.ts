import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';

import { yamlScalar } from '../../src/generate/yaml.ts';
import { languages } from '../../src/model/message.ts';
import type { Plan } from '../../src/model/plan.ts';
import { platformFiles } from './contexts.ts';
import { aPlan, environment, script, shop, step } from './plans.ts';

/** Plans made by hand, so that these files change when their layout does and not when a rule does. */
const plans: Readonly<Record<string, Plan>> = {
  /** Everything that a script on hosts can have, in place, in two environments. */
  shop,
  /** Blue/green in another account than staging, with secrets, manual work and open questions. */
  'blue-green': aPlan({
    plan: {
      steps: [
        step(7, { destination: 'appspec/files' }, 'transfer'),
        step(9, {
          disposition: 'manual',
          destination: 'none',
          reason: { code: 'plan/unknown-command', params: {} },
          question: 'health_url',
        }),
      ],
      secrets: [
        {
          label: 'S1',
          kind: 'password',
          name: 'DB_PASS',
          span: {
            file: 'shop/deploy.sh',
            start: script.indexOf('SLACK_URL'),
            end: script.indexOf('SLACK_URL') + 9,
          },
        },
      ],
      questions: [
        {
          question: {
            id: 'hosts_prod',
            type: 'hosts',
            text: { code: 'plan/ask-hosts', params: { environment: 'prod' } },
            default: null,
            choices: [],
          },
          answer: null,
          steps: [],
        },
      ],
    },
    build: {
      runtimes: [
        {
          name: 'nodejs',
          version: '22',
          isCarried: true,
          found: '.nvmrc',
          because: { code: 'plan/once', params: {} },
        },
      ],
    },
    deployment: {
      repository: null,
      branch: null,
      environments: [
        environment('staging', { target: { account: '111122223333', region: 'eu-west-3' } }),
        environment('prod', {
          target: {
            account: '444455556666',
            region: 'eu-west-3',
            autoScalingGroup: 'shop-prod',
            targetGroup: 'shop-prod',
          },
          style: 'blue-green',
          styleBecause: [{ code: 'plan/blue-green-possible', params: {} }],
        }),
      ],
      approvals: [{ environments: ['prod'], prompt: null, condition: null, steps: [] }],
      prerequisites: [
        {
          kind: 'user',
          name: 'deploy',
          because: { code: 'plan/needs-user', params: { user: 'deploy' } },
          steps: [],
        },
      ],
      values: [
        { name: 'API_URL', values: { staging: 'https://staging', prod: null }, usedBy: ['line3'] },
      ],
    },
  }),
  /** Containers: no hosts, no deployment groups. */
  ecs: aPlan({
    plan: { platform: { name: 'ecs', confidence: 1, because: [] } },
    build: { privileged: true, needsHistory: true },
    deployment: {
      environments: [environment('prod', { hostGroups: [], target: { cluster: 'main' } })],
      container: { images: [], cluster: null, services: ['api', 'worker'] },
    },
  }),
};

const folder = join('test/generate/golden');
const told = { owner: 'Ann' };

describe.each(Object.entries(plans))('%s', (name, plan) => {
  const files = platformFiles(plan, name === 'shop' ? told : {});

  if (process.env['UPDATE_GOLDEN'] === '1') {
    rmSync(join(folder, name), { recursive: true, force: true });
    for (const { path, text } of files) {
      mkdirSync(dirname(join(folder, name, path)), { recursive: true });
      writeFileSync(join(folder, name, path), text);
    }
  }

  test.each(files.map(({ path, text }) => ({ path, text })))('$path', ({ path, text }) => {
    expect(text).toBe(readFileSync(join(folder, name, path), 'utf8'));
  });

  test('nothing else is expected', () => {
    expect(existsSync(join(folder, name))).toBe(true);
    const kept = readdirSync(join(folder, name), { recursive: true, encoding: 'utf8' });
    const written = files.flatMap(({ path }) =>
      path.split('/').map((_, at, parts) => parts.slice(0, at + 1).join('/')),
    );
    expect(kept.sort()).toEqual([...new Set(written)].sort());
  });

  test('the manifest reads back as what pipeline.json says', () => {
    const text = (path: string) => files.find((file) => file.path === path)!.text;
    const manifest = parse(text('pipeline.yaml')) as {
      name: string;
      stages: { name: string; actions: { name: string; order: number }[] }[];
    };
    const { pipeline } = JSON.parse(text('pipeline.json')) as {
      pipeline: {
        name: string;
        stages: { name: string; actions: { name: string; runOrder: number }[] }[];
      };
    };
    expect(manifest.name).toBe(pipeline.name);
    expect(
      manifest.stages.map((stage) => [
        stage.name,
        stage.actions.map((one) => [one.name, one.order]),
      ]),
    ).toEqual(
      pipeline.stages.map((stage) => [
        stage.name,
        stage.actions.map((one) => [one.name, one.runOrder]),
      ]),
    );
  });

  test('the runbooks have the same chapters, commands and tables', () => {
    const skeletons = languages.map((language) => {
      const path = language === 'en' ? 'RUNBOOK.md' : 'RUNBOOK.fr.md';
      const lines = files.find((file) => file.path === path)!.text.split('\n');
      return lines
        .map(
          (line) =>
            /^(#+ |```|\d\. |- |\| ?-)/.exec(line)?.[1] ??
            (/^ *(aws|git|tail) /.test(line) ? line : ''),
        )
        .filter((line) => line !== '');
    });
    expect(skeletons[1]).toEqual(skeletons[0]);
    expect(skeletons[0]!.length).toBeGreaterThan(20);
  });
});

test('a value that YAML could read as another is quoted', () => {
  for (const text of ['yes', '0.0', '- a', 'a: b', '#x', '', 'null', '1e3', '012'])
    expect(parse(`key: ${yamlScalar(text)}`)).toEqual({ key: text });
});
