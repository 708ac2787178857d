import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

const root = resolve(import.meta.dirname, '..');
const config = join(root, '.dependency-cruiser.mjs');

interface Rule {
  readonly name: string;
  readonly comment: string;
}

interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
}

/** One file that breaks one rule: `from` imports `to`, and `rule` must say so. */
interface Row {
  readonly rule: string;
  readonly from: string;
  readonly to: string;
}

const rows: readonly Row[] = [
  { rule: 'cli-imports-down', from: 'src/cli/a.ts', to: '../stray.ts' },
  { rule: 'aws-imports-down', from: 'src/aws/a.ts', to: '../plan/fine.ts' },
  { rule: 'rollout-imports-down', from: 'src/rollout/a.ts', to: '../generate/fine.ts' },
  { rule: 'report-imports-down', from: 'src/report/a.ts', to: '../plan/fine.ts' },
  { rule: 'simulate-imports-down', from: 'src/simulate/a.ts', to: '../trace/fine.ts' },
  { rule: 'check-imports-down', from: 'src/check/a.ts', to: '../report/fine.ts' },
  { rule: 'generate-imports-down', from: 'src/generate/a.ts', to: '../check/fine.ts' },
  { rule: 'plan-imports-down', from: 'src/plan/a.ts', to: '../generate/fine.ts' },
  { rule: 'classify-imports-down', from: 'src/classify/a.ts', to: '../plan/fine.ts' },
  { rule: 'trace-imports-down', from: 'src/trace/a.ts', to: '../classify/fine.ts' },
  { rule: 'trace-imports-down', from: 'src/trace/b.ts', to: '../host/fine.ts' },
  { rule: 'shell-imports-down', from: 'src/shell/a.ts', to: '../trace/fine.ts' },
  { rule: 'syntax-imports-down', from: 'src/syntax/a.ts', to: '../shell/fine.ts' },
  { rule: 'fleet-imports-down', from: 'src/fleet/a.ts', to: '../syntax/fine.ts' },
  { rule: 'messages-imports-down', from: 'src/messages/a.ts', to: '../fleet/fine.ts' },
  { rule: 'host-imports-down', from: 'src/host/a.ts', to: '../fleet/fine.ts' },
  { rule: 'model-imports-down', from: 'src/model/a.ts', to: '../messages/fine.ts' },
  { rule: 'pipeline-stands-below-the-command-line', from: 'src/pipeline.ts', to: './host/fine.ts' },
  { rule: 'library-stands-below-the-command-line', from: 'src/index.ts', to: './cli/fine.ts' },
  { rule: 'unbash-has-one-owner', from: 'src/trace/c.ts', to: 'unbash' },
  { rule: 'commander-has-one-owner', from: 'src/plan/b.ts', to: 'commander' },
  { rule: 'yaml-has-one-owner', from: 'src/generate/b.ts', to: 'yaml' },
  { rule: 'js-yaml-has-one-owner', from: 'src/fleet/b.ts', to: 'js-yaml' },
  { rule: 'handlebars-has-one-owner', from: 'src/generate/c.ts', to: 'handlebars' },
  { rule: 're2js-has-one-owner', from: 'src/plan/c.ts', to: 're2js' },
  { rule: 'ajv-has-one-owner', from: 'src/generate/d.ts', to: 'ajv' },
  { rule: 'ajv-formats-has-one-owner', from: 'src/generate/e.ts', to: 'ajv-formats' },
  { rule: 'diff-has-one-owner', from: 'src/check/b.ts', to: 'diff' },
  { rule: 'node-diff3-has-one-owner', from: 'src/check/c.ts', to: 'node-diff3' },
  { rule: 'aws-sdk-has-one-owner', from: 'src/rollout/b.ts', to: '@aws-sdk/client-ssm' },
  { rule: 'packages-are-declared-and-owned', from: 'src/plan/d.ts', to: 'a-dev-tool' },
  { rule: 'packages-are-declared-and-owned', from: 'src/plan/e.ts', to: 'undeclared' },
  { rule: 'imports-resolve', from: 'src/plan/f.ts', to: './nowhere.ts' },
  { rule: 'outside-world-through-the-host', from: 'src/trace/d.ts', to: 'node:fs' },
  { rule: 'outside-world-through-the-host', from: 'src/check/d.ts', to: 'node:child_process' },
  { rule: 'outside-world-through-the-host', from: 'src/generate/f.ts', to: 'node:https' },
  { rule: 'outside-world-through-the-host', from: 'src/plan/g.ts', to: 'fs/promises' },
  { rule: 'no-cycles', from: 'src/plan/h.ts', to: './i.ts' },
  { rule: 'no-unreached-modules', from: 'src/plan/forgotten.ts', to: './fine.ts' },
];

