import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';

import type { Io } from '../../src/cli/io.ts';
import { environmentFor, startStandIn } from '../aws/aws-stand-in.ts';
import type { Answers, StandIn } from '../aws/aws-stand-in.ts';
import { build, execution, pipeline, pipelineState } from '../aws/recorded.ts';
import { runCliIn } from './run-cli.ts';

// Several commands a test, each of which reads all rules.
jest.setTimeout(60_000);

let fleet = '';
let standIn: StandIn | null = null;
let minute = 0;

beforeEach(() => {
  minute = 0;
  fleet = mkdtempSync(join(tmpdir(), 'pipewright-rollout-'));
  for (const app of ['api', 'shop', 'mail'])
    write(
      `${app}/deploy.sh`,
      '#!/bin/bash\nset -e\nnpm ci\nrsync -a dist/ deploy@web1:/srv/app\nssh deploy@web1 sudo systemctl restart app\n',
    );
  write(
    'pipewright.yaml',
    'region: eu-west-3\napps:\n  api: {criticality: low}\n  shop: {criticality: critical, dependsOn: [mail]}\n  mail: {criticality: medium, dependsOn: [shop]}\n',
  );
});
afterEach(async () => {
  await standIn?.close();
  standIn = null;
  rmSync(fleet, { recursive: true, force: true });
});

function write(path: string, text: string): void {
  mkdirSync(join(fleet, path, '..'), { recursive: true });
  writeFileSync(join(fleet, path), text);
}
const read = (path: string) => readFileSync(join(fleet, path), 'utf8');

/** One command of the rollout, by Ana, a minute after the last. */
async function rollout(words: string, world: Partial<Io> = {}, ...more: readonly string[]) {
  const clock = { now: () => new Date(Date.UTC(2026, 2, 1, 10, minute++)).toISOString() };
  const git = { user: () => 'Ana', addedLines: () => null };
  return runCliIn(
    { clock, git, ...world },
    'rollout',
    ...words.split(' '),
    ...more,
    '--fleet',
    fleet,
    '--quiet',
  );
}
async function awsWorld(answers: Answers): Promise<Partial<Io>> {
  standIn = await startStandIn(answers);
  return { environment: environmentFor(standIn.endpoint) };
}
interface Status {
  readonly apps: readonly {
    readonly app: string;
    readonly stage: string;
    readonly waitsFor: readonly string[];
    readonly contested: readonly unknown[];
    readonly gates: readonly { readonly gate: string; readonly state: string }[];
    readonly lastExecution: { readonly status: string } | null;
  }[];
}
async function statusOf(app: string) {
  const { stdout } = await rollout('status --json');
  return (JSON.parse(stdout) as Status).apps.find((one) => one.app === app)!;
}

test('plan writes the waves with their reasons, and a second run writes nothing', async () => {
  const first = await rollout('plan');
  expect(first).toMatchObject({ code: 0 });
  const text = read('rollout.yaml');
  expect([...text.matchAll(/app: (\w+)/g)].map(([, app]) => app)).toEqual(['api', 'mail', 'shop']);
  expect(text).toContain('# mail calls shop and does not wait for it');
  expect(text).toContain('proofOfConcept: api');
  const second = await rollout('plan');
  expect(second.stderr).toContain('nothing new');
  expect(read('rollout.yaml')).toBe(text);
});

test('plan keeps what people wrote, byte for byte, and says what it would do otherwise', async () => {
  const mine =
    '# ours\nproofOfConcept: shop\nwaves:\n  - name: Start\n    applications: [shop, api, mail]\n';
  write('rollout.yaml', mine);
  const run = await rollout('plan --lang fr');
  expect(read('rollout.yaml')).toBe(mine);
  expect(run.stdout).toContain('api figure dans « Start »');
  expect((await rollout('plan --poc api')).code).toBe(3);
});

test('a plan that is broken is named with its line', async () => {
  write('rollout.yaml', 'waves:\n  - name: one\n    applications:\n      - because: x\n');
  const run = await rollout('status');
  expect(run.code).toBe(4);
  expect(run.stderr).toContain('rollout.yaml:4: ');
  expect(run.stderr).not.toMatch(/^\s+at /m);
});

test('dry run writes nothing', async () => {
  await rollout('plan --dry-run');
  expect(existsSync(join(fleet, 'rollout.yaml'))).toBe(false);
});

