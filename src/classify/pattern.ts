import { RE2JS } from 're2js';
import type { Certainty } from '../model/classified.ts';
import type { Value } from '../model/value.ts';
import { alternativesOf } from '../shell/value.ts';

/** A regular expression of RE2's syntax: linear time, no look-around. */
export interface Pattern {
  readonly source: string;
  /** Whether it is found in a known text. */
  finds(text: string): boolean;
  /** Its named groups in a known text, or null when it is not found; groups without part are left out. */
  groups(text: string): Readonly<Record<string, string>> | null;
  /** Offsets of every place where it is found, with those of its named groups. */
  all(text: string): readonly Found[];
}

/** One place where a pattern is found. */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly groups: Readonly<Record<string, { readonly start: number; readonly end: number }>>;
}

const compiled = new Map<string, Pattern>();

/** Compiles a pattern, once. Throws RE2's own error when it is not one. */
export function compilePattern(source: string): Pattern {
  const known = compiled.get(source);
  if (known !== undefined) return known;
  const pattern = createPattern(source, RE2JS.compile(source));
  compiled.set(source, pattern);
  return pattern;
}

function createPattern(source: string, regex: RE2JS): Pattern {
  const names = Object.keys(regex.namedGroups());
  return {
    source,
    finds: (text) => regex.test(text),
    groups(text) {
      const matcher = regex.matcher(text);
      if (!matcher.find()) return null;
      const found = names.map((name) => [name, matcher.group(name)] as const);
      return Object.fromEntries(
        found.filter((entry): entry is [string, string] => entry[1] != null),
      );
    },
    all(text) {
      // Asking whether there is any place at all is many times cheaper than looking for its groups.
      if (!regex.test(text)) return [];
      const matcher = regex.matcher(text);
      const places: Found[] = [];
      while (matcher.find()) {
        const groups = names
          .filter((name) => matcher.start(name) >= 0)
          .map((name) => [name, { start: matcher.start(name), end: matcher.end(name) }] as const);
        places.push({
          start: matcher.start(),
          end: matcher.end(),
          groups: Object.fromEntries(groups),
        });
      }
      return places;
    },
  };
}

/** What is not known stands in a skeleton as one private character each, from this one on. */
const firstHole = 0xe000;

interface Skeleton {
  readonly text: string;
  readonly holes: readonly Value[];
}

function skeletonOf(value: Value): Skeleton {
  const parts = value.kind === 'concat' ? value.parts : [value];
  const holes: Value[] = [];
  let text = '';
  for (const part of parts) {
    if (part.kind === 'literal') text += part.text;
    else {
      text += String.fromCharCode(firstHole + Math.min(holes.length, 0xfff));
      holes.push(part);
    }
  }
  return { text, holes };
}

/** What an unknown part might turn out to be, to tell "can't match" from "might match". */
const samples = ['', 'x', '1', 'a/b', '/a/b', 'user@host:/path', 'main.sh', 'https://host/path'];

/**
 * Whether a pattern is found in a value. A known text answers yes or no; one of several answers
 * maybe when they differ; a partly unknown one answers yes when the known characters around the
 * unknown part suffice, and no when no sample in its place would do.
 */
export function matchValue(value: Value, pattern: Pattern): Certainty {
  const answers = new Set(alternativesOf(value).map((one) => matchOne(one, pattern)));
  const [only] = answers;
  return answers.size === 1 && only !== undefined ? only : 'maybe';
}

function matchOne(value: Value, pattern: Pattern): Certainty {
  const { text, holes } = skeletonOf(value);
  if (holes.length === 0) return pattern.finds(text) ? 'yes' : 'no';
  // A value of which nothing is known may be anything, the empty text included.
  if (text.length === holes.length) return 'maybe';
  if (pattern.finds(text)) return 'yes';
  return samples.some((sample) => pattern.finds(fillHoles(text, sample))) ? 'maybe' : 'no';
}

function fillHoles(text: string, sample: string): string {
  return text.replace(/[\uE000-\uEFFF]/g, () => sample);
}

/**
 * The named groups of a pattern in a value, unknown parts kept, and under the empty name the whole
 * of what was matched on. Null when the pattern is not found, or only might be.
 */
export function captureGroups(
  value: Value,
  pattern: Pattern,
): Readonly<Record<string, Value>> | null {
  const choices = alternativesOf(value);
  const captured = choices.map((choice) => captureOne(choice, pattern));
  const [first] = captured;
  if (first === undefined || first === null || captured.includes(null)) return null;
  if (captured.length === 1) return first;
  return Object.fromEntries(
    Object.keys(first).map((name) => [
      name,
      { kind: 'one-of', values: captured.flatMap((groups) => groups?.[name] ?? []) } as const,
    ]),
  );
}

function captureOne(value: Value, pattern: Pattern): Readonly<Record<string, Value>> | null {
  const { text, holes } = skeletonOf(value);
  const groups = pattern.groups(text);
  if (groups === null) return null;
  const named = Object.entries(groups).map(
    ([name, found]) => [name, refill(found, holes)] as const,
  );
  return { '': value, ...Object.fromEntries(named) };
}

function refill(text: string, holes: readonly Value[]): Value {
  const parts = text
    .split(/([\uE000-\uEFFF])/)
    .filter((part) => part !== '')
    .map((part): Value => {
      const hole = holes[part.charCodeAt(0) - firstHole];
      return hole ?? { kind: 'literal', text: part };
    });
  const [only] = parts;
  if (only === undefined) return { kind: 'literal', text: '' };
  return parts.length === 1 ? only : { kind: 'concat', parts };
}

/** A value for people: what is known as it is, a variable by its name, the rest as an ellipsis. */
export function showValue(value: Value): string {
  switch (value.kind) {
    case 'literal':
      return value.text;
    case 'variable':
      return `$${value.name}`;
    case 'identity':
      return value.text;
    case 'output':
      return `$(${value.command})`;
    case 'concat':
      return value.parts.map(showValue).join('');
    case 'one-of':
      return value.values.map(showValue).join(' | ');
    case 'unknown':
      return '…';
    default: {
      const never: never = value;
      throw new Error(`unreachable: ${String(never)}`);
    }
  }
}

/** What a value is put together from, every alternative among them. */
export function innermostParts(value: Value): readonly Value[] {
  if (value.kind === 'concat') return value.parts.flatMap(innermostParts);
  return value.kind === 'one-of' ? value.values.flatMap(innermostParts) : [value];
}

/** Names of the variables in a value that are not known here. */
export function variablesIn(value: Value): readonly string[] {
  return innermostParts(value).flatMap((part) => (part.kind === 'variable' ? [part.name] : []));
}
