/** Lists of `&&` and `||`. Source: bash manual, 3.2.4. */
import type { Guard } from '../model/step.ts';
import type { AndOr, CompoundList, PipelineNode, SyntaxNode } from '../syntax/nodes.ts';
import { spanInFile } from '../syntax/origin.ts';
import { createGuard } from './condition.ts';
import { deadContext } from './context.ts';
import type { Context, Flow } from './context.ts';
import { environmentValue } from './environment-value.ts';
import { leavesScript } from './exits.ts';
import { joinStates } from './shell-state.ts';
import type { ShellState } from './shell-state.ts';
import { walkNode } from './walk-node.ts';
import type { Walk } from './walk.ts';

/** `a && b || c`: equal precedence, from the left. Source: bash manual, 3.2.4. */
export function walkAndOr(walk: Walk, node: AndOr, state: ShellState, context: Context): Flow {
  let flow: Flow = 'next';
  let guards: readonly Guard[] = [];
  node.commands.forEach((command, index) => {
    const operator = node.operators[index - 1];
    const failure = memberFailure(node, index, state, context);
    const member: Context = {
      ...context,
      failure,
      statusUsed: index < node.operators.length ? 'condition' : context.statusUsed,
    };
    if (operator === undefined) {
      flow = walkNode(walk, command, state, member);
      return;
    }
    const runs = runsAfter(operator, state.status);
    const isOver = flow !== 'next';
    if (isOver || runs === false) {
      walkNode(
        walk,
        command,
        state.clone(),
        deadContext(member, isOver ? 'after-exit' : 'condition-false'),
      );
      return;
    }
    const before = node.commands[index - 1] as SyntaxNode;
    guards = runs === true ? [] : nextGuards(walk, node, index, guards, before, context);
    const inner = { ...member, guards: [...context.guards, ...guards] };
    flow =
      runs === true
        ? walkNode(walk, command, state, inner)
        : walkMaybe(walk, command, state, inner);
  });
  return flow;
}

function runsAfter(operator: '&&' | '||', status: number | null): boolean | null {
  if (status === null) return null;
  return (status === 0) === (operator === '&&');
}

/** Walks a node that may or may not run; the state afterwards holds both possibilities. */
function walkMaybe(
  walk: Walk,
  node: PipelineNode | CompoundList,
  state: ShellState,
  context: Context,
): Flow {
  const branch = state.clone();
  const flow = walkNode(walk, node, branch, context);
  // When the branch leaves, only the run that did not take it goes on.
  if (flow === 'next')
    state.become(joinStates(state, branch, (name) => environmentValue(name, walk, state, context)));
  state.status = null;
  return 'next';
}

/** A command that merely follows another's success has no condition of its own: failing stops both. */
function nextGuards(
  walk: Walk,
  node: AndOr,
  index: number,
  before: readonly Guard[],
  condition: SyntaxNode,
  context: Context,
): readonly Guard[] {
  const negated = node.operators[index - 1] === '||';
  if (!negated && !asksSomething(condition)) return before;
  const span = spanInFile(context.source, condition.pos, condition.end);
  return [createGuard(walk, context, span, { source: 'and-or', negated })];
}

const askingCommands = new Set([
  '[',
  'test',
  'grep',
  'egrep',
  'command',
  'which',
  'type',
  'hash',
  'pgrep',
  'id',
  'getent',
  'diff',
  'cmp',
  'read',
  'is-active',
]);

function asksSomething(node: SyntaxNode): boolean {
  if (node.type === 'TestCommand' || node.type === 'ArithmeticCommand') return true;
  if (node.type === 'Pipeline') return node.commands.some(asksSomething);
  return node.type === 'Command' && askingCommands.has(node.name?.text ?? '');
}

/** What a failure of one member of an and-or list means. Source: bash manual, 4.3.1, `set -e`. */
function memberFailure(
  node: AndOr,
  index: number,
  state: ShellState,
  context: Context,
): Context['failure'] {
  const { failure } = context;
  if (failure.decided !== null && failure.decided !== 'ignored') return failure;
  const handler = node.operators.indexOf('||', index);
  if (handler >= 0) {
    const next = node.commands[handler + 1] as SyntaxNode;
    return {
      ...failure,
      decided: leavesScript(next, state) ? failure.abort : isNoOp(next) ? 'ignored' : 'handled',
    };
  }
  if (index === node.commands.length - 1) return failure;
  // errexit does not see the failure of a member that is not the last.
  return { ...failure, decided: failure.isTail ? failure.tail : 'ignored' };
}

function isNoOp(node: SyntaxNode): boolean {
  return node.type === 'Command' && ['true', ':', 'echo', 'printf'].includes(node.name?.text ?? '');
}
