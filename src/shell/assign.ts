import type { Variable } from './scope.ts';
import { concat, literal, mapText, oneOf, textOf, unknown } from './value.ts';
import type { Value } from '../model/value.ts';
import { scalarVariable } from './variable.ts';

/** The variables of a shell as assignments see them. */
export interface VariableTable {
  readonly options: ReadonlySet<string>;
  variable(name: string): Variable | undefined;
  /** The scope in which an assignment to the name lands. */
  scopeOf(name: string): Map<string, Variable>;
}

interface AssignOptions {
  /** Subscript of an array element; null for one that is not known. */
  readonly subscript?: string | null | undefined;
  readonly append?: boolean;
  /** Reads a text as arithmetic, for variables with the integer attribute. */
  readonly number?: (text: string | null) => bigint | null;
  /** Assign in this scope and no other: `local`. */
  readonly scope?: Map<string, Variable>;
}

/** `name=value`, `name[subscript]=value`, `name+=value`. Source: bash manual, 3.4 and 6.7. */
export function assignVariable(
  state: VariableTable,
  name: string,
  value: Value,
  options: AssignOptions = {},
): void {
  const scope = options.scope ?? state.scopeOf(name);
  const current = options.scope ? scope.get(name) : state.variable(name);
  if (current?.reference && current.reference !== name) {
    assignVariable(state, current.reference, value, options);
    return;
  }
  const before = current ?? scalarVariable(null, state.options.has('allexport'));
  scope.set(
    name,
    options.subscript === undefined
      ? withScalar(before, value, options)
      : withElement(before, value, options),
  );
}

function shaped(variable: Variable, value: Value, options: AssignOptions): Value {
  if (variable.integer && options.number) {
    const number = options.number(textOf(value));
    return number === null ? unknown('unsupported-expansion') : literal(number.toString());
  }
  if (variable.letterCase === 'upper') return mapText(value, (text) => text.toUpperCase());
  return variable.letterCase === 'lower' ? mapText(value, (text) => text.toLowerCase()) : value;
}

function appended(
  before: Value | null | undefined,
  value: Value,
  variable: Variable,
  options: AssignOptions,
): Value {
  if (!options.append || !before) return shaped(variable, value, options);
  if (!variable.integer || !options.number)
    return shaped(variable, concat([before, value]), options);
  const [left, right] = [options.number(textOf(before)), options.number(textOf(value))];
  return left === null || right === null
    ? unknown('unsupported-expansion')
    : literal((left + right).toString());
}

function withScalar(variable: Variable, value: Value, options: AssignOptions): Variable {
  if (variable.kind === 'scalar')
    return { ...variable, value: appended(variable.value, value, variable, options) };
  const elements = new Map(variable.elements);
  elements.set('0', appended(elements.get('0'), value, variable, options));
  return { ...variable, forms: [], elements: ordered(variable.kind, elements) };
}

function withElement(variable: Variable, value: Value, options: AssignOptions): Variable {
  const kind = variable.kind === 'scalar' ? 'indexed' : variable.kind;
  const elements = new Map(variable.elements);
  if (variable.kind === 'scalar' && variable.value !== null) elements.set('0', variable.value);
  const { subscript } = options;
  if (subscript === null || subscript === undefined) {
    // Any element may have been meant.
    for (const [key, old] of elements) elements.set(key, oneOf([old, value]));
    return { ...variable, kind, value: null, forms: [], elements, open: true };
  }
  elements.set(subscript, appended(elements.get(subscript), value, variable, options));
  return { ...variable, kind, value: null, forms: [], elements: ordered(kind, elements) };
}

/** Indexed arrays list their elements by number. */
function ordered(kind: Variable['kind'], elements: Map<string, Value>): Map<string, Value> {
  if (kind !== 'indexed') return elements;
  return new Map([...elements].sort(([left], [right]) => Number(left) - Number(right)));
}

/** A whole array: `name=(…)`; `append` for `name+=(…)`. */
export function assignArray(
  state: VariableTable,
  name: string,
  entries: readonly { readonly key: string | null; readonly value: Value }[],
  options: AssignOptions & { readonly open?: boolean; readonly associative?: boolean } = {},
): void {
  const scope = options.scope ?? state.scopeOf(name);
  const current = options.scope ? scope.get(name) : state.variable(name);
  const base = current ?? scalarVariable(null);
  const kind = options.associative || base.kind === 'associative' ? 'associative' : 'indexed';
  const elements = new Map<string, Value>(options.append ? startElements(base) : []);
  let next = Math.max(-1, ...[...elements.keys()].map(Number).filter(Number.isFinite)) + 1;
  for (const { key, value } of entries) {
    const at = key ?? String(next);
    elements.set(at, value);
    next = Number.isFinite(Number(at)) ? Number(at) + 1 : next;
  }
  const open = (options.open ?? false) || (options.append === true && base.open);
  const forms = options.append === true ? grownForms(base, entries) : [];
  scope.set(name, { ...base, kind, value: null, forms, elements: ordered(kind, elements), open });
}

/** The lists that an array may be, with what is added to each of them; none where that is not known. */
function grownForms(
  { forms = [] }: Variable,
  entries: readonly { readonly key: string | null; readonly value: Value }[],
): readonly string[] {
  const added = entries.map(({ key, value }) => (key === null ? textOf(value) : null));
  return added.every((text) => text !== null && /^\S+$/.test(text))
    ? forms.map((form) => [form, ...added].join(' '))
    : [];
}

function startElements(base: Variable): Iterable<[string, Value]> {
  if (base.kind !== 'scalar') return base.elements;
  return base.value === null ? [] : [['0', base.value] as [string, Value]];
}
