/** Source: bash manual, 6.5 Shell Arithmetic. Numbers are 64 bits wide. */
import type { Value } from '../model/value.ts';
import type { SourceText } from '../model/source.ts';
import { createCarriedText } from '../syntax/carried-text.ts';
import type { CarriedPiece } from '../syntax/carried-text.ts';
import type { ArithmeticExpression } from '../syntax/nodes.ts';
import { originRuns } from '../syntax/origin.ts';
import { parseArithmetic, parseWord } from '../syntax/parse-source.ts';
import { expandText } from './expand-word.ts';
import type { Scope } from './scope.ts';
import { concat, literal, textOf, unknown } from './value.ts';

const maxDepth = 64;

/** What `$(( … ))` becomes, whose inside stands at `start` of the source; unknown as soon as an operand that counts is not known. */
export function expandArithmetic(
  text: string,
  expression: ArithmeticExpression | undefined,
  scope: Scope,
  start?: number,
): Value {
  if (expression === undefined) return literal('0');
  const result = evaluateSource(text, expression, scope, start);
  return result === null ? unknown('unsupported-expansion') : literal(result.toString());
}

/**
 * The number that a text in `$((…))` or `((…))` means. Expansions in it come first, as text: with
 * `x=1+2`, `$(($x*2))` is 5. Where one is not known, the tree is read instead.
 */
