import type { Value } from '../model/value.ts';
import type { Word } from '../syntax/nodes.ts';
import { evaluateArithmetic } from './arithmetic.ts';
import { expandText } from './expand-word.ts';
import type { Scope, Variable } from './scope.ts';
import { literal, oneOf, textOf, unknown } from './value.ts';

/** A parameter's value, and whether it is set. */
export interface ReadValue {
  readonly value: Value;
  readonly isUnset: boolean;
  /** The script did not set it, but somebody else may have: the caller's environment. */
  readonly maySet: boolean;
}

/** Reads `$name` or `${name[index]}` as it stands. */
export function readVariable(name: string, index: Word | undefined, scope: Scope): ReadValue {
  const special = scope.special(name);
  if (special !== null) return { value: special, isUnset: false, maySet: true };
  if (/^\d+$/.test(name)) return positionalValue(Number(name), scope);
  const variable = resolved(scope.variable(name), scope, 0);
  if (variable === undefined) return unassignedValue(name, scope);
  const value = index === undefined ? scalarOf(variable) : elementOf(name, variable, index, scope);
  return value === null
    ? { value: literal(''), isUnset: true, maySet: false }
    : { value, isUnset: false, maySet: true };
}

/** The key that a subscript means: a number's text for indexed arrays; null where it isn't known. */
export function subscriptOf(name: string, index: Word, scope: Scope): string | null {
  const variable = resolved(scope.variable(name), scope, 0);
  const text = textOf(expandText(index, scope));
  if (text === null || variable?.kind === 'associative') return text;
  const position = evaluateArithmetic(text, scope);
  if (position === null) return null;
  if (position >= 0n || variable === undefined) return position.toString();
  const keys = [...variable.elements.keys()].map(Number);
  return String(Math.max(-1, ...keys) + 1 + Number(position));
}

function positionalValue(position: number, scope: Scope): ReadValue {
  const { values, open } = scope.positional();
  const value = values[position - 1];
  if (value !== undefined) return { value, isUnset: false, maySet: true };
  if (!open) return { value: literal(''), isUnset: true, maySet: false };
  const name = String(position);
  return { value: { kind: 'variable', name, suppliedBy: 'argument' }, isUnset: true, maySet: true };
}

function unassignedValue(name: string, scope: Scope): ReadValue {
  const value = scope.unassigned(name);
  const maySet = value.kind !== 'literal' || value.text !== '';
  return {
    value,
    isUnset: value.kind === 'literal' ? value.text === '' : value.kind === 'variable',
    maySet,
  };
}

function resolved(
  variable: Variable | undefined,
  scope: Scope,
  depth: number,
): Variable | undefined {
  if (!variable?.reference || depth > 8) return variable;
  return resolved(scope.variable(variable.reference), scope, depth + 1);
}

function scalarOf(variable: Variable): Value | null {
  if (variable.kind === 'scalar') return variable.value;
  return variable.elements.get('0') ?? (variable.open ? unknown('loop') : null);
}

function elementOf(name: string, variable: Variable, index: Word, scope: Scope): Value | null {
  const key = subscriptOf(name, index, scope);
  if (variable.kind === 'scalar') return key === '0' ? variable.value : null;
  if (variable.kind === 'associative' && key === null)
    scope.lookedUp(expandText(index, scope), [...variable.elements.keys()]);
  // A subscript that is not known may mean any element.
  if (key === null)
    return oneOf([...variable.elements.values(), ...(variable.open ? [unknown('loop')] : [])]);
  return variable.elements.get(key) ?? (variable.open ? unknown('loop') : null);
}
