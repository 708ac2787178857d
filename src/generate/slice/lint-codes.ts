import type { SourceText } from '../../model/source.ts';
import { walk } from '../../syntax/nodes.ts';
import type { AndOr, Command, Pipeline, SyntaxNode, Word } from '../../syntax/nodes.ts';
import type { Edit } from './source-lines.ts';

/**
 * What ShellCheck says of text that its author keeps, by its codes. It can't be asked while files
 * are made: the same input would give other bytes where it is not installed.
 * Source: https://www.shellcheck.net/wiki/
 */
export function lintCodes(
  node: SyntaxNode,
  source: SourceText,
  edits: readonly Edit[],
): readonly string[] {
  const codes = new Set<string>();
  walk(node, (inner) => {
    if (inner.type === 'Command')
      for (const code of ofCommand(inner, source, edits)) codes.add(code);
    if (inner.type === 'Pipeline') for (const code of ofPipeline(inner)) codes.add(code);
    if (inner.type === 'AndOr' && mixes(inner)) codes.add('SC2015');
    if (inner.type === 'For')
      for (const code of (inner.wordlist ?? []).flatMap(ofList)) codes.add(code);
    return undefined;
  });
  return [...codes].sort();
}

/** What one command is said to do, by its name and its text. */
const commandCodes: readonly {
  readonly code: string;
  readonly command: RegExp;
  readonly text?: RegExp;
  /** Holds for a word of the command. */
  readonly word?: RegExp;
}[] = [
  { code: 'SC1090', command: /^(source|\.)$/ },
  { code: 'SC1091', command: /^(source|\.)$/ },
  { code: 'SC2219', command: /^let$/ },
  { code: 'SC2003', command: /^expr$/ },
  { code: 'SC2004', command: /./, text: /\$\(\(\s*\$|[-+*/]\s*\$\w[^)]*\)\)/ },
  { code: 'SC2166', command: /^\[$/, word: /^-[ao]$/ },
  { code: 'SC2005', command: /^echo$/, text: /^echo\s+(-e\s+)?"?\$\([^)]*\)"?$/ },
  {
    code: 'SC2016',
    command: /^(?!(awk|sed|perl|jq|trap|grep|find|bash|sh|envsubst|docker)$)/,
    word: /^'[^']*\$[({A-Za-z][^']*'$/,
  },
  { code: 'SC2035', command: /^(rm|chmod|chown|ls|cp|mv|tar|zip)$/, word: /^\*/ },
];

function ofCommand(
  { name, args, redirects }: Command,
  source: SourceText,
  edits: readonly Edit[],
): readonly string[] {
  const command = name?.value ?? '';
  const words = args.filter((item): item is Word => item.type === 'Word');
  const targets = redirects.flatMap((one) =>
    one.type === 'Redirect' && one.target !== undefined ? [one.target] : [],
  );
  const unquoted = [...words, ...targets].filter(
    (word) => !edits.some((edit) => edit.start === word.pos && edit.text === '"'),
  );
  const whole = source.text.slice(name?.pos ?? 0, args.at(-1)?.end ?? name?.end ?? 0);
  const byName = commandCodes.filter(
    ({ command: names, text, word }) =>
      names.test(command) &&
      (text?.test(whole) ?? true) &&
      (word === undefined || words.some((one) => word.test(one.text))),
  );
  const readsRaw = command === 'read' && !words.some(({ value }) => /^-\w*r/.test(value));
  return [
    ...unquoted.flatMap(splitCodes),
    ...byName.map(({ code }) => code),
    ...(readsRaw ? ['SC2162'] : []),
  ];
}

/** Expansions that stand unquoted among the words of a command: of variables, of commands. */
function splitCodes({ parts = [] }: Word): readonly string[] {
  return parts.flatMap((part) => {
    if (part.type === 'CommandExpansion') return ['SC2046'];
    const isVariable = part.type === 'SimpleExpansion' || part.type === 'ParameterExpansion';
    return isVariable && !/^\$[?#!$]|^\$\{#/.test(part.text) ? ['SC2086'] : [];
  });
}

const listCodes: Readonly<Record<string, string>> = { ls: 'SC2045', find: 'SC2044', cat: 'SC2013' };

/** A loop over what a command prints. */
function ofList({ parts = [] }: Word): readonly string[] {
  return parts.flatMap((part) => {
    const command =
      part.type === 'CommandExpansion' ? /^(?:\$\(|`)\s*(\w+)/.exec(part.text)?.[1] : undefined;
    return listCodes[command ?? ''] ?? [];
  });
}

function ofPipeline({ commands }: Pipeline): readonly string[] {
  const names = commands.map((command) =>
    command.type === 'Command' ? (command.name?.value ?? '') : '',
  );
  const codes: string[] = [];
  names.forEach((name, at) => {
    const next = names[at + 1];
    if (next === undefined) return;
    const first = commands[at];
    if (name === 'ls')
      codes.push(next === 'grep' ? 'SC2010' : next === 'xargs' ? 'SC2011' : 'SC2012');
    if (name === 'ps' && next === 'grep') codes.push('SC2009');
    if (name === 'cat' && first?.type === 'Command' && first.args.length === 1)
      codes.push('SC2002');
    if (name === 'grep' && next === 'wc') codes.push('SC2126');
    if (name === 'find' && next === 'xargs') codes.push('SC2038');
  });
  return codes;
}

/** `a && b || c` is no if-then-else. */
function mixes({ operators }: AndOr): boolean {
  const and = operators.indexOf('&&');
  return and >= 0 && operators.indexOf('||', and) >= 0;
}
