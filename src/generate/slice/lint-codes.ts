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
      for (const code of ofWords(inner.wordlist ?? [], false)) codes.add(code);
    return undefined;
  });
  return [...codes].sort();
}

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
  const found = [...ofWords(unquoted, true)];
  const text = source.text.slice(name?.pos ?? 0, args.at(-1)?.end ?? name?.end ?? 0);
  if (command === 'read' && !words.some(({ value }) => /^-\w*r/.test(value))) found.push('SC2162');
  if (command === 'source' || command === '.') found.push('SC1090', 'SC1091');
  if (command === 'let') found.push('SC2219');
  if (command === 'expr') found.push('SC2003');
  if (/\$\(\(\s*\$|[-+*/]\s*\$\w[^)]*\)\)/.test(text)) found.push('SC2004');
  if (command === '[' && words.some(({ value }) => value === '-a' || value === '-o'))
    found.push('SC2166');
  if (command === 'echo' && /^echo\s+(-e\s+)?"?\$\([^)]*\)"?$/.test(text)) found.push('SC2005');
  if (
    words.some((word) => /^'[^']*\$[({A-Za-z][^']*'$/.test(word.text)) &&
    !/^(awk|sed|perl|jq|trap|grep|find|bash|sh|envsubst|docker)$/.test(command)
  )
    found.push('SC2016');
  if (
    words.some(({ text: one }) => /^\*/.test(one)) &&
    /^(rm|chmod|chown|ls|cp|mv|tar|zip)$/.test(command)
  )
    found.push('SC2035');
  return found;
}

/** Unquoted expansions: of variables, of commands. */
function ofWords(words: readonly Word[], isSplit: boolean): readonly string[] {
  const codes: string[] = [];
  for (const word of words)
    for (const part of word.parts ?? []) {
      const isVariable = part.type === 'SimpleExpansion' || part.type === 'ParameterExpansion';
      if (isSplit && isVariable && !/^\$[?#!$]|^\$\{#/.test(part.text)) codes.push('SC2086');
      if (isSplit && part.type === 'CommandExpansion') codes.push('SC2046');
      if (!isSplit && part.type === 'CommandExpansion' && /^(\$\(|`)\s*ls\b/.test(part.text))
        codes.push('SC2045');
      if (!isSplit && part.type === 'CommandExpansion' && /^(\$\(|`)\s*find\b/.test(part.text))
        codes.push('SC2044');
      if (!isSplit && part.type === 'CommandExpansion' && /^(\$\(|`)\s*cat\b/.test(part.text))
        codes.push('SC2013');
    }
  return codes;
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
