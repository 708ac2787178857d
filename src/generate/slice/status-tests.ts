/**
 * `cmd; if [ $? -ne 0 ]; then …`: where the first failure ends the script, the test is never reached, so
 * the command itself becomes the condition. Source: bash manual, 4.3.1 (`set -e`).
 */
import type { SourceText } from '../../model/source.ts';
import type { Statement, SyntaxNode } from '../../syntax/nodes.ts';
import { ignoresFolder } from './surroundings.ts';
import type { Chain, Frame, Leaf, Line, Row, Tree } from './tree.ts';
import { isNothing, leavesOf, stepsIn } from './tree.ts';

interface CutStatement {
  readonly statement: Statement;
  readonly trees: readonly Tree[];
}

/** What the tested status must be for the branch to be taken. */
type Sense = 'worked' | 'failed';

/** The statements of a list, with each test of a status joined to the command that it asks about. */
export function withStatusTests(
  cut: readonly CutStatement[],
  source: SourceText,
): readonly CutStatement[] {
  const result: CutStatement[] = [];
  for (const own of cut) {
    const before = result.at(-1);
    const joined =
      before === undefined ? null : joinedTest(before, own, senseOf(own.statement, source));
    if (joined === null || before === undefined) {
      result.push(own);
      continue;
    }
    result.pop();
    // The statement before stays in the list: what stands around it is looked up there.
    result.push({ ...before, trees: [] }, { ...own, trees: joined });
  }
  return result;
}

function joinedTest(
  before: CutStatement,
  { trees }: CutStatement,
  sense: Sense | null,
): readonly Tree[] | null {
  const [test, ...others] = trees;
  if (sense === null || test === undefined || others.length > 0) return null;
  if (before.statement.background === true) return null;
  if (isNothing(before.trees)) return withoutFailure(test, sense);
  if (!isPlain(before.statement)) return null;
  const [asked, ...more] = before.trees;
  if (asked?.type !== 'leaf' || more.length > 0 || !canBeAsked(asked)) return null;
  if (test.type === 'frame') return decides(test) ? [asAsked(test, asked, sense)] : null;
  return test.type === 'chain' ? chained(test, asked, sense) : null;
}

/** Whoever did it stopped where it failed: what the script did then has no place. Null where it needs one. */
function withoutFailure(test: Tree, sense: Sense): readonly Tree[] | null {
  const left = assumed(test, sense);
  const steps = left.flatMap(stepsIn);
  if (steps.length < stepsIn(test).length) return null;
  return steps.length > 0 ? left : [];
}

function isPlain({ command }: Statement): boolean {
  return command.type === 'Command' || command.type === 'Pipeline';
}

