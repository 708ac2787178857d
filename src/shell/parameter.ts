/** Source: bash manual, 3.5.3 Shell Parameter Expansion. */
import type { Value } from '../model/value.ts';
import type {
  ParameterExpansionPart,
  ParameterOperation,
  SimpleExpansionPart,
  Word,
} from '../syntax/nodes.ts';
import { evaluateArithmetic } from './arithmetic.ts';
import { expandPattern, expandText, ifsOf } from './expand-word.ts';
import { isPlain, matchEnds, plainText } from './pattern.ts';
import type { Pattern } from './pattern.ts';
import { piecesOfWord } from './pieces.ts';
import type { Piece } from './pieces.ts';
import { readVariable, subscriptOf } from './read-variable.ts';
import type { Scope, ValueList, Variable } from './scope.ts';
import { transformText } from './transform.ts';
import {
  concat,
  emptiness,
  literal,
  mapText,
  oneOf,
  seenThrough,
  textOf,
  unknown,
} from './value.ts';

type Part = SimpleExpansionPart | ParameterExpansionPart;

/** What `$name` or `${…}` becomes. `quoted` says whether it stands in double quotes. */
export function expandParameter(part: Part, quoted: boolean, scope: Scope): Piece[] {
  const name = part.type === 'SimpleExpansion' ? part.text.slice(1) : part.parameter;
  const site = scope.siteOf(part.pos, part.end, name);
  const pieces = rawPieces(part, name, quoted, scope);
  return pieces.map((piece) => ({ ...piece, value: seenThrough(piece.value, site) }));
}

function rawPieces(part: Part, name: string, quoted: boolean, scope: Scope): Piece[] {
  if (part.type === 'SimpleExpansion')
    return referencePieces({ name, list: listName(name) }, undefined, quoted, scope);
  const index = part.index;
  const indexText = index === undefined ? null : index.text;
  if (part.prefix === '#') return [scalar(lengthOf(name, index, scope), quoted)];
  if (part.prefix === '!') return indirectPieces(part, name, quoted, scope);
  const list = indexText === '@' || indexText === '*' ? indexText : listName(name);
  return referencePieces({ name, index, list }, part.operation, quoted, scope);
}

interface Reference {
  readonly name: string;
  readonly index?: Word | undefined;
  readonly list: '@' | '*' | null;
}

function listName(name: string): '@' | '*' | null {
  return name === '@' || name === '*' ? name : null;
}

function referencePieces(
  reference: Reference,
  operation: ParameterOperation | undefined,
  quoted: boolean,
  scope: Scope,
): Piece[] {
  if (reference.list !== null) return listPieces(reference, operation, quoted, scope);
  const current = readVariable(reference.name, reference.index, scope);
  if (operation === undefined) {
    if (current.isUnset && scope.nounset) scope.fail(`${reference.name}: unbound variable`);
    return [scalar(current.value, quoted)];
  }
  if (operation.type === 'Transform' && current.isUnset && !current.maySet)
    return [scalar(literal(''), quoted)];
  if (operation.type === 'Default')
    return defaultPieces(reference, current, operation, quoted, scope);
  return [scalar(applied(current.value, operation, scope), quoted)];
}

function scalar(value: Value, quoted: boolean): Piece {
  return { value, quoted, split: !quoted };
}

type DefaultOperation = Extract<ParameterOperation, { type: 'Default' }>;

/** `${x:-y}` and its kin. A name that only the caller could have set keeps both possibilities. */
function defaultPieces(
  reference: Reference,
  current: { value: Value; isUnset: boolean; maySet: boolean },
  operation: DefaultOperation,
  quoted: boolean,
  scope: Scope,
): Piece[] {
  const { operator, operand } = operation;
  const missing = missingness(current, operator.startsWith(':'));
  const fallback = () => piecesOfWord(operand, scope, quoted ? 'double' : 'none');
  const joined = () => concat(fallback().map(({ value }) => value));
  switch (operator.at(-1)) {
    case '+':
      if (missing === 'yes') return quoted ? [scalar(literal(''), true)] : [];
      if (missing === 'no') return splitting(fallback(), quoted);
      return [scalar(oneOf([joined(), literal('')]), quoted)];
    case '?':
      if (missing === 'yes')
        scope.fail(`${reference.name}: ${textOf(joined()) || 'parameter null or not set'}`);
      return [scalar(current.value, quoted)];
    case '=': {
      if (missing === 'no') return [scalar(current.value, quoted)];
      const value = missing === 'yes' ? joined() : oneOf([joined(), current.value]);
      scope.assign(reference.name, value, subscriptText(reference, scope));
      return [scalar(value, quoted)];
    }
    default:
      if (missing === 'no') return [scalar(current.value, quoted)];
      if (missing === 'yes') return splitting(fallback(), quoted);
      return [scalar(oneOf([joined(), current.value]), quoted)];
  }
}

