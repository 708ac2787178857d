import type { Plan } from '../../model/plan.ts';
import { fileSource, parseSource } from '../../syntax/parse-source.ts';
import type { Command } from '../../syntax/nodes.ts';
import { walk } from '../../syntax/nodes.ts';
import { textsOf } from '../../shell/value.ts';
import type { AwsCall } from './aws-call.ts';

/**
 * Calls of the AWS CLI that stand inside a value or feed a pipe (`V=$(aws ssm …)`, `aws ecr … | docker
 * login`): they are no steps of their own, so that they are read from the code.
 */
export function awsCallsInCode(code: string, plan: Plan): readonly AwsCall[] {
  const calls: AwsCall[] = [];
  walk(parseSource(fileSource('', code)).script, (node) => {
    if (node.type === 'Command' && node.name?.value === 'aws') {
      const call = callOf(wordsOf(node, plan));
      if (call !== null) calls.push(call);
    }
    return undefined;
  });
  return calls;
}

/** The arguments, constants of the script filled in. */
function wordsOf({ args }: Command, plan: Plan): readonly string[] {
  return args.map(({ text }) =>
    text
      .replace(/["']/g, '')
      .replace(/\$\{?(\w+)\}?/g, (whole, name: string) => constantOf(name, plan) ?? whole),
  );
}

function constantOf(name: string, { trace }: Plan): string | null {
  const values = trace.assignments.filter((use) => use.name === name).map(({ value }) => value);
  const texts = values.map((value) => textsOf(value)?.join('|') ?? null);
  const [first = null] = texts;
  return texts.every((text) => text === first) ? first : null;
}

const flags =
  /^--(no-[\w-]+|recursive|delete|quiet|only-show-errors|with-decryption|force|dryrun|debug|exact-timestamps|size-only|overwrite|include-email)$/;

function callOf(words: readonly string[]): AwsCall | null {
  const plain = words.filter((word, at) => {
    const before = words[at - 1] ?? '';
    return !word.startsWith('-') && (!before.startsWith('--') || isWhole(before));
  });
  const [service, operation = '', ...operands] = plain;
  if (service === undefined || !/^[a-z0-9-]+$/.test(service)) return null;
  const shown = (...names: readonly string[]): readonly string[] =>
    words.flatMap((word, at) => {
      const [, name, attached] = /^(--[\w-]+)=(.*)$/.exec(word) ?? [];
      if (name !== undefined && names.includes(name)) return [attached ?? ''];
      return names.includes(word) ? [words[at + 1] ?? ''] : [];
    });
  return {
    service,
    operation,
    shown,
    texts: (...names) => {
      const found = shown(...names);
      const isKnown = found.length > 0 && found.every((text) => /^[^$`*{}\s]+$/.test(text));
      return isKnown ? found.flatMap((text) => text.split('|')) : null;
    },
    has: (flag) => words.includes(flag),
    operands: operands.map((text) => text.split('|')),
  };
}

/** An option that takes no word after it. */
function isWhole(option: string): boolean {
  return flags.test(option) || option.includes('=');
}
