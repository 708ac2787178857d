/**
 * Patterns as in `case` and `${x#…}`. Matching keeps sets of positions, so its time is bounded by
 * pattern length times text length whatever the pattern is.
 * Source: bash manual, 3.5.8.1 Pattern Matching.
 */
type Item =
  | { readonly kind: 'char'; readonly char: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'star' }
  | { readonly kind: 'set'; readonly negated: boolean; readonly test: (char: string) => boolean }
  | { readonly kind: 'group'; readonly operator: string; readonly options: readonly Pattern[] };
export type Pattern = readonly Item[];

/** A stretch of a pattern; quoted characters stand for themselves. */
export interface PatternPiece {
  readonly text: string;
  readonly quoted: boolean;
}

/** Reads a pattern. Extended operators such as `@(a|b)` count when `extended` is set. */
export function parsePattern(pieces: readonly PatternPiece[], extended = true): Pattern {
  const chars: Char[] = pieces.flatMap(({ text, quoted }) =>
    [...text].map((char) => ({ char, quoted })),
  );
  return parseItems(unescaped(chars), extended);
}

/** Whether the whole text matches. */
export function matchesPattern(pattern: Pattern, text: string): boolean {
  return matchEnds(pattern, [...text], 0).has([...text].length);
}

/** Whether a pattern matches one text only. */
export function isPlain(pattern: Pattern): boolean {
  return pattern.every(({ kind }) => kind === 'char');
}

/** The text that a plain pattern matches. */
export function plainText(pattern: Pattern): string {
  return pattern.map((item) => (item.kind === 'char' ? item.char : '')).join('');
}

/** The ends of all matches that begin at `start`, in characters of `text`. */
export function matchEnds(pattern: Pattern, text: readonly string[], start: number): Set<number> {
  let ends = new Set([start]);
  for (const item of pattern) {
    ends = step(item, text, ends);
    if (ends.size === 0) break;
  }
  return ends;
}

interface Char {
  readonly char: string;
  readonly quoted: boolean;
}

/** A backslash in a pattern that came from an expansion quotes the next character. */
function unescaped(chars: readonly Char[]): Char[] {
  const result: Char[] = [];
  for (let at = 0; at < chars.length; at++) {
    const next = chars[at + 1];
    const { char, quoted } = chars[at] as Char;
    if (char === '\\' && !quoted && next !== undefined) {
      result.push({ char: next.char, quoted: true });
      at++;
    } else result.push({ char, quoted });
  }
  return result;
}

function parseItems(chars: readonly Char[], extended: boolean): Item[] {
  const items: Item[] = [];
  for (let at = 0; at < chars.length; at++) {
    const { char, quoted } = chars[at] as Char;
    const group = quoted || !extended ? null : groupAt(chars, at);
    const set = quoted || char !== '[' ? null : setAt(chars, at);
    if (group) {
      items.push(group.item);
      at = group.end;
    } else if (set) {
      items.push(set.item);
      at = set.end;
    } else if (!quoted && char === '*') {
      if (items.at(-1)?.kind !== 'star') items.push({ kind: 'star' });
    } else if (!quoted && char === '?') items.push({ kind: 'any' });
    else items.push({ kind: 'char', char });
  }
  return items;
}

function groupAt(chars: readonly Char[], at: number): { item: Item; end: number } | null {
  const operator = chars[at]?.char ?? '';
  const opening = chars[at + 1];
  if (!'?*+@!'.includes(operator) || opening?.char !== '(' || opening.quoted) return null;
  const options: Item[][] = [];
  let depth = 0;
  let from = at + 2;
  for (let index = from; index < chars.length; index++) {
    const { char, quoted } = chars[index] as Char;
    if (quoted) continue;
    if (char === '(') depth++;
    const closes = char === ')' && depth === 0;
    if (closes || (char === '|' && depth === 0)) {
      options.push(parseItems(chars.slice(from, index), true));
      from = index + 1;
    }
    if (closes) return { item: { kind: 'group', operator, options }, end: index };
    if (char === ')') depth--;
  }
  return null;
}