function subscriptText(reference: Reference, scope: Scope): string | undefined {
  return reference.index === undefined
    ? undefined
    : (subscriptOf(reference.name, reference.index, scope) ?? undefined);
}

/** Unquoted, the fallback's own unquoted characters are split like any expansion. */
function splitting(pieces: Piece[], quoted: boolean): Piece[] {
  return quoted
    ? pieces
    : pieces.map((piece) => (piece.quoted ? piece : { ...piece, split: true }));
}

function missingness(
  current: { value: Value; isUnset: boolean; maySet: boolean },
  nullCounts: boolean,
): 'yes' | 'no' | 'maybe' {
  if (current.isUnset) return current.maySet ? 'maybe' : 'yes';
  if (current.value.kind === 'variable') return 'maybe';
  return nullCounts ? emptiness(current.value) : 'no';
}

function listPieces(
  reference: Reference,
  operation: ParameterOperation | undefined,
  quoted: boolean,
  scope: Scope,
): Piece[] {
  const form = operation === undefined ? formOf(reference.name, scope) : null;
  if (form !== null) return [{ value: form, quoted: false, split: true }];
  let list = valuesOf(reference.name, scope);
  if (operation?.type === 'Default') {
    const isEmpty = list.values.length === 0;
    const wantsOperand = operation.operator.endsWith('+') ? !isEmpty : isEmpty && !list.open;
    if (wantsOperand)
      return splitting(piecesOfWord(operation.operand, scope, quoted ? 'double' : 'none'), quoted);
    if (operation.operator.endsWith('+')) return [];
  } else if (operation?.type === 'Slice') list = slicedList(list, reference.name, operation, scope);
  else if (operation !== undefined) {
    list = { ...list, values: list.values.map((value) => applied(value, operation, scope)) };
  }
  return list.values.length === 0 && !list.open
    ? absentList(quoted, reference.list)
    : joinedList(list, reference, quoted, scope);
}

/** Of an array that branches set to different lists, one of these lists, to be split at blanks. */
function formOf(name: string, scope: Scope): Value | null {
  const forms = followed(scope.variable(name), scope)?.forms ?? [];
  return forms.length === 0 ? null : oneOf(forms.map((text) => literal(text)));
}

/** `"$@"` of nothing is no field, `"$*"` an empty one. */
function absentList(quoted: boolean, list: Reference['list'] = '@'): Piece[] {
  if (quoted && list === '*') return [scalar(literal(''), true)];
  return [{ value: literal(''), quoted, split: false, absent: true }];
}

function joinedList(list: ValueList, reference: Reference, quoted: boolean, scope: Scope): Piece[] {
  const rest: Value[] = list.open ? [openRest(reference.name)] : [];
  const all = [...list.values, ...rest];
  if (quoted && reference.list === '*') {
    const separator = literal(ifsOf(scope).slice(0, 1));
    return [
      scalar(
        concat(all.flatMap((value, index) => (index === 0 ? [value] : [separator, value]))),
        true,
      ),
    ];
  }
  const glue = reference.list === '*' ? ifsOf(scope).slice(0, 1) : ' ';
  return all.map((value, index) => ({
    value,
    quoted: quoted && !rest.includes(value),
    split: !quoted || rest.includes(value),
    breakBefore: index > 0,
    glue,
  }));
}

function openRest(name: string): Value {
  return name === '@' || name === '*'
    ? { kind: 'variable', name: '@', suppliedBy: 'argument' }
    : unknown('loop');
}

/** All elements of an array, or all positional parameters. */
export function valuesOf(name: string, scope: Scope): ValueList {
  if (name === '@' || name === '*') return scope.positional();
  const variable = followed(scope.variable(name), scope);
  if (variable === undefined) {
    const value = scope.unassigned(name);
    return textOf(value) === '' ? { values: [], open: false } : { values: [value], open: false };
  }
  if (variable.kind === 'scalar')
    return { values: variable.value ? [variable.value] : [], open: false };
  return { values: [...variable.elements.values()], open: variable.open };
}

function followed(variable: Variable | undefined, scope: Scope): Variable | undefined {
  return variable?.reference ? scope.variable(variable.reference) : variable;
}

