import type { Value } from '../model/value.ts';
import type { Variable } from './scope.ts';

/** A plain variable with this value. */
export function scalarVariable(value: Value | null, exported = false): Variable {
  return {
    kind: 'scalar',
    value,
    elements: new Map(),
    open: false,
    exported,
    integer: false,
    readOnly: false,
    letterCase: null,
    reference: null,
  };
}

/** A variable with the attributes that the letters of `declare` name. Source: bash manual, 4.2. */
export function withAttributes(variable: Variable, letters: string): Variable {
  const has = (letter: string) => letters.includes(letter);
  return {
    ...variable,
    kind: has('A') ? 'associative' : has('a') ? 'indexed' : variable.kind,
    exported: variable.exported || has('x'),
    integer: variable.integer || has('i'),
    readOnly: variable.readOnly || has('r'),
    letterCase: has('u') ? 'upper' : has('l') ? 'lower' : variable.letterCase,
  };
}