function canBeAsked({ role, lines }: Leaf): boolean {
  return (
    (role === 'step' || role === 'plumbing' || role === 'test') &&
    lines.length > 0 &&
    lines.every(({ text, verbatim }) => !verbatim && !/\|\||&&|;|&\s*$|\s#\s|^!\s/.test(text))
  );
}

/** More than messages depends on the answer. */
function decides(frame: Frame): boolean {
  return leavesOf(frame).some(
    ({ role }) => role === 'step' || role === 'jump' || role === 'assign',
  );
}

/** The branch for a command that worked, as the statements that it holds. */
function assumed(test: Tree, sense: Sense): readonly Tree[] {
  if (test.type === 'leaf') return [test];
  if (test.type === 'chain') {
    const [, second, ...rest] = test.operands;
    const [operator] = test.operators;
    const isRun = (sense === 'worked') === (operator === '&&');
    return isRun && second !== undefined && rest.length === 0 ? [second] : isRun ? [test] : [];
  }
  const [first, second, ...rest] = test.rows;
  if (test.kind !== 'if' || rest.length > 0) return [test];
  if (sense === 'worked') return first?.body ?? [];
  return second === undefined ? [] : second.head[0]?.text === 'else' ? second.body : [test];
}

function asAsked(frame: Frame, asked: Leaf, sense: Sense): Frame {
  const [first, ...rest] = frame.rows;
  if (first === undefined) return frame;
  const row: Row = {
    ...first,
    head: headOf(asked.lines, sense),
    reads: new Set([...asked.reads].concat([...first.reads].filter((name) => name !== '?'))),
    steps: [...asked.steps, ...first.steps],
    cwd: ignoresFolder(asked) ? null : asked.cwd,
    calls: new Set([...asked.calls, ...(first.calls ?? [])]),
  };
  return {
    ...frame,
    rows: [row, ...rest],
    comments: [...asked.comments, ...frame.comments],
    span: { ...frame.span, start: Math.min(asked.span.start, frame.span.start) },
  };
}

function headOf(lines: readonly Line[], sense: Sense): readonly Line[] {
  const before = sense === 'failed' ? 'if ! ' : 'if ';
  return lines.map((line, at) => ({
    ...line,
    text: `${at === 0 ? before : ''}${line.text}${at === lines.length - 1 ? '; then' : ''}`,
  }));
}

/** `[ $? -ne 0 ] && exit 1`, `[ $? -eq 0 ] || exit 1`: both are `cmd || exit 1`. */
function chained(chain: Chain, asked: Leaf, sense: Sense): readonly Tree[] | null {
  const [, second, ...rest] = chain.operands;
  const [operator] = chain.operators;
  if (second === undefined || rest.length > 0) return null;
  const isOnFailure = (sense === 'failed') === (operator === '&&');
  const joined: Chain = {
    ...chain,
    operands: [{ ...asked, mayFail: false, comments: [] }, second],
    operators: [isOnFailure ? '||' : '&&'],
    comments: [...asked.comments, ...chain.comments],
    span: { ...chain.span, start: Math.min(asked.span.start, chain.span.start) },
  };
  return isOnFailure ? [joined] : null;
}

/** What the statement asks of `$?`, where its first condition asks for nothing else. */
function senseOf({ command }: Statement, source: SourceText): Sense | null {
  const asking = firstCondition(command);
  if (asking === null) return null;
  const text = source.text.slice(asking.pos, asking.end);
  return tests.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

function firstCondition(command: SyntaxNode): SyntaxNode | null {
  if (command.type === 'AndOr') return command.commands[0] ?? null;
  if (command.type !== 'If' || command.elif.length > 0) return null;
  const [only, ...rest] = command.clause.commands;
  return only === undefined || rest.length > 0 ? null : only.command;
}

const status = '"?\\$(?:\\?|\\{\\?\\})"?';
const zero = '["\']?0["\']?';
const tests: readonly (readonly [RegExp, Sense])[] = [
  [
    new RegExp(`^(?:\\[\\[?|test)\\s+${status}\\s+(?:-eq|==?)\\s+${zero}(?:\\s+\\]\\]?)?$`),
    'worked',
  ],
  [
    new RegExp(`^(?:\\[\\[?|test)\\s+${status}\\s+(?:-ne|-gt|!=)\\s+${zero}(?:\\s+\\]\\]?)?$`),
    'failed',
  ],
  // `[ 0 -eq $? ]`: whoever writes the number first asks the same.
  [
    new RegExp(`^(?:\\[\\[?|test)\\s+${zero}\\s+(?:-eq|==?)\\s+${status}(?:\\s+\\]\\]?)?$`),
    'worked',
  ],
  [
    new RegExp(`^(?:\\[\\[?|test)\\s+${zero}\\s+(?:-ne|-lt|!=)\\s+${status}(?:\\s+\\]\\]?)?$`),
    'failed',
  ],
  [/^\(\(\s*\$\?\s*(?:!=|>)\s*0\s*\)\)$/, 'failed'],
  [/^\(\(\s*\$\?\s*==\s*0\s*\)\)$/, 'worked'],
];
