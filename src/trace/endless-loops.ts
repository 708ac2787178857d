/** Loops that nothing but a signal ends. */
import { forEachChild } from '../syntax/nodes.ts';
import type { Command, CompoundList, SyntaxNode, While } from '../syntax/nodes.ts';
import type { ShellState } from './shell-state.ts';

const always = /^(true|:|\(\(\s*1\s*\)\)|\[\[?\s+(1|true|"true")\s+\]\]?)$/;
const never = /^(false|\(\(\s*0\s*\)\))$/;

/** `while true`, `while :`, `while [ 1 ]`, `until false`; the text is the one that the loop stands in. */
export function neverFails({ kind, clause }: While, text: string): boolean {
  const words = text.slice(clause.pos, clause.end).replace(/[;\s]+$/, '');
  return (kind === 'while' ? always : never).test(words);
}

/** Whether something in the loop leaves it: `break`, `exit`, `return`, or a function that exits. */
export function hasWayOut(body: CompoundList, state: ShellState): boolean {
  return leavesLoop(body, { state, depth: 0, isCalled: false, called: new Set() });
}

interface Inside {
  readonly state: ShellState;
  /** Loops between the node and the one that is asked about. */
  readonly depth: number;
  /** Inside a function, whose `return` and `break` are its own. */
  readonly isCalled: boolean;
  readonly called: Set<string>;
}

function leavesLoop(node: SyntaxNode, inside: Inside): boolean {
  if (hasOwnEnd.test(node.type)) return false;
  if (node.type === 'Command' && commandLeaves(node, inside)) return true;
  const isLoop = /^(For|Select|While|ArithmeticFor)$/.test(node.type);
  const inner = isLoop ? { ...inside, depth: inside.depth + 1 } : inside;
  let found = false;
  forEachChild(node, (child) => {
    found ||= leavesLoop(child, inner);
  });
  return found;
}

/** What a shell of its own leaves is that shell; a definition does nothing yet. */
const hasOwnEnd = /^(Subshell|CommandExpansion|Function)$/;

function commandLeaves({ name, suffix, redirects }: Command, inside: Inside): boolean {
  const word = name?.text ?? '';
  // A person answers a menu, and goes away.
  if (word === 'read') return redirects.length === 0;
  if (word === 'exit' || word === 'exec') return true;
  if (word === 'return') return !inside.isCalled;
  if (word === 'break') {
    const [levels] = suffix;
    return !inside.isCalled && (levels?.type === 'Word' ? Number(levels.text) : 1) > inside.depth;
  }
  const callee = inside.state.functions.get(word);
  if (callee === undefined || inside.called.has(word)) return false;
  inside.called.add(word);
  return leavesLoop(callee.node.body, { ...inside, isCalled: true });
}
