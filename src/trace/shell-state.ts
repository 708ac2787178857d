import type { Value } from '../model/value.ts';
import type { Context } from './context.ts';
import type { ValueList, Variable } from '../shell/scope.ts';
import { scalarVariable } from '../shell/variable.ts';
import { emptyText, keyOf, oneOf, textOf } from '../shell/value.ts';
import type { FunctionDefinition } from '../syntax/nodes.ts';
import type { ParsedSource } from '../syntax/parse-source.ts';
import { SharedMap, sharedMap } from './shared-map.ts';

/** A function as it was defined: its node, and the text that the node's offsets index. */
export interface FunctionEntry {
  readonly node: FunctionDefinition;
  readonly source: ParsedSource['source'];
  readonly key: string;
}

/** The positional parameters; `shifted` counts those that `shift` took away. */
export interface Positional extends ValueList {
  readonly shifted: number;
  /** The caller's arguments are the script's own, which the person who starts it gives. */
  readonly fromCaller: boolean;
  /** A loop has shifted them any number of times. */
  readonly moved?: boolean;
}

/** What a signal does, and what stood around the `trap` that said so. */
export interface Trap {
  readonly action: Value;
  readonly context: Context;
}

/** What one shell process holds at one point of its run. */
export class ShellState {
  /** The global scope first, then one per function call. */
  /** Maps that a copy shares as they are: who holds a scope while a subshell runs still holds it after. */
  scopes: SharedMap<string, Variable>[] = [new SharedMap<string, Variable>()];
  functions = new Map<string, FunctionEntry>();
  /** `export -f`: functions that child shells know too. */
  exportedFunctions = new Set<string>();
  positional: Positional = { values: [], open: true, shifted: 0, fromCaller: true };
  options = new Set<string>();
  shopts = new Set<string>();
  /** Working directory; null where nothing is known of it. */
  cwd: Value | null;
  previousCwd: Value | null = null;
  folders: (Value | null)[] = [];
  /** Exit status of the last command; null where it is not known. */
  status: number | null = 0;
  /** Letters of the current argument that `getopts` is done with. */
  optionCluster = 0;
  /** What signals do, each with the context of its `trap`. */
  traps = new Map<string, Trap>();
  aliases = new Map<string, string>();
  scriptName: Value;
  /** What it has written so far, where somebody reads it. */
  printed: Value = emptyText;

  constructor(cwd: Value | null, scriptName: Value) {
    this.cwd = cwd;
    this.scriptName = scriptName;
  }

  clone(): ShellState {
    const copy = new ShellState(this.cwd, this.scriptName);
    const functions = sharedMap(this.functions);
    this.functions = functions;
    copy.scopes = this.scopes.map((scope) => scope.copy());
    copy.functions = functions.copy();
    copy.exportedFunctions = new Set(this.exportedFunctions);
    copy.positional = this.positional;
    copy.options = new Set(this.options);
    copy.shopts = new Set(this.shopts);
    copy.previousCwd = this.previousCwd;
    copy.folders = [...this.folders];
    copy.status = this.status;
    copy.optionCluster = this.optionCluster;
    copy.traps = new Map(this.traps);
    copy.aliases = new Map(this.aliases);
    copy.printed = this.printed;
    return copy;
  }

  /** Takes over everything that another state holds. */
  become(other: ShellState): void {
    Object.assign(this, other.clone());
  }

  variable(name: string): Variable | undefined {
    for (let index = this.scopes.length - 1; index >= 0; index--) {
      const found = this.scopes[index]?.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The scope in which an assignment to `name` lands. Source: bash manual, 3.3 (dynamic scoping). */
  scopeOf(name: string): Map<string, Variable> {
    for (let index = this.scopes.length - 1; index > 0; index--) {
      const scope = this.scopes[index];
      if (scope?.has(name)) return scope;
    }
    return this.scopes[0] as Map<string, Variable>;
  }

  names(): readonly string[] {
    return [...new Set(this.scopes.flatMap((scope) => [...scope.keys()]))].sort();
  }
}

/** What a variable is that one of two branches did not set. */
export type UnsetValue = (name: string) => Value;

/** The state after two branches of which either may have run. */
export function joinStates(left: ShellState, right: ShellState, unset: UnsetValue): ShellState {
  const joined = left.clone();
  joined.scopes = left.scopes.map((scope, index) =>
    joinScopes(scope, right.scopes[index] ?? new Map<string, Variable>(), unset),
  );
  for (const [name, entry] of right.functions)
    if (!joined.functions.has(name)) joined.functions.set(name, entry);
  joined.cwd = joinMaybe(left.cwd, right.cwd);
  joined.previousCwd = joinMaybe(left.previousCwd, right.previousCwd);
  joined.status = left.status === right.status ? left.status : null;
  joined.options = new Set([...left.options].filter((option) => right.options.has(option)));
  for (const [signal, text] of right.traps)
    if (!joined.traps.has(signal)) joined.traps.set(signal, text);
  if (left.printed !== right.printed) joined.printed = oneOf([left.printed, right.printed]);
  if (left.positional !== right.positional)
    joined.positional = joinPositional(left.positional, right.positional);
  return joined;
}

function joinPositional(left: Positional, right: Positional): Positional {
  const isSame =
    left.shifted === right.shifted &&
    left.values.map(keyOf).join() === right.values.map(keyOf).join();
  if (isSame) return left;
  return {
    values: [],
    open: true,
    shifted: Math.max(left.shifted, right.shifted),
    fromCaller: left.fromCaller,
    moved: true,
  };
}

function joinMaybe(left: Value | null, right: Value | null): Value | null {
  if (left === null || right === null) return null;
  return oneOf([left, right]);
}

function joinScopes(
  left: ReadonlyMap<string, Variable>,
  right: ReadonlyMap<string, Variable>,
  unset: UnsetValue,
): SharedMap<string, Variable> {
  const joined = sharedMap(new Map<string, Variable>(left));
  for (const name of new Set([...left.keys(), ...right.keys()])) {
    const [one, other] = [left.get(name), right.get(name)];
    if (one !== other)
      joined.set(
        name,
        joinVariables(one ?? scalarVariable(unset(name)), other ?? scalarVariable(unset(name))),
      );
  }
  return joined;
}

function joinVariables(left: Variable, right: Variable): Variable {
  if (left.kind === 'scalar' && right.kind === 'scalar') {
    const values = [left.value ?? emptyText, right.value ?? emptyText];
    return { ...left, value: oneOf(values), exported: left.exported || right.exported };
  }
  const elements = new Map(left.elements);
  for (const [key, value] of right.elements) {
    const known = elements.get(key);
    elements.set(key, known === undefined ? value : oneOf([known, value]));
  }
  const kind = left.kind === 'scalar' ? right.kind : left.kind;
  const isSame = left.elements.size === right.elements.size && elements.size === left.elements.size;
  const forms = isSame ? [] : [...new Set([...formsOf(left), ...formsOf(right)])];
  return { ...left, kind, elements, open: left.open || right.open || !isSame, forms };
}

/** The lists that an array may be, where all of their elements are words that are known. */
function formsOf(variable: Variable): readonly string[] {
  if (variable.forms !== undefined && variable.forms.length > 0) return variable.forms;
  if (variable.kind !== 'indexed' || variable.open) return [];
  const texts = [...variable.elements.values()].map(textOf);
  const isPlain = texts.every((text) => text !== null && /^\S+$/.test(text));
  return isPlain && texts.length > 0 ? [texts.join(' ')] : [];
}