const roomNames = [
  ...['cli', 'aws', 'rollout', 'report', 'simulate', 'check', 'generate', 'plan', 'classify'],
  ...['trace', 'shell', 'syntax', 'fleet', 'messages', 'host', 'model'],
];

/** What the rule allows: each file imports what its room may. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  'src/index.ts': ['./pipeline.ts'],
  'src/pipeline.ts': ['./generate/fine.ts', './check/fine.ts', './report/fine.ts'],
  'src/cli/main.ts': ['../index.ts', '../host/fine.ts', '../aws/fine.ts', 'commander', 'node:fs'],
  'src/host/files.ts': ['../model/fine.ts', 'node:fs', 'node:child_process'],
  'src/aws/ssm.ts': ['../messages/fine.ts', '@aws-sdk/client-ssm'],
  'src/generate/yaml.ts': ['yaml'],
  'src/fleet/quick-yaml.ts': ['js-yaml'],
  'src/generate/render.ts': ['../plan/fine.ts', 'handlebars', 'node:crypto'],
  'src/syntax/parse.ts': ['../model/fine.ts', 'unbash'],
  'src/classify/pattern.ts': ['../trace/fine.ts', 're2js'],
  'src/trace/walk.ts': ['./walk-command.ts', '../shell/fine.ts'],
  'src/trace/walk-command.ts': ['./walk.ts'],
};

const packages = [
  'unbash',
  'commander',
  'yaml',
  'js-yaml',
  'handlebars',
  're2js',
  'ajv',
  'ajv-formats',
  'diff',
];
const dependencies = [...packages, 'node-diff3', '@aws-sdk/client-ssm'];
let scratch = '';

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'pipewright-layers-'));
});

afterAll(async () => {
  await rm(scratch, { recursive: true, force: true });
});

async function writeTree(name: string, imports: Readonly<Record<string, readonly string[]>>) {
  const folder = join(scratch, name);
  const put = async (path: string, text: string) => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  };
  const versions = (names: readonly string[]) => Object.fromEntries(names.map((n) => [n, '1.0.0']));
  await put(
    'package.json',
    JSON.stringify({
      type: 'module',
      dependencies: versions(dependencies),
      devDependencies: versions(['a-dev-tool']),
    }),
  );
  for (const outside of [...dependencies, 'a-dev-tool', 'undeclared']) {
    const manifest = { name: outside, version: '1.0.0', type: 'module', exports: './index.js' };
    await put(`node_modules/${outside}/package.json`, JSON.stringify(manifest));
    await put(`node_modules/${outside}/index.js`, 'export default 1;\n');
  }
  for (const room of roomNames) await put(`src/${room}/fine.ts`, 'export const fine = 1;\n');
  await put('src/stray.ts', 'export const stray = 1;\n');
  for (const [path, targets] of Object.entries(imports)) {
    const lines = targets.map((to, at) => `import * as i${String(at)} from '${to}';`);
    await put(
      path,
      [...lines, `export default [${lines.map((_, at) => `i${String(at)}`).join()}];`].join('\n'),
    );
  }
  return folder;
}

async function violationsOf(folder: string): Promise<readonly Violation[]> {
  const program = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const options = ['--config', config, '--output-type', 'json', 'src'];
  const output = await new Promise<string>((done) => {
    // It exits with the number of violations, which is what we came for.
    execFile(
      process.execPath,
      [program, ...options],
      { cwd: folder, maxBuffer: 1 << 26 },
      (_, out) => {
        done(out);
      },
    );
  });
  const { summary } = JSON.parse(output) as { summary: { violations: readonly Violation[] } };
  return summary.violations;
}

async function rulesOf(): Promise<readonly Rule[]> {
  const { default: loaded } = (await import(config)) as { default: { forbidden: readonly Rule[] } };
  return loaded.forbidden;
}

test('every rule bites where it is broken', async () => {
  const broken = Object.fromEntries(rows.map(({ from, to }) => [from, [to]]));
  const imports = { ...broken, 'src/plan/i.ts': ['./h.ts'] };
  const violations = await violationsOf(await writeTree('broken', imports));
  const found = new Set(violations.map(({ rule, from }) => `${rule.name}: ${from}`));
  const missed = rows.map(({ rule, from }) => `${rule}: ${from}`).filter((row) => !found.has(row));
  expect(missed).toEqual([]);
});

test('what the rooms may import passes', async () => {
  const violations = await violationsOf(await writeTree('sound', allowed));
  const unexpected = violations.filter(({ rule }) => rule.name !== 'no-unreached-modules');
  expect(unexpected).toEqual([]);
});

test('every rule gives its reason and is broken by a row', async () => {
  const rules = await rulesOf();
  expect(rules.filter(({ comment }) => comment.length < 20).map(({ name }) => name)).toEqual([]);
  const broken = new Set(rows.map(({ rule }) => rule));
  expect(rules.map(({ name }) => name).filter((name) => !broken.has(name))).toEqual([]);
});
