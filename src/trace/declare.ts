/** `export`, `declare`, `typeset`, `local`, `readonly`. Source: bash manual, 4.2. */
import type { Variable } from '../shell/scope.ts';
import { literal, textOf } from '../shell/value.ts';
import type { Assignment, Word } from '../syntax/nodes.ts';
import type { Context, Flow } from './context.ts';
import { emitStep } from './emit.ts';
import { commandName } from './running.ts';
import type { Running } from './running.ts';
import { scalarVariable, withAttributes } from '../shell/variable.ts';
import type { ShellState } from './shell-state.ts';
import { assignVariable } from '../shell/assign.ts';
import { assign, plainStep } from './walk-command.ts';
import type { Walk } from './walk.ts';

interface Attributes {
  readonly letters: string;
  readonly isLocal: boolean;
}

/** Declares names, with their attributes, in the scope that the builtin means. */
export function declare(walk: Walk, running: Running, state: ShellState, context: Context): Flow {
  const name = commandName(running) ?? '';
  const items = running.node.args;
  const attributes = attributesOf(name, items, state);
  if (attributes.letters.includes('f')) return declareFunctions(walk, running, state, context);
  const scope = attributes.isLocal ? state.scopes.at(-1) : undefined;
  const values: { name: string; value: ReturnType<typeof assign> }[] = [];
  for (const item of items) {
    if (item.type === 'Assignment') {
      prepare(state, item.name, attributes, scope);
      values.push({
        name: item.name,
        value: assign(walk, item, state, context, scope === undefined ? {} : { scope }),
      });
    }
  }
  // `export "$NAME=value"` and `export NAME` are words.
  for (const word of running.words.slice(1))
    declareWord(word.value, items, attributes, state, scope);
  emitStep(walk, state, context, {
    node: running.node,
    form: 'command',
    name,
    words: running.words,
    wrappers: running.wrappers,
    assignments: values,
    redirections: running.redirections,
    stdin: context.stdin,
    covers: [],
    runAs: running.runAs,
    unresolved: null,
    followed: false,
    isPlumbing: true,
    stream: null,
    span: running.span,
  });
  // The builtin succeeds whatever a substitution in it did.
  state.status = 0;
  return 'next';
}

/** `export -f name`. */
function declareFunctions(walk: Walk, running: Running, state: ShellState, context: Context): Flow {
  for (const word of running.words.slice(1)) {
    const name = textOf(word.value);
    if (name !== null && state.functions.has(name)) state.exportedFunctions.add(name);
  }
  return plainStep(walk, running, state, context, { status: 0 });
}

function attributesOf(
  name: string,
  items: readonly (Word | Assignment)[],
  state: ShellState,
): Attributes {
  const options = items.flatMap((item) =>
    item.type === 'Word' && /^[-+][a-zA-Z]+$/.test(item.text) ? [item.text.slice(1)] : [],
  );
  const letters =
    options.join('') + (name === 'export' ? 'x' : '') + (name === 'readonly' ? 'r' : '');
  const inFunction = state.scopes.length > 1;
  const isLocal =
    inFunction &&
    (name === 'local' || ((name === 'declare' || name === 'typeset') && !letters.includes('g')));
  return { letters, isLocal };
}

function prepare(
  state: ShellState,
  name: string,
  attributes: Attributes,
  scope: Map<string, Variable> | undefined,
): void {
  const target = scope ?? state.scopeOf(name);
  const known =
    target.get(name) ??
    scalarVariable(null, scope === undefined ? false : (state.variable(name)?.exported ?? false));
  target.set(name, withAttributes(known, attributes.letters));
}

function declareWord(
  value: Parameters<typeof textOf>[0],
  items: readonly (Word | Assignment)[],
  attributes: Attributes,
  state: ShellState,
  scope: Map<string, Variable> | undefined,
): void {
  const text = textOf(value);
  const match = /^([A-Za-z_]\w*)(?:=(.*))?$/s.exec(text ?? '');
  if (match === null || items.some((item) => item.type === 'Assignment' && item.text === text))
    return;
  const [, name = '', assigned] = match;
  prepare(state, name, attributes, scope);
  if (assigned !== undefined)
    assignVariable(state, name, literal(assigned), scope === undefined ? {} : { scope });
}
