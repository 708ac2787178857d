/** `[[ … ]]` and `(( … ))`. Source: bash manual, 3.2.5.2. */
import type { Value } from '../model/value.ts';
import { evaluateExpression } from '../shell/arithmetic.ts';
import { expandText } from '../shell/expand-word.ts';
import { evaluateTest } from '../shell/test-expression.ts';
import { literal, textOf } from '../shell/value.ts';
import { walk as visitNodes } from '../syntax/nodes.ts';
import type { CommandNode, TestExpression } from '../syntax/nodes.ts';
import { spanInFile } from '../syntax/origin.ts';
import { noteComparison } from './condition.ts';
import type { Context, Flow } from './context.ts';
import { emitSyntaxStep } from './emit.ts';
import { noteFileChoices } from './files.ts';
import { scopeOf } from './scope-of.ts';
import type { ShellState } from './shell-state.ts';
import type { Walk } from './walk.ts';

export function walkTest(
  walk: Walk,
  node: Extract<CommandNode, { type: 'TestCommand' }>,
  state: ShellState,
  context: Context,
): Flow {
  const scope = scopeOf(walk, state, context);
  noteTestComparisons(walk, node.expression, state, context);
  const answer = evaluateTest(node.expression, scope, (_, path) => {
    noteFileChoices(walk, path, state);
    return null;
  });
  emitSyntaxStep(walk, node, 'test', state, context);
  state.status = answer === null ? null : answer ? 0 : 1;
  return 'next';
}

function noteTestComparisons(
  walk: Walk,
  node: TestExpression,
  state: ShellState,
  context: Context,
): void {
  visitNodes(node, (inner) => {
    const test = inner as unknown as TestExpression;
    if (test.type !== 'TestBinary' || !['=', '==', '!=', '=~'].includes(test.operator))
      return undefined;
    const scope = scopeOf(walk, state, context);
    const left = expandText(test.left, scope);
    const right = expandText(test.right, scope);
    const texts = test.operator === '=~' ? alternationOf(textOf(right)) : [right];
    const written = walk.workspace.textOf(spanInFile(context.source, test.left.pos, test.left.end));
    for (const text of texts) noteComparison(walk, left, text, written);
    return undefined;
  });
}

/** `^(prod|staging)$` compares with each of its words. */
function alternationOf(expression: string | null): readonly Value[] {
  const inside = /^\^?\(?([\w|-]+)\)?\$?$/.exec(expression ?? '')?.[1];
  return inside?.includes('|') ? inside.split('|').map((text) => literal(text)) : [];
}

export function walkArithmetic(
  walk: Walk,
  node: Extract<CommandNode, { type: 'ArithmeticCommand' }>,
  state: ShellState,
  context: Context,
): Flow {
  const result = evaluateExpression(node.expression, scopeOf(walk, state, context));
  emitSyntaxStep(walk, node, 'arithmetic', state, context);
  state.status = result === null ? null : result === 0n ? 1 : 0;
  return 'next';
}
