/** Strings that may not be known: how values are made, joined and looked at. */
import type { Origin } from '../model/source.ts';
import type { Row, UnknownReason, Value } from '../model/value.ts';

/** More alternatives than this become one unknown value. */
export const maxAlternatives = 16;
/** A longer text becomes an unknown value: an expansion bomb must not eat the memory. */
export const maxTextLength = 262_144;
const maxParts = 512;

export const emptyText: Value = { kind: 'literal', text: '' };

export function literal(text: string, at?: readonly Origin[]): Value {
  return at === undefined ? { kind: 'literal', text } : { kind: 'literal', text, at };
}

export function unknown(reason: UnknownReason): Value {
  return { kind: 'unknown', reason };
}

/** A path written from the folder in which the script starts, that means the same in any other. */
export function pathFromStart(text: string, at?: readonly Origin[]): Value {
  return { ...literal(text, at), fromStart: true } as Value;
}

/** Values one after another; nested joins are flattened and empty texts left out. */
export function concat(parts: readonly Value[]): Value {
  const flat: Value[] = [];
  let length = 0;
  for (const part of parts) {
    for (const inner of part.kind === 'concat' ? part.parts : [part]) {
      if (inner.kind === 'literal') length += inner.text.length;
      if (!(inner.kind === 'literal' && inner.text === '')) flat.push(inner);
    }
  }
  if (length > maxTextLength || flat.length > maxParts) return unknown('too-long');
  if (flat.length === 0) return parts.find((part) => part.kind === 'literal') ?? emptyText;
  return flat.length === 1 ? (flat[0] as Value) : { kind: 'concat', parts: flat };
}

/** One of several values: duplicates fall together, too many become unknown. */
export function oneOf(values: readonly Value[]): Value {
  const distinct = new Map<string, Value>();
  for (const value of values) {
    for (const inner of value.kind === 'one-of' ? value.values : [value]) {
      const key = keyOf(inner);
      if (!distinct.has(key)) distinct.set(key, inner);
    }
  }
  const list = [...distinct.values()];
  if (list.length === 1) return list[0] as Value;
  return list.length > maxAlternatives
    ? unknown('too-many-values')
    : { kind: 'one-of', values: list };
}

/** Two values with the same key are the same; origins don't count. */
export function keyOf(value: Value): string {
  const text = textOf(value);
  if (text !== null) return `=${text}`;
  switch (value.kind) {
    case 'literal':
      return `=${value.text}`;
    case 'concat':
      return `(${value.parts.map(keyOf).join('\u0001')})`;
    case 'one-of':
      return `{${value.values.map(keyOf).join('\u0002')}}`;
    case 'variable':
      // Whoever gives a name its value, it is the same value.
      return `$${value.name}`;
    default:
      return JSON.stringify(value);
  }
}

/** The characters of a fully known value, or null. */
export function textOf(value: Value): string | null {
  if (value.kind === 'literal') return value.text;
  if (value.kind !== 'concat') return null;
  let text = '';
  for (const part of value.parts) {
    if (part.kind !== 'literal') return null;
    text += part.text;
  }
  return text;
}

/** Every value that it may be, choices inside joins multiplied out as long as they are few. */
export function alternativesOf(value: Value): readonly Value[] {
  if (value.kind === 'one-of') return value.values.flatMap(alternativesOf);
  if (value.kind !== 'concat') return [value];
  let heads: readonly (readonly Value[])[] = [[]];
  for (const part of value.parts) {
    const tails = alternativesOf(part);
    if (heads.length * tails.length > maxAlternatives) return [value];
    heads = heads.flatMap((head) => tails.map((tail) => [...head, tail]));
  }
  return heads.map(concat);
}

/** The texts that it may be, when all of them are known; else null. */
export function textsOf(value: Value): readonly string[] | null {
  const texts = alternativesOf(value).map(textOf);
  return texts.every((text) => text !== null) ? texts : null;
}

/**
 * Applies a function on texts to a value; where the value is not known, neither is the result. The
 * function gives null for a text that is too long for it.
 */
