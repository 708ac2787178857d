/** The parts of a word, expanded, before they are split into fields. */
import type { Value } from '../model/value.ts';
import { hasHole, splitHoles } from '../syntax/hole.ts';
import type { Word, WordPart } from '../syntax/nodes.ts';
import { originRuns } from '../syntax/origin.ts';
import { expandArithmetic } from './arithmetic.ts';
import { expandParameter } from './parameter.ts';
import type { Scope } from './scope.ts';
import { concat, literal, oneOf, sliceLiteral } from './value.ts';

/** A stretch of an expanded word. */
export interface Piece {
  readonly value: Value;
  /** Its characters stand for themselves in patterns, and it is no subject of splitting. */
  readonly quoted: boolean;
  /** It came out of an unquoted expansion, so it is split at IFS. */
  readonly split: boolean;
  /** A field ends before this piece: the next element of `"$@"`. */
  readonly breakBefore?: boolean;
  /** What stands before it instead where no fields are made: the right side of an assignment. */
  readonly glue?: string;
  /** It is an element that may be missing: `"$@"` without arguments gives no field. */
  readonly absent?: boolean;
}

export type Quoting = 'none' | 'double' | 'here-document';

/** Expands the parts of a word: everything but brace expansion, splitting and pathnames. */
export function piecesOfWord(word: Word, scope: Scope, quoting: Quoting = 'none'): Piece[] {
  if (word.parts === undefined) return literalPieces(scope, word.pos, word.end, quoting);
  return piecesOfParts(word.parts, scope, quoting);
}

/** The same for a list of parts, such as those of a here-document. */
export function piecesOfParts(parts: readonly WordPart[], scope: Scope, quoting: Quoting): Piece[] {
  return parts.flatMap((part) => piecesOfPart(part, scope, quoting));
}

function piecesOfPart(part: WordPart, scope: Scope, quoting: Quoting): Piece[] {
  const quoted = quoting !== 'none';
  switch (part.type) {
    case 'Literal':
      return literalPieces(scope, part.pos, part.end, quoting);
    case 'SingleQuoted':
      return verbatimPieces(scope, part.pos + 1, Math.max(part.pos + 1, part.end - 1), true);
    case 'AnsiCQuoted':
      return [{ value: literal(part.value, runSites(scope, part)), quoted: true, split: false }];
    case 'DoubleQuoted':
    case 'LocaleString':
      return doubleQuotedPieces(part.parts, scope);
    case 'SimpleExpansion':
    case 'ParameterExpansion':
      return expandParameter(part, quoted, scope);
    case 'CommandExpansion':
      return [{ value: withoutTrailingBreaks(scope.substitute(part)), quoted, split: !quoted }];
    case 'Glob':
      return part.kind === 'bracket'
        ? bracketPieces(part, scope, quoting)
        : literalPieces(scope, part.pos, part.end, quoting);
    case 'ExtendedGlob':
      return bracketPieces(part, scope, quoting);
    case 'ProcessSubstitution':
      return [{ value: scope.processSubstitution(part), quoted: true, split: false }];
    case 'ArithmeticExpansion':
      return [{ value: arithmeticValue(part, scope), quoted, split: !quoted }];
    // Globs, extended globs and braces that brace expansion left alone are literal characters here.
    default:
      return literalPieces(scope, part.pos, part.end, quoting);
  }
}

function arithmeticValue(
  part: Extract<WordPart, { type: 'ArithmeticExpansion' }>,
  scope: Scope,
): Value {
  // `$[ … ]` is the old spelling of `$(( … ))`.
  const written = scope.source.text.slice(part.pos, part.end);
  const inside = written.replace(/^(\$\(\(|\$\[)/, '');
  const start = part.pos + written.length - inside.length;
  return expandArithmetic(inside.replace(/(\)\)|\])$/, ''), part.expression, scope, start);
}