/** `${#x}`, `${#x[@]}`, `$#`. */
function lengthOf(name: string, index: Word | undefined, scope: Scope): Value {
  const isList = name === '@' || name === '*' || index?.text === '@' || index?.text === '*';
  if (isList) {
    const list = valuesOf(name, scope);
    return list.open ? unknown('argument') : literal(String(list.values.length));
  }
  if (name === '' || name === '#') return scope.special('#') ?? unknown('argument');
  return mapText(readVariable(name, index, scope).value, (text) => String([...text].length));
}

/** `${!x}`, `${!prefix*}`, `${!array[@]}`. */
function indirectPieces(
  part: ParameterExpansionPart,
  name: string,
  quoted: boolean,
  scope: Scope,
): Piece[] {
  if (part.operation?.type === 'Names') {
    const names = scope.names().filter((candidate) => candidate.startsWith(name));
    const list = { values: names.map((text) => literal(text)), open: false };
    return joinedList(list, { name, list: part.operation.operator }, quoted, scope);
  }
  const star = part.index?.text;
  if (star === '@' || star === '*') return keyPieces(name, star, quoted, scope);
  const target = textOf(readVariable(name, part.index, scope).value);
  return target === null
    ? [scalar(unknown('dynamic'), quoted)]
    : referencePieces(referenceOf(target), part.operation, quoted, scope);
}

function keyPieces(name: string, star: '@' | '*', quoted: boolean, scope: Scope): Piece[] {
  const variable = followed(scope.variable(name), scope);
  const values = [...(variable?.elements.keys() ?? [])].map((key) => literal(key));
  const list = { values, open: variable?.open ?? false };
  return values.length === 0 && !list.open
    ? absentList(quoted)
    : joinedList(list, { name, list: star }, quoted, scope);
}

