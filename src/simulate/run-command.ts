/** Runs one simple command. Source: bash manual, 3.7 Executing Commands. */
import type { Variable } from '../shell/scope.ts';
import { assignArray, assignVariable } from '../shell/assign.ts';
import { evaluateArithmetic } from '../shell/arithmetic.ts';
import { expandText, expandWord } from '../shell/expand-word.ts';
import { subscriptOf } from '../shell/read-variable.ts';
import { literal } from '../shell/value.ts';
import { scalarVariable } from '../shell/variable.ts';
import { quoteText } from '../shell/transform.ts';
import { fileSource, parseSource, parseWord } from '../syntax/parse-source.ts';
import type { Assignment, Command } from '../syntax/nodes.ts';
import { TextChannel } from './channel.ts';
import { builtins, keepsAssignments } from './builtins.ts';
import { callFunction } from './call-function.ts';
import { redirect, withRedirections } from './redirect.ts';
import { noteLine, runApart, runProgram } from './run-node.ts';
import { runProgramFile } from './run-program.ts';
import { scopeOf } from './scope-of.ts';
import { known } from './shell-process.ts';
import type { ShellProcess } from './shell-process.ts';
import { ExitSignal } from './signals.ts';
import { runTrap } from './traps.ts';

export function runCommand(node: Command, shell: ShellProcess): void {
  noteLine(node, shell);
  runTrap('DEBUG', shell);
  const statusBefore = shell.status;
  const expanded = expandAlias(node, shell) ?? node;
  const words = commandWords(expanded, shell);
  const assignments = expanded.prefix.filter((item) => item.type === 'Assignment');
  shell.command = shell.source.text.slice(node.pos, node.end);
  if (words.length === 0) {
    runAssignments(assignments, shell, expanded, statusBefore);
    return;
  }
  traceWords(words, shell);
  const [name = ''] = words;
  if (name === 'exec' && !shell.functions.has('exec')) {
    runExec(expanded, words, shell);
    return;
  }
  withRedirections(expanded.redirects, shell, () => {
    runWords(words, assignments, shell);
    readPending(shell);
  });
  shell.lastArgument = words.at(-1) ?? '';
}

/** Whoever waits at the other end of `>( … )` reads now. */
function readPending(shell: ShellProcess): void {
  for (const { path, child, commands } of shell.pending.splice(0)) {
    const node = shell.machine.files.find(path);
    const text = node?.kind === 'file' ? node.text : '';
    child.descriptors.set(0, textInput(text));
    runApart(child, () => {
      runProgram(commands, child);
    });
  }
}

function expandAlias(node: Command, shell: ShellProcess): Command | null {
  const text = shell.aliases.get(node.name?.text ?? '');
  if (text === undefined || node.name === undefined || !shell.shopts.has('expand_aliases'))
    return null;
  const rest = shell.source.text.slice(node.name.end, node.end);
  const source = fileSource('alias', `${text}${rest}`);
  const first = parseSource(source).script.commands[0]?.command;
  if (first?.type !== 'Command') return null;
  shell.source = source;
  return first;
}

function commandWords(node: Command, shell: ShellProcess): string[] {
  if (node.name === undefined) return [];
  const declares = keepsAssignments(node.name.text);
  shell.declared = new Map();
  return [node.name, ...node.args].flatMap((item) =>
    item.type === 'Assignment'
      ? [declares ? declaredWord(item, shell) : assignmentText(item, shell)]
      : expandWord(item, scopeOf(shell)).map(({ value }) => known(value, item.text)),
  );
}

/** An assignment among the words of a declaration is carried out by the builtin, where it declares. */
function declaredWord(item: Assignment, shell: ShellProcess): string {
  const word = `\0${item.text}`;
  shell.declared.set(word, item);
  return word;
}

function assignmentText(item: Assignment, shell: ShellProcess): string {
  const value =
    item.value.type === 'Word' ? known(expandText(item.value, scopeOf(shell)), '=') : '';
  return `${item.name}${item.append ? '+' : ''}=${value}`;
}