test('an application goes on as its gates allow, and every decision stands in the log', async () => {
  await rollout('plan');
  const refused = await rollout('advance api');
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toContain('no-drift: no files generated');
  expect(existsSync(join(fleet, 'rollout-log.jsonl'))).toBe(false);
  await rollout('advance api --passed no-drift --because', {}, 'looked at it');
  expect(await rollout('advance api')).toMatchObject({
    code: 0,
    stdout: 'api: discovered -> generated\n',
  });
  const overridden = await rollout('advance api --because', {}, 'the fair opens');
  expect(overridden.code).toBe(0);
  expect(overridden.stderr).toContain('verified');
  const status = await statusOf('api');
  expect(status.stage).toBe('reviewed');
  expect(status.gates).toContainEqual(
    expect.objectContaining({ gate: 'verified', state: 'overridden' }),
  );
  expect(
    (await rollout('log')).stdout.split('\n').filter((line) => line.includes('api')),
  ).toHaveLength(3);
  expect(await rollout('log --verify')).toMatchObject({
    code: 0,
    stdout: '3 entries, 1 heads, 0 problems.\n',
  });
});

test('going live asks for a yes', async () => {
  await rollout('plan');
  const words = 'advance api --to live --because soon';
  expect((await rollout(words)).code).toBe(3);
  const no = { secret: () => Promise.resolve(null), line: () => Promise.resolve('n') };
  expect((await rollout(words, { prompt: no })).code).toBe(3);
  const yes = { ...no, line: () => Promise.resolve('oui') };
  expect((await rollout(`${words} --no-input`, { prompt: yes })).code).toBe(3);
  expect(existsSync(join(fleet, 'rollout-log.jsonl'))).toBe(false);
  expect((await rollout(words, { prompt: yes })).code).toBe(0);
  expect((await rollout('advance shop --to live --because soon --confirm')).code).toBe(0);
});

test('a hold stays until somebody gives a reason', async () => {
  expect((await rollout('hold api')).code).toBe(3);
  expect((await rollout('hold api --because freeze')).code).toBe(0);
  expect((await statusOf('api')).stage).toBe('held');
  expect((await rollout('advance api')).code).toBe(1);
  expect((await rollout('advance api --because over')).code).toBe(0);
  expect((await statusOf('api')).stage).toBe('discovered');
});

const misuse: readonly (readonly [string, number, RegExp])[] = [
  ['advance nobody', 3, /no application called nobody.*api, mail, shop/],
  ['advance api --to nowhere', 3, /nowhere/],
  ['advance api --passed approved', 3, /--because/],
  ['advance api --passed magic --because x', 3, /magic/],
  ['plan --wave-size 0', 3, /0 is no size/],
  ['status --from nowhere.json', 3, /nowhere.json/],
  ['status --format xml', 3, /xml/],
];
test.each(misuse)('%s: said in a sentence', async (words, code, says) => {
  const run = await rollout(words);
  expect(run.code).toBe(code);
  expect(run.stderr).toMatch(says);
});

test('nobody decides without a name', async () => {
  const git = { user: () => null, addedLines: () => null };
  const run = await rollout('hold api --because x', { git });
  expect(run.code).toBe(3);
  expect(run.stderr).toContain('--by');
  expect((await rollout('hold api --because x --by Bob', { git })).code).toBe(0);
  expect(read('rollout-log.jsonl')).toContain('"by":"Bob"');
});

test('a log with an edited entry is read without it, and says so', async () => {
  await rollout('hold api --because one');
  await rollout('hold shop --because two');
  write('rollout-log.jsonl', read('rollout-log.jsonl').replace('two', 'tow'));
  const run = await rollout('log');
  expect(run.code).toBe(2);
  expect(run.stderr).toMatch(/rollout-log\.jsonl:2: entry [0-9a-f]{12} was edited/);
  expect((await rollout('log --verify')).code).toBe(5);
});

test('the history of Git shows a removed head, through merges, and what two branches decided is contested', async () => {
  const git = (...args: readonly string[]) =>
    execFileSync('git', ['-c', 'user.name=Eve', '-c', 'user.email=eve@example.com', ...args], {
      cwd: fleet,
      stdio: 'pipe',
    });
  const real = { git: (await import('../../src/host/git-history.ts')).gitHistory };
  git('init', '-q', '-b', 'main');
  write('.gitattributes', 'rollout-log.jsonl merge=union\n');
  await rollout('hold mail --because base', real, '--by', 'Ana');
  git('add', '.');
  git('commit', '-q', '-m', 'base');
  git('checkout', '-q', '-b', 'other');
  await rollout('hold api --because theirs', real, '--by', 'Bob');
  git('commit', '-q', '-am', 'theirs');
  git('checkout', '-q', 'main');
  await rollout('hold api --because ours', real, '--by', 'Ana');
  git('commit', '-q', '-am', 'ours');
  git('merge', '-q', '--no-edit', 'other');
  expect((await statusOf('api')).contested).toHaveLength(2);
  expect((await rollout('log --verify', real)).stdout).toBe('3 entries, 2 heads, 0 problems.\n');
  await rollout('advance api --to discovered --because settled', real, '--by', 'Ana');
  expect((await statusOf('api')).contested).toEqual([]);
  git('commit', '-q', '-am', 'settled');
  const lines = read('rollout-log.jsonl').trim().split('\n');
  write('rollout-log.jsonl', `${lines.slice(0, 3).join('\n')}\n`);
  const run = await rollout('log --verify', real);
  expect(run.code).toBe(5);
  expect(run.stdout).toMatch(
    /entry [0-9a-f]{12} stands in commit [0-9a-f]{12} and is no longer in the log/,
  );
});