function setAt(chars: readonly Char[], at: number): { item: Item; end: number } | null {
  let index = at + 1;
  const first = chars[index];
  const negated = first !== undefined && !first.quoted && '!^'.includes(first.char);
  if (negated) index++;
  const tests: ((char: string) => boolean)[] = [];
  for (let count = 0; index < chars.length; index++, count++) {
    const { char, quoted } = chars[index] as Char;
    if (char === ']' && !quoted && count > 0) {
      const test = (candidate: string) => tests.some((inner) => inner(candidate));
      return { item: { kind: 'set', negated, test }, end: index };
    }
    const named = quoted ? null : classAt(chars, index);
    const upper = chars[index + 2];
    if (named) {
      tests.push(named.test);
      index = named.end;
    } else if (chars[index + 1]?.char === '-' && upper !== undefined && upper.char !== ']') {
      const [low, high] = [char, upper.char];
      tests.push((candidate) => candidate >= low && candidate <= high);
      index += 2;
    } else tests.push((candidate) => candidate === char);
  }
  return null;
}

const classes: Readonly<Record<string, RegExp>> = {
  alpha: /^\p{L}$/u,
  digit: /^[0-9]$/,
  alnum: /^[\p{L}0-9]$/u,
  upper: /^\p{Lu}$/u,
  lower: /^\p{Ll}$/u,
  space: /^\s$/,
  blank: /^[ \t]$/,
  punct: /^[!-/:-@[-`{-~]$/,
  xdigit: /^[0-9a-fA-F]$/,
  word: /^[\p{L}0-9_]$/u,
  print: /^[^\p{C}]$/u,
  graph: /^[^\p{C}\s]$/u,
  cntrl: /^\p{Cc}$/u,
};

function classAt(chars: readonly Char[], at: number) {
  if (chars[at]?.char !== '[' || chars[at + 1]?.char !== ':') return null;
  const rest = chars
    .slice(at, at + 12)
    .map(({ char }) => char)
    .join('');
  const name = /^\[:([a-z]+):\]/.exec(rest)?.[1];
  const expression =
    name === undefined || !Object.hasOwn(classes, name) ? undefined : classes[name];
  if (name === undefined || expression === undefined) return null;
  return { test: (char: string) => expression.test(char), end: at + name.length + 3 };
}

function step(item: Item, text: readonly string[], starts: ReadonlySet<number>): Set<number> {
  switch (item.kind) {
    case 'star':
      return allFrom(Math.min(...starts), text.length);
    case 'group':
      return groupEnds(item, text, starts);
    default:
      return new Set(
        [...starts]
          .filter((at) => at < text.length && accepts(item, text[at] as string))
          .map((at) => at + 1),
      );
  }
}

function accepts(item: Item, char: string): boolean {
  if (item.kind === 'char') return item.char === char;
  if (item.kind === 'set') return item.test(char) !== item.negated;
  return item.kind === 'any';
}

function allFrom(start: number, end: number): Set<number> {
  const all = new Set<number>();
  for (let at = start; at <= end; at++) all.add(at);
  return all;
}

function groupEnds(
  item: Extract<Item, { kind: 'group' }>,
  text: readonly string[],
  starts: ReadonlySet<number>,
): Set<number> {
  const once = (from: ReadonlySet<number>) =>
    new Set(
      [...from].flatMap((at) => item.options.flatMap((option) => [...matchEnds(option, text, at)])),
    );
  if (item.operator === '@') return once(starts);
  if (item.operator === '?') return new Set([...starts, ...once(starts)]);
  if (item.operator === '!') {
    const ends = new Set<number>();
    for (const start of starts) {
      const matched = once(new Set([start]));
      for (const end of allFrom(start, text.length)) if (!matched.has(end)) ends.add(end);
    }
    return ends;
  }
  const reached = item.operator === '*' ? new Set(starts) : new Set<number>();
  let frontier = once(starts);
  while ([...frontier].some((at) => !reached.has(at))) {
    for (const at of frontier) reached.add(at);
    frontier = once(frontier);
  }
  return reached;
}
