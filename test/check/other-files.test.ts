import { expect, test } from '@jest/globals';

import { imbalanceOf } from '../../src/check/terraform/balance.ts';
import { checker as installed } from '../../src/host/checker.ts';
import type { Checker } from '../../src/model/host.ts';
import { checkWith, codesOf, contentChecker, hook, nothingInstalled } from './checking.ts';

const terraform: readonly { text: string; what: string | null; why: string }[] = [
  { text: 'a = {\n  b = [1, (2)]\n}\n', what: null, why: 'all closed' },
  { text: 'a = {\n', what: '{', why: 'a brace left open' },
  { text: 'a = }\n', what: '}', why: 'a brace that closes nothing' },
  { text: 'a = [1)\n', what: ')', why: 'a bracket closed by another' },
  { text: 'a = "x\n', what: '"', why: 'a text left open' },
  { text: 'a = "{[("\n', what: null, why: 'brackets in a text' },
  { text: 'a = "${b["c"]}"\n', what: null, why: 'a text in a template in a text' },
  { text: 'a = "${b"\n', what: '"', why: 'a template left open' },
  { text: 'a = "$${b"\n', what: null, why: 'a template that is none' },
  { text: 'a = "\\"{"\n', what: null, why: 'a quote in a text' },
  { text: '# {\n// [\n/* (\n */ a = 1\n', what: null, why: 'brackets in comments' },
  { text: 'a = 1 /* b\n', what: '/*', why: 'a comment left open' },
  { text: 'a = <<-EOT\n  { "\n  EOT\n', what: null, why: 'a here-document' },
  { text: 'a = <<EOT\n  x\n', what: '<<', why: 'a here-document left open' },
];

test.each(terraform)('terraform: $why', ({ text, what }) => {
  expect(imbalanceOf(text)?.what ?? null).toBe(what);
});

/** A Terraform that answers with a status. */
const answering = (status: number): Checker => ({
  run: (program, args, input) =>
    program === 'terraform' ? { status, stdout: '' } : contentChecker.run(program, args, input),
});

test.each([
  { why: 'read and laid out well', status: 0, codes: [] },
  { why: 'not readable', status: 2, codes: ['hcl@-'] },
  { why: 'laid out otherwise', status: 3, codes: ['hcl-layout@-'] },
])('terraform: $why', ({ status, codes }) => {
  expect(codesOf(checkWith({}, [], answering(status)))).toEqual(codes);
});

test.each([
  { text: 'a = {\n', codes: ['hcl-unclosed@1'] },
  { text: 'a = {}\n}\n', codes: ['hcl-unopened@2'] },
])('terraform: $codes', ({ text, codes }) => {
  expect(codesOf(checkWith({ 'terraform/main.tf': text }))).toEqual(codes);
});

test('what is not installed is said once each', () => {
  expect(codesOf(checkWith({ 'terraform/b.tf': 'b = 1\n' }, [], nothingInstalled))).toEqual([
    'shellcheck-absent@-',
    'terraform-absent@-',
  ]);
});

const said = (comments: readonly object[]): Checker => ({
  run: (program, _args, input) =>
    program === 'shellcheck'
      ? { status: 1, stdout: JSON.stringify({ comments: input.includes('WRONG') ? comments : [] }) }
      : { status: 0, stdout: '' },
});
const comment = (line: number, level: string, code = 2086, message = 'Double quote') => ({
  line,
  level,
  code,
  message,
});

test.each([
  { why: 'a warning of a hook', level: 'warning', codes: ['shellcheck@3'] },
  { why: 'a hint of a hook', level: 'info', codes: ['shellcheck-style@3'] },
  { why: 'a matter of style', level: 'style', codes: ['shellcheck-style@3'] },
])('ShellCheck: $why', ({ level, codes }) => {
  const checked = checkWith(
    { 'apps/shop/repo/deploy/application-start.sh': `${hook}# WRONG\n` },
    [],
    said([comment(3, level)]),
  );
  expect(codesOf(checked)).toEqual(codes);
});

