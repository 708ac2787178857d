/** `while` and `until`. Source: bash manual, 3.2.5.1 Looping Constructs. */
import { literal, textOf } from '../shell/value.ts';
import type { While } from '../syntax/nodes.ts';
import { spanInFile } from '../syntax/origin.ts';
import { createGuard } from './condition.ts';
import { deadContext, guardedContext } from './context.ts';
import type { Context, Flow } from './context.ts';
import { CountedTurns } from './counted-turns.ts';
import { hasWayOut, neverFails } from './endless-loops.ts';
import { conditionFailure } from './failure.ts';
import { limits } from './limits.ts';
import { assignFields } from './read-input.ts';
import type { ShellState } from './shell-state.ts';
import { clauseText } from './walk-branches.ts';
import {
  leaveLoop,
  loopContext,
  maxTurns,
  walkKnownTurn,
  walkTurn,
  walkUnknownTurns,
} from './walk-loops.ts';
import type { Turn } from './walk-loops.ts';
import { roleColumnOf, walkRows } from './walk-rows.ts';
import { walkList } from './walk-node.ts';
import type { Walk } from './walk.ts';
import { bodyShifts } from './widen.ts';

export function walkWhile(walk: Walk, node: While, state: ShellState, context: Context): Flow {
  const span = spanInFile(context.source, node.pos, node.end);
  const lines = linesRead(node, state, context);
  // The lines belong to the loop's `read`, not to what stands in its body.
  const reads = readNames(node).length > 0 && context.stdin.kind !== 'inherited';
  const around = reads ? { ...context, stdin: { kind: 'inherited' } as const } : context;
  const inner = loopContext(around, {
    kind: node.kind,
    variable: readNames(node)[0] ?? null,
    over: lines?.map((line) => literal(line)) ?? null,
    overHosts: false,
    ...(neverFails(node, context.source.text) && !hasWayOut(node.body, state)
      ? { endless: true as const }
      : {}),
    span,
  });
  if (lines !== null) return walkLines(walk, node, lines, state, inner, context);
  const clauseContext: Context = {
    ...inner,
    stdin: context.stdin,
    statusUsed: 'condition',
    failure: conditionFailure(inner.failure, 'handled', 'handled'),
  };
  const known = walkTurns(walk, node, state, inner, clauseContext);
  if (known !== null) return known;
  const clauseSpan = spanInFile(context.source, node.clause.pos, node.clause.end);
  const guard = createGuard(walk, context, clauseSpan, {
    source: 'while',
    negated: node.kind === 'until',
    text: clauseText(walk, clauseSpan),
  });
  const column = reads
    ? roleColumnOf(walk, node.body, readNames(node), state, { ...inner, stdin: context.stdin })
    : null;
  const turn: Turn = (target, at) => {
    const flow = walkList(walk, node.clause.commands, target, {
      ...clauseContext,
      ...at,
      ...asked,
    });
    if (flow !== 'next') return flow;
    const guarded = endless ? at : guardedContext(at, guard);
    return column === null
      ? walkList(walk, node.body.commands, target, guarded)
      : walkRows(walk, node.body, column, target, guarded);
  };
  const asked = {
    statusUsed: clauseContext.statusUsed,
    failure: clauseContext.failure,
    stdin: context.stdin,
  };
  const endless = isEndless(node);
  return walkUnknownTurns(walk, node, turn, state, inner, !endless);
}

/** Turns of a loop whose condition is known each time; null as soon as it is not, or goes on too long. */
function walkTurns(
  walk: Walk,
  node: While,
  state: ShellState,
  inner: Context,
  clauseContext: Context,
): Flow | null {
  // The turns of `while true` differ in nothing that is known, unless they go through known arguments.
  if (isEndless(node) && (state.positional.open || !bodyShifts(node.body))) return null;
  const turns = new CountedTurns(walk);
  for (let turn = 0; turn < maxTurns && !turns.repeat(); turn++) {
    const clause = state.clone();
    const { drafts, result: flow } = walk.collect(() =>
      walkList(walk, node.clause.commands, clause, clauseContext),
    );
    // What is walked again below must not count twice.
    if (clause.status === null && flow === 'next') return null;
    for (const draft of drafts) walk.emit(draft);
    state.become(clause);
    if (flow !== 'next') return leaveLoop(walk, state, flow, inner);
    if ((clause.status === 0) !== (node.kind === 'while')) {
      if (turn === 0)
        walkList(walk, node.body.commands, state.clone(), deadContext(inner, 'condition-false'));
      state.status = 0;
      return leaveLoop(walk, state, 'next', inner);
    }
    const bodyFlow = turns.follow(() => walkTurn(walk, node.body, state, inner));
    if (bodyFlow !== 'next') return leaveLoop(walk, state, bodyFlow, inner);
  }
  return null;
}

/** `while true`, `while :`, `until false`. */
function isEndless(node: While): boolean {
  const only = node.clause.commands[0]?.command;
  const name = only?.type === 'Command' ? (only.name?.text ?? '') : '';
  return (
    node.clause.commands.length === 1 &&
    (node.kind === 'while' ? name === 'true' || name === ':' : name === 'false')
  );
}

/** The variables of `while read a b`, when the loop is one. */
function readNames(node: While): readonly string[] {
  const [only, ...more] = node.clause.commands;
  const command = only?.command;
  if (more.length > 0 || command?.type !== 'Command' || command.name?.text !== 'read') return [];
  return command.suffix.flatMap((word) =>
    word.type === 'Word' && /^[A-Za-z_]\w*$/.test(word.text) ? [word.text] : [],
  );
}

function linesRead(node: While, _state: ShellState, context: Context): readonly string[] | null {
  const names = readNames(node);
  const text = context.stdinText === null ? null : textOf(context.stdinText);
  if (node.kind !== 'while' || names.length === 0 || text === null) return null;
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.length <= limits.loopValues ? lines : null;
}

function walkLines(
  walk: Walk,
  node: While,
  lines: readonly string[],
  state: ShellState,
  inner: Context,
  context: Context,
): Flow {
  const names = readNames(node);
  const quiet = { ...inner, statusUsed: 'condition' as const };
  walkList(walk, node.clause.commands, state.clone(), { ...quiet, stdinText: null });
  if (lines.length === 0) {
    walkList(walk, node.body.commands, state.clone(), deadContext(inner, 'condition-false'));
    return 'next';
  }
  const ifs = prefixIfs(node, context);
  let flow: Flow = 'next';
  for (const line of lines) {
    assignFields(state, { names, array: null, isRaw: true }, [line], ifs);
    flow = walkKnownTurn(walk, node.body, state, { ...inner, stdinText: null });
    if (flow !== 'next') break;
  }
  return leaveLoop(walk, state, flow, inner);
}

/** `while IFS=: read …` splits at what the prefix says. */
function prefixIfs(node: While, context: Context): string {
  const command = node.clause.commands[0]?.command;
  if (command?.type !== 'Command') return ' \t\n';
  for (const item of command.prefix) {
    if (item.type !== 'Assignment' || item.name !== 'IFS') continue;
    return item.value.type === 'Word'
      ? item.value.value
      : context.source.text.slice(item.value.pos, item.value.end);
  }
  return ' \t\n';
}