/** The variable that a text names: `name`, `name[subscript]`, `name[@]`. */
function referenceOf(text: string): Reference {
  const [, name = '', subscript] = /^([^[]*)(?:\[(.*)\])?$/s.exec(text) ?? [];
  const index = subscript === undefined ? undefined : wordOfText(subscript);
  const list = subscript === '@' || subscript === '*' ? subscript : listName(name);
  return { name, index, list };
}

function wordOfText(text: string): Word {
  return {
    type: 'Word',
    text,
    value: text,
    pos: 0,
    end: 0,
    parts: [{ type: 'AnsiCQuoted', pos: 0, end: 0, text, value: text }],
  };
}

function applied(value: Value, operation: ParameterOperation, scope: Scope): Value {
  switch (operation.type) {
    case 'Remove':
      return withPattern(operation.operand, scope, (pattern) =>
        mapText(value, (text) => removed(text, pattern, operation.operator)),
      );
    case 'Replace': {
      const replacement = expandText(operation.replacement, scope);
      const text = textOf(replacement);
      if (text === null)
        return textOf(value) === null
          ? unknown('unsupported-expansion')
          : replacedUnknown(value, operation, replacement, scope);
      return withPattern(operation.pattern, scope, (pattern) =>
        mapText(value, (subject) => replaced(subject, pattern, text, operation.operator)),
      );
    }
    case 'Slice':
      return sliced(value, operation, scope);
    case 'CaseModification': {
      const pattern =
        operation.operand === undefined ? undefined : expandPattern(operation.operand, scope);
      if (pattern === null) return unknown('unsupported-expansion');
      return mapText(value, (text) => caseChanged(text, operation.operator, pattern));
    }
    case 'Transform':
      return mapText(value, (text) => transformText(text, operation.operand.text));
    default:
      scope.fail('bad substitution');
      return unknown('unsupported-expansion');
  }
}

function withPattern(word: Word, scope: Scope, use: (pattern: Pattern) => Value): Value {
  const pattern = expandPattern(word, scope);
  return pattern === null ? unknown('unsupported-expansion') : use(pattern);
}

/** A known text in which a known pattern gives way to something unknown. */
function replacedUnknown(
  value: Value,
  operation: Extract<ParameterOperation, { type: 'Replace' }>,
  replacement: Value,
  scope: Scope,
): Value {
  // A private-use character marks where the replacement stands; no script can hold it (see hole.ts).
  const mark = '\uFDD0';
  const marked = withPattern(operation.pattern, scope, (pattern) =>
    mapText(value, (subject) => replaced(subject, pattern, mark, operation.operator)),
  );
  const text = textOf(marked);
  if (text === null) return unknown('unsupported-expansion');
  return concat(
    text
      .split(mark)
      .flatMap((part, index) => (index === 0 ? [literal(part)] : [replacement, literal(part)])),
  );
}

/** Matching a pattern at every place of a longer text would take too long. */
const maxPatternText = 1_500;

function removed(text: string, pattern: Pattern, operator: string): string | null {
  const chars = [...text];
  const longest = operator.length === 2;
  if (operator.startsWith('#')) {
    const ends = [...matchEnds(pattern, chars, 0)];
    if (ends.length === 0) return text;
    return chars.slice(longest ? Math.max(...ends) : Math.min(...ends)).join('');
  }
  if (chars.length > maxPatternText) return null;
  const starts = chars.map((_, index) => index).concat(chars.length);
  const ordered = longest ? starts : starts.reverse();
  const start = ordered.find((at) => matchEnds(pattern, chars, at).has(chars.length));
  return start === undefined ? text : chars.slice(0, start).join('');
}

function replaced(
  text: string,
  pattern: Pattern,
  replacement: string,
  operator: string,
): string | null {
  if (operator === '//' && pattern.length > 0 && isPlain(pattern))
    return text.replaceAll(plainText(pattern), () => replacement);
  const chars = [...text];
  if (chars.length > maxPatternText) return null;
  if (pattern.length === 0) {
    if (operator === '/#') return replacement + text;
    return operator === '/%' ? text + replacement : text;
  }
  return replacedMatches(chars, pattern, replacement, operator);
}

function replacedMatches(
  chars: readonly string[],
  pattern: Pattern,
  replacement: string,
  operator: string,
): string {
  let result = '';
  for (let at = 0; at <= chars.length; at++) {
    const ends = operator === '/#' && at > 0 ? [] : [...matchEnds(pattern, chars, at)];
    const wanted = operator === '/%' ? ends.filter((end) => end === chars.length) : ends;
    const end = wanted.length === 0 ? -1 : Math.max(...wanted);
    if (end > at || (end === at && operator !== '//')) {
      result += replacement;
      if (operator !== '//') return result + chars.slice(end).join('');
      at = end - 1;
    } else result += chars[at] ?? '';
  }
  return result;
}

type SliceOperation = Extract<ParameterOperation, { type: 'Slice' }>;

function sliceBounds(
  operation: SliceOperation,
  scope: Scope,
): { offset: number; length: number | null } | null {
  const offset = evaluateWord(operation.offset, scope);
  const length = operation.length === undefined ? null : evaluateWord(operation.length, scope);
  if (offset === null || (operation.length !== undefined && length === null)) return null;
  return { offset, length };
}

function evaluateWord(word: Word, scope: Scope): number | null {
  const result = evaluateArithmetic(textOf(expandText(word, scope)), scope);
  return result === null ? null : Number(result);
}

function sliced(value: Value, operation: SliceOperation, scope: Scope): Value {
  const bounds = sliceBounds(operation, scope);
  if (bounds === null) return unknown('unsupported-expansion');
  return mapText(value, (text) => {
    const chars = [...text];
    const start = bounds.offset < 0 ? chars.length + bounds.offset : bounds.offset;
    if (start < 0) return '';
    if (bounds.length === null) return chars.slice(start).join('');
    const end = bounds.length < 0 ? chars.length + bounds.length : start + bounds.length;
    return chars.slice(start, Math.max(start, end)).join('');
  });
}

function slicedList(
  list: ValueList,
  name: string,
  operation: SliceOperation,
  scope: Scope,
): ValueList {
  const bounds = sliceBounds(operation, scope);
  if (bounds === null) return { values: [], open: true };
  const isPositional = name === '@' || name === '*';
  // `${@:0}` counts `$0`; `${@:1}` begins with `$1`.
  const values = isPositional ? [scope.special('0') ?? literal(''), ...list.values] : list.values;
  const start = bounds.offset < 0 ? values.length + bounds.offset : bounds.offset;
  if (start < 0 || start > values.length) return { values: [], open: list.open };
  const end = bounds.length === null ? values.length : start + bounds.length;
  return { values: values.slice(start, end), open: list.open && bounds.length === null };
}

function caseChanged(text: string, operator: string, pattern: Pattern | undefined): string {
  const change = (char: string) =>
    operator.startsWith('^') ? char.toUpperCase() : char.toLowerCase();
  const applies = (char: string) => pattern === undefined || matchEnds(pattern, [char], 0).has(1);
  return [...text]
    .map((char, index) =>
      (operator.length === 2 || index === 0) && applies(char) ? change(char) : char,
    )
    .join('');
}