test('ShellCheck: a line of a buildspec is the line in the YAML', () => {
  const buildspec = `version: 0.2\nenv: {shell: bash}\nphases:\n  build:\n    commands:\n      - first\n      - |\n        set -e\n        second\n        WRONG\nartifacts: {files: ["**/*"]}\n`;
  const checked = checkWith(
    { 'apps/shop/repo/buildspec.yml': buildspec },
    [],
    // Line 4 of the commands in a row: first, set -e, second, WRONG.
    said([comment(4, 'warning')]),
  );
  expect(codesOf(checked).filter((code) => code.startsWith('shellcheck'))).toEqual([
    'shellcheck@10',
  ]);
});

test('ShellCheck: a name that another file of the application sets', () => {
  const unset = (name: string) =>
    comment(3, 'warning', 2154, `${name} is referenced but not assigned.`);
  const checked = checkWith(
    {
      'apps/shop/repo/deploy/application-start.sh': `${hook}# WRONG\n`,
      'apps/shop/repo/deploy/env/prod.sh': 'port=80\n',
    },
    [],
    said([unset('port'), unset('prot')]),
  );
  expect(checked.map(({ params }) => params['message'])).toEqual([
    'SC2154: prot is referenced but not assigned.',
  ]);
});

const hasShellcheck = installed.run('shellcheck', ['--version'], '') !== null;

(hasShellcheck ? test : test.skip)(
  'the ShellCheck of this machine finds what it is known for',
  () => {
    const checked = checkWith(
      { 'apps/shop/repo/deploy/application-start.sh': `${hook}rm -rf $1/*\n` },
      [],
      {
        run: (program, args, input) =>
          program === 'shellcheck'
            ? installed.run(program, args, input)
            : { status: 0, stdout: '' },
      },
    );
    const [message] = checked.flatMap(({ line, params }) =>
      line === 4 ? String(params['message']) : [],
    );
    expect(message).toMatch(/^SC\d+: /);
  },
);

const links: readonly { text: string; codes: readonly string[]; why: string }[] = [
  { text: '[a](pipeline.yaml)', codes: [], why: 'a file beside' },
  { text: '[a](pipelin.yaml)', codes: ['broken-link@1'], why: 'a file that is not there' },
  { text: 'x\n[a](repo/deploy)', codes: [], why: 'a folder' },
  { text: '[a](../../terraform/main.tf)', codes: [], why: 'a file elsewhere' },
  { text: '[a](../../../elsewhere.sh)', codes: [], why: 'a file outside' },
  { text: '[a](https://aws.amazon.com/x)', codes: [], why: 'an address' },
  { text: '## Going on\n[a](#going-on)', codes: [], why: 'a heading' },
  {
    text: '## Going on\n[a](#going)',
    codes: ['broken-link@2'],
    why: 'a heading that is not there',
  },
  { text: '## Étape : déployer\n[a](#étape--déployer)', codes: [], why: 'a heading in French' },
  { text: '```\n[a](nowhere)\n```\n`[a](nowhere)`', codes: [], why: 'code' },
];

test.each(links)('link: $why', ({ text, codes }) => {
  expect(codesOf(checkWith({ 'apps/shop/RUNBOOK.md': `${text}\n` }))).toEqual(codes);
});

test('marks of a conflict', () => {
  const text = 'a\n<<<<<<< yours\nb\n=======\nc\n>>>>>>> new\n';
  expect(codesOf(checkWith({ 'apps/shop/retire/list.md': text }))).toEqual(['conflict-marks@2']);
});

test('of a file with marks of a conflict nothing else is said', () => {
  const text = '#!/usr/bin/env bash\n<<<<<<< yours\nb (\n=======\nc\n>>>>>>> new\n';
  const codes = codesOf(checkWith({ 'apps/shop/repo/deploy/own.sh': text }));
  expect(codes).toEqual(['conflict-marks@2']);
});

test('what was last generated is no output', () => {
  expect(codesOf(checkWith({ '.pipewright/base/apps/shop/repo/buildspec.yml': 'a: [' }))).toEqual(
    [],
  );
});
