import { oneOf, unknown } from '../shell/value.ts';
import { walk as visitNodes } from '../syntax/nodes.ts';
import type {
  ArithmeticFor,
  Assignment,
  CompoundList,
  For,
  Select,
  SyntaxNode,
  While,
} from '../syntax/nodes.ts';
import { assignVariable } from '../shell/assign.ts';
import type { ShellState } from './shell-state.ts';

export type LoopNode = For | Select | While | ArithmeticFor;

/**
 * Forgets what moves from turn to turn: a variable that is made of one that the loop itself sets.
 * With `all`, whatever the loop sets. Arguments that the loop shifts move too.
 */
export function widen(node: LoopNode, state: ShellState, all: boolean): void {
  const assigned = new Map<string, Assignment[]>();
  visitNodes(node.body, (inner) => {
    if (inner.type === 'Assignment')
      assigned.set(inner.name, [...(assigned.get(inner.name) ?? []), inner]);
    const counted = countedName(inner);
    if (counted !== null) forget(state, counted);
    return inner.type !== 'Function';
  });
  for (const [name, assignments] of assigned) {
    const moves = assignments.some((item) => item.append === true || readsAny(item.text, assigned));
    if (all || moves) forget(state, name);
  }
  if (state.positional.fromCaller && bodyShifts(node.body))
    state.positional = { ...state.positional, values: [], open: true, moved: true };
}

function readsAny(text: string, names: ReadonlyMap<string, unknown>): boolean {
  const [, value = ''] = /^[^=]*=(.*)$/s.exec(text) ?? [];
  return [...value.matchAll(/[A-Za-z_]\w*/g)].some(
    ([name], index, all) => names.has(name) && isRead(value, all[index]?.index ?? 0),
  );
}

/** The name stands behind a `$`, or inside an arithmetic expansion. */
function isRead(value: string, at: number): boolean {
  return /\$\{?[#!]?$/.test(value.slice(0, at)) || value.includes('$((');
}

/** `i++`, `i += 2`. */
function countedName(node: SyntaxNode): string | null {
  if (node.type === 'ArithmeticUnary' && node.operand.type === 'ArithmeticWord')
    return /^(\+\+|--)$/.test(node.operator) ? node.operand.value : null;
  const assigns =
    node.type === 'ArithmeticBinary' &&
    node.operator.endsWith('=') &&
    !['==', '!=', '<=', '>='].includes(node.operator);
  return assigns && node.left.type === 'ArithmeticWord' ? node.left.value : null;
}

/** Whether a loop moves the arguments on. */
export function bodyShifts(body: CompoundList): boolean {
  let found = false;
  visitNodes(body, (inner) => {
    if (inner.type === 'Command' && inner.name?.text === 'shift') found = true;
    return !found;
  });
  return found;
}

function forget(state: ShellState, name: string): void {
  const variable = state.variable(name);
  if (variable?.kind === 'scalar' && variable.value !== null) {
    assignVariable(state, name, oneOf([variable.value, unknown('loop')]));
  }
}