export function evaluateSource(
  text: string,
  expression: ArithmeticExpression | undefined,
  scope: Scope,
  start?: number,
): bigint | null {
  if (!/[$`]/.test(text)) return evaluateExpression(expression, scope);
  const expanded = textOf(expandedText(text, scope, start));
  return expanded === null
    ? evaluateExpression(expression, scope)
    : evaluateArithmetic(expanded, scope);
}

/** The number that an expression is; null where it is not known. Assignments in it are carried out. */
export function evaluateExpression(
  expression: ArithmeticExpression | undefined,
  scope: Scope,
): bigint | null {
  return expression === undefined ? 0n : evaluate(expression, scope, 0);
}

/** The number that a text means in arithmetic; null for a text that is not known or no expression. */
export function evaluateArithmetic(text: string | null, scope: Scope, depth = 0): bigint | null {
  if (text === null || depth > maxDepth) return null;
  const trimmed = text.trim();
  if (trimmed === '') return 0n;
  const number = parseNumber(trimmed);
  if (number !== null) return number;
  if (/^[A-Za-z_]\w*$/.test(trimmed)) return variableNumber(trimmed, scope, depth + 1);
  const expression = parseArithmetic(trimmed);
  if (expression === null) return null;
  // A text that parses only to itself is a word that names nothing, such as `a b`.
  if (
    expression.type === 'ArithmeticWord' &&
    expression.value === trimmed &&
    !trimmed.includes('$') &&
    !trimmed.includes('[')
  ) {
    scope.fail(`${trimmed}: syntax error: operand expected`);
    return null;
  }
  return evaluate(expression, scope, depth + 1);
}

function parseNumber(text: string): bigint | null {
  if (/^0[xX][0-9a-fA-F]+$/.test(text)) return wrap(BigInt(text));
  if (/^0[0-7]*$/.test(text)) return wrap(BigInt(`0o${text}`));
  if (/^[1-9]\d*$/.test(text)) return wrap(BigInt(text));
  if (/^-\d+$/.test(text)) return wrap(-(parseNumber(text.slice(1)) ?? 0n));
  const based = /^(\d+)#([0-9a-zA-Z@_]+)$/.exec(text);
  return based ? basedNumber(Number(based[1]), based[2] as string) : null;
}

function basedNumber(base: number, digits: string): bigint | null {
  if (base < 2 || base > 64) return null;
  const order = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ@_';
  let total = 0n;
  for (const char of base <= 36 ? digits.toLowerCase() : digits) {
    const digit = order.indexOf(char);
    if (digit >= base) return null;
    total = total * BigInt(base) + BigInt(digit);
  }
  return wrap(total);
}

function wrap(value: bigint): bigint {
  return BigInt.asIntN(64, value);
}

function variableNumber(name: string, scope: Scope, depth: number): bigint | null {
  const variable = scope.variable(name);
  const value =
    variable === undefined
      ? scope.unassigned(name)
      : (variable.value ?? variable.elements.get('0') ?? literal(''));
  if (variable === undefined && value.kind === 'variable' && value.suppliedBy === 'nobody')
    return 0n;
  return evaluateArithmetic(textOf(value), scope, depth);
}

function evaluate(node: ArithmeticExpression, scope: Scope, depth: number): bigint | null {
  if (depth > maxDepth * 4) return null;
  switch (node.type) {
    case 'ArithmeticGroup':
      return evaluate(node.expression, scope, depth + 1);
    case 'ArithmeticTernary': {
      const test = evaluate(node.test, scope, depth + 1);
      return test === null
        ? null
        : evaluate(test === 0n ? node.alternate : node.consequent, scope, depth + 1);
    }
    case 'ArithmeticUnary':
      return unary(node, scope, depth + 1);
    case 'ArithmeticBinary':
      return binary(node, scope, depth + 1);
    case 'ArithmeticWord':
      return wordNumber(node.value, scope, depth + 1);
    case 'ArithmeticCommandExpansion': {
      const part = { ...node, type: 'CommandExpansion' as const };
      return evaluateArithmetic(textOf(scope.substitute(part))?.trim() ?? null, scope, depth + 1);
    }
    default:
      return null;
  }
}

function wordNumber(text: string, scope: Scope, depth: number): bigint | null {
  if (!/[$`"'\\]/.test(text)) {
    const element = /^([A-Za-z_]\w*)\[(.+)\]$/s.exec(text);
    return element
      ? elementNumber(element[1] as string, element[2] as string, scope, depth)
      : evaluateArithmetic(text, scope, depth);
  }
  return evaluateArithmetic(textOf(expandedText(text, scope)), scope, depth);
}

function expandedText(text: string, scope: Scope, start?: number): Value {
  const quoted = `"${text.replaceAll('"', '')}"`;
  const word = parseWord(quoted, 0);
  if (word === null) return unknown('unsupported-expansion');
  const isWritten =
    start !== undefined &&
    quoted.length === text.length + 2 &&
    scope.source.text.startsWith(text, start);
  const source = isWritten
    ? quotedSource(scope.source, start, start + text.length)
    : {
        ...scope.source,
        text: quoted,
        segments: [{ start: 0, end: quoted.length, sites: [], variable: null }],
      };
  return concat([expandText(word, Object.create(scope, { source: { value: source } }) as Scope)]);
}

/** A stretch of a source between double quotes: commands in it keep their places in the file. */
function quotedSource(outer: SourceText, start: number, end: number): SourceText {
  const inside = originRuns(outer, start, end).map((run) => ({
    text: outer.text.slice(run.start, run.end),
    sites: run.sites,
  }));
  const quote = (sites: CarriedPiece['sites']) => ({ text: '"', sites });
  return createCarriedText(`${outer.id}@${start}`, outer.file, [
    quote(inside[0]?.sites ?? []),
    ...inside,
    quote(inside.at(-1)?.sites ?? []),
  ]);
}

function subscriptKey(name: string, subscript: string, scope: Scope, depth: number): string | null {
  if (scope.variable(name)?.kind === 'associative') return textOf(expandedText(subscript, scope));
  const position = wordNumber(subscript, scope, depth);
  return position === null ? null : position.toString();
}

function elementNumber(
  name: string,
  subscript: string,
  scope: Scope,
  depth: number,
): bigint | null {
  const key = subscriptKey(name, subscript, scope, depth);
  const variable = scope.variable(name);
  if (key === null || variable?.open) return null;
  const value =
    variable?.kind === 'scalar'
      ? key === '0'
        ? variable.value
        : null
      : variable?.elements.get(key);
  return value ? evaluateArithmetic(textOf(value), scope, depth) : 0n;
}

function assignTo(
  target: ArithmeticExpression,
  value: bigint | null,
  scope: Scope,
  depth: number,
): bigint | null {
  if (target.type !== 'ArithmeticWord') return null;
  const [, name, subscript] = /^([A-Za-z_]\w*)(?:\[(.+)\])?$/s.exec(target.value) ?? [];
  if (name === undefined) return null;
  const key =
    subscript === undefined
      ? undefined
      : (subscriptKey(name, subscript, scope, depth) ?? undefined);
  scope.assign(
    name,
    value === null ? unknown('unsupported-expansion') : literal(value.toString()),
    key,
  );
  return value;
}

function unary(
  node: Extract<ArithmeticExpression, { type: 'ArithmeticUnary' }>,
  scope: Scope,
  depth: number,
): bigint | null {
  const value = evaluate(node.operand, scope, depth);
  if (node.operator === '++' || node.operator === '--') {
    const next = value === null ? null : wrap(node.operator === '++' ? value + 1n : value - 1n);
    assignTo(node.operand, next, scope, depth);
    return node.prefix ? next : value;
  }
  if (value === null) return null;
  if (node.operator === '-') return wrap(-value);
  if (node.operator === '!') return value === 0n ? 1n : 0n;
  return node.operator === '~' ? wrap(~value) : value;
}

function binary(
  node: Extract<ArithmeticExpression, { type: 'ArithmeticBinary' }>,
  scope: Scope,
  depth: number,
): bigint | null {
  const { operator } = node;
  if (operator === '=')
    return assignTo(node.left, evaluate(node.right, scope, depth), scope, depth);
  const left = evaluate(node.left, scope, depth);
  if (operator === '&&' && left === 0n) return 0n;
  if (operator === '||' && left !== null && left !== 0n) return 1n;
  const right = evaluate(node.right, scope, depth);
  const isAssignment = operator.endsWith('=') && !['==', '!=', '<=', '>='].includes(operator);
  const result =
    left === null || right === null
      ? null
      : compute(isAssignment ? operator.slice(0, -1) : operator, left, right, scope);
  return isAssignment ? assignTo(node.left, result, scope, depth) : result;
}

function compute(operator: string, left: bigint, right: bigint, scope: Scope): bigint | null {
  const truth = (test: boolean) => (test ? 1n : 0n);
  switch (operator) {
    case '+':
      return wrap(left + right);
    case '-':
      return wrap(left - right);
    case '*':
      return wrap(left * right);
    case '/':
    case '%':
      if (right === 0n) {
        scope.fail('division by 0');
        return null;
      }
      return wrap(operator === '/' ? left / right : left % right);
    case '**':
      return right < 0n ? null : power(left, right);
    case '<<':
      return wrap(left << BigInt.asUintN(6, right));
    case '>>':
      return wrap(left >> BigInt.asUintN(6, right));
    case '&':
      return left & right;
    case '|':
      return left | right;
    case '^':
      return left ^ right;
    case '<':
      return truth(left < right);
    case '>':
      return truth(left > right);
    case '<=':
      return truth(left <= right);
    case '>=':
      return truth(left >= right);
    case '==':
      return truth(left === right);
    case '!=':
      return truth(left !== right);
    case '&&':
      return truth(left !== 0n && right !== 0n);
    case '||':
      return truth(left !== 0n || right !== 0n);
    case ',':
      return right;
    default:
      return null;
  }
}

/** By squaring, wrapped at each turn, so that a huge exponent costs nothing. */
function power(base: bigint, exponent: bigint): bigint {
  let [result, factor, left] = [1n, base, exponent];
  while (left > 0n) {
    if (left & 1n) result = wrap(result * factor);
    factor = wrap(factor * factor);
    left >>= 1n;
  }
  return result;
}
