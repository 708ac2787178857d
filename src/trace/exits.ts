import type { Failure } from '../model/step.ts';
import { forEachChild } from '../syntax/nodes.ts';
import type { Command, SyntaxNode } from '../syntax/nodes.ts';
import type { FailureContext } from './failure.ts';
import type { ShellState } from './shell-state.ts';

const maxDepth = 8;

/** How a node leaves with a failure. */
type Leave = 'exit' | 'return' | null;

/**
 * How a node plainly ends the script or function with a failure: it is `exit` or `return`, or a list
 * that holds one at its own level, or a call of a function whose body does.
 */
export function leaves(node: SyntaxNode, state: ShellState, depth = 0): Leave {
  if (depth > maxDepth) return null;
  const inner = (child: SyntaxNode) => leaves(child, state, depth + 1);
  const first = (nodes: readonly SyntaxNode[]): Leave => {
    for (const [index, child] of nodes.entries()) {
      const found = inner(child);
      // Without an argument, `return` gives the status of what ran before it.
      if (found === 'return' && isBareReturn(child) && onlyPrints(nodes[index - 1])) return null;
      if (found !== null) return found;
    }
    return null;
  };
  switch (node.type) {
    case 'Script':
    case 'CompoundList':
      return first(node.commands);
    case 'Statement':
    case 'Redirected':
      return inner(node.command);
    case 'BraceGroup':
      return inner(node.body);
    case 'Pipeline':
      return node.commands.length === 1 ? first(node.commands) : null;
    case 'AndOr': {
      // `echo failed && exit 1` leaves; after `||` it depends.
      const either = node.operators.indexOf('||');
      return first(node.commands.slice(0, either < 0 ? undefined : either + 1));
    }
    case 'Command':
      return leavingCommand(node, state, depth);
    default:
      return null;
  }
}

function soleCommand(node: SyntaxNode | undefined): Command | null {
  if (node?.type === 'Statement') return soleCommand(node.command);
  return node?.type === 'Command' ? node : null;
}

function isBareReturn(node: SyntaxNode): boolean {
  const command = soleCommand(node);
  return command?.name?.text === 'return' && command.suffix.length === 0;
}

/** Printing is taken to succeed. */
function onlyPrints(node: SyntaxNode | undefined): boolean {
  return ['echo', 'printf', ':', 'true'].includes(soleCommand(node)?.name?.text ?? '');
}

function leavingCommand(node: Command, state: ShellState, depth: number): Leave {
  const name = node.name?.text ?? '';
  const [argument] = node.suffix;
  const text = argument?.type === 'Word' ? argument.text : null;
  if (name === 'exit' || name === 'return') return text === '0' ? null : name;
  const called = state.functions.get(name);
  // What a function returns is the status of its call; only its exit leaves what calls it.
  return called !== undefined && leaves(called.node.body, state, depth + 1) === 'exit'
    ? 'exit'
    : null;
}

/** What it means to come to a node: whether the script goes on after it. */
export function meaningOf(
  node: SyntaxNode | undefined,
  state: ShellState,
  failure: FailureContext,
  otherwise: Failure,
): Failure {
  const left = node === undefined ? null : leaves(node, state);
  if (left === 'exit') return failure.exits;
  return left === 'return' ? failure.returns : otherwise;
}

/** The same where any branch below the node may leave: the statement decides by a status. */
export function decisionOf(node: SyntaxNode, state: ShellState, failure: FailureContext): Failure {
  const found = anyLeave(node, state, 0);
  if (found === 'exit') return failure.exits;
  return found === 'return' ? failure.returns : 'handled';
}

function anyLeave(node: SyntaxNode, state: ShellState, depth: number): Leave {
  if (depth > maxDepth * 2) return null;
  if (node.type === 'Command') {
    const left = leavingCommand(node, state, 0);
    const called = state.functions.get(node.name?.text ?? '');
    return (
      left ??
      (called !== undefined && anyLeave(called.node.body, state, depth + maxDepth) === 'exit'
        ? 'exit'
        : null)
    );
  }
  let found: Leave = null;
  forEachChild(node, (child) => {
    found ??= anyLeave(child, state, depth + 1);
  });
  return found;
}
