/** Prints what is kept of a tree, as its author wrote it. */
import type { StepId } from '../../model/step.ts';
import type { Span } from '../../model/source.ts';
import type { Kept } from './keep.ts';
import { isCalled } from './kept-state.ts';
import { callsFromFolder, ignoresFolder } from './surroundings.ts';
import { tolerantLines } from './tolerance.ts';
import type { Chain, Frame, Leaf, Line, Row, Tree } from './tree.ts';
import { leavesOf } from './tree.ts';

/** One statement of the output with what belongs to it. */
export interface Piece {
  readonly comments: readonly string[];
  readonly lines: readonly Line[];
  readonly steps: readonly StepId[];
  readonly span: Span;
  /** Set where its code stands in several places, which its margin note names all. */
  readonly spans?: readonly Span[];
  /** Working directory of its first step, where that is known. */
  readonly cwd: string | null;
  /** A change of directory of the author's own. */
  readonly moves: boolean;
  readonly hostGroups: readonly string[];
  readonly machine: 'build' | 'host';
  /** ShellCheck's codes for what the author keeps; empty until the file is known (lint/). */
  readonly codes: readonly string[];
  /** It only sets variables. */
  readonly sets: boolean;
}

/** The kept statements of a list. */
export function printPieces(trees: readonly Tree[], kept: Kept): readonly Piece[] {
  return trees.flatMap((tree) => piecesOf(tree, kept));
}

/** The kept statements of a whole script: what stands last may leave it. */
export function printScript(trees: readonly Tree[], kept: Kept): readonly Piece[] {
  const last = trees.findLast((tree) => kept.has(tree));
  return trees.flatMap((tree) =>
    tree === last && tree.type === 'frame' && tree.kind === 'subshell'
      ? piecesOf({ ...tree, kind: 'group' }, kept)
      : piecesOf(tree, kept),
  );
}

function piecesOf(tree: Tree, kept: Kept): readonly Piece[] {
  if (!kept.has(tree)) return [];
  if (tree.type === 'chain') {
    const split = splitChain(tree, kept);
    if (split !== null)
      return withComments(
        split.flatMap((operand) => piecesOf(operand, kept)),
        tree.comments,
      );
  }
  if (isList(tree, kept))
    return withComments(
      tree.rows.flatMap((row) => printPieces(row.body, kept)),
      tree.comments,
    );
  return [pieceOf(tree, kept)];
}

/** Statements that need nothing around them; a shell of their own only where they leave it. */
function isList(tree: Tree, kept: Kept): tree is Frame {
  if (tree.type !== 'frame') return false;
  return tree.kind === 'group' || (tree.kind === 'subshell' && !leaves(tree, kept));
}

/** `(cd build && zip …)`: what follows it stands in the folder from before. */
function comesBack(tree: Tree, kept: Kept): boolean {
  return (
    tree.type === 'frame' &&
    tree.closing === ')' &&
    leavesOf(tree).some((leaf) => leaf.role === 'cd' && kept.leaves.has(leaf))
  );
}

function subshellLines(tree: Frame, kept: Kept): readonly Line[] {
  const body = tree.rows.flatMap((row) => bodyOf(row.body, kept));
  const [only, ...rest] = body;
  return only !== undefined && rest.length === 0 && !only.verbatim
    ? [{ ...only, text: `(${only.text})` }]
    : [plain('('), ...indented(body), plain(')')];
}

function leaves(tree: Frame, kept: Kept): boolean {
  return leavesOf(tree).some(
    (leaf) => leaf.role === 'jump' && kept.leaves.has(leaf) && /^exit\b/.test(textOf(leaf)),
  );
}

function textOf({ lines }: Leaf): string {
  return lines[0]?.text ?? '';
}

function withComments(pieces: readonly Piece[], comments: readonly string[]): readonly Piece[] {
  const [first, ...rest] = pieces;
  return first === undefined
    ? []
    : [{ ...first, comments: [...comments, ...first.comments] }, ...rest];
}

/**
 * The first step to which the folder that it runs in makes a difference; in a build, where a compound
 * command goes from folder to folder by itself, the step that leaves the one it starts in.
 */
