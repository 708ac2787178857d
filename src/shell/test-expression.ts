/** Source: bash manual, 6.4 Bash Conditional Expressions; 4.1, the `test` builtin. */
import type { Value } from '../model/value.ts';
import type { TestExpression } from '../syntax/nodes.ts';
import { evaluateArithmetic } from './arithmetic.ts';
import { expandPattern, expandText } from './expand-word.ts';
import type { Field } from './expand-word.ts';
import { isPlain, matchesPattern, plainText } from './pattern.ts';
import { matchExpression } from './regular-expression.ts';
import type { Scope } from './scope.ts';
import { alternativesOf, emptiness, textOf } from './value.ts';

/** What is known of the world outside the shell: whether a path is what a test asks. */
export type AskFile = (operator: string, path: Value) => boolean | null;

/** Whether `[[ … ]]` holds; null where it is not known. */
export function evaluateTest(node: TestExpression, scope: Scope, ask: AskFile): boolean | null {
  switch (node.type) {
    case 'TestGroup':
      return evaluateTest(node.expression, scope, ask);
    case 'TestNot': {
      const inner = evaluateTest(node.operand, scope, ask);
      return inner === null ? null : node.negations.length % 2 === 1 ? !inner : inner;
    }
    case 'TestLogical':
      return logical(node.operator, node.operands, (operand) => evaluateTest(operand, scope, ask));
    case 'TestUnary':
      return unaryTest(node.operator, expandText(node.operand, scope), scope, ask);
    default:
      return binaryNode(node, scope);
  }
}

type Binary = Extract<TestExpression, { type: 'TestBinary' }>;

function binaryNode(node: Binary, scope: Scope): boolean | null {
  const left = expandText(node.left, scope);
  if (['=', '==', '!='].includes(node.operator)) {
    const pattern = expandPattern(node.right, scope, true);
    const answer =
      pattern === null
        ? sameUnknown(left, expandText(node.right, scope))
        : every(
            left,
            (text) => matchesPattern(pattern, text),
            (other) => isPlain(pattern) && scope.excludes(other, plainText(pattern)),
          );
    return answer === null ? null : answer === (node.operator !== '!=');
  }
  if (node.operator === '=~') return matchExpression(left, node.right, scope);
  return binaryTest(node.operator, left, expandText(node.right, scope), scope);
}

/** Whether `test` or `[` holds over its expanded arguments (without `]`); null if not known. */
export function evaluateTestCommand(
  fields: readonly Field[],
  scope: Scope,
  ask: AskFile,
): boolean | null {
  if (fields.some(({ many }) => many)) return null;
  const values = fields.map(({ value }) => value);
  return new TestReader(values, scope, ask).whole();
}

/** The argument-count rules of POSIX `test`, extended by `-a`, `-o` and parentheses. */
class TestReader {
  private at = 0;
  private readonly values: readonly Value[];
  private readonly scope: Scope;
  private readonly ask: AskFile;

  constructor(values: readonly Value[], scope: Scope, ask: AskFile) {
    this.values = values;
    this.scope = scope;
    this.ask = ask;
  }

  whole(): boolean | null {
    const { length } = this.values;
    if (length === 0) return false;
    if (length === 1) return nonEmpty(this.values[0] as Value);
    if (length === 3 && this.isBinary(1)) return this.binaryAt(0);
    if (length === 4 && this.text(0) === '!' && this.isBinary(2)) return not(this.binaryAt(1));
    const result = this.or();
    return this.at === length ? result : null;
  }

  private text(index: number): string | null {
    const value = this.values[index];
    return value === undefined ? null : textOf(value);
  }

  private isBinary(index: number): boolean {
    return binaryOperators.has(this.text(index) ?? '');
  }

  private binaryAt(index: number): boolean | null {
    const [left, right] = [this.values[index], this.values[index + 2]];
    if (left === undefined || right === undefined) return null;
    return binaryTest(this.text(index + 1) ?? '', left, right, this.scope);
  }

  private or(): boolean | null {
    let result = this.and();
    while (this.text(this.at) === '-o') {
      this.at++;
      result = either(result, this.and());
    }
    return result;
  }

  private and(): boolean | null {
    let result = this.primary();
    while (this.text(this.at) === '-a') {
      this.at++;
      result = both(result, this.primary());
    }
    return result;
  }

  private primary(): boolean | null {
    const { at } = this;
    if (this.isBinary(at + 1) && this.values[at + 2] !== undefined) {
      this.at += 3;
      return this.binaryAt(at);
    }
    const text = this.text(at);
    if (text === '!') {
      this.at++;
      return not(this.primary());
    }
    if (text === '(') {
      this.at++;
      const inner = this.or();
      this.at++;
      return inner;
    }
    const operand = this.values[at + 1];
    if (text !== null && /^-[a-zA-Z]$/.test(text) && operand !== undefined) {
      this.at += 2;
      return unaryTest(text, operand, this.scope, this.ask);
    }
    this.at++;
    const value = this.values[at];
    return value === undefined ? null : nonEmpty(value);
  }
}

