/** Lists of `&&` and `||`. Source: bash manual, 3.2.4. */
import type { Failure, Guard } from '../model/step.ts';
import type { AndOr, SyntaxNode } from '../syntax/nodes.ts';
import { spanInFile } from '../syntax/origin.ts';
import { createGuard } from './condition.ts';
import { deadContext } from './context.ts';
import type { Context, Flow } from './context.ts';
import { leaves, meaningOf } from './exits.ts';
import { conditionFailure, failureOf } from './failure.ts';
import type { FailureContext } from './failure.ts';
import { meet } from './leaving.ts';
import { narrowByTest } from './narrow.ts';
import type { ShellState } from './shell-state.ts';
import { walkNode } from './walk-node.ts';
import type { Walk } from './walk.ts';

/** How far the walk of a chain has come. */
interface Chain {
  flow: Flow;
  guards: readonly Guard[];
  /** The runs that stopped at an `&&` of the chain being walked: what follows there is not theirs. */
  stopped: readonly ShellState[];
  /** The runs that an `||` has nothing to say to: `a && echo yes || …`, where all went well. */
  passed: readonly ShellState[];
}

/** `a && b || c`: equal precedence, from the left. Source: bash manual, 3.2.4. */
export function walkAndOr(walk: Walk, node: AndOr, state: ShellState, context: Context): Flow {
  const chain: Chain = { flow: 'next', guards: [], stopped: [], passed: [] };
  node.commands.forEach((command, index) => {
    const member: Context = {
      ...context,
      failure: memberFailure(node, index, state, context),
      statusUsed: index < node.operators.length ? 'condition' : context.statusUsed,
    };
    if (index === 0) {
      chain.flow = walkNode(walk, command, state, member);
      return;
    }
    walkMember(walk, node, index, chain, state, { ...member, guards: context.guards });
    closeMember(walk, node, index, chain, state, context);
  });
  return chain.flow;
}

function walkMember(
  walk: Walk,
  node: AndOr,
  index: number,
  chain: Chain,
  state: ShellState,
  member: Context,
): void {
  const command = node.commands[index] as AndOr['commands'][number];
  const before = node.commands[index - 1] as SyntaxNode;
  const operator = node.operators[index - 1] as '&&' | '||';
  const runs = operator === '||' && mayFail(before) ? null : runsAfter(operator, state.status);
  const isOver = chain.flow !== 'next';
  if (isOver || runs === false) {
    const dead = deadContext(member, isOver ? 'after-exit' : 'condition-false');
    walkNode(walk, command, state.clone(), dead);
    return;
  }
  if (runs !== true) chain.guards = nextGuards(walk, node, index, chain.guards, before, member);
  else if (chain.stopped.length === 0 && chain.passed.length === 0) chain.guards = [];
  if (runs !== true)
    chain.stopped = [...chain.stopped, split(walk, before, operator, state, member)];
  const inner = { ...member, guards: [...member.guards, ...chain.guards] };
  chain.flow = walkNode(walk, command, state, inner);
}

/** Brings the runs together that the chain took apart, where it has come to the end of its `&&`. */
function closeMember(
  walk: Walk,
  node: AndOr,
  index: number,
  chain: Chain,
  state: ShellState,
  context: Context,
): void {
  const operator = node.operators[index - 1] as '&&' | '||';
  const next = node.operators[index];
  if (chain.flow === 'next' && operator === '&&' && next === '&&') return;
  const hasPassed =
    chain.flow === 'next' && state.status === 0 && !mayFail(node.commands[index] as SyntaxNode);
  if (hasPassed && chain.stopped.length > 0 && operator === '&&' && next === '||') {
    chain.passed = [state.clone()];
    meet(walk, state, chain.stopped, context);
    state.status = 1;
    chain.stopped = [];
    chain.guards = [failedGuard(walk, node, index, context)];
    return;
  }
  const others = [...chain.stopped, ...chain.passed];
  chain.stopped = [];
  chain.passed = [];
  if (others.length === 0) return;
  join(walk, state, { flow: chain.flow, operator }, others, context);
  chain.flow = 'next';
}

