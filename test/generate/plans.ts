import type { ClassifiedStep } from '../../src/model/classified.ts';
import type { PlannedEnvironment } from '../../src/model/deployment.ts';
import type { StepKind } from '../../src/model/kind.ts';
import type { Message } from '../../src/model/message.ts';
import type { Plan, PlannedStep } from '../../src/model/plan.ts';
import type { Step } from '../../src/model/step.ts';

/** The script that hand-made plans speak of: one command a line, `step(n)` is its line n. */
export const script = [
  '#!/bin/bash',
  'git pull origin main',
  'npm ci && npm run build',
  'read -p "Deploy to prod? " ok',
  'pg_dump shop > shop.sql',
  'npm run migrate',
  'rsync -a dist/ web1:/srv/shop',
  'ssh web1 systemctl restart shop',
  'curl -fsS https://shop.example/health',
  'curl -d deployed "$SLACK_URL"',
  'git tag "v$1" && git push --tags',
  '',
].join('\n');

export const said = (code: string): Message => ({ code, params: {} });

/** The step on a line of the script above. */
export function step(
  line: number,
  planned: Partial<PlannedStep> = {},
  kind: StepKind = 'build',
): PlannedStep {
  const lines = script.split('\n');
  const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
  const text = lines[line - 1]!;
  const words = text.split(' ').map((word) => ({ value: { kind: 'literal', text: word } }));
  const made = {
    id: `line${line}`,
    site: { source: 'shop/deploy.sh', start, end: start + text.length },
    span: { file: 'shop/deploy.sh', start, end: start + text.length },
    text,
    name: text.split(' ')[0],
    words,
    cwd: null,
    plain: words.slice(1).filter(({ value }) => !value.text.startsWith('-')),
    calledFrom: [],
    variants: [],
    covers: [],
    wrappers: [],
    guards: [],
    loop: null,
    assignments: [],
    pipeline: null,
    unresolved: null,
    form: 'command',
    runAs: null,
    place: { kind: 'local', hosts: [], user: null, port: null, through: null },
    redirections: [],
    stdin: { kind: 'inherited' },
    stream: null,
    environments: [],
    actions: ['deploy'],
    reached: true,
  } as unknown as Step;
  return {
    classified: {
      step: made,
      kind,
      captures: {},
      notes: [],
      questions: [],
    } as unknown as ClassifiedStep,
    destination: 'none',
    disposition: 'converted',
    because: said('plan/once'),
    reason: null,
    guards: [],
    hostGroups: [],
    question: null,
    ...planned,
  };
}

export function environment(
  name: string,
  with_: Partial<PlannedEnvironment> = {},
): PlannedEnvironment {
  return {
    name,
    production: name === 'prod',
    target: {},
    hostGroups: [{ name: 'web', hosts: ['web1'], deploymentGroup: `shop-${name}` }],
    style: 'in-place',
    styleBecause: [{ code: 'plan/no-target-group', params: { environment: name } }],
    ...with_,
  };
}

