/** `declare`, `local`, `export`, `readonly`, `unset`. Source: bash manual, 4.2. */
import type { Variable } from '../shell/scope.ts';
import { assignVariable } from '../shell/assign.ts';
import { literal, textOf } from '../shell/value.ts';
import { scalarVariable, withAttributes } from '../shell/variable.ts';
import type { Assignment } from '../syntax/nodes.ts';
import type { Builtin } from './builtins.ts';
import { assign } from './run-command.ts';
import { scopeOf } from './scope-of.ts';
import { evaluateArithmetic } from '../shell/arithmetic.ts';
import type { ShellProcess } from './shell-process.ts';
import { Refused } from './signals.ts';

export function declare(name: string): Builtin {
  return (args, shell) => {
    const options = args.filter((arg) => /^[-+][a-zA-Z]+$/.test(arg));
    const items = args.filter((arg) => !options.includes(arg) && arg !== '--');
    const letters = lettersOf(name, options);
    if (/f/i.test(letters)) return functions(name, letters, items, shell);
    if (letters.includes('p') || items.length === 0) return printAll(items, shell);
    const removed =
      options.filter((option) => option.startsWith('+')).join('') +
      (name === 'export' && letters.includes('n') ? 'x' : '');
    const isLocal =
      name === 'local' || (/^(declare|typeset)$/.test(name) && !letters.includes('g'));
    const inFunction = shell.calls.length > 0;
    if (name === 'local' && !inFunction) {
      shell.complain('local: can only be used in a function');
      return 1;
    }
    const scope = isLocal && inFunction ? functionScope(shell) : undefined;
    const statuses = items.map((item) => declareOne(item, letters, removed, scope, shell));
    return Math.max(...statuses);
  };
}

/** The scope of the innermost function, below that of a command's own assignments. */
function functionScope(shell: ShellProcess): Map<string, Variable> {
  return shell.scopes.at(-1) as Map<string, Variable>;
}

function lettersOf(name: string, options: readonly string[]): string {
  const given = options.filter((option) => option.startsWith('-')).map((option) => option.slice(1));
  const own = name === 'export' ? (given.includes('n') ? '' : 'x') : name === 'readonly' ? 'r' : '';
  return given.join('') + own;
}

function declareOne(
  item: string,
  letters: string,
  removed: string,
  scope: Map<string, Variable> | undefined,
  shell: ShellProcess,
): number {
  const node = shell.declared.get(item);
  const [, name, , text] =
    node === undefined ? (/^([A-Za-z_]\w*)(\+?=(.*))?$/s.exec(item) ?? []) : [item, node.name];
  if (name === undefined) {
    shell.complain(`${item}: not a valid identifier`);
    return 1;
  }
  if (shell.variable(name)?.readOnly && (node !== undefined || text !== undefined)) {
    shell.complain(`${name}: readonly variable`);
    return 1;
  }
  const target = scope ?? shell.scopeOf(name);
  setDeclared({ name, text, node }, letters, removed, target, shell);
  return 0;
}

/** What is declared: its name, and its value as a text or as an assignment of the script. */
interface Declared {
  readonly name: string;
  readonly text: string | undefined;
  readonly node: Assignment | undefined;
}

function setDeclared(
  { name, text, node }: Declared,
  letters: string,
  removed: string,
  target: Map<string, Variable>,
  shell: ShellProcess,
): void {
  const isLocal = target !== shell.scopes[0];
  const before = target.get(name) ?? scalarVariable(null, isLocal && isExported(name, shell));
  // The value comes first: what is read-only from now on still takes it.
  target.set(name, withAttributes(before, letters.replace('r', '')));
  if (letters.includes('n') && !removed.includes('x')) {
    const reference = node === undefined ? (text ?? '') : referenceOf(node, shell);
    target.set(name, { ...before, reference });
    return;
  }
  if (node !== undefined) assign(node, shell, target);
  else if (text !== undefined) {
    const number = (value: string | null) => evaluateArithmetic(value, scopeOf(shell));
    assignVariable(shell, name, literal(text), { scope: target, number });
  }
  const after = target.get(name) ?? before;
  target.set(name, without(withAttributes(after, letters), removed));
}

function without(variable: Variable, removed: string): Variable {
  return {
    ...variable,
    exported: variable.exported && !removed.includes('x'),
    integer: variable.integer && !removed.includes('i'),
  };
}

