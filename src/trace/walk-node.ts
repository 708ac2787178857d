/** The walk over control flow. Source: bash manual, 3.2 Shell Commands. */
import type {
  AndOr,
  CommandNode,
  CompoundList,
  PipelineNode,
  Redirected,
  Statement,
} from '../syntax/nodes.ts';
import { deadContext, freeWords, ownShell } from './context.ts';
import type { Context, Flow } from './context.ts';
import { readInput, redirectionsOf } from './redirections.ts';
import { listedFailure, shellFailure, subshellFailure } from './failure.ts';
import { statusReader } from './reads-status.ts';
import { sharingOutput } from './shared-output.ts';
import type { ShellState } from './shell-state.ts';
import { walkAndOr } from './walk-and-or.ts';
import { walkCase, walkIf } from './walk-branches.ts';
import { walkCommand } from './walk-command.ts';
import { walkArithmeticFor, walkFor, walkSelect } from './walk-loops.ts';
import { walkPipeline } from './walk-pipeline.ts';
import { walkArithmetic, walkTest } from './walk-tests.ts';
import { walkWhile } from './walk-while.ts';
import type { Walk } from './walk.ts';

/** Walks statements one after another; what follows an exit is looked at as never reached. */
export function walkList(
  walk: Walk,
  statements: readonly Statement[],
  state: ShellState,
  context: Context,
): Flow {
  let flow: Flow = 'next';
  let current = context;
  let target = state;
  statements.forEach((statement, index) => {
    if (flow !== 'next' && current === context) {
      current = deadContext(context, 'after-exit');
      // What is never reached still assigns its variables, for what follows it.
      target = state.clone();
    }
    const inner = listed(current, statements, index, target);
    const result = walkStatement(walk, statement, target, inner);
    if (flow === 'next') flow = result;
  });
  return flow;
}

/** One statement of a list: only the last one gives the list's status, unless the next reads it. */
export function listed(
  context: Context,
  statements: readonly Statement[],
  index: number,
  state: ShellState,
): Context {
  const reader = statusReader(statements, index, state, context);
  if (reader === null) {
    if (index === statements.length - 1) return context;
    return {
      ...context,
      failure: listedFailure(context.failure, 'ignored'),
      statusUsed: 'ignored',
    };
  }
  const { fails, ofMembers } = reader;
  const failure = {
    ...listedFailure(context.failure, fails),
    members: ofMembers ? fails : 'ignored',
  };
  return { ...context, failure, statusUsed: 'saved' };
}

/** One statement: in the background it is a shell of its own. */
export function walkStatement(
  walk: Walk,
  node: Statement,
  state: ShellState,
  context: Context,
): Flow {
  if (!node.background) return walkNode(walk, node.command, state, context);
  const failure = shellFailure('ignored');
  walkNode(walk, node.command, state.clone(), { ...ownShell(context), background: true, failure });
  state.status = 0;
  return 'next';
}

/** Walks one node; the state afterwards is that of the run going on after it. */
export function walkNode(
  walk: Walk,
  node: PipelineNode | AndOr | CompoundList,
  state: ShellState,
  context: Context,
): Flow {
  switch (node.type) {
    case 'Command':
      return walkCommand(walk, node, state, context);
    case 'Pipeline':
      return walkPipeline(walk, node, state, context);
    case 'AndOr':
      return walkAndOr(walk, node, state, context);
    case 'CompoundList':
      return walkList(walk, node.commands, state, context);
    case 'If':
      return walkIf(walk, node, state, context);
    case 'For':
      return walkFor(walk, node, state, context);
    case 'Select':
      return walkSelect(walk, node, state, context);
    case 'ArithmeticFor':
      return walkArithmeticFor(walk, node, state, context);
    case 'While':
      return walkWhile(walk, node, state, context);
    case 'Case':
      return walkCase(walk, node, state, context);
    case 'Subshell':
      return walkSubshell(walk, node.body, state, context);
    case 'BraceGroup':
      return walkList(walk, node.body.commands, state, context);
    case 'Redirected':
      return walkRedirected(walk, node, state, context);
    case 'Function':
      state.functions.set(node.name.text, {
        node,
        source: context.source,
        key: `${context.source.id}:${node.pos}`,
      });
      state.status = 0;
      return 'next';
    case 'TestCommand':
      return walkTest(walk, node, state, context);
    case 'ArithmeticCommand':
      return walkArithmetic(walk, node, state, context);
    case 'Coproc':
      return walkCoproc(walk, node.body, state, context);
    default:
      return unreachable(node);
  }
}

function unreachable(node: never): never {
  throw new Error(`node without a walk: ${JSON.stringify(node)}`);
}

function walkCoproc(
  walk: Walk,
  body: CommandNode | CompoundList,
  state: ShellState,
  context: Context,
): Flow {
  walkNode(walk, body, state.clone(), { ...ownShell(context), background: true });
  return 'next';
}

function walkSubshell(walk: Walk, body: CompoundList, state: ShellState, context: Context): Flow {
  const inner = state.clone();
  const failure = subshellFailure(state, context.failure);
  const own = { ...ownShell(context), failure };
  const flow = walkList(walk, body.commands, inner, own);
  state.status = statusAfter(inner, flow, own);
  state.printed = inner.printed;
  return 'next';
}

/** The status of a shell of its own: that of its end and of all that left it, where they agree. */
export function statusAfter(state: ShellState, flow: Flow, { leaving }: Context): number | null {
  const ends = [...leaving.exits, ...leaving.returns, ...(flow === 'next' ? [state] : [])];
  const [first] = ends;
  return first !== undefined && ends.every(({ status }) => status === first.status)
    ? first.status
    : null;
}

function walkRedirected(walk: Walk, node: Redirected, state: ShellState, context: Context): Flow {
  const input = readInput(walk, node.redirects, state, freeWords(context));
  const inner =
    input === null ? context : { ...context, stdin: input.stdin, stdinText: input.text };
  const redirections = redirectionsOf(walk, node.redirects, state, freeWords(context));
  return sharingOutput(walk, redirections, context, () =>
    walkNode(walk, node.command, state, inner),
  );
}