/** A plan of the application `shop`, on EC2 in staging and prod, that says nothing else. */
export function aPlan(given: {
  readonly plan?: Partial<Plan>;
  readonly deployment?: Partial<Plan['deployment']>;
  readonly build?: Partial<Plan['build']>;
}): Plan {
  return {
    application: 'shop',
    root: 'shop',
    refusals: [],
    trace: {
      scripts: [{ file: 'shop/deploy.sh', role: 'entry' }],
      sources: new Map([
        [
          'shop/deploy.sh',
          { id: 'shop/deploy.sh', file: 'shop/deploy.sh', text: script, segments: [] },
        ],
      ]),
      environments: [],
      assignments: [],
      choices: [{ file: 'shop/deploy.sh', environment: '1', action: null }],
      actions: ['deploy'],
    } as unknown as Plan['trace'],
    platform: { name: 'ec2', confidence: 1, because: [] },
    steps: [],
    findings: [],
    ignored: [],
    secrets: [],
    questions: [],
    blockers: [],
    parameters: [],
    build: {
      directory: '.',
      image: 'aws/codebuild/standard:7.0',
      runtimes: [],
      privileged: false,
      privateHosts: [],
      needsHistory: false,
      values: [],
      perEnvironment: [],
      ...given.build,
    },
    signIns: [],
    homeFiles: [],
    deployment: {
      environments: [environment('staging'), environment('prod')],
      config: { name: 'CodeDeployDefault.OneAtATime', because: said('plan/one-at-a-time') },
      files: [
        {
          source: 'dist',
          isDirectory: true,
          destination: '/srv/shop',
          byEnvironment: null,
          fileName: null,
          excludes: [],
          filters: [],
          deletes: false,
          hostGroups: [],
          isSecret: false,
          question: null,
          steps: [],
        },
      ],
      secretFiles: [],
      writtenFiles: [],
      awaitedFiles: [],
      images: [],
      permissions: [],
      release: null,
      directory: '/srv/shop',
      installed: null,
      users: { login: 'deploy', others: [] },
      once: [],
      approvals: [],
      notifications: [],
      smokeChecks: [],
      prerequisites: [],
      values: [],
      container: null,
      site: null,
      branch: 'main',
      repository: 'clientb/shop',
      entry: { file: 'shop/deploy.sh', start: 0, end: 0 },
      ...given.deployment,
    },
    coverage: { steps: 0, converted: 0, replaced: 0, dropped: 0, manual: 0, unreached: 0 },
    readiness: 100,
    readinessBecause: [],
    effort: { low: 0, high: 0 },
    diagnostics: [],
    ...given.plan,
  };
}

/** The whole of `shop`: approval, backup, migration, smoke test, tag, notification. */
export const shop = aPlan({
  plan: {
    steps: [
      step(2, { destination: 'source', disposition: 'replaced', reason: said('plan/checkout') }),
      step(3, { destination: 'buildspec/build' }),
      step(4, { destination: 'stage/Approve', disposition: 'replaced' }),
      step(5, { destination: 'stage/Backup' }),
      step(6, { destination: 'stage/Migrate' }, 'db-migrate'),
      step(7, { destination: 'appspec/files' }, 'transfer'),
      step(8, { destination: 'hook/ApplicationStart' }),
      step(9, { destination: 'stage/Smoke' }),
      step(10, { destination: 'notification', disposition: 'replaced' }),
      step(11, { destination: 'stage/Tag' }),
    ],
    parameters: ['staging', 'prod'].map((name) => ({
      name: 'SLACK_URL',
      secret: true,
      path: `/shop/${name}/SLACK_URL`,
      environment: name,
      label: 'S1',
      file: 'shop/deploy.sh',
      line: 10,
    })),
  },
  deployment: {
    approvals: [
      { environments: ['prod'], prompt: 'Deploy to prod?', condition: null, steps: ['line4'] },
    ],
    once: [
      once('Backup', 'before-deploy', 5),
      once('Migrate', 'before-deploy', 6),
      once('Smoke', 'after-deploy', 9),
      once('Tag', 'after-deploy', 11),
    ],
    notifications: [
      {
        channel: 'slack',
        targets: ['#deploys'],
        variable: 'SLACK_URL',
        events: ['succeeded'],
        steps: ['line10'],
      },
    ],
    smokeChecks: [
      { url: 'https://shop.example/health', from: 'pipeline', tries: 10, step: 'line9' },
    ],
  },
});

function once(name: string, when: 'before-deploy' | 'after-deploy', line: number) {
  const needsNetwork = name === 'Backup' || name === 'Migrate';
  return {
    name,
    when,
    needsNetwork,
    privateHosts: [],
    environments: [],
    runtimes: [],
    keeps: [],
    steps: [`line${line}`],
  };
}