function isExported(name: string, shell: ShellProcess): boolean {
  return shell.variable(name)?.exported ?? false;
}

function referenceOf(node: Parameters<typeof assign>[0], shell: ShellProcess): string {
  const scope = new Map<string, Variable>();
  scope.set(node.name, scalarVariable(null));
  assign(node, shell, scope);
  const value = scope.get(node.name)?.value;
  return value == null ? '' : (textOf(value) ?? '');
}

function functions(
  name: string,
  letters: string,
  items: readonly string[],
  shell: ShellProcess,
): number {
  if (name === 'export') {
    for (const item of items) shell.exportedFunctions.add(item);
    return items.every((item) => shell.functions.has(item)) ? 0 : 1;
  }
  if (letters.includes('F')) {
    const found = items.filter((item) => shell.functions.has(item));
    for (const item of found) shell.write(1, `${item}\n`);
    return found.length === items.length ? 0 : 1;
  }
  if (items.some((item) => !shell.functions.has(item))) return 1;
  // Bash prints functions in a layout of its own.
  throw new Refused('builtin', 'declare -f');
}

function printAll(items: readonly string[], shell: ShellProcess): number {
  if (items.length === 0) throw new Refused('builtin', 'declare without names');
  let status = 0;
  for (const name of items) {
    const variable = shell.variable(name);
    if (variable === undefined) {
      shell.complain(`declare: ${name}: not found`);
      status = 1;
    } else shell.write(1, `${declaration(name, variable)}\n`);
  }
  return status;
}

function declaration(name: string, variable: Variable): string {
  const letters = [
    variable.kind === 'indexed' ? 'a' : variable.kind === 'associative' ? 'A' : '',
    variable.integer ? 'i' : '',
    variable.readOnly ? 'r' : '',
    variable.exported ? 'x' : '',
  ].join('');
  const quoted = (text: string) => `"${text.replace(/[\\"$`]/g, '\\$&')}"`;
  const head = `declare -${letters || '-'} ${name}`;
  if (variable.kind === 'scalar')
    return variable.value === null ? head : `${head}=${quoted(textOf(variable.value) ?? '')}`;
  const entries = [...variable.elements].map(
    ([key, value]) => `[${key}]=${quoted(textOf(value) ?? '')}`,
  );
  const tail = variable.kind === 'associative' && entries.length > 0 ? ' ' : '';
  return `${head}=(${entries.join(' ')}${tail})`;
}

export function unset(args: readonly string[], shell: ShellProcess): number {
  const option = args.find((arg) => arg.startsWith('-')) ?? '';
  for (const arg of args.filter((item) => !item.startsWith('-'))) {
    const [, name = '', key] = /^([A-Za-z_][\w-]*)(?:\[(.*)\])?$/s.exec(arg) ?? [];
    const variable = shell.variable(name);
    if (variable?.readOnly) {
      shell.complain(`unset: ${name}: cannot unset: readonly variable`);
      return 1;
    }
    if (option === '-f' || (variable === undefined && option === '')) shell.functions.delete(name);
    else if (key === undefined) removeVariable(name, shell);
    else if (variable !== undefined) removeElement(name, key, variable, shell);
  }
  return 0;
}

/** The innermost variable of the name is removed; in a function, a local one stays as unset. */
function removeVariable(name: string, shell: ShellProcess): void {
  const scope = shell.scopes.findLast((candidate) => candidate.has(name));
  if (scope === undefined) return;
  if (scope === shell.scopes.at(-1) && scope !== shell.scopes[0])
    scope.set(name, scalarVariable(null));
  else scope.delete(name);
}

function removeElement(name: string, key: string, variable: Variable, shell: ShellProcess): void {
  if (key === '@' || key === '*') {
    shell.scopeOf(name).delete(name);
    return;
  }
  const elements = new Map(variable.elements);
  const plain = key.replace(/^(["'])(.*)\1$/, '$2');
  const index =
    variable.kind === 'associative'
      ? plain
      : String(evaluateArithmetic(plain, scopeOf(shell)) ?? 0n);
  const keys = [...elements.keys()];
  elements.delete(
    index.startsWith('-') ? String(Math.max(...keys.map(Number)) + 1 + Number(index)) : index,
  );
  shell.scopeOf(name).set(name, { ...variable, elements });
}