function firstInFolder(leaves: readonly Leaf[], { type }: Tree): Leaf | undefined {
  return leaves.find(
    (leaf) =>
      (looksAround(leaf) && !ignoresFolder(leaf)) ||
      (type === 'frame' && leaf.role === 'cd' && leaf.machine === 'build'),
  );
}

/**
 * Steps, what only shows something (`php artisan -V` finds its program in the folder, too), and a question that
 * a program of the folder answers.
 */
function looksAround(leaf: Leaf): boolean {
  const { role, cwd, steps } = leaf;
  if (role === 'step') return true;
  return cwd !== null && (role === 'log' || steps.length > 0 || callsFromFolder(leaf));
}

/** `if cp target/shop.war …; then`: what a compound command asks first runs first. */
function folderOfHead(tree: Tree): string | null {
  return (tree.type === 'frame' ? tree.rows[0]?.cwd : null) ?? null;
}

function pieceOf(tree: Tree, kept: Kept): Piece {
  const lines = statementOf(tree, kept);
  const leaves = leavesOf(tree).filter((leaf) => kept.leaves.has(leaf));
  const moves = leaves.length > 0 && leaves.every(({ role }) => role === 'cd');
  const first = moves ? leaves[0] : leaves.find(isCalled);
  return {
    comments: tree.comments,
    lines,
    steps: [...new Set(lines.flatMap(({ steps }) => steps))],
    span: tree.span,
    cwd: folderOfHead(tree) ?? (moves ? first : firstInFolder(leaves, tree))?.cwd ?? null,
    moves,
    hostGroups: groupsOf(leaves),
    machine: first?.machine ?? (tree.type === 'chain' ? 'build' : tree.machine),
    codes: [],
    sets: leaves.length > 0 && leaves.every(({ role }) => role === 'assign'),
  };
}

/** The hosts of all its steps; each branch of a compound command may be for others. */
function groupsOf(leaves: readonly Leaf[]): readonly string[] {
  const all = leaves.flatMap(({ role, hostGroups }) => (role === 'step' ? [hostGroups] : []));
  return all.some((groups) => groups.length === 0) ? [] : [...new Set(all.flat())];
}

/** `a && b && c` of steps: statements one after another, since each of them stops the script. */
function splitChain(chain: Chain, kept: Kept): readonly Tree[] | null {
  const operands = chain.operands.filter((operand) => kept.has(operand));
  if (operands.length === 1) return operands;
  const isPlain =
    chain.operators.every((operator) => operator === '&&') &&
    operands.every((operand) =>
      leavesOf(operand).every(
        ({ role }) => role !== 'test' && role !== 'plumbing' && role !== 'jump',
      ),
    ) &&
    !operands.slice(0, -1).some(isQuestion);
  return isPlain ? operands : null;
}

/** The lines of one kept tree that stands as a statement of its own. */
function statementOf(tree: Tree, kept: Kept): readonly Line[] {
  const lines = withoutGivingUp(tree, linesOf(tree, kept));
  return tree.type === 'leaf' && tree.mayFail ? tolerantLines(lines) : lines;
}

/** `npm ci || exit 1` and `if ! npm ci; then exit 1; fi`: a failure stops the new script anyway. */
function withoutGivingUp(tree: Tree, lines: readonly Line[]): readonly Line[] {
  const [only] = lines;
  if (only === undefined || tree.type === 'leaf' || only.steps.length === 0) return lines;
  const command = tree.type === 'chain' ? commandOfChain(lines) : commandOfCondition(lines);
  return command === null ? lines : [{ ...only, text: command }];
}

function commandOfChain(lines: readonly Line[]): string | null {
  if (lines.length !== 1) return null;
  const command = /^([^|&;]+)\s+\|\|\s+exit\s+[1-9]\d*$/.exec(lines[0]?.text ?? '')?.[1] ?? null;
  return command === null || questions.test(command) ? null : command;
}

function commandOfCondition(lines: readonly Line[]): string | null {
  const [head = '', body = '', end] = lines.map(({ text }) => text);
  if (lines.length !== 3 || end !== 'fi' || !/^\s*exit\s+[1-9]\d*$/.test(body)) return null;
  return /^if ! ([^|&;]+); then$/.exec(head)?.[1] ?? null;
}