const binaryOperators = new Set('= == != < > =~ -eq -ne -lt -le -gt -ge -nt -ot -ef'.split(' '));

function unaryTest(operator: string, operand: Value, scope: Scope, ask: AskFile): boolean | null {
  switch (operator) {
    case '-n':
      return nonEmpty(operand);
    case '-z':
      return not(nonEmpty(operand));
    case '-v': {
      const [, name, key] = /^([^[]*)(?:\[(.*)\])?$/s.exec(textOf(operand) ?? '') ?? [];
      if (name === undefined || textOf(operand) === null) return null;
      const known = scope.variable(name);
      if (known !== undefined && key !== undefined && key !== '@' && key !== '*')
        return known.elements.has(key) || (known.open ? null : false);
      if (known === undefined) return scope.unassigned(name).kind === 'literal' ? false : null;
      return known.value !== null || known.elements.size > 0;
    }
    default:
      return ask(operator, operand);
  }
}

function binaryTest(operator: string, left: Value, right: Value, scope: Scope): boolean | null {
  switch (operator) {
    case '=':
    case '==':
      return equal(left, right, scope);
    case '!=':
      return not(equal(left, right, scope));
    case '<':
    case '>': {
      const [first, second] = [textOf(left), textOf(right)];
      if (first === null || second === null) return null;
      return operator === '<' ? first < second : first > second;
    }
    default:
      return compareNumbers(
        operator,
        evaluateArithmetic(textOf(left), scope),
        evaluateArithmetic(textOf(right), scope),
      );
  }
}

function compareNumbers(
  operator: string,
  left: bigint | null,
  right: bigint | null,
): boolean | null {
  if (left === null || right === null) return null;
  switch (operator) {
    case '-eq':
      return left === right;
    case '-ne':
      return left !== right;
    case '-lt':
      return left < right;
    case '-le':
      return left <= right;
    case '-gt':
      return left > right;
    case '-ge':
      return left >= right;
    default:
      return null;
  }
}

/** Equal whatever the choice is, unequal whatever the choice is, or not known. */
function equal(left: Value, right: Value, scope: Scope): boolean | null {
  const rights = alternativesOf(right).map(textOf);
  if (rights.some((text) => text === null)) {
    return textOf(left) === null ? sameUnknown(left, right) : equal(right, left, scope);
  }
  const answers = rights.map((text) =>
    every(
      left,
      (candidate) => candidate === text,
      (other) => scope.excludes(other, text ?? ''),
    ),
  );
  return answers.every((answer) => answer === answers[0]) &&
    rights.length > 0 &&
    (rights.length === 1 || answers[0] === false)
    ? (answers[0] as boolean | null)
    : null;
}

/** An unknown value never is the empty text when a part of it is known. */
function sameUnknown(left: Value, right: Value): boolean | null {
  const sides = [emptiness(left), emptiness(right)];
  return sides.includes('yes') && sides.includes('no') ? false : null;
}

function every(
  value: Value,
  test: (text: string) => boolean,
  isNot: (value: Value) => boolean,
): boolean | null {
  const answers = alternativesOf(value).map((alternative) => {
    const text = textOf(alternative);
    if (text === null && isNot(alternative)) return false;
    return text === null
      ? emptiness(alternative) === 'no' && test('') && !test('x')
        ? false
        : null
      : test(text);
  });
  return answers.every((answer) => answer === answers[0]) ? (answers[0] ?? null) : null;
}

function nonEmpty(value: Value): boolean | null {
  const answer = emptiness(value);
  return answer === 'maybe' ? null : answer === 'no';
}

function not(answer: boolean | null): boolean | null {
  return answer === null ? null : !answer;
}

function both(left: boolean | null, right: boolean | null): boolean | null {
  if (left === false || right === false) return false;
  return left === null || right === null ? null : true;
}

function either(left: boolean | null, right: boolean | null): boolean | null {
  if (left === true || right === true) return true;
  return left === null || right === null ? null : false;
}

function logical<T>(
  operator: '&&' | '||',
  operands: readonly T[],
  evaluate: (operand: T) => boolean | null,
): boolean | null {
  let result: boolean | null = operator === '&&';
  for (const operand of operands) {
    // The rest is not looked at once the answer stands.
    if (result === (operator === '||')) break;
    const next = evaluate(operand);
    result = operator === '&&' ? both(result, next) : either(result, next);
  }
  return result;
}
