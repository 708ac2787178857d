import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';

import type { Io } from '../../src/cli/io.ts';
import { environmentFor, startStandIn } from '../aws/aws-stand-in.ts';
import type { Answers, StandIn } from '../aws/aws-stand-in.ts';
import { pipeline, pipelineState } from '../aws/recorded.ts';
import { runCliIn } from './run-cli.ts';

let fleet = '';
let standIn: StandIn | null = null;
/** Stands for what must never show anywhere but in the request. */
const value = 'v4lue-that-nobody-sees';

const parameters = `schema: pipewright/parameters/1
parameters:
  - name: DB_PASS
    type: SecureString
    from: deploy.sh:3
    paths:
      prod: /api/prod/DB_PASS
      staging: /api/staging/DB_PASS
  - name: PORT
    type: String
    from: deploy.sh:4
    paths:
      prod: /api/prod/PORT
`;

beforeEach(() => {
  fleet = mkdtempSync(join(tmpdir(), 'pipewright-aws-'));
  write('parameters.yaml', parameters);
  write('pipeline.json', JSON.stringify(pipeline()));
});
afterEach(async () => {
  await standIn?.close();
  standIn = null;
  rmSync(fleet, { recursive: true, force: true });
});

function write(name: string, text: string): void {
  mkdirSync(join(fleet, 'apps/api'), { recursive: true });
  writeFileSync(join(fleet, 'apps/api', name), text);
}

async function aws(
  words: string,
  answers: Answers,
  world: Partial<Io> = {},
  variables: Readonly<Record<string, string>> = {},
) {
  await standIn?.close();
  standIn = await startStandIn(answers);
  const environment = { ...environmentFor(standIn.endpoint), ...variables };
  const run = await runCliIn(
    { environment, ...world },
    'aws',
    ...words.split(' '),
    '--fleet',
    fleet,
  );
  const everything = readdirSync(fleet, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));
  expect([run.stdout, run.stderr, ...everything].join('\n')).not.toContain(value);
  return run;
}

const stored: Answers = { PutParameter: () => ({ body: { Version: 1, Tier: 'Standard' } }) };

test('secrets go from the environment to SSM, encrypted, and nowhere else', async () => {
  const run = await aws(
    'secrets push --from-env --environment prod',
    stored,
    {},
    { DB_PASS: value },
  );
  expect(run).toMatchObject({ code: 0, stdout: '1 secrets stored, 0 there already, 0 left.\n' });
  expect(standIn!.asked.map(({ operation, input }) => [operation, input])).toEqual([
    [
      'PutParameter',
      { Name: '/api/prod/DB_PASS', Value: value, Type: 'SecureString', Overwrite: false },
    ],
  ]);
});

test('a name that two environments share is taken from its exact variable alone', async () => {
  const run = await aws(
    'secrets push --from-env',
    stored,
    {},
    { DB_PASS: value, API_PROD_DB_PASS: `${value}-2` },
  );
  expect(run.code).toBe(2);
  expect(run.stderr).toContain(
    '/api/staging/DB_PASS: the environment holds no variable API_STAGING_DB_PASS',
  );
  expect(standIn!.asked.map(({ input }) => [input['Name'], input['Value']])).toEqual([
    ['/api/prod/DB_PASS', `${value}-2`],
  ]);
});

test('secrets are asked for at a terminal; nothing typed skips one', async () => {
  const questions: string[] = [];
  const answers = [value, ''];
  const prompt = {
    secret: (question: string) => {
      questions.push(question);
      return Promise.resolve(answers.shift() ?? null);
    },
    line: () => Promise.resolve(null),
  };
  const run = await aws('secrets push --overwrite --key-id alias/ours', stored, { prompt });
  expect(run).toMatchObject({ code: 2, stdout: '1 secrets stored, 0 there already, 1 left.\n' });
  expect(questions.map((question) => /\/api\/\S+/.exec(question)?.[0])).toEqual([
    '/api/prod/DB_PASS',
    '/api/staging/DB_PASS',
  ]);
  expect(standIn!.asked[0]!.input).toMatchObject({ Overwrite: true, KeyId: 'alias/ours' });
});

