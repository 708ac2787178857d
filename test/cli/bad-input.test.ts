/** Whatever is given, people get sentences and an exit code: no stack, no hang, and the rest is done. */
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { runCli } from './run-cli.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pipewright-cli-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function put(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

const stack = /\n\s+at .*\.(ts|js):\d+/;

interface UsageRow {
  readonly why: string;
  readonly words: readonly string[];
  readonly code: number;
  readonly says: RegExp;
}

const usage: readonly UsageRow[] = [
  {
    why: 'a folder that is missing',
    words: ['scan', '/nowhere/at/all'],
    code: 3,
    says: /no folder or script called \/nowhere/,
  },
  {
    why: 'in French too',
    words: ['scan', '/nowhere/at/all', '--lang', 'fr'],
    code: 3,
    says: /\/nowhere/,
  },
  { why: 'a command that is none', words: ['frobnicate'], code: 3, says: /unknown command/ },
  {
    why: 'a format that is none',
    words: ['scan', '.', '--format', 'xml'],
    code: 3,
    says: /table, json/,
  },
  { why: 'a language that is none', words: ['scan', '.', '--lang', 'de'], code: 3, says: /en, fr/ },
  {
    why: 'an application that is none',
    words: ['scan', 'fixtures/clientb', '--app', 'nope'],
    code: 3,
    says: /nope.*api-analytics/s,
  },
  {
    why: 'a folder of rules that is missing',
    words: ['scan', 'fixtures/clientb', '--rules', '/nowhere'],
    code: 3,
    says: /\/nowhere/,
  },
  { why: 'a place that is none', words: ['explain', 'deploy.sh'], code: 3, says: /file:line/ },
];

test.each(usage)('$why', async ({ words, code, says }) => {
  const run = await runCli(...words);
  expect(run.stderr).toMatch(says);
  expect(run.stderr).not.toMatch(stack);
  expect(run.code).toBe(code);
});

interface FileRow {
  readonly why: string;
  readonly file: string;
  readonly content: string | Uint8Array;
  readonly code: number;
  readonly diagnostic: string;
}

const files: readonly FileRow[] = [
  {
    why: 'a binary file',
    file: 'bad/deploy.sh',
    content: Uint8Array.from([0, 1, 2, 3, 255]),
    code: 2,
    diagnostic: 'fleet/binary-file',
  },
  {
    why: 'a script that does not parse',
    file: 'bad/deploy.sh',
    content: 'if true; then\n  scp a h:/b\n',
    code: 2,
    diagnostic: 'syntax/parse-error',
  },
  {
    why: 'Windows line ends',
    file: 'bad/deploy.sh',
    content: 'set -e\r\nscp a h:/b\r\n',
    code: 0,
    diagnostic: 'fleet/crlf',
  },
  {
    why: 'Latin-1',
    file: 'bad/deploy.sh',
    content: Buffer.from('# d\xe9ploi\nscp a h:/b\n', 'latin1'),
    code: 0,
    diagnostic: 'fleet/latin1',
  },
  {
    why: 'a sourced file that is not there',
    file: 'bad/deploy.sh',
    content: '. ./lib/none.sh\nscp a h:/b\n',
    code: 0,
    diagnostic: 'trace/missing-file',
  },
  {
    why: 'a here-document without an end',
    file: 'bad/deploy.sh',
    content: 'ssh h <<EOF\nmake\n',
    code: 0,
    diagnostic: 'syntax/unterminated-heredoc',
  },
  {
    why: 'a file beyond the limit',
    file: 'bad/deploy.sh',
    content: 'x'.repeat(2_100_000),
    code: 2,
    diagnostic: 'fleet/too-large-file',
  },
];

test.each(files)(
  '$why: it is said, and the other application is read',
  async ({ file, content, code, diagnostic }) => {
    put('good/deploy.sh', 'scp app.jar web1:/srv/\n');
    put(file, content);
    const run = await runCli('scan', folder, '--json', '--quiet');
    expect(run.code).toBe(code);
    const result = JSON.parse(run.stdout) as {
      apps: { name: string; steps: object[] }[];
      diagnostics: { code: string; message: { text: string } }[];
    };
    expect(result.diagnostics.map((one) => one.code)).toContain(diagnostic);
    expect(result.apps.find(({ name }) => name === 'good')?.steps).toHaveLength(1);
    expect(run.stdout + run.stderr).not.toMatch(stack);
  },
);

test('a folder without scripts is said', async () => {
  const run = await runCli('scan', folder);
  expect(run.stdout).toContain('No bash script was found');
});

test('links that lead out or back up are not followed', async () => {
  put('app/deploy.sh', 'make\n');
  symlinkSync('/etc/passwd', join(folder, 'app/secret.sh'));
  symlinkSync('.', join(folder, 'app/again'));
  const run = await runCli('scan', folder, '--json', '--quiet');
  const { apps, diagnostics } = JSON.parse(run.stdout) as {
    apps: { scripts: { file: string }[] }[];
    diagnostics: { code: string }[];
  };
  expect(apps[0]?.scripts.map(({ file }) => file)).toEqual(['app/deploy.sh']);
  expect(diagnostics.map(({ code }) => code)).toEqual(['fleet/link-outside']);
});

describe('pipewright.yaml', () => {
  const configs = [
    { text: 'apps: {shop: {ownr: x}}\n', says: /\/apps\/shop.*ownr/ },
    { text: 'apps: {shop: [\n', says: /line \d/ },
    { text: 'apps: {a: &a {owner: x}, b: *a, c: *a}\napps: {}\n', says: /line 2/ },
    { text: '- a list\n', says: /object/ },
  ];

  test.each(configs)('$text is refused with its place', async ({ text, says }) => {
    put('shop/deploy.sh', 'make\n');
    put('pipewright.yaml', text);
    const run = await runCli('scan', folder);
    expect(run.stderr).toMatch(says);
    expect(run.stderr).toContain('pipewright.yaml');
    expect(run.code).toBe(4);
  });
});

test('any bytes give a result', async () => {
  const bits = [
    'ssh h ',
    '"',
    "'",
    '`',
    '$(',
    ')',
    '<<EOF\n',
    'EOF\n',
    '${',
    '}',
    '|',
    '&&',
    ';',
    '\n',
    'if ',
    'then ',
    'fi\n',
    'case x in ',
    'esac',
    '((',
    '))',
    '\\',
    '{',
    'rsync -a . h:/x',
    '\u0000',
    '\ufeff',
    '\u202e',
  ];
  const script = fc.array(fc.oneof(fc.constantFrom(...bits), fc.string({ unit: 'grapheme' })), {
    maxLength: 40,
  });
  await fc.assert(
    fc.asyncProperty(script, async (parts) => {
      put('app/deploy.sh', parts.join(''));
      const run = await runCli('scan', folder, '--json', '--quiet');
      expect([0, 2]).toContain(run.code);
      expect(run.stderr).not.toMatch(stack);
      expect(() => JSON.parse(run.stdout) as unknown).not.toThrow();
    }),
    // Names that every object of JavaScript answers to.
    {
      numRuns: 60,
      examples: [
        [['toString']],
        [['echo a | constructor; X=$(echo a | constructor b); ssh web1 valueOf']],
        [['aws toString constructor --x y; npx hasOwnProperty; npm run constructor']],
        [['case $Y in *[[:constructor:]]*) echo ;; esac; Z=$(echo a | tr toString x)']],
      ],
    },
  );
});
