/** Source: bash manual, 3.5.1 Brace Expansion. */

/** A brace expression is replaced by no more words than this; a larger one stays as it is. */
export const maxBraceWords = 4096;

/**
 * The texts that a raw (still quoted) word becomes by brace expansion; a word without a valid brace
 * expression gives itself.
 */
export function expandBraces(raw: string): readonly string[] {
  const expression = findExpression(raw);
  if (expression === null) return [raw];
  const { start, end, options } = expression;
  const tails = expandBraces(raw.slice(end));
  const heads = options.flatMap((option) =>
    option.literal ? [option.text] : expandBraces(option.text),
  );
  if (heads.length * tails.length > maxBraceWords) return [raw];
  const before = raw.slice(0, start);
  return heads.flatMap((head) => tails.map((tail) => before + head + tail));
}

interface Option {
  readonly text: string;
  readonly literal: boolean;
}

function findExpression(raw: string): { start: number; end: number; options: Option[] } | null {
  for (let start = nextPlain(raw, 0, '{'); start >= 0; start = nextPlain(raw, start + 1, '{')) {
    if (raw[start - 1] === '$') continue;
    const inside = listAt(raw, start);
    if (inside === null) continue;
    const { end, items } = inside;
    if (items.length > 1)
      return { start, end, options: items.map((text) => ({ text, literal: false })) };
    const sequence = sequenceOf(items[0] ?? '');
    if (sequence) return { start, end, options: sequence.map((text) => ({ text, literal: true })) };
  }
  return null;
}

/** The comma-separated items of the brace that opens at `start`; null when it never closes. */
function listAt(raw: string, start: number): { end: number; items: string[] } | null {
  const items: string[] = [];
  let depth = 0;
  let from = start + 1;
  for (let at = from; at < raw.length; at = skipQuoted(raw, at)) {
    const char = raw[at];
    if (char === '{') depth++;
    if (char === ',' && depth === 0) {
      items.push(raw.slice(from, at));
      from = at + 1;
    }
    if (char === '}' && depth-- === 0) {
      items.push(raw.slice(from, at));
      return { end: at + 1, items };
    }
  }
  return null;
}

function nextPlain(raw: string, from: number, char: string): number {
  for (let at = from; at < raw.length; at = skipQuoted(raw, at)) if (raw[at] === char) return at;
  return -1;
}

/** The offset after the character, quoted string or expansion that begins at `at`. */
function skipQuoted(raw: string, at: number): number {
  const char = raw[at];
  if (char === '\\') return at + 2;
  if (char === "'") return afterOrNext(raw.indexOf("'", at + 1), at);
  if (char === '"' || char === '`') {
    for (let end = at + 1; end < raw.length; end++) {
      if (raw[end] === '\\') end++;
      else if (raw[end] === char) return end + 1;
    }
    return at + 1;
  }
  if (char === '$' && (raw[at + 1] === '{' || raw[at + 1] === '('))
    return afterBracket(raw, at + 1);
  return at + 1;
}

function afterOrNext(end: number, at: number): number {
  return end < 0 ? at + 1 : end + 1;
}

function afterBracket(raw: string, at: number): number {
  const [open, close] = raw[at] === '{' ? ['{', '}'] : ['(', ')'];
  let depth = 0;
  for (let index = at; index < raw.length; index++) {
    if (raw[index] === '\\') index++;
    else if (raw[index] === open) depth++;
    else if (raw[index] === close && --depth === 0) return index + 1;
  }
  return at + 1;
}

function sequenceOf(text: string): string[] | null {
  const numbers = /^(-?\d+)\.\.(-?\d+)(?:\.\.(-?\d+))?$/.exec(text);
  if (numbers) return numberSequence(numbers[1] ?? '', numbers[2] ?? '', numbers[3]);
  const letters = /^([a-zA-Z])\.\.([a-zA-Z])(?:\.\.(-?\d+))?$/.exec(text);
  if (!letters) return null;
  const [low, high] = [(letters[1] as string).charCodeAt(0), (letters[2] as string).charCodeAt(0)];
  return (
    range(low, high, Number(letters[3] ?? 1))?.map((code) => String.fromCharCode(code)) ?? null
  );
}

function numberSequence(
  first: string,
  last: string,
  stepText: string | undefined,
): string[] | null {
  const isPadded = [first, last].some((text) => /^-?0\d/.test(text));
  const width = isPadded ? Math.max(first.length, last.length) : 0;
  const pad = (value: number) =>
    value < 0 ? `-${String(-value).padStart(width - 1, '0')}` : String(value).padStart(width, '0');
  return range(Number(first), Number(last), Number(stepText ?? 1))?.map(pad) ?? null;
}

function range(first: number, last: number, step: number): number[] | null {
  const size = Math.max(1, Math.abs(step));
  const count = Math.floor(Math.abs(last - first) / size) + 1;
  if (count > maxBraceWords) return null;
  const direction = last < first ? -size : size;
  return Array.from({ length: count }, (_, index) => first + index * direction);
}
