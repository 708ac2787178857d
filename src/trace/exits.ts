import type { SyntaxNode } from '../syntax/nodes.ts';
import type { ShellState } from './shell-state.ts';

const maxDepth = 6;

/**
 * Whether a node plainly ends the script (or function): it is `exit` or `return`, or a list that
 * holds one at its own level, or a call of a function whose body does.
 */
export function leavesScript(node: SyntaxNode, state: ShellState, depth = 0): boolean {
  if (depth > maxDepth) return false;
  const inner = (child: SyntaxNode) => leavesScript(child, state, depth + 1);
  switch (node.type) {
    case 'Script':
    case 'CompoundList':
      return node.commands.some(inner);
    case 'Statement':
      return inner(node.command);
    case 'BraceGroup':
    case 'Subshell':
      return inner(node.body);
    case 'Redirected':
      return inner(node.command);
    case 'Pipeline':
      return node.commands.length === 1 && node.commands.some(inner);
    case 'AndOr': {
      // `echo failed && exit 1` leaves; after `||` it depends.
      const reached = node.operators.indexOf('||');
      return node.commands.slice(0, reached < 0 ? undefined : reached + 1).some(inner);
    }
    case 'Command': {
      const name = node.name?.text ?? '';
      if (name === 'exit' || name === 'return')
        return (
          !('text' in (node.suffix[0] ?? {})) || (node.suffix[0] as { text: string }).text !== '0'
        );
      const called = state.functions.get(name);
      return called !== undefined && inner(called.node.body);
    }
    default:
      return false;
  }
}
