/** `for` and `select`. Source: bash manual, 3.2.5.1 Looping Constructs. */
import type { Value } from '../model/value.ts';
import { evaluateExpression } from '../shell/arithmetic.ts';
import { expandWords } from '../shell/expand-word.ts';
import { concat, keyOf, literal, oneOf, textOf, unknown } from '../shell/value.ts';
import type { ArithmeticFor, CompoundList, For, Select } from '../syntax/nodes.ts';
import { spanInFile } from '../syntax/origin.ts';
import { assignVariable } from '../shell/assign.ts';
import { deadContext, freeWords } from './context.ts';
import type { Context, Flow } from './context.ts';
import { CountedTurns } from './counted-turns.ts';
import { hasWayOut } from './endless-loops.ts';
import { noteTurn } from './host-facts.ts';
import { meet, noLeaving } from './leaving.ts';
import { limits } from './limits.ts';
import { scopeOf } from './scope-of.ts';
import type { ShellState } from './shell-state.ts';
import { walkList } from './walk-node.ts';
import type { Walk } from './walk.ts';
import { widen } from './widen.ts';
import type { LoopNode } from './widen.ts';

export function walkFor(walk: Walk, node: For, state: ShellState, context: Context): Flow {
  const scope = scopeOf(walk, state, freeWords(context));
  const fields = node.wordlist === undefined ? null : expandWords(node.wordlist, scope);
  const list =
    fields === null
      ? scope.positional()
      : {
          values: fields.map(({ value }) => value),
          open: fields.some(({ many, glob }) => many || glob),
        };
  return walkValues(walk, node, list, 'for', state, context);
}

export function walkSelect(walk: Walk, node: Select, state: ShellState, context: Context): Flow {
  const scope = scopeOf(walk, state, freeWords(context));
  const values =
    node.wordlist === undefined
      ? scope.positional().values
      : expandWords(node.wordlist, scope).map(({ value }) => value);
  const name = node.name.text;
  const bound = walk.bindings.get(name);
  for (const value of values) {
    const text = textOf(value);
    if (text !== null) walk.compare(name, text);
  }
  const chosen: Value =
    bound === undefined ? { kind: 'variable', name, suppliedBy: 'prompt' } : literal(bound);
  return walkValues(walk, node, { values: [chosen], open: false }, 'select', state, context);
}

/** A loop over a list: each known value is bound in turn, and the steps fall together afterwards. */
function walkValues(
  walk: Walk,
  node: For | Select,
  list: { readonly values: readonly Value[]; readonly open: boolean },
  kind: 'for' | 'select',
  state: ShellState,
  context: Context,
): Flow {
  const span = spanInFile(context.source, node.pos, node.end);
  const isKnown =
    !list.open && list.values.length <= limits.loopValues && walk.turn(list.values.length, span);
  const over = isKnown ? list.values : null;
  const loop = { kind, variable: node.name.text, over, overHosts: false, span } as const;
  const inner = loopContext(context, loop);
  if (isKnown && list.values.length === 0) {
    walkList(walk, node.body.commands, state.clone(), deadContext(inner, 'condition-false'));
    state.status = 0;
    return 'next';
  }
  if (!isKnown) {
    const value = oneOf([...list.values.filter((item) => textOf(item) !== null), unknown('loop')]);
    const turn: Turn = (target, at) => {
      assignVariable(target, node.name.text, value);
      return walkList(walk, node.body.commands, target, at);
    };
    return walkUnknownTurns(walk, node, turn, state, inner);
  }
  const turns = new CountedTurns(walk, list.values);
  let flow: Flow = 'next';
  for (const [index, value] of list.values.entries()) {
    if (turns.repeat()) return walkRest(walk, node, list.values.slice(index), state, inner);
    assignVariable(state, node.name.text, value);
    flow = turns.follow(() => walkKnownTurn(walk, node.body, state, inner));
    if (flow !== 'next') break;
  }
  return leaveLoop(walk, state, flow, inner);
}

/** One turn of a loop over known values; what it knows of the host that it reaches is noted. */
export function walkKnownTurn(
  walk: Walk,
  body: CompoundList,
  state: ShellState,
  inner: Context,
): Flow {
  const { drafts, result: flow } = walk.collect(() => walkTurn(walk, body, state, inner));
  for (const draft of drafts) walk.emit(draft);
  noteTurn(walk.hostFacts, drafts, body, state);
  return flow;
}

/** The turns of a counting loop that are left, walked as one. */
function walkRest(
  walk: Walk,
  node: For | Select,
  values: readonly Value[],
  state: ShellState,
  inner: Context,
): Flow {
  const turn: Turn = (target, at) => {
    assignVariable(target, node.name.text, oneOf(values));
    return walkList(walk, node.body.commands, target, at);
  };
  return walkUnknownTurns(walk, node, turn, state, inner);
}