/** An assignment without a command: its status is that of its last substitution. */
function runAssignments(
  assignments: readonly Assignment[],
  shell: ShellProcess,
  node: Command,
  statusBefore: number,
): void {
  shell.status = 0;
  const source = shell.source.text.slice(node.pos, node.end);
  const substitutes = /\$\((?!\()|`/.test(source);
  if (substitutes) shell.status = 0;
  // `$?` on the right side still is the status of the command before.
  const own = shell.status;
  shell.status = statusBefore;
  let last = own;
  for (const item of assignments) {
    const before = shell.machine.nextProcess;
    assign(item, shell);
    if (shell.machine.nextProcess > before && substitutes) last = shell.status;
    else shell.status = statusBefore;
  }
  shell.status = last;
  withRedirections(node.redirects, shell, () => undefined);
}

/** Carries out one assignment, in a given scope or where the name lives. */
export function assign(item: Assignment, shell: ShellProcess, scope?: Map<string, Variable>): void {
  const view = scopeOf(shell);
  const current = scope?.get(item.name) ?? shell.variable(item.name);
  if (current?.readOnly) {
    shell.complain(`${item.name}: readonly variable`);
    throw new ExitSignal(1);
  }
  const options = {
    append: item.append ?? false,
    number: (text: string | null) => evaluateArithmetic(text, view),
    ...(scope === undefined ? {} : { scope }),
  };
  if (item.value.type === 'ArrayValue') {
    assignArray(shell, item.name, arrayEntries(item, shell), options);
    return;
  }
  const value = expandText(item.value, view, true);
  const subscript = item.index === undefined ? undefined : subscriptOf(item.name, item.index, view);
  assignVariable(shell, item.name, literal(known(value, item.name)), { ...options, subscript });
  if (shell.options.has('xtrace')) shell.write(2, `+ ${item.name}=${shown(known(value, ''))}\n`);
}

function arrayEntries(item: Assignment, shell: ShellProcess) {
  if (item.value.type !== 'ArrayValue') return [];
  return item.value.elements.flatMap((element) => {
    const raw = shell.source.text.slice(element.pos, element.end);
    const match = /^\[((?:"[^"]*"|'[^']*'|[^\]])*)\]=/.exec(raw);
    if (match === null)
      return expandWord(element, scopeOf(shell)).map(({ value }) => ({ key: null, value }));
    const scope = scopeOf(shell);
    const keyWord = parseWord(match[1] || '""', element.pos + 1);
    const from = element.pos + match[0].length;
    const valueWord = parseWord(raw.slice(match[0].length) || '""', from);
    const key = keyWord === null ? null : subscriptOf(item.name, keyWord, scope);
    const value =
      valueWord === null || from >= element.end ? literal('') : expandText(valueWord, scope);
    return [{ key, value }];
  });
}

/** `exec` without a command keeps its redirections; with one, nothing comes after it. */
function runExec(node: Command, words: readonly string[], shell: ShellProcess): void {
  const [, ...rest] = words;
  if (!redirect(node.redirects, shell)) {
    shell.status = 1;
    if (rest.length > 0) throw new ExitSignal(1);
    return;
  }
  shell.status = 0;
  if (rest.length === 0) return;
  const command = rest[0] === '-a' ? rest.slice(2) : rest[0] === '-c' ? rest.slice(1) : rest;
  runWords(command, [], shell, false);
  // The process is another now: its traps are gone.
  shell.traps.clear();
  throw new ExitSignal(shell.status);
}

/** Runs a command whose words are known, with assignments before it. */
export function runWords(
  words: readonly string[],
  assignments: readonly Assignment[],
  shell: ShellProcess,
  looksUpFunctions = true,
): void {
  const [name = ''] = words;
  const called = looksUpFunctions ? shell.functions.get(name) : undefined;
  const builtin = builtins.get(name);
  if (assignments.length === 0) {
    runFound(words, called !== undefined, builtin !== undefined, shell);
    return;
  }
  const scope = new Map<string, Variable>();
  shell.scopes.push(scope);
  try {
    for (const item of assignments) {
      scope.set(item.name, scalarVariable(null, true));
      assign(item, shell, scope);
    }
    runFound(words, called !== undefined, builtin !== undefined, shell);
  } finally {
    const at = shell.scopes.indexOf(scope);
    if (at >= 0) shell.scopes.splice(at, 1);
  }
}

function runFound(
  words: readonly string[],
  isFunction: boolean,
  isBuiltin: boolean,
  shell: ShellProcess,
): void {
  const [name = '', ...args] = words;
  if (isFunction) callFunction(name, args, shell);
  else if (isBuiltin) {
    const status = builtins.get(name)?.(args, shell);
    if (status !== undefined) shell.status = status;
  } else runProgramFile(words, shell);
}

/** `set -x`. */
function traceWords(words: readonly string[], shell: ShellProcess): void {
  if (!shell.options.has('xtrace')) return;
  const prefix = shell.text('PS4') ?? '+ ';
  shell.write(2, `${prefix}${words.map((word) => shown(word.replace('\0', ''))).join(' ')}\n`);
}

function shown(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : quoteText(text);
}

function textInput(text: string) {
  return new TextChannel(text);
}
