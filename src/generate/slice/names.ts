import { walk } from '../../syntax/nodes.ts';
import type { Command, SyntaxNode } from '../../syntax/nodes.ts';

/** Variables that a piece of bash reads and sets, as far as its text shows. */
export interface Names {
  readonly reads: ReadonlySet<string>;
  readonly writes: ReadonlySet<string>;
}

const identifier = /^[A-Za-z_]\w*$/;

/**
 * The names in a tree. Assignments in front of a command are not counted: they end with it.
 * `isGone` tells parts that an edit replaces, which nobody reads any more.
 */
export function namesIn(
  node: SyntaxNode,
  isGone: (inner: SyntaxNode) => boolean = () => false,
): Names {
  const reads = new Set<string>();
  const writes = new Set<string>();
  walk(node, (inner) => {
    if (isGone(inner)) return false;
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

const declaring = /^(read|mapfile|readarray|getopts|export|readonly|declare|typeset|local|let)$/;

/** `n++`, `--n`, `n += 2` and `n = 1`, but no comparison. Source: bash manual, 6.5. */
const arithmeticWrites =
  /(?:\+\+|--)\s*([A-Za-z_]\w*)|([A-Za-z_]\w*)\s*(?:\+\+|--|(?:[-+*/%&|^]|<<|>>)?=(?!=))/g;

function noteWrites(node: SyntaxNode, writes: Set<string>): void {
  if (node.type === 'ArithmeticCommand')
    for (const [, before, after] of node.body.matchAll(arithmeticWrites))
      writes.add(before ?? after ?? '');
  if (node.type === 'Command') noteCommand(node, writes);
  if (node.type === 'For' || node.type === 'Select') writes.add(node.name.value);
  if (node.type === 'ParameterExpansion' && /^:?=$/.test(node.operation?.operator ?? ''))
    writes.add(node.parameter);
}

function noteCommand({ name, prefix, args }: Command, writes: Set<string>): void {
  if (name === undefined)
    for (const item of prefix) if (item.type === 'Assignment') writes.add(item.name);
  for (const item of args) {
    if (item.type === 'Assignment') writes.add(item.name);
    else if (declaring.test(name?.value ?? '') && identifier.test(item.value))
      writes.add(item.value);
  }
  const [option, target] = args;
  if (name?.value === 'printf' && option?.text === '-v' && target?.type === 'Word')
    writes.add(target.value);
}
