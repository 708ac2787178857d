/** Conditions that only ask what the caller of a script said. */
import type { SyntaxNode, TestExpression } from '../../syntax/nodes.ts';

const argument = String.raw`"?\$(?:[1-9#]|\{[1-9](?::?-)?\}|\{#\})"?`;
const subject = String.raw`"?\$(?:(\w+)|\{(\w+)(?::?-)?\})"?`;
const bracket = String.raw`^!?\s*(?:\[\[?|test)\s+!?\s*`;
const close = String.raw`\s*(?:\]\]?)?$`;

/** Whether something was said at all, each with its subject. */
const questions: readonly RegExp[] = [
  new RegExp(`${bracket}(?:-[nz]\\s+)?${subject}${close}`),
  new RegExp(`${bracket}${subject}\\s*(?:=|==|!=)\\s*(?:""|'')${close}`),
];

/** How many arguments there are. */
const counts: readonly RegExp[] = [
  new RegExp(
    `${bracket}"?\\$(?:#|\\{#\\})"?\\s*(?:-(?:eq|ne|gt|ge|lt|le)|=|==|!=)\\s*"?\\d+"?${close}`,
  ),
  /^\(\(\s*\$?#\s*(?:[<>]=?|==|!=)\s*\d+\s*\)\)$/,
];

const texts = new WeakMap<SyntaxNode, string>();

/**
 * What a condition asks for, whether it was said: variables, arguments, `#`, one or several with `||`
 * between them; empty for other conditions.
 */
export function presenceAsked(node: SyntaxNode): readonly string[] {
  const parts = writtenText(node).split(/\s*\|\|\s*|\s+-o\s+/);
  const asked = parts.map(subjectOf);
  return asked.every((name) => name !== null) ? asked : [];
}

function subjectOf(text: string): string | null {
  const whole = /^(?:!\s*)?\[/.test(text) ? text : `[ ${text}`;
  if (counts.some((pattern) => pattern.test(whole))) return '#';
  for (const pattern of questions) {
    const [, bare, braced] = pattern.exec(whole) ?? [];
    const name = bare ?? braced;
    if (name !== undefined) return name;
  }
  return null;
}

/** The options that a condition compares an argument with: `[ "$1" = --prod ]`. */
export function optionsAsked(node: SyntaxNode): readonly string[] {
  const text = writtenText(node);
  const pattern = new RegExp(
    String.raw`(?:${argument}|"?\$\{?\w+\}?"?)\s*==?\s*["']?(--?[A-Za-z][\w-]*)["']?`,
    'g',
  );
  return [...text.matchAll(pattern)].flatMap(([, option]) => option ?? []);
}

/** The words of a condition, put together again. */
function writtenText(node: SyntaxNode): string {
  const known = texts.get(node) ?? readText(node);
  texts.set(node, known);
  return known;
}

function readText(node: SyntaxNode): string {
  if (node.type === 'CompoundList')
    return node.commands.length === 1 && node.commands[0] !== undefined
      ? writtenText(node.commands[0].command)
      : '';
  if (node.type === 'Pipeline')
    return node.commands.length === 1 && node.commands[0] !== undefined
      ? `! ${writtenText(node.commands[0])}`
      : '';
  if (node.type === 'AndOr')
    return node.commands
      .map(
        (command, at) =>
          `${at === 0 ? '' : ` ${node.operators[at - 1] ?? '&&'} `}${writtenText(command)}`,
      )
      .join('');
  if (node.type === 'Command')
    return [node.name?.text ?? '', ...node.args.map(({ text }) => text)].join(' ');
  if (node.type === 'TestCommand') return testText(node);
  return node.type === 'ArithmeticCommand' ? `((${node.body}))` : '';
}

function testText({ expression }: Extract<SyntaxNode, { type: 'TestCommand' }>): string {
  return `[[ ${expressionText(expression)} ]]`;
}

function expressionText(expression: TestExpression): string {
  switch (expression.type) {
    case 'TestUnary':
      return `${expression.operator} ${expression.operand.text}`;
    case 'TestBinary':
      return `${expression.left.text} ${expression.operator} ${expression.right.text}`;
    case 'TestLogical':
      return expression.operands.map(expressionText).join(` ${expression.operator} `);
    case 'TestNot':
      return `! ${expressionText(expression.operand)}`;
    default:
      return '';
  }
}
