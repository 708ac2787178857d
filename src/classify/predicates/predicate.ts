import type { Certainty } from '../../model/classified.ts';
import type { Value } from '../../model/value.ts';
import { anyOf, certainly } from '../certainty.ts';
import type { JsonSchema } from '../json-schema.ts';
import { compilePattern, matchValue } from '../pattern.ts';
import type { Test } from '../subject.ts';

/** A named condition that rules may use: one key of `match`. */
export interface Predicate {
  readonly key: string;
  /** The shape of its configuration; `compile` gets only data that keeps to it. */
  readonly schema: JsonSchema;
  /** Throws RE2's error for a pattern that is none. `nested` compiles a condition inside this one. */
  compile(data: unknown, nested: (data: unknown) => Test): Test;
}

/** One name or several; a name that begins with `^` is a pattern. */
export const namesSchema: JsonSchema = { $ref: '#/$defs/names' };
export const patternSchema: JsonSchema = { $ref: '#/$defs/pattern' };
export const conditionSchema: JsonSchema = { $ref: '#/$defs/condition' };

/** Compares a known name with the names of a condition. */
export function compileNames(data: unknown): (name: string) => boolean {
  const names = (Array.isArray(data) ? data : [data]).map(String);
  const exact = new Set(names.filter((name) => !name.startsWith('^')));
  const patterns = names.filter((name) => name.startsWith('^')).map(compilePattern);
  return (name) => exact.has(name) || patterns.some((pattern) => pattern.finds(name));
}

/** Compares a value that may not be known with the names of a condition. */
export function compileNamesOfValue(data: unknown): (value: Value) => Certainty {
  const names = (Array.isArray(data) ? data : [data]).map(String);
  const patterns = names.map((name) =>
    compilePattern(
      name.startsWith('^') ? name : `^${name.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&')}$`,
    ),
  );
  return (value) => anyOf(patterns.map((pattern) => matchValue(value, pattern)));
}

/** A condition that is a plain fact of the step. */
export function factPredicate(
  key: string,
  description: string,
  holds: (subject: Parameters<Test>[0]) => boolean,
): Predicate {
  return {
    key,
    schema: { type: 'boolean', description },
    compile: (data) => (subject) => certainly(holds(subject) === data),
  };
}

/** A condition on one word that describes the step. */
export function namedPredicate(
  key: string,
  description: string,
  namesOf: (subject: Parameters<Test>[0]) => readonly string[],
): Predicate {
  return {
    key,
    schema: { ...namesSchema, description },
    compile(data) {
      const matches = compileNames(data);
      return (subject) => certainly(namesOf(subject).some(matches));
    },
  };
}