const seenInAws: Answers = {
  GetPipelineState: ({ name }) =>
    name === 'api'
      ? { body: pipelineState() }
      : name === 'mail'
        ? { error: 'AccessDeniedException' }
        : { error: 'PipelineNotFoundException' },
  BatchGetBuilds: () => ({ body: { builds: [build] } }),
  ListPipelineExecutions: () => ({
    body: {
      pipelineExecutionSummaries: [
        execution('e3', 'Succeeded', 3),
        execution('e2', 'Failed', 2),
        execution('e1', 'Succeeded', 1),
      ],
    },
  }),
};

test('sync reads AWS once and once only, and one refusal stops nobody', async () => {
  await rollout('plan');
  const world = await awsWorld(seenInAws);
  const first = await rollout('sync', world);
  expect(first.code).toBe(2);
  expect(first.stderr).toContain(
    'mail: AWS refused: these credentials lack the permission codepipeline:GetPipelineState on mail',
  );
  expect(first.stderr).toContain('shop: AWS holds no pipeline called shop');
  const text = read('rollout-executions.jsonl');
  expect(text.trim().split('\n')).toHaveLength(8);
  expect(text).not.toContain('not-a-key');
  await rollout('sync', world);
  expect(read('rollout-executions.jsonl')).toBe(text);
  const status = await statusOf('api');
  expect(status.lastExecution?.status).toBe('Succeeded');
  expect(status.gates).toContainEqual(
    expect.objectContaining({ gate: 'provisioned', state: 'seen' }),
  );
  const metrics = JSON.parse((await rollout('metrics --json')).stdout) as {
    fleet: Record<string, number>;
  };
  expect(metrics.fleet).toMatchObject({
    deployments: 2,
    failures: 1,
    leadMinutes: 20,
    restoreMinutes: 1440,
  });
  expect((await rollout('history api')).stdout.split('\n').filter(Boolean)).toHaveLength(3);
});

const back: Answers = {
  ...seenInAws,
  GetPipeline: () => ({ body: pipeline() }),
  GetPipelineState: () => ({ body: pipelineState() }),
  GetPipelineExecution: () => ({ body: { pipelineExecution: { pipelineVersion: 7 } } }),
  GetDeployment: () => ({ body: { deploymentInfo: { status: 'Succeeded' } } }),
  RollbackStage: () => ({ body: { pipelineExecutionId: 'e4' } }),
};

test('rollback shows the ladder first, and climbs with a yes and a reason only', async () => {
  const world = await awsWorld(back);
  const shown = await rollout('rollback api', world);
  expect(shown.code).toBe(0);
  expect(shown.stdout).toMatch(/^-> 2\. .*\[open\]: execution e2 succeeded in Deploy$/m);
  expect(shown.stdout).toContain('Changes to databases are not undone');
  expect((await rollout('rollback api --confirm', world)).code).toBe(3);
  expect(standIn!.times('RollbackStage')).toBe(0);
  expect((await rollout('rollback api --confirm --because broken', world)).code).toBe(0);
  expect(standIn!.asked.at(-1)).toMatchObject({
    operation: 'RollbackStage',
    input: { pipelineName: 'api', stageName: 'Deploy', targetPipelineExecutionId: 'e2' },
  });
  expect(read('rollout-log.jsonl')).toContain(
    '"rung":"rollback-stage","target":"e2","type":"rollback"',
  );
});

test('a rollback that AWS refuses is a sentence, and nothing is written down', async () => {
  const world = await awsWorld({
    ...back,
    RollbackStage: () => ({ error: 'AccessDeniedException' }),
  });
  const run = await rollout('rollback api --confirm --because broken', world);
  expect(run.code).toBe(2);
  expect(run.stderr).toContain('codepipeline:RollbackStage');
  expect(readdirSync(fleet)).not.toContain('rollout-log.jsonl');
});

test('the rollout of ClientB begins with API Analytics, and holds every application once', async () => {
  const run = await runCliIn(
    {},
    'rollout',
    'plan',
    '--fleet',
    'fixtures/clientb',
    '--dry-run',
    '--json',
    '--quiet',
  );
  const plan = JSON.parse(run.stdout) as { waves: { applications: { app: string }[] }[] };
  const apps = plan.waves.map(({ applications }) => applications.map(({ app }) => app));
  expect(apps[0]).toEqual(['api-analytics']);
  const folders = readdirSync('fixtures/clientb', { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  expect(apps.flat().sort()).toEqual(folders.map(({ name }) => name).sort());
  expect(existsSync('fixtures/clientb/rollout.yaml')).toBe(false);
});
