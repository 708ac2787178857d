import { oneOf, unknown } from '../shell/value.ts';
import { walk as visitNodes } from '../syntax/nodes.ts';
import type { ArithmeticFor, CompoundList, For, Select, While } from '../syntax/nodes.ts';
import { assignVariable } from './assign.ts';
import type { ShellState } from './shell-state.ts';

type LoopNode = For | Select | While | ArithmeticFor;

/** Whatever a loop assigns is not known while its body is walked once for all its turns. */
export function widen(node: LoopNode, state: ShellState): void {
  visitNodes(node.body, (inner) => {
    if (inner.type === 'Assignment') forget(state, inner.name);
    if (inner.type === 'ArithmeticUnary' && inner.operand.type === 'ArithmeticWord')
      forget(state, inner.operand.value);
    if (
      inner.type === 'ArithmeticBinary' &&
      inner.operator.endsWith('=') &&
      inner.left.type === 'ArithmeticWord'
    )
      forget(state, inner.left.value);
    return inner.type !== 'Function';
  });
  if (state.positional.fromCaller) {
    const shifts = bodyShifts(node.body);
    if (shifts) state.positional = { ...state.positional, values: [], open: true, moved: true };
  }
}

function bodyShifts(body: CompoundList): boolean {
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
