/** The walk over one simple command. Source: bash manual, 3.7.1 Simple Command Expansion. */
import type { Span } from '../model/source.ts';
import type { Value, Word } from '../model/value.ts';
import { evaluateArithmetic } from '../shell/arithmetic.ts';
import { expandText, expandWord } from '../shell/expand-word.ts';
import { subscriptOf } from '../shell/read-variable.ts';
import { alternativesOf, concat, literal, simplified, textOf } from '../shell/value.ts';
import { walk as visitNodes } from '../syntax/nodes.ts';
import type { Assignment, Command, SyntaxNode, Word as WordNode } from '../syntax/nodes.ts';
import { splitHoles } from '../syntax/hole.ts';
import { parseWord } from '../syntax/parse-source.ts';
import { spanInFile } from '../syntax/origin.ts';
import { assignArray, assignVariable } from '../shell/assign.ts';
import { standing } from './standing.ts';
import { builtins } from './builtins.ts';
import { outsideNames } from './condition.ts';
import { openCarrier } from './carriers.ts';
import { effectOf, leadingText } from './command-line.ts';
import type { Context, Flow } from './context.ts';
import type { Draft } from './draft.ts';
import { emitStep, emitSyntaxStep } from './emit.ts';

import { writeText } from './files.ts';
import { callFunction } from './call-function.ts';
import { followScript } from './call-script.ts';
import { openHelper } from './helper-of-library.ts';
import { limits } from './limits.ts';
import { outputOf } from './output.ts';
import { outputFile, printsElsewhere, readInput, redirectionsOf } from './redirections.ts';
import type { Input } from './redirections.ts';
import { shellOnly } from './shell-only.ts';
import { commandName, commandText } from './running.ts';
import type { Running } from './running.ts';
import { isActionWord } from './selection.ts';
import { scopeOf } from './scope-of.ts';
import { settledProgram } from './settled-program.ts';
import type { ShellState } from './shell-state.ts';
import { runTask } from './task-runners.ts';
import type { Walk } from './walk.ts';

/** Expands a command and does what it does to the shell; everything it may do becomes steps. */
export function walkCommand(walk: Walk, node: Command, state: ShellState, context: Context): Flow {
  const span = spanInFile(context.source, node.pos, node.end);
  if (!walk.visit(span)) return 'exit';
  const words = commandWords(walk, node, state, context);
  const redirections = redirectionsOf(walk, node.redirects, state, context);
  const input = readInput(walk, node.redirects, state, context);
  const inner: Context =
    input === null ? context : { ...context, stdin: input.stdin, stdinText: input.text };
  const assignments = node.prefix.filter((item): item is Assignment => item.type === 'Assignment');
  if (words.length === 0) {
    if (assignments.length === 0) printInput(walk, node, input, state, context);
    return walkAssignments(walk, node, assignments, redirections, state, inner);
  }
  const environment = assignments.map((item) => ({
    name: item.name,
    value: assignedValue(walk, item, state, inner),
  }));
  const running: Running = {
    node,
    span,
    words,
    wrappers: [],
    assignments: environment,
    redirections,
    runAs: context.runAs,
  };
  return runCommand(walk, running, state, inner);
}

/** `$(< file)` is `$(cat file)`. Source: bash manual, 3.5.4. */
function printInput(
  walk: Walk,
  { redirects, pos, end }: Command,
  input: Input | null,
  state: ShellState,
  context: Context,
): void {
  if (input?.stdin.kind !== 'file' || redirects.length > 1) return;
  const text = input.text ?? outputOfText(walk, spanInFile(context.source, pos, end));
  print(state, context, text);
}

