import type { Value } from '../model/value.ts';
import type { HereDoc, Word } from '../syntax/nodes.ts';
import { parseWord } from '../syntax/parse-source.ts';
import { expandBraces } from './brace.ts';
import { parsePattern } from './pattern.ts';
import type { Pattern, PatternPiece } from './pattern.ts';
import { piecesOfParts, piecesOfWord, verbatimPieces } from './pieces.ts';
import type { Piece } from './pieces.ts';
import type { Scope } from './scope.ts';
import { splitText } from './split.ts';
import { alternativesOf, concat, literal, seenThrough, sliceLiteral, textOf } from './value.ts';

/** One field that a word became. */
export interface Field {
  readonly value: Value;
  /** Unquoted pattern characters stand in it: it would be matched against file names. */
  readonly glob: boolean;
  /** An unknown value stands unquoted in it: it may become no field, one or several. */
  readonly many: boolean;
  /** Some part was quoted: an empty field stays a field. */
  readonly quoted: boolean;
}

/**
 * All expansions of a word in bash's order: braces, tilde, parameters, commands, arithmetic,
 * splitting, pathnames. Source: bash manual, 3.5 Shell Expansions.
 */
export function expandWord(word: Word, scope: Scope): readonly Field[] {
  return bracedWords(word, scope).flatMap((braced) =>
    fieldsOf(withTilde(piecesOfWord(braced.word, braced.scope), scope), scope),
  );
}

/** Several words one after another. */
export function expandWords(words: readonly Word[], scope: Scope): readonly Field[] {
  return words.flatMap((word) => expandWord(word, scope));
}

/**
 * A word where no splitting happens: the right side of an assignment, a `case` word, a target. What
 * would be several fields, `"$@"`, is joined into one.
 */
export function expandText(word: Word, scope: Scope, isAssignment = false): Value {
  return concat(
    withTilde(piecesOfWord(word, scope), scope, isAssignment).flatMap(
      ({ value, breakBefore, glue }) =>
        breakBefore === true ? [literal(glue ?? ' '), value] : [value],
    ),
  );
}

/** The body of a here-document, as the command reads it. */
export function expandHereDocument(node: HereDoc, scope: Scope): Value {
  const { body, delimiter } = node;
  const quoted = delimiter?.quoted ?? false;
  const pieces = quoted
    ? verbatimPieces(scope, body.pos, body.end, true)
    : body.parts === undefined
      ? piecesOfWord({ ...bodyWord(body.pos, body.end) }, scope, 'here-document')
      : piecesOfParts(body.parts, scope, 'here-document');
  const value = concat(pieces.map((piece) => piece.value));
  return node.operator === '<<-' ? withoutLeadingTabs(value) : value;
}

/** A word as a pattern; null where some of it is not known. `[[ ]]` always knows extended patterns. */
export function expandPattern(
  word: Word,
  scope: Scope,
  extended = scope.shopt('extglob'),
): Pattern | null {
  const pieces = withTilde(piecesOfWord(word, scope), scope);
  const texts: PatternPiece[] = [];
  for (const { value, quoted } of pieces) {
    const text = textOf(value);
    if (text === null) return null;
    texts.push({ text, quoted });
  }
  return parsePattern(texts, extended);
}

function bodyWord(pos: number, end: number): Word {
  return { type: 'Word', text: '', value: '', pos, end };
}

/** `<<-` takes the tabs away before anything else is read. */
function withoutLeadingTabs(value: Value): Value {
  const parts = value.kind === 'concat' ? value.parts : [value];
  let atLineStart = true;
  return concat(
    parts.map((part) => {
      if (part.kind !== 'literal') {
        atLineStart = false;
        return part;
      }
      const stripped = (atLineStart ? part.text.replace(/^\t+/, '') : part.text).replace(
        /\n\t+/g,
        '\n',
      );
      atLineStart = part.text.endsWith('\n') || (atLineStart && stripped === '');
      return stripped === part.text ? part : literal(stripped, part.at);
    }),
  );
}

function bracedWords(word: Word, scope: Scope): readonly { word: Word; scope: Scope }[] {
  if (!word.parts?.some((part) => part.type === 'BraceExpansion')) return [{ word, scope }];
  const raw = scope.source.text.slice(word.pos, word.end);
  const texts = expandBraces(raw);
  if (texts.length === 1) return [{ word, scope }];
  const site = scope.siteOf(word.pos, word.end, null);
  return texts.flatMap((text) => {
    const parsed = parseWord(text, 0);
    if (parsed === null) return [];
    const segments = [{ start: 0, end: text.length, sites: site, variable: null }];
    const source = { ...scope.source, text, segments };
    return [{ word: parsed, scope: withSource(scope, source) }];
  });
}

function withSource(scope: Scope, source: Scope['source']): Scope {
  return Object.create(scope, { source: { value: source } }) as Scope;
}

