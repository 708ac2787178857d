/** Small scripts and what must, or must not, stand in the files that take their place. */
import { readFileSync } from 'node:fs';

import { expect, test } from '@jest/globals';

import { repository } from '../../src/generate/repository/repository.ts';
import { planScripts } from '../plan/planned.ts';
import { contextOf } from './contexts.ts';

interface Case {
  readonly why: string;
  readonly script: string;
  /** Files of the project beside it, other scripts too: `--- name` and their text stand behind the script. */
  readonly others: Readonly<Record<string, string>>;
  /** `file: text` that stands in it, `!` in front where it must not; `a >> then >> b` in this order. */
  readonly lines: readonly string[];
}

const cases: readonly Case[] = ['script-cases.txt', 'host-cases.txt']
  .flatMap((file) => readFileSync(`test/generate/${file}`, 'utf8').split('====\n'))
  .map((block) => {
    const [head = '', body = ''] = block.split('>>>\n');
    const [script = '', ...others] = head.split(/^--- /m);
    const [first = '', ...lines] = script.split('\n');
    return {
      why: first.replace(/^# /, ''),
      script: lines.join('\n'),
      others: Object.fromEntries(
        others.map((text) => [text.split('\n')[0]!, text.slice(text.indexOf('\n') + 1)]),
      ),
      lines: body.trim().split('\n'),
    };
  });

/** The texts stand in the file, one behind the other. */
function holdsInTurn(file: string | undefined, texts: readonly string[]): boolean {
  let from = 0;
  return (
    file !== undefined &&
    texts.every((text) => {
      const at = file.indexOf(text, from);
      from = at + text.length;
      return at >= 0;
    })
  );
}

test.each(cases)('$why', ({ script, others, lines }) => {
  const scripts = Object.entries(others).filter(([name]) => name.endsWith('.sh'));
  const plan = planScripts({ 'deploy.sh': script, ...Object.fromEntries(scripts) }, others);
  const context = { ...contextOf(plan), read: (file: string) => others[file] ?? null };
  const files = new Map(
    repository.generate(plan, context).map(({ path, text }) => [path.replace(/^repo\//, ''), text]),
  );
  const seen = lines.map((line) => {
    const [, not = '', file = '', text = ''] = /^(!?)([\w./-]+): (.*)$/.exec(line) ?? [];
    const holds = holdsInTurn(files.get(file), text.split(' >> then >> '));
    return holds === (not === '') ? line : { line, found: files.get(file) ?? 'no such file' };
  });
  expect(seen).toEqual(lines);
});