/** A command's words after all expansions; declaration builtins keep their assignments as words. */
function commandWords(
  walk: Walk,
  node: Command,
  state: ShellState,
  context: Context,
): readonly Word[] {
  if (node.name === undefined) return [];
  const items = [node.name, ...node.args];
  return items.flatMap((item) => {
    const span = spanInFile(context.source, item.pos, item.end);
    if (item.type === 'Assignment') {
      return [{ value: writtenValue(walk, item.text), span, glob: false, many: false }];
    }
    return expandWord(item, scopeOf(walk, state, context)).map(({ value, glob, many }) => ({
      value,
      span,
      glob,
      many,
    }));
  });
}

/** A word as it is written; what is not known of it stands behind holes. */
function writtenValue(walk: Walk, text: string): Value {
  return concat(
    splitHoles(text).map((piece) =>
      typeof piece === 'string' ? literal(piece) : walk.workspace.hole(piece),
    ),
  );
}

function walkAssignments(
  walk: Walk,
  node: Command,
  assignments: readonly Assignment[],
  redirections: Running['redirections'],
  state: ShellState,
  context: Context,
): Flow {
  const values = assignments.map((item) => ({
    name: item.name,
    value: assign(walk, item, state, { ...context, isAssigning: true }),
  }));
  // `r=$?` reads the status of what ran before; then the last substitution has given one, or it is 0.
  if (!substitutes(node)) state.status = 0;
  const form = assignments.length > 0 ? 'assignment' : 'redirection';
  const isPlumbing = redirections.length === 0;
  emitSyntaxStep(walk, node, form, state, context, {
    assignments: values,
    redirections,
    isPlumbing,
  });
  if (values.some(({ value }) => value.kind === 'output')) state.status = null;
  return 'next';
}

/** Whether a command substitution runs in the words of a node. */
function substitutes(node: SyntaxNode): boolean {
  let found = false;
  visitNodes(node, (inner) => {
    found ||= inner.type === 'CommandExpansion' || inner.type === 'ArithmeticCommandExpansion';
    return !found;
  });
  return found;
}

/** Carries out one assignment; gives the value that the variable then has. */
export function assign(
  walk: Walk,
  node: Assignment,
  state: ShellState,
  context: Context,
  scope?: Parameters<typeof assignVariable>[3],
): Value {
  const view = scopeOf(walk, state, context);
  const append = node.append ?? false;
  const options = {
    ...scope,
    append,
    number: (text: string | null) => evaluateArithmetic(text, view),
  };
  if (node.value.type === 'ArrayValue') {
    const entries = arrayEntries(walk, node.value.elements, node.name, state, context);
    assignArray(state, node.name, entries.list, { ...options, open: entries.open });
    return literal('');
  }
  const value = assignedValue(walk, node, state, context);
  const subscript = node.index === undefined ? undefined : subscriptOf(node.name, node.index, view);
  assignVariable(state, node.name, value, { ...options, subscript });
  noteUse(walk, node, value, state, context);
  return value;
}

function noteUse(
  walk: Walk,
  node: Assignment,
  value: Value,
  state: ShellState,
  context: Context,
): void {
  const span = spanInFile(context.source, node.pos, node.end);
  const exported = state.variable(node.name)?.exported ?? false;
  walk.uses.push({ name: node.name, file: span.file, span, value: simplified(value), exported });
}

/** The value on the right side; an argument that a variable takes over gets the variable's name. */
function assignedValue(walk: Walk, node: Assignment, state: ShellState, context: Context): Value {
  if (node.value.type === 'ArrayValue') return literal('');
  const value = expandText(node.value, scopeOf(walk, state, context), true);
  if (!isArgument(value) || context.loop === null || !state.positional.fromCaller) return value;
  // In a loop over options, `$2` and `$OPTARG` mean a different argument in each turn; what a function or
  // a shell is handed by name, they don't.
  const bound = walk.bindings.get(node.name);
  return bound === undefined
    ? { kind: 'variable', name: node.name, suppliedBy: 'argument' }
    : literal(bound);
}

function isArgument(value: Value): boolean {
  return (
    alternativesOf(value).some(
      (item) => item.kind === 'variable' && item.suppliedBy === 'argument',
    ) ||
    (value.kind === 'unknown' && value.reason === 'argument')
  );
}