/** Takes the run that does not go on at an operator apart from the one that does. */
function split(
  walk: Walk,
  before: SyntaxNode,
  operator: '&&' | '||',
  state: ShellState,
  context: Context,
): ShellState {
  const span = spanInFile(context.source, before.pos, before.end);
  const test = walk.workspace.textOf(span).trim();
  const other = state.clone();
  narrowByTest(state, test, operator === '&&');
  narrowByTest(other, test, operator !== '&&');
  return other;
}

/**
 * The end of a chain. Who did not leave at an `&&` has stopped before it: for them the chain has
 * failed.
 */
function join(
  walk: Walk,
  state: ShellState,
  { flow, operator }: { readonly flow: Flow; readonly operator: '&&' | '||' },
  stopped: readonly ShellState[],
  context: Context,
): void {
  meet(walk, state, flow === 'next' ? [state, ...stopped] : stopped, context);
  state.status = flow !== 'next' && operator === '&&' ? 1 : null;
}

function runsAfter(operator: '&&' | '||', status: number | null): boolean | null {
  if (status === null) return null;
  return (status === 0) === (operator === '&&');
}

/** Up to the member that always goes well, something of the chain did not. */
function failedGuard(walk: Walk, node: AndOr, index: number, context: Context): Guard {
  const [first, last] = [node.commands[0], node.commands[index - 1]] as [SyntaxNode, SyntaxNode];
  const span = spanInFile(context.source, first.pos, last.end);
  return createGuard(walk, context, span, { source: 'and-or', negated: true });
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

/** What the outcomes of one member of an and-or list mean. Source: bash manual, 4.3.1, `set -e`. */
function memberFailure(
  node: AndOr,
  index: number,
  state: ShellState,
  context: Context,
): FailureContext {
  const { failure } = context;
  // errexit does not see the failure of a member that is not the last.
  if (index === node.commands.length - 1) return failure;
  return conditionFailure(
    failure,
    nextMeaning(node, '||', index, state, failure) ?? failure.fails,
    nextMeaning(node, '&&', index, state, failure) ?? failure.succeeds,
  );
}

/** What it means that the next member behind such an operator runs; null when there is none. */
function nextMeaning(
  node: AndOr,
  operator: '&&' | '||',
  index: number,
  state: ShellState,
  failure: FailureContext,
): Failure | null {
  const at = node.operators.indexOf(operator, index);
  const next = at < 0 ? undefined : node.commands[at + 1];
  if (next === undefined) return null;
  // A handler that fails of itself hands the failure on.
  if (failsOfItself(next) || returnsFailure(next, state))
    return nextMeaning(node, '||', at + 1, state, failure) ?? failureOf(state, failure);
  const otherwise = isCall(next, ['true', ':', 'echo', 'printf']) ? 'ignored' : 'handled';
  return meaningOf(next, state, failure, otherwise);
}

/** `false`, or a group that ends with it: `cd X || (echo no; false) || exit`. */
function failsOfItself(node: SyntaxNode): boolean {
  if (node.type === 'Pipeline' && node.commands.length === 1)
    return failsOfItself(node.commands[0] as SyntaxNode);
  if (node.type !== 'Subshell' && node.type !== 'BraceGroup') return isCall(node, ['false']);
  const last = node.body.commands.at(-1)?.command;
  return last !== undefined && failsOfItself(last);
}

/** A call of a function that ends with `return 1`. */
function returnsFailure(node: SyntaxNode, state: ShellState): boolean {
  const called = node.type === 'Command' ? state.functions.get(node.name?.text ?? '') : undefined;
  return called !== undefined && leaves(called.node.body, state) === 'return';
}

/** A command that is taken to succeed, for what follows it, and may fail all the same. */
export function mayFail(node: SyntaxNode): boolean {
  return isCall(node, ['cd', 'pushd', 'popd', 'source', '.']);
}

function isCall(node: SyntaxNode, names: readonly string[]): boolean {
  return node.type === 'Command' && names.includes(node.name?.text ?? '');
}
