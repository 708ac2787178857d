import { walk } from '../../syntax/nodes.ts';
import type { SyntaxNode } from '../../syntax/nodes.ts';

/** Variables that a piece of bash reads and sets, as far as its text shows. */
export interface Names {
  readonly reads: ReadonlySet<string>;
  readonly writes: ReadonlySet<string>;
}

const identifier = /^[A-Za-z_]\w*$/;

/** The names in a tree. Assignments in front of a command are not counted: they end with it. */
export function namesIn(node: SyntaxNode): Names {
  const reads = new Set<string>();
  const writes = new Set<string>();
  walk(node, (inner) => {
    noteReads(inner, reads);
    noteWrites(inner, writes);
    return undefined;
  });
  return { reads, writes };
}

function noteReads(node: SyntaxNode, reads: Set<string>): void {
  if (node.type === 'SimpleExpansion') add(reads, node.text.slice(1));
  if (node.type === 'ParameterExpansion') add(reads, node.parameter);
  if (node.type === 'ArithmeticWord')
    for (const [name] of node.value.matchAll(/[A-Za-z_]\w*/g)) add(reads, name);
}

function add(names: Set<string>, name: string): void {
  if (identifier.test(name) || /^[1-9@*#]$/.test(name)) names.add(name);
}

function noteWrites(node: SyntaxNode, writes: Set<string>): void {
  if (node.type === 'Command') {
    const isAlone = node.name === undefined;
    for (const item of node.prefix)
      if (item.type === 'Assignment' && isAlone) writes.add(item.name);
    for (const item of node.args) if (item.type === 'Assignment') writes.add(item.name);
    const name = node.name?.value ?? '';
    if (/^(read|mapfile|readarray|getopts|export|readonly|declare|typeset|local|let)$/.test(name))
      for (const item of node.args)
        if (item.type === 'Word' && identifier.test(item.value)) writes.add(item.value);
    if (name === 'printf' && node.args[0]?.type === 'Word' && node.args[0].value === '-v')
      writes.add(node.args[1]?.type === 'Word' ? node.args[1].value : '');
  }
  if (node.type === 'For' || node.type === 'Select') writes.add(node.name.value);
  if (node.type === 'ParameterExpansion' && /^:?=$/.test(node.operation?.operator ?? ''))
    writes.add(node.parameter);
}