function doubleQuotedPieces(parts: readonly WordPart[], scope: Scope): Piece[] {
  const pieces = piecesOfParts(parts, scope, 'double');
  // `""` is a field of its own, `"$@"` without arguments is none.
  return pieces.length > 0 ? pieces : [{ value: literal(''), quoted: true, split: false }];
}

/** `[$x]`: what stands between the brackets is expanded; the rest is as it is written. */
function bracketPieces(
  part: Extract<WordPart, { type: 'Glob'; kind: 'bracket' } | { type: 'ExtendedGlob' }>,
  scope: Scope,
  quoting: Quoting,
): Piece[] {
  const pieces: Piece[] = [];
  let from = part.pos;
  for (const inner of part.parts ?? []) {
    if (inner.pos > from) pieces.push(...literalPieces(scope, from, inner.pos, quoting));
    pieces.push(...piecesOfPart(inner, scope, quoting));
    from = inner.end;
  }
  if (part.end > from) pieces.push(...literalPieces(scope, from, part.end, quoting));
  return pieces;
}

/** Source: bash manual, 3.5.4: trailing newlines are deleted. */
function withoutTrailingBreaks(value: Value): Value {
  if (value.kind === 'one-of') return oneOf(value.values.map(withoutTrailingBreaks));
  if (value.kind === 'literal') return cutBreaks(value);
  if (value.kind !== 'concat') return value;
  const parts = [...value.parts];
  for (let last = parts.at(-1); last?.kind === 'literal'; last = parts.at(-1)) {
    const cut = cutBreaks(last);
    parts.pop();
    if (cut.kind === 'literal' && cut.text === '') continue;
    parts.push(cut);
    break;
  }
  return concat(parts);
}

function cutBreaks(value: Extract<Value, { kind: 'literal' }>): Value {
  const text = value.text.replace(/\n+$/, '');
  return text === value.text ? value : sliceLiteral(value, 0, text.length);
}

function runSites(scope: Scope, part: WordPart) {
  return originRuns(scope.source, part.pos, part.end)[0]?.sites ?? [];
}

/** Characters as they stand: inside single quotes, or a quoted here-document. */
export function verbatimPieces(scope: Scope, start: number, end: number, quoted: boolean): Piece[] {
  if (start >= end) return [{ value: literal(''), quoted, split: false }];
  return originRuns(scope.source, start, end).flatMap((run) => {
    const text = scope.source.text.slice(run.start, run.end);
    if (!hasHole(text)) return [{ value: literal(text, run.sites), quoted, split: false }];
    return splitHoles(text).map((item) =>
      typeof item === 'string'
        ? { value: literal(item, run.sites), quoted, split: false }
        : { value: scope.hole(item), quoted, split: !quoted },
    );
  });
}

/** Source: bash manual, 3.1.2.1 Escape Character and 3.1.2.3 Double Quotes. */
const escapable: Readonly<Record<Quoting, string | null>> = {
  none: null,
  double: '$`"\\\n',
  'here-document': '$`\\\n',
};

function literalPieces(scope: Scope, start: number, end: number, quoting: Quoting): Piece[] {
  const { text } = scope.source;
  const quoted = quoting !== 'none';
  const pieces: Piece[] = [];
  let from = start;
  const flush = (to: number) => {
    if (to > from) pieces.push(...verbatimPieces(scope, from, to, quoted));
  };
  // Looked for in the word alone: the text around it may be long.
  const raw = text.slice(start, end - 1);
  const next = (after: number) => {
    const found = raw.indexOf('\\', after - start);
    return found < 0 ? -1 : start + found;
  };
  for (let at = next(start); at >= 0; at = next(from)) {
    const char = text[at + 1] as string;
    const escapes = escapable[quoting]?.includes(char) ?? true;
    if (!escapes) {
      // The backslash stays; look for the next one after it.
      flush(at + 1);
      from = at + 1;
      continue;
    }
    flush(at);
    from = at + 2;
    if (char !== '\n') pieces.push(...verbatimPieces(scope, at + 1, at + 2, true));
  }
  flush(end);
  return pieces;
}
