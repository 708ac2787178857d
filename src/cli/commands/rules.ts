import { testRules } from '../../classify/test-rules.ts';
import { sentenceOf } from '../../messages/messages.ts';
import { UsageError } from '../errors.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { readText } from '../package-files.ts';
import type { DefineCommand } from '../command.ts';
import { packageKnowledge, withCommonOptions } from '../shared.ts';
import type { CommonOptions } from '../shared.ts';

/** `rules list | show | test | new`: the rule set. */
export const defineRules: DefineCommand = (program, io, finish) => {
  const rules = program.command('rules').description('the rule set: list, show, test, new');
  withCommonOptions(rules.command('list').description('every rule with its title')).action(
    (options: CommonOptions) => {
      const { rules: set } = packageKnowledge(io, options.rules ?? []);
      const width = Math.max(0, ...set.rules.map(({ id }) => id.length));
      for (const { id, title } of set.rules)
        io.stdout(`${id.padEnd(width)}  ${title[options.lang]}\n`);
    },
  );
  withCommonOptions(
    rules.command('show').description('one rule as it is written').argument('<id>'),
  ).action((id: string, options: CommonOptions) => {
    io.stdout(ruleText(io, id, options.rules ?? []));
  });
  withCommonOptions(
    rules.command('test').description('runs the tests inside the rules').argument('[id]'),
  ).action((id: string | undefined, options: CommonOptions) => {
    finish(testAll(io, id, options));
  });
  withCommonOptions(
    rules
      .command('new')
      .description('writes the frame of a new rule')
      .argument('<id>', 'family/name')
      .option('-o, --output <folder>', 'folder of rules to write into', 'rules'),
  ).action((id: string, options: CommonOptions & { output: string }) => {
    writeNew(io, id, options);
  });
};

function ruleText(io: Io, id: string, further: readonly string[]): string {
  for (const folder of [...further, `${io.packageRoot}/rules`]) {
    const text = /^[\w/-]+$/.test(id) ? readText(io.reader, `${folder}/${id}.yaml`) : null;
    if (text !== null) return text;
  }
  throw new UsageError(`there is no rule called ${id}; rules list names them all`);
}

function testAll(io: Io, id: string | undefined, options: CommonOptions) {
  const { rules, lore } = packageKnowledge(io, options.rules ?? []);
  const results = testRules(rules, lore, id);
  const failed = results.filter(({ passed }) => !passed);
  for (const result of failed)
    io.stdout(`${result.path}:${result.line}: ${result.sh}\n  ${result.problems.join('\n  ')}\n`);
  const params = { passed: results.length - failed.length, failed: failed.length };
  io.stdout(`${sentenceOf({ code: 'cli/rules-tested', params }, options.lang)}\n`);
  return failed.length > 0 ? exitCodes.configuration : exitCodes.done;
}

function writeNew(
  io: Io,
  id: string,
  { output, lang }: { readonly output: string; readonly lang: 'en' | 'fr' },
): void {
  if (!/^[a-z0-9-]+\/[a-z0-9-]+$/.test(id))
    throw new UsageError(`${id} is no rule id: write family/name in lower case`);
  const path = `${output.replace(/\/+$/, '')}/${id}.yaml`;
  if (io.reader.kindOf(path) !== null) {
    io.stderr(`${sentenceOf({ code: 'cli/config-exists', params: { path } }, lang)}\n`);
    return;
  }
  io.writer.write(path, frameOf(id), { executable: false });
  io.stderr(`${sentenceOf({ code: 'cli/config-written', params: { path } }, lang)}\n`);
}

function frameOf(id: string): string {
  const name = id.split('/')[1] ?? 'command';
  return `id: ${id}
title: {en: What ${name} does, fr: Ce que fait ${name}}
match: {command: ${name}}
classify: {kind: build, destination: buildspec/build, disposition: converted, confidence: 0.8, effort: PT10M}
tests:
  - {sh: '${name} something', expect: {kind: build}}
  - {sh: 'echo ${name}', expect: {kind: log}, why: quoted text is not a step}
`;
}