/** Source: bash manual, 3.5.2 Tilde Expansion. */
function withTilde(pieces: readonly Piece[], scope: Scope, isAssignment = false): readonly Piece[] {
  return pieces.flatMap((piece, index) => {
    const text = piece.value.kind === 'literal' ? piece.value.text : '';
    if (piece.quoted || piece.split || !text.includes('~')) return [piece];
    const isLast = index === pieces.length - 1;
    const words = isAssignment ? text.split(/(?<=:)/) : [text];
    return words.flatMap((part, at) => {
      const begins = (index === 0 || at > 0) && /^~(\/|:|$)/.test(part);
      const ends = part.length > 1 || isLast || at < words.length - 1;
      if (!begins || !ends) return [{ ...piece, value: literal(part, tildeOrigin(piece)) }];
      const home = {
        value: seenThrough(scope.home(), tildeOrigin(piece)),
        quoted: true,
        split: false,
      };
      return [home, { ...piece, value: literal(part.slice(1), tildeOrigin(piece)) }];
    });
  });
}

function tildeOrigin(piece: Piece) {
  return piece.value.kind === 'literal' ? (piece.value.at ?? []) : [];
}

/** Joins pieces into fields, splitting the unquoted ones. Source: bash manual, 3.5.7. */
function fieldsOf(pieces: readonly Piece[], scope: Scope): readonly Field[] {
  const builder = new FieldBuilder();
  const ifs = ifsOf(scope);
  for (const piece of pieces) {
    if (piece.breakBefore) builder.close();
    if (piece.absent) continue;
    if (piece.split) addSplit(builder, piece.value, ifs);
    else
      builder.add(piece.value, {
        quoted: piece.quoted,
        glob: !piece.quoted && hasGlob(piece.value),
      });
  }
  builder.close();
  return builder.fields.flatMap((field) => matchedNames(field, scope));
}

function addSplit(builder: FieldBuilder, value: Value, ifs: string): void {
  const parts = value.kind === 'concat' ? value.parts : [value];
  for (const part of parts) {
    const texts = alternativesOf(part).map(textOf);
    if (part.kind === 'literal') addSplitText(builder, part, ifs);
    else {
      // A choice between texts that all are one field is one field.
      const isOneField = texts.every(
        (text) => text !== null && splitText(text, ifs).fields.length === 1 && text.trim() === text,
      );
      builder.add(part, {
        many: !isOneField,
        glob: texts.some((text) => text !== null && hasGlobChars(text)),
      });
    }
  }
}

function addSplitText(
  builder: FieldBuilder,
  value: Extract<Value, { kind: 'literal' }>,
  ifs: string,
): void {
  const { fields, startsWithBreak, endsWithBreak } = splitText(value.text, ifs);
  if (startsWithBreak) builder.close();
  fields.forEach(({ text, start }, index) => {
    if (index > 0) builder.close();
    builder.add(sliceLiteral(value, start, start + text.length), {
      glob: hasGlobChars(text),
      keepEmpty: text === '',
    });
  });
  if (endsWithBreak) builder.close();
}

class FieldBuilder {
  readonly fields: Field[] = [];
  private parts: Value[] = [];
  private state = { glob: false, many: false, quoted: false, isOpen: false };

  add(
    value: Value,
    about: { quoted?: boolean; glob?: boolean; many?: boolean; keepEmpty?: boolean },
  ): void {
    this.parts.push(value);
    const { state } = this;
    state.quoted ||= (about.quoted ?? false) || (about.keepEmpty ?? false);
    state.glob ||= about.glob ?? false;
    state.many ||= about.many ?? false;
    state.isOpen ||= (about.quoted ?? false) || (about.keepEmpty ?? false) || textOf(value) !== '';
  }

  close(): void {
    const { glob, many, quoted, isOpen } = this.state;
    if (isOpen) this.fields.push({ value: concat(this.parts), glob, many, quoted });
    this.parts = [];
    this.state = { glob: false, many: false, quoted: false, isOpen: false };
  }
}

function matchedNames(field: Field, scope: Scope): readonly Field[] {
  const pattern = field.glob ? textOf(field.value) : null;
  const names = pattern === null ? null : scope.glob(pattern);
  if (names === null) return [field];
  return names.map((name) => ({ value: literal(name), glob: false, many: false, quoted: true }));
}

function hasGlob(value: Value): boolean {
  return value.kind === 'literal' && hasGlobChars(value.text);
}

function hasGlobChars(text: string): boolean {
  return /[*?[]/.test(text);
}

/** The characters that separate fields; the default where IFS is unset or not known. */
export function ifsOf(scope: Scope): string {
  const variable = scope.variable('IFS');
  const text = variable?.value ? textOf(variable.value) : null;
  return text ?? ' \t\n';
}