/** The elements of `(…)`, `[key]=value` told apart. */
export function arrayEntries(
  walk: Walk,
  elements: readonly WordNode[],
  name: string,
  state: ShellState,
  context: Context,
): {
  readonly list: readonly { readonly key: string | null; readonly value: Value }[];
  readonly open: boolean;
} {
  let open = false;
  const list = elements.flatMap((element) => {
    const keyed = keyedElement(walk, element, name, state, context);
    if (keyed !== null) return [keyed];
    return expandWord(element, scopeOf(walk, state, context)).map((field) => {
      open ||= field.many || field.glob;
      return { key: null, value: field.value };
    });
  });
  return { list, open };
}

function keyedElement(
  walk: Walk,
  element: WordNode,
  name: string,
  state: ShellState,
  context: Context,
) {
  const raw = context.source.text.slice(element.pos, element.end);
  const match = /^\[((?:"[^"]*"|'[^']*'|[^\]])*)\]=/.exec(raw);
  if (match === null) return null;
  const scope = scopeOf(walk, state, context);
  const keyWord = parseWord(match[1] || '""', element.pos + 1);
  const from = element.pos + match[0].length;
  const valueWord = parseWord(raw.slice(match[0].length) || '""', from);
  if (keyWord === null || valueWord === null) return null;
  const key = subscriptOf(name, keyWord, scope);
  return { key, value: from >= element.end ? literal('') : expandText(valueWord, scope) };
}

/** Goes on with a command whose words are known: peels wrappers, follows calls, or makes a step. */
export function runCommand(
  walk: Walk,
  running: Running,
  state: ShellState,
  context: Context,
): Flow {
  if (context.depth > limits.callDepth) {
    walk.workspace.report('trace/too-deep', running.span, { limit: limits.callDepth });
    return unresolvedStep(walk, running, state, context, 'too-deep');
  }
  const chosen = settledProgram(running, walk.workspace.lore);
  const text = commandText(chosen);
  const name = commandName(chosen);
  if (name === null) return runUnnamed(walk, chosen, state, context);
  const isOwnShell = chosen.wrappers.every((wrapper) =>
    ['exec', 'time', 'command', 'builtin'].includes(wrapper.name),
  );
  const called =
    isOwnShell && !chosen.wrappers.some((wrapper) => wrapper.name !== 'time')
      ? state.functions.get(text ?? '')
      : undefined;
  if (called !== undefined) return callFunction(walk, chosen, called, state, context);
  const builtin =
    isOwnShell && text !== null && !text.includes('/') ? builtins.get(name) : undefined;
  if (builtin !== undefined) return builtin(walk, chosen, state, context);
  const opened = openCarrier(walk, chosen, state, context);
  if (opened !== null) return opened;
  return (
    followScript(walk, chosen, state, context) ??
    runTask(walk, chosen, state, context) ??
    openHelper(walk, chosen, state, context) ??
    plainStep(walk, chosen, state, context)
  );
}

/** A command whose program is not known: what else the words tell of it. */
function runUnnamed(walk: Walk, running: Running, state: ShellState, context: Context): Flow {
  if (isInitScript(running) || isToldByVerb(running))
    return plainStep(walk, running, state, context);
  if (isAnswer(running)) return plainStep(walk, asAnswer(running), state, context);
  noteDispatch(walk, running, state);
  return unresolvedStep(walk, running, state, context, 'dynamic-command');
}

/** `"$1"` as a command: the functions that are named like actions are what it may be. */
function noteDispatch(walk: Walk, running: Running, state: ShellState): void {
  const value = running.words[0]?.value;
  for (const outside of value === undefined ? [] : outsideNames(value))
    for (const name of state.functions.keys()) if (isActionWord(name)) walk.compare(outside, name);
}

/** `/etc/init.d/$APP restart`: whichever service it is, its script does what the word after it says. */
function isInitScript({ words: [first] }: Running): boolean {
  return first !== undefined && /^\/etc\/(rc\.d\/)?init\.d\//.test(leadingText(first.value));
}

/** `$CONTROL restart`, `"$1" stop`: what is done stands in the last word, whatever program does it. */
function isToldByVerb({ words }: Running): boolean {
  const [, ...rest] = words;
  const last = rest.at(-1);
  return (
    rest.length === 1 &&
    last !== undefined &&
    /^(start|stop|restart|reload)$/.test(textOf(last.value) ?? '')
  );
}

/** `if $IS_PROD; then`: a variable that holds `true` or `false` is a test. */
function isAnswer({ words: [first, ...rest] }: Running): boolean {
  return (
    first !== undefined &&
    rest.length === 0 &&
    alternativesOf(first.value).every((value) => /^(true|false|:)$/.test(textOf(value) ?? ''))
  );
}

function asAnswer(running: Running): Running {
  return { ...running, words: running.words.map((word) => ({ ...word, value: literal('test') })) };
}

/** Commands that print nothing when all is well. */
const silent = new Set(
  'cd exit return break continue set shopt shift unset [ test true false : sleep wait trap export local declare typeset readonly read mapfile readarray getopts let alias umask ulimit mkdir rm cp mv ln chmod chown touch kill source .'.split(
    ' ',
  ),
);

/** A command that is what it is. */
export function plainStep(
  walk: Walk,
  running: Running,
  state: ShellState,
  context: Context,
  more: {
    readonly followed?: boolean;
    readonly status?: number | null;
    readonly behind?: readonly Draft[];
  } = {},
): Flow {
  const name = commandName(running);
  const effect = effectOf(running.words, walk.workspace.lore);
  const file = outputFile(running.redirections);
  const stands = standing(running, context);
  emitStep(walk, state, context, {
    node: running.node,
    form: 'command',
    name,
    words: running.words,
    wrappers: running.wrappers,
    assignments: running.assignments,
    redirections: running.redirections,
    stdin: context.stdin,
    ...stands,
    runAs: running.runAs,
    unresolved: null,
    followed: more.followed ?? false,
    isPlumbing: (effect !== 'effect' || shellOnly.has(name ?? '')) && file === null,
    stream: null,
    ...(more.behind === undefined ? {} : { behind: more.behind }),
  });
  const printed = outputOf(walk, running, state, context);
  if (file !== null) {
    if (printed !== null) writeText(walk, file.path, printed, state, context.place);
  } else if (!silent.has(name ?? '') && !printsElsewhere(running.redirections))
    print(state, context, printed ?? outputOfText(walk, stands.span));
  state.status = more.status === undefined ? (effect === 'print' ? 0 : null) : more.status;
  return 'next';
}

/** The output of a command that nobody can compute, named by its text. */
function outputOfText(walk: Walk, span: Span): Value {
  return { kind: 'output', command: walk.workspace.textOf(span) };
}

function print(state: ShellState, { isCaptured }: Context, value: Value): void {
  if (isCaptured) state.printed = concat([state.printed, value]);
}

/** A command of which it can't be known what it runs. */
export function unresolvedStep(
  walk: Walk,
  running: Running,
  state: ShellState,
  context: Context,
  reason: Parameters<typeof emitStep>[3]['unresolved'],
): Flow {
  const stands = standing(running, context);
  emitStep(walk, state, context, {
    node: running.node,
    form: 'command',
    name: commandName(running),
    words: running.words,
    wrappers: running.wrappers,
    assignments: running.assignments,
    redirections: running.redirections,
    stdin: context.stdin,
    ...stands,
    runAs: running.runAs,
    unresolved: reason,
    followed: false,
    isPlumbing: false,
    stream: null,
  });
  print(state, context, outputOfText(walk, stands.span));
  state.status = null;
  return 'next';
}