interface Row {
  readonly why: string;
  readonly words: string;
  readonly answers: Answers;
  readonly value: string;
  readonly code: number;
  readonly says: RegExp;
}
const prod = 'secrets push --from-env --environment prod';
const rows: readonly Row[] = [
  {
    why: 'there already',
    words: prod,
    answers: { PutParameter: () => ({ error: 'ParameterAlreadyExists' }) },
    value,
    code: 0,
    says: /is there already.*--overwrite/,
  },
  {
    why: 'refused',
    words: prod,
    answers: { PutParameter: () => ({ error: 'AccessDeniedException' }) },
    value,
    code: 2,
    says: /lack the permission ssm:PutParameter on \/api\/prod\/DB_PASS/,
  },
  {
    why: 'an error of AWS that repeats the value',
    words: prod,
    answers: {
      PutParameter: ({ Value }) => ({
        error: 'ValidationException',
        message: `Value '${String(Value)}' at 'value' failed`,
      }),
    },
    value,
    code: 2,
    says: /ValidationException/,
  },
  {
    why: 'double braces',
    words: prod,
    answers: {},
    value: `{{${value}}}`,
    code: 2,
    says: /double braces/,
  },
  {
    why: 'too long',
    words: prod,
    answers: {},
    value: value.repeat(300),
    code: 2,
    says: /4096 bytes/,
  },
  {
    why: 'in French',
    words: `${prod} --lang fr`,
    answers: { PutParameter: () => ({ error: 'AccessDeniedException' }) },
    value,
    code: 2,
    says: /il manque à ces identifiants la permission ssm:PutParameter/,
  },
];
test.each(rows)(
  '$why: a sentence, and never the value',
  async ({ words, answers, value: given, code, says }) => {
    const run = await aws(words, answers, {}, { DB_PASS: given });
    expect(run.code).toBe(code);
    expect(run.stderr).toMatch(says);
  },
);

test.each([
  ['secrets push --no-input', /--from-env/],
  ['secrets push', /Nobody is at a terminal/],
])('%s without anybody to ask: says what to do', async (words, says) => {
  const run = await aws(words, {});
  expect(run.code).toBe(3);
  expect(run.stderr).toMatch(says);
});

test('a secret is never taken as an argument', async () => {
  expect((await aws(`secrets push --value x`, {})).code).toBe(3);
});

test('dry run names the places and the variables', async () => {
  const run = await aws('secrets push --dry-run', {});
  expect(run.stdout).toBe(
    '/api/prod/DB_PASS  API_PROD_DB_PASS\n/api/staging/DB_PASS  API_STAGING_DB_PASS\n',
  );
});

test.each([
  ['no YAML', 'parameters: [', /parameters\.yaml:1: /],
  ['no list', 'schema: x\nparameters: 3\n', /parameters\.yaml:2: `parameters:` must be a list/],
  [
    'a path that is none',
    'parameters:\n  - name: A\n    paths:\n      prod: "no path"\n',
    /parameters\.yaml:4: The path of A/,
  ],
])('parameters.yaml with %s is named with its line', async (_, text, says) => {
  write('parameters.yaml', text);
  const run = await aws('secrets push --dry-run', {});
  expect(run.code).toBe(4);
  expect(run.stderr).toMatch(says);
});

const account: Answers = {
  GetPipelineState: () => ({ body: pipelineState() }),
  BatchGetProjects: () => ({ body: { projects: [{ name: 'api-build' }] } }),
  GetDeploymentGroup: () => ({
    body: { deploymentGroupInfo: { deploymentGroupName: 'api-prod' } },
  }),
  GetParameters: ({ Names }) => ({
    body: {
      Parameters: (Names as string[]).map((Name) => ({
        Name,
        Type: 'SecureString',
        Value: 'encrypted',
      })),
      InvalidParameters: [],
    },
  }),
};
async function states(answers: Answers) {
  const run = await aws('preflight --json', answers);
  const { results } = JSON.parse(run.stdout) as {
    results: readonly { what: string; name: string; state: string }[];
  };
  return {
    code: run.code,
    states: results.map(({ what, name, state }) => `${what} ${name}: ${state}`),
  };
}

test('preflight finds everything there', async () => {
  expect(await states(account)).toEqual({
    code: 0,
    states: [
      'pipeline api: there',
      'source Source: there',
      'project api-build: there',
      'deployment-group api/api-prod: there',
      'parameter /api/prod/DB_PASS: there',
      'parameter /api/staging/DB_PASS: there',
      'parameter /api/prod/PORT: there',
    ],
  });
});

test('preflight names what is missing, what is unproven and what it may not see', async () => {
  const lacking: Answers = {
    GetPipelineState: () => ({
      body: { ...pipelineState(), stageStates: [{ stageName: 'Source' }] },
    }),
    BatchGetProjects: () => ({ body: { projects: [], projectsNotFound: ['api-build'] } }),
    GetDeploymentGroup: () => ({ error: 'DeploymentGroupDoesNotExistException' }),
    GetParameters: () => ({ error: 'AccessDeniedException' }),
  };
  const found = await states(lacking);
  expect(found.code).toBe(2);
  expect(found.states.slice(0, 5)).toEqual([
    'pipeline api: there',
    'source Source: unproven',
    'project api-build: missing',
    'deployment-group api/api-prod: missing',
    'parameter /api/prod/DB_PASS: unknown',
  ]);
  const table = await aws('preflight', { ...lacking, GetParameters: account['GetParameters']! });
  expect(table.code).toBe(1);
  expect(table.stdout).toContain('MISSING');
  expect(
    (await states({ ...lacking, GetPipelineState: () => ({ error: 'PipelineNotFoundException' }) }))
      .states[0],
  ).toBe('pipeline api: missing');
});