/** One turn of a loop; gives whether another one can follow. */
export function walkTurn(walk: Walk, body: CompoundList, state: ShellState, inner: Context): Flow {
  const continues = inner.leaving.continues.length;
  const flow = walkList(walk, body.commands, state, inner);
  const skipped = inner.leaving.continues.slice(continues);
  if (flow === 'next' || skipped.length > 0) {
    meet(walk, state, [...(flow === 'next' ? [state] : []), ...skipped], inner);
    return 'next';
  }
  return flow;
}

/** Goes on after a loop: from its last turn, and from each `break`. */
export function leaveLoop(walk: Walk, state: ShellState, flow: Flow, inner: Context): Flow {
  const ends = [...(flow === 'next' ? [state] : []), ...inner.leaving.breaks];
  meet(walk, state, ends, inner);
  return ends.length > 0 ? 'next' : flow;
}

/** Walks one turn from a state; the state afterwards is that of the turn's end. */
export type Turn = (state: ShellState, context: Context) => Flow;

/**
 * A loop whose number of turns is not known, none included. What moves from turn to turn is not
 * known inside; what a turn merely sets may hold at the start of the next one.
 */
export function walkUnknownTurns(
  walk: Walk,
  node: LoopNode,
  turn: Turn,
  state: ShellState,
  inner: Context,
  mayRunNever = true,
): Flow {
  const before = state.clone();
  settleTurns(walk, node, turn, state, inner);
  state.printed = before.printed;
  const branch = state.clone();
  const at = { ...inner, loopDepth: inner.loopDepth + 1 };
  const flow = turn(branch, at);
  const { breaks, continues } = inner.leaving;
  // One turn is known, and there may be any number of them.
  if (keyOf(branch.printed) !== keyOf(before.printed))
    branch.printed = concat([before.printed, unknown('loop')]);
  const ends = [
    ...(mayRunNever ? [before] : []),
    ...breaks,
    ...(mayRunNever ? continues : []),
    ...(mayRunNever && flow === 'next' ? [branch] : []),
  ];
  if (ends.length === 0) return flow === 'return' ? 'return' : 'exit';
  meet(walk, state, ends, inner);
  state.status = null;
  return 'next';
}

/** Brings a state to what may hold at the start of any turn. */
function settleTurns(
  walk: Walk,
  node: LoopNode,
  turn: Turn,
  state: ShellState,
  inner: Context,
): void {
  const isDeep = inner.loopDepth >= limits.nestedLoops;
  widen(node, state, isDeep);
  if (isDeep || inner.dead !== null) return;
  const branch = state.clone();
  const leaving = noLeaving();
  const at = { ...inner, leaving, loopDepth: inner.loopDepth + 1 };
  const { result: flow } = walk.collect(() => turn(branch, at));
  meet(walk, state, [state, ...leaving.continues, ...(flow === 'next' ? [branch] : [])], inner);
}

export function loopContext(context: Context, loop: NonNullable<Context['loop']>): Context {
  const leaving = { ...context.leaving, breaks: [], continues: [] };
  const isEndless = loop.endless === true || context.loop?.endless === true;
  return { ...context, loop: isEndless ? { ...loop, endless: true as const } : loop, leaving };
}

/** Turns of a loop with a known condition that are walked one by one. */
export const maxTurns = 64;

export function walkArithmeticFor(
  walk: Walk,
  node: ArithmeticFor,
  state: ShellState,
  context: Context,
): Flow {
  const span = spanInFile(context.source, node.pos, node.end);
  const inner = loopContext(context, {
    kind: 'for',
    variable: null,
    over: null,
    overHosts: false,
    ...(node.test === undefined && !hasWayOut(node.body, state) ? { endless: true as const } : {}),
    span,
  });
  const evaluate = (part: ArithmeticFor['test'], target: ShellState) =>
    evaluateExpression(part, scopeOf(walk, target, freeWords(context)));
  evaluate(node.initialize, state);
  const turns = new CountedTurns(walk);
  for (let turn = 0; turn < maxTurns && !turns.repeat(); turn++) {
    const test = node.test === undefined ? null : evaluate(node.test, state);
    if (test === 0n) return leaveLoop(walk, state, 'next', inner);
    if (test === null) break;
    const flow = turns.follow(() => walkTurn(walk, node.body, state, inner));
    if (flow !== 'next') return leaveLoop(walk, state, flow, inner);
    evaluate(node.update, state);
  }
  const turn: Turn = (target, at) => walkList(walk, node.body.commands, target, at);
  return walkUnknownTurns(walk, node, turn, state, inner, node.test !== undefined);
}