export function mapText(value: Value, change: (text: string) => string | null): Value {
  const mapped = alternativesOf(value).map((alternative) => {
    const text = textOf(alternative);
    if (text === null) return unknown(reasonOf(alternative));
    const changed = change(text);
    if (changed === null || changed.length > maxTextLength) return unknown('too-long');
    return changed === text ? alternative : literal(changed);
  });
  return oneOf(mapped);
}

/** The row of a table that a value stands in; null for any other value. */
export function rowOf(value: Value): Row | null {
  return value.kind === 'unknown' ? (value.row ?? null) : null;
}

/** Whether a step that goes to the one host goes to the other: any row of a table may be each of them. */
export function coversHost(one: Value, other: Value): boolean {
  const [any, row] = [rowOf(one), rowOf(other)];
  if (any === null || row === null) return keyOf(one) === keyOf(other);
  return any.table === row.table && (any.column === null || any.text === row.text);
}

/** Why a value is not known, in one word. */
export function reasonOf(value: Value): UnknownReason {
  switch (value.kind) {
    case 'unknown':
      return value.reason;
    case 'variable':
      return value.suppliedBy === 'nobody' ? 'never-assigned' : value.suppliedBy;
    case 'output':
      return 'command-output';
    case 'concat':
      return reasonOf(value.parts.find((part) => part.kind !== 'literal') ?? emptyText);
    case 'one-of':
      return 'too-many-values';
    default:
      return 'unsupported-expansion';
  }
}

/** Whether the value is the empty text. */
export function emptiness(value: Value): 'yes' | 'no' | 'maybe' {
  switch (value.kind) {
    case 'literal':
      return value.text === '' ? 'yes' : 'no';
    case 'identity':
      return 'no';
    case 'concat':
      return value.parts.some((part) => emptiness(part) === 'no') ? 'no' : 'maybe';
    case 'one-of': {
      const all = new Set(value.values.map(emptiness));
      return all.size === 1 ? ([...all][0] as 'yes' | 'no' | 'maybe') : 'maybe';
    }
    default:
      return 'maybe';
  }
}

/** The characters `start` to `end` of a text, with the origin of just these where it can be told. */
export function sliceLiteral(
  value: Extract<Value, { kind: 'literal' }>,
  start: number,
  end: number,
): Value {
  const text = value.text.slice(start, end);
  if (value.fromStart === true && start === 0) return pathFromStart(text, value.at);
  const written = value.at?.at(-1);
  if (value.at === undefined || written === undefined) return literal(text);
  if (written.variable !== undefined || written.end - written.start !== value.text.length)
    return literal(text, value.at);
  const site = { ...written, start: written.start + start, end: written.start + end };
  return literal(text, [...value.at.slice(0, -1), site]);
}

/** Longer chains of expansions keep their outer ends only: `x="$x y"` in a loop must not grow without end. */
const maxOriginChain = 12;

/** The value as it looks through an expansion at `site`: its characters came by way of it. */
export function seenThrough(value: Value, site: readonly Origin[]): Value {
  switch (value.kind) {
    case 'literal':
      return {
        ...value,
        at: [...site, ...(value.at ?? [])].slice(0, maxOriginChain),
      };
    case 'concat':
      return { kind: 'concat', parts: value.parts.map((part) => seenThrough(part, site)) };
    case 'one-of':
      return { kind: 'one-of', values: value.values.map((item) => seenThrough(item, site)) };
    default:
      return value;
  }
}

/** The value without origins and with neighbouring texts joined: the form that other rooms see. */
export function simplified(value: Value): Value {
  const text = textOf(value);
  if (text !== null) return literal(text);
  if (value.kind === 'one-of') return oneOf(value.values.map(simplified));
  if (value.kind !== 'concat') return value;
  const choices = alternativesOf(value);
  if (choices.length > 1) return oneOf(choices.map(simplified));
  const parts: Value[] = [];
  for (const part of value.parts.map(simplified)) {
    const last = parts.at(-1);
    if (last?.kind === 'literal' && part.kind === 'literal') {
      parts[parts.length - 1] = literal(last.text + part.text);
    } else parts.push(part);
  }
  return concat(parts);
}
