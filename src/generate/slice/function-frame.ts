import { spanInFile } from '../../syntax/origin.ts';
import type { At, Cutting } from './cutting.ts';
import { commentsAbove } from './leaf.ts';
import { plain } from './print.ts';
import type { FunctionSite } from './script-index.ts';
import type { Frame, Tree } from './tree.ts';
import { nothing } from './tree.ts';

/** What is left of a function, under its name. */
export function functionOf(
  name: string,
  { node, source }: FunctionSite,
  body: readonly Tree[],
  at: At,
  cutting: Cutting,
): Frame {
  const head = plain(`${name}() {`);
  return {
    type: 'frame',
    kind: 'function',
    rows: [{ head: [head], reads: nothing, steps: [], body, tail: null }],
    closing: '}',
    writes: nothing,
    comments: commentsAbove(node, { ...at, source }, cutting),
    machine: at.machine,
    span: spanInFile(source, node.pos, node.end),
  };
}
