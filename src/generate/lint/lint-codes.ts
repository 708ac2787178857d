import type { CompoundList, SyntaxNode } from '../../syntax/nodes.ts';
import { forEachChild } from '../../syntax/nodes.ts';
import { chainLints } from './chain-lints.ts';
import { commandLints } from './command-lints.ts';
import type { FileNames } from './file-names.ts';
import type { Around, Lint } from './lint.ts';
import { parse } from './parse.ts';
import { testLints } from './test-lints.ts';
import { wordLints } from './word-lints.ts';

/** Every finding that output may hold: all of it is text that its author wrote and keeps. */
export const lints: readonly Lint[] = [...commandLints, ...wordLints, ...testLints, ...chainLints];

/**
 * What ShellCheck says of a text, by its codes. It can't be asked while files are made: the same
 * input would give other bytes where it is not installed. `names` are of the whole file.
 * Source: https://www.shellcheck.net/wiki/
 */
export function lintCodes(text: string, names: FileNames): readonly string[] {
  const codes = new Set<string>();
  visit(parse(text), { command: null, inCondition: false, names }, codes);
  return [...codes].sort();
}

function visit(node: SyntaxNode, around: Around, codes: Set<string>): void {
  for (const { code, holds } of lints) if (!codes.has(code) && holds(node, around)) codes.add(code);
  const inside = node.type === 'Command' ? { ...around, command: node } : around;
  const clauses = clausesOf(node);
  forEachChild(node, (child) => {
    const isClause = clauses.some((clause) => clause === child);
    const entersList = child.type === 'CompoundList' && !isClause;
    visit(
      child,
      isClause || entersList ? { ...inside, command: null, inCondition: isClause } : inside,
      codes,
    );
  });
}

function clausesOf(node: SyntaxNode): readonly CompoundList[] {
  return node.type === 'If' || node.type === 'Elif' || node.type === 'While' ? [node.clause] : [];
}