const questions = /^(\[|test|!|\(|\{)/;

/** The lines of one kept tree. */
export function linesOf(tree: Tree, kept: Kept): readonly Line[] {
  if (tree.type === 'leaf') return tree.lines;
  if (tree.type === 'chain') return chainLines(tree, kept);
  return comesBack(tree, kept) ? subshellLines(tree, kept) : frameLines(tree, kept);
}

function chainLines(chain: Chain, kept: Kept): readonly Line[] {
  const present = chain.operands.flatMap((operand, at) => (kept.has(operand) ? [at] : []));
  const [first, second] = present;
  const asIf =
    present.length === 2 &&
    chain.operators[(second ?? 1) - 1] === '&&' &&
    first !== undefined &&
    isQuestion(chain.operands[first]);
  if (asIf)
    return ifLines(chain.operands[first] as Tree, chain.operands[second as number] as Tree, kept);
  return present.reduce<readonly Line[]>((lines, at, index) => {
    const operand = operandLines(chain.operands[at] as Tree, kept);
    if (index === 0) return operand;
    return joined(lines, ` ${chain.operators[at - 1] ?? '&&'} `, operand);
  }, []);
}

/** A test, or a command whose failure is an answer: `pgrep shop && pkill shop`. */
function isQuestion(tree: Tree | undefined): boolean {
  return tree?.type === 'leaf' && (tree.role === 'test' || tree.mayFail);
}

/** `[ x ] && step` leaves a failing status behind where the test fails: as a condition it does not. */
function ifLines(test: Tree, body: Tree, kept: Kept): readonly Line[] {
  const head = framed(linesOf(test, kept), 'if ', '; then');
  return [...head, ...indented(withoutBraces(bodyOf([body], kept))), plain('fi')];
}

/** `then` groups what follows it by itself. */
function withoutBraces(lines: readonly Line[]): readonly Line[] {
  const inner = lines.slice(1, -1);
  const isGroup = lines[0]?.text === '{' && lines.at(-1)?.text === '}';
  if (!isGroup || inner.some(({ text, verbatim }) => !verbatim && !/^( {2}|$)/.test(text)))
    return lines;
  return inner.map((line) => (line.verbatim ? line : { ...line, text: line.text.slice(2) }));
}

function operandLines(tree: Tree, kept: Kept): readonly Line[] {
  if (!isList(tree, kept) || comesBack(tree, kept)) return linesOf(tree, kept);
  const body = tree.rows.flatMap((row) => row.body.filter((inner) => kept.has(inner)));
  const [only] = body;
  if (body.length === 1 && only !== undefined) return linesOf(only, kept);
  const inner = body.flatMap((one) => linesOf(one, kept));
  if (inner.some(({ verbatim }) => verbatim) || body.some((one) => linesOf(one, kept).length > 1))
    return [plain('{'), ...indented(inner), plain('}')];
  const steps = inner.flatMap((line) => line.steps);
  return [{ text: `{ ${inner.map(({ text }) => text).join('; ')}; }`, verbatim: false, steps }];
}

function joined(
  before: readonly Line[],
  operator: string,
  after: readonly Line[],
): readonly Line[] {
  const last = before.at(-1);
  const [next, ...rest] = after;
  if (last === undefined || next === undefined) return [...before, ...after];
  // Here-documents stand after the line that names them: the operator belongs on that line.
  const at = before.findLastIndex(({ verbatim }) => !verbatim);
  const line = before[at] ?? last;
  const merged = {
    text: `${line.text}${operator}${next.text}`,
    verbatim: line.verbatim,
    steps: [...line.steps, ...next.steps],
  };
  return [...before.slice(0, at), merged, ...before.slice(at + 1), ...rest];
}

function frameLines(frame: Frame, kept: Kept): readonly Line[] {
  if (frame.kind === 'case') return caseLines(frame, kept);
  const rows = frame.kind === 'if' ? turned(neededRows(frame.rows, kept), kept) : frame.rows;
  const [only, ...others] = rows;
  if (only?.leadsBack === true && others.length === 0 && bodyLines(only, kept).length === 0)
    return questionOf(only.head);
  const lines = rows.flatMap((row) => {
    const body = bodyLines(row, kept);
    return [...row.head, ...(body.length === 0 ? [plain('  :')] : body)];
  });
  return [...lines, plain(frame.closing)];
}

/** What an `if` asks, as statements: their failure ends the hook. */
function questionOf(head: readonly Line[]): readonly Line[] {
  return head.map((line, at) => {
    const text = at === 0 ? line.text.replace(/^if /, '') : line.text;
    return { ...line, text: text.replace(/; then$/, '') };
  });
}

/** Of `if …; then :; else …` stays the contrary, where its head can say it. */
function turned(rows: readonly Row[], kept: Kept): readonly Row[] {
  const [first, second] = rows;
  if (first === undefined || second === undefined || rows.length !== 2) return rows;
  const isIdle = first.steps.length === 0 && !first.body.some((tree) => kept.has(tree));
  const [head] = first.head;
  if (!isIdle || first.head.length !== 1 || second.head[0]?.text !== 'else') return rows;
  const text = contraryOf(head?.text ?? '');
  return text === null || head === undefined
    ? rows
    : [{ ...second, head: [{ ...head, text }], reads: first.reads }];
}

/** `[ -n "$A" ]` by `[ -z "$A" ]`, any other single command by `! command`. */
function contraryOf(head: string): string | null {
  const [, condition = ''] = /^if (.*); then$/.exec(head) ?? [];
  // Of several conditions the contrary is more than a word.
  if (condition === '' || /&&|\|\||;|\n| -[ao] /.test(condition)) return null;
  const contrary = contraries.find(({ of }) => of.test(condition));
  return `if ${contrary === undefined ? `! ${condition}` : condition.replace(contrary.of, contrary.is)}; then`;
}

const contraries: readonly { readonly of: RegExp; readonly is: string }[] = [
  { of: /^! /, is: '' },
  { of: /^(\[\[?) -n /, is: '$1 -z ' },
  { of: /^(\[\[?) -z /, is: '$1 -n ' },
  { of: /^(\[\[? \S+) ==? /, is: '$1 != ' },
  { of: /^(\[\[? \S+) != /, is: '$1 = ' },
  { of: /^(\[\[?) (?=-[a-zA-Z] )/, is: '$1 ! ' },
];

/** Arms after the last one that does something are not needed. */
function neededRows(rows: readonly Row[], kept: Kept): readonly Row[] {
  const last = rows.findLastIndex(
    ({ body, steps }) => steps.length > 0 || body.some((tree) => kept.has(tree)),
  );
  return rows.slice(0, last + 1);
}

function caseLines(frame: Frame, kept: Kept): readonly Line[] {
  const [head, ...items] = frame.rows;
  if (head === undefined) return [];
  const bodies = items.map((row) => bodyLines(row, kept));
  const lines = items.flatMap((row, at) => {
    const body = bodies[at] ?? [];
    if (body.length > 0) return [...row.head, ...body, plain(`  ${row.tail ?? ';;'}`)];
    // What an arm without anything of this place took must not fall to a wider pattern behind it.
    const isWidened = items.some(
      ({ head: own }, later) =>
        later > at && bodies[later]?.length !== 0 && /[*?[]/.test(own[0]?.text ?? ''),
    );
    const [only] = row.head;
    return isWidened && only !== undefined ? [{ ...only, text: `${only.text} ;;` }] : [];
  });
  return [...head.head, ...indented(lines), plain(frame.closing)];
}

function bodyLines(row: Row, kept: Kept): readonly Line[] {
  return indented(bodyOf(row.body, kept));
}

/** The lines of a list inside a compound command. */
export function bodyOf(trees: readonly Tree[], kept: Kept): readonly Line[] {
  return trees.flatMap((tree) => {
    if (!kept.has(tree)) return [];
    const lines =
      isList(tree, kept) && !comesBack(tree, kept)
        ? tree.rows.flatMap((row) => bodyOf(row.body, kept))
        : statementOf(tree, kept);
    return [...tree.comments.map(plain), ...lines];
  });
}

export function indented(lines: readonly Line[]): readonly Line[] {
  return lines.map((line) =>
    line.verbatim || line.text === '' ? line : { ...line, text: `  ${line.text}` },
  );
}

export function plain(text: string): Line {
  return { text, verbatim: false, steps: [] };
}

function framed(lines: readonly Line[], before: string, after: string): readonly Line[] {
  return lines.map((line, index) => ({
    ...line,
    text: `${index === 0 ? before : ''}${line.text}${index === lines.length - 1 ? after : ''}`,
  }));
}
