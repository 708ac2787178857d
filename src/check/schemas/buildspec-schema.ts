import {
  draft,
  listOf,
  mapOf,
  record,
  someTexts,
  text,
  textLike,
  texts,
  yesOrNo,
} from './shared.ts';

const variableName = '^[A-Za-z_][A-Za-z0-9_]*$';
const literal = { type: ['string', 'number', 'boolean'] } as const;

const artifactKeys = {
  'files!': someTexts,
  name: text,
  'discard-paths': yesOrNo,
  'base-directory': text,
  'exclude-paths': texts,
  'enable-symlinks': yesOrNo,
  's3-prefix': text,
};

const phaseKeys = {
  'run-as': text,
  'on-failure': textLike(
    '^(ABORT|CONTINUE|RETRY(-(100|[1-9]?[0-9]))?(-.+)?)$',
    'ABORT, CONTINUE, RETRY, RETRY-<0 to 100>, RETRY-<regular expression>',
  ),
  commands: someTexts,
  finally: someTexts,
};
const phase = { ...record(phaseKeys), required: ['commands'] };

const runtimes = Object.fromEntries(
  ['android', 'dotnet', 'golang', 'java', 'nodejs', 'php', 'python', 'ruby', 'rust'].map((name) => [
    name,
    { type: ['string', 'number'] },
  ]),
);
// A phase must have commands, but the install phase may only choose runtimes.
const install = {
  ...record({ ...phaseKeys, 'runtime-versions': record(runtimes) }),
  if: { not: { required: ['runtime-versions'] } },
  then: { required: ['commands'] },
};

const report = record({
  'files!': someTexts,
  'file-format': {
    enum: [
      'CUCUMBERJSON',
      'JUNITXML',
      'NUNITXML',
      'NUNIT3XML',
      'TESTNGXML',
      'VISUALSTUDIOTRX',
      'CLOVERXML',
      'COBERTURAXML',
      'JACOCOXML',
      'SIMPLECOV',
    ],
  },
  'base-directory': text,
  'discard-paths': yesOrNo,
});

const batchEnvironment = record({
  'compute-type': text,
  fleet: text,
  image: text,
  'privileged-mode': { type: 'boolean' },
  type: text,
  variables: mapOf(literal, variableName),
});
const build = {
  'identifier!': textLike('^[A-Za-z0-9_]{1,128}$', 'letters, digits and _, 128 at most'),
  buildspec: text,
  'debug-session': { type: 'boolean' },
  env: batchEnvironment,
  'ignore-failure': { type: 'boolean' },
};

/**
 * CodeBuild's buildspec, version 0.2; AWS publishes no schema of it.
 * Source: https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html
 */
export const buildspecSchema = {
  $schema: draft,
  $id: 'https://pipewright.example/schema/buildspec.schema.json',
  title: 'buildspec.yml of AWS CodeBuild, version 0.2',
  ...record({
    'version!': { const: 0.2 },
    'run-as': text,
    env: record({
      shell: { enum: ['bash', '/bin/sh', 'powershell.exe', 'cmd.exe'] },
      variables: mapOf(literal, variableName),
      'parameter-store': mapOf(text, variableName),
      'secrets-manager': mapOf(text, variableName),
      'exported-variables': texts,
      'git-credential-helper': yesOrNo,
    }),
    proxy: record({ 'upload-artifacts': yesOrNo, logs: yesOrNo }),
    batch: record({
      'fast-fail': { type: 'boolean' },
      'build-list': listOf(record(build), { min: 1 }),
      'build-graph': listOf(record({ ...build, 'depend-on': texts }), { min: 1 }),
      'build-matrix': record({ static: { type: 'object' }, dynamic: { type: 'object' } }),
      'build-fanout': record({
        'parallelism!': { type: 'integer', minimum: 1 },
        'ignore-failure': { type: 'boolean' },
      }),
    }),
    'phases!': {
      ...record({ install, pre_build: phase, build: phase, post_build: phase }),
      minProperties: 1,
    },
    reports: { ...mapOf(report), maxProperties: 5 },
    artifacts: record({
      ...artifactKeys,
      'secondary-artifacts': mapOf(record(artifactKeys), '^[a-zA-Z0-9_-]{1,100}$'),
    }),
    cache: record({
      key: text,
      'fallback-keys': listOf(text, { max: 5 }),
      action: { enum: ['restore', 'save'] },
      paths: someTexts,
    }),
  }),
};
