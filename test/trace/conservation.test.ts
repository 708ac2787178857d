import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import type { Span } from '../../src/model/source.ts';
import type { Trace } from '../../src/model/trace.ts';
import { walk } from '../../src/syntax/nodes.ts';
import { fileSource, parseSource } from '../../src/syntax/parse-source.ts';
import { traceScripts } from './applications.ts';

/** The commands of a script of which no step gives account, as text. */
function unaccounted(file: string, text: string, trace: Trace): readonly string[] {
  const spans = trace.steps
    .flatMap((step) => [step.span, ...step.covers])
    .filter((span) => span.file === file);
  const missing: string[] = [];
  walk(parseSource(fileSource(file, text)).script, (node) => {
    // A script in backquotes with a backslash has offsets of its own.
    if (node.type === 'CommandExpansion' && node.script?.source !== undefined) return false;
    if (node.type !== 'Command') return undefined;
    if (!spans.some((span) => contains(span, node.pos, node.end)))
      missing.push(text.slice(node.pos, node.end));
    return undefined;
  });
  return missing;
}

function contains(span: Span, start: number, end: number): boolean {
  return span.start <= start && span.end >= end;
}

function fixtureScripts(): readonly {
  readonly app: string;
  readonly scripts: Readonly<Record<string, string>>;
}[] {
  const root = 'fixtures/clientb';
  return readdirSync(root)
    .filter((name) => statSync(join(root, name)).isDirectory())
    .map((app) => ({ app, scripts: scriptsBelow(join(root, app), '') }));
}

function scriptsBelow(root: string, folder: string): Record<string, string> {
  const scripts: Record<string, string> = {};
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) Object.assign(scripts, scriptsBelow(root, path));
    else if (/\.(sh|bash)$/.test(entry.name))
      scripts[path] = readFileSync(join(root, path), 'utf8');
  }
  return scripts;
}

test.each(fixtureScripts())('every command of $app has a step', ({ scripts }) => {
  const trace = traceScripts(scripts);
  for (const [file, text] of Object.entries(scripts))
    expect(unaccounted(file, text, trace)).toEqual([]);
});

const command = fc.constantFrom(
  'make a',
  'npm ci',
  'cd /srv',
  'exit 1',
  'false',
  'return 2',
  'X=1',
  'X=$(date)',
  'Y="$X-$1"',
  'echo "$X"',
  'ssh h "cd $X && make; ls"',
  'ssh h <<EOF\nmake $X\nEOF\n',
  'sudo -u app bash -c "make; rm $Y"',
  'f $X',
  'g',
  '[ "$1" = prod ]',
  'git rev-parse HEAD | cut -c1-7',
  'tar c . | ssh h "tar x"',
  '. ./lib.sh',
  './other.sh a',
  'eval "make $X"',
  'trap "rm x" EXIT',
  'set -e',
  '[[ $X == a* ]]',
  '(( X++ ))',
);

const { list } = fc.letrec<{ list: string; node: string }>((tie) => ({
  list: fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((nodes) => nodes.join('\n')),
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    command,
    fc.tuple(command, tie('list')).map(([test, body]) => `if ${test}\nthen\n${body}\nfi`),
    fc
      .tuple(tie('list'), tie('list'))
      .map(([one, other]) => `if [ "$X" = 1 ]; then\n${one}\nelse\n${other}\nfi`),
    tie('list').map((body) => `for i in a b $X; do\n${body}\ndone`),
    tie('list').map((body) => `while [ $# -gt 0 ]; do\n${body}\ndone`),
    tie('list').map((body) => `(\n${body}\n)`),
    tie('list').map((body) => `f() {\n${body}\n}`),
    tie('list').map((body) => `case $1 in\na)\n${body}\n;;\n*)\n${body}\n;;\nesac`),
    fc
      .tuple(command, command)
      .filter(([one]) => !one.includes('<<'))
      .map(([one, other]) => `${one} && ${other}`),
    fc
      .tuple(command, command)
      .filter(([one]) => !one.includes('<<'))
      .map(([one, other]) => `${one} || ${other}`),
  ),
}));

test('no command of a generated script is lost', () => {
  fc.assert(
    fc.property(list, (text) => {
      const lib = 'g() { make lib; }\nmake sourced';
      const trace = traceScripts({
        'deploy.sh': text,
        'lib.sh': lib,
        'other.sh': 'make other "$1"',
      });
      expect(unaccounted('deploy.sh', text, trace)).toEqual([]);
    }),
    { numRuns: 300, seed: 20261123 },
  );
});

test('the same scripts give the same trace', () => {
  fc.assert(
    fc.property(list, (text) => {
      const show = () => JSON.stringify(traceScripts({ 'deploy.sh': text }).steps);
      expect(show()).toBe(show());
    }),
    { numRuns: 50, seed: 20261123 },
  );
});

test('no text makes the trace throw', () => {
  const piece = fc.constantFrom(
    'ssh h ',
    '"',
    "'",
    '$(',
    ')',
    '`',
    '\\',
    '<<EOF\n',
    '${',
    '}',
    'if ',
    'fi',
    ';',
    '\n',
    '&&',
    '| ',
    '((',
    '[[ ',
    'x=',
    '{a,',
    '\uFDD0',
    '$x',
    '*',
    '#',
    'do ',
    'case ',
    'esac',
    '!',
    '&',
    'eval ',
    'sudo ',
    'f() {',
    'f ',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      expect(() => traceScripts({ 'deploy.sh': pieces.join('') })).not.toThrow();
    }),
    { numRuns: 500, seed: 20261123 },
  );
});
