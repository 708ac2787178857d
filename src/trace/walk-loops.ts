/** `for` and `select`. Source: bash manual, 3.2.5.1 Looping Constructs. */
import type { Value } from '../model/value.ts';
import { evaluateExpression } from '../shell/arithmetic.ts';
import { expandWords } from '../shell/expand-word.ts';
import { literal, oneOf, textOf, unknown } from '../shell/value.ts';
import type { ArithmeticFor, CompoundList, For, Select } from '../syntax/nodes.ts';
import { spanInFile } from '../syntax/origin.ts';
import { assignVariable } from './assign.ts';
import { deadContext } from './context.ts';
import type { Context, Flow } from './context.ts';
import { environmentValue } from './environment-value.ts';
import { limits } from './limits.ts';
import { scopeOf } from './scope-of.ts';
import { joinStates } from './shell-state.ts';
import type { ShellState } from './shell-state.ts';
import { walkList } from './walk-node.ts';
import type { Walk } from './walk.ts';
import { widen } from './widen.ts';

export function walkFor(walk: Walk, node: For, state: ShellState, context: Context): Flow {
  const scope = scopeOf(walk, state, context);
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
  const scope = scopeOf(walk, state, context);
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
  const isKnown = !list.open && list.values.length <= limits.loopValues;
  const over = isKnown ? list.values : null;
  const loop = { kind, variable: node.name.text, over, overHosts: false, span } as const;
  const inner = loopContext(context, loop);
  if (isKnown && list.values.length === 0) {
    walkList(walk, node.body.commands, state.clone(), deadContext(inner, 'condition-false'));
    return 'next';
  }
  if (!isKnown) {
    widen(node, state);
    assignVariable(
      state,
      node.name.text,
      oneOf([...list.values.filter((value) => textOf(value) !== null), unknown('loop')]),
    );
    return afterLoop(walkBody(walk, node.body, state, inner));
  }
  for (const value of list.values) {
    assignVariable(state, node.name.text, value);
    const flow = walkList(walk, node.body.commands, state, inner);
    if (flow === 'exit' || flow === 'return') return flow;
    if (flow === 'break') break;
  }
  return 'next';
}

/** A body that may run any number of times. */
export function walkBody(
  walk: Walk,
  body: CompoundList,
  state: ShellState,
  context: Context,
): Flow {
  const branch = state.clone();
  const flow = walkList(walk, body.commands, branch, context);
  if (flow !== 'exit' && flow !== 'return') {
    state.become(joinStates(state, branch, (name) => environmentValue(name, walk, state, context)));
  }
  state.status = null;
  return 'next';
}

function afterLoop(flow: Flow): Flow {
  return flow === 'break' || flow === 'continue' ? 'next' : flow;
}

export function loopContext(context: Context, loop: NonNullable<Context['loop']>): Context {
  return { ...context, loop, failure: { ...context.failure, isTail: false } };
}

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
    span,
  });
  const evaluate = (part: ArithmeticFor['test']) =>
    evaluateExpression(part, scopeOf(walk, state, context));
  evaluate(node.initialize);
  for (let turn = 0; turn < maxTurns; turn++) {
    const test = node.test === undefined ? null : evaluate(node.test);
    if (test === 0n) return 'next';
    if (test === null) break;
    const flow = walkList(walk, node.body.commands, state, inner);
    if (flow === 'exit' || flow === 'return') return flow;
    if (flow === 'break') return 'next';
    evaluate(node.update);
  }
  widen(node, state);
  return walkBody(walk, node.body, state, inner);
}
