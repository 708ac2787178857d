/**
 * Cuts a script's tree down to what may belong in one room: steps of the room, and the plumbing that
 * could serve them. What is really kept is decided afterwards, over the whole of it (keep.ts).
 */
import type { PlannedStep } from '../../model/plan.ts';
import type { SourceText, Span } from '../../model/source.ts';
import type { StepId } from '../../model/step.ts';
import type {
  AndOr,
  Case,
  Command,
  CompoundList,
  For,
  FunctionDefinition,
  If,
  Pipeline,
  Statement,
  SyntaxNode,
  While,
} from '../../syntax/nodes.ts';
import { walk } from '../../syntax/nodes.ts';
import { spanInFile } from '../../syntax/origin.ts';
import { carriedTextOf } from './carried-text-of.ts';
import { backquoteEditsIn, commandEdits, replacedArguments, secretsIn } from './command-edits.ts';
import { namesIn } from './names.ts';
import type { Names } from './names.ts';
import { dropsCondition, isHostLoop } from './conditions.ts';
import { roleOfCommand } from './roles.ts';
import { machineOf } from './room.ts';
import type { Room, RoomUsers } from './room.ts';
import type { ScriptIndex } from './script-index.ts';
import { documentLines, edited, sourceLines, stretchLines } from './source-lines.ts';
import type { Chain, Frame, Leaf, Line, Row, Tree } from './tree.ts';
import type { Values } from './values.ts';
import { leavesOf, nothing, stepsIn } from './tree.ts';

/** What the cutting of one room knows and gathers. */
export interface Cutting {
  readonly index: ScriptIndex;
  readonly room: Room;
  readonly values: Values;
  readonly users: RoomUsers;
  /** Functions that are kept as functions, by name. */
  readonly functions: Map<string, Frame>;
}

/** Where in the scripts the cutting stands. */
export interface At {
  readonly source: SourceText;
  readonly machine: 'build' | 'host';
  /** `$1` is an argument of a function there, not of the script. */
  readonly inFunction: boolean;
  /** Calls and carriers around it; a bound against texts that lead to themselves. */
  readonly depth: number;
}

const maxDepth = 24;

/** The statements of a list, each as what is left of it. */
export function cutStatements(
  statements: readonly Statement[],
  at: At,
  cutting: Cutting,
): readonly Tree[] {
  return statements.flatMap((statement) => cutStatement(statement, at, cutting));
}

function cutStatement(statement: Statement, at: At, cutting: Cutting): readonly Tree[] {
  const trees = cutNode(statement.command, at, cutting, statement.background === true);
  const comments = commentsAbove(statement, at, cutting);
  const [first, ...rest] = trees;
  if (first === undefined || comments.length === 0) return trees;
  return [withComments(first, comments), ...rest];
}

function withComments(tree: Tree, comments: readonly string[]): Tree {
  return { ...tree, comments: [...comments, ...tree.comments] };
}

/** Comment lines right above a statement. */
function commentsAbove(node: SyntaxNode, { source }: At, { index }: Cutting): readonly string[] {
  const table = index.lines(source);
  const alone = new Map(
    index
      .comments(source)
      .flatMap((comment) =>
        comment.alone && comment.end <= node.pos ? [[comment.line, comment] as const] : [],
      ),
  );
  const found: string[] = [];
  for (let line = table.positionOf(node.pos).line - 1; ; line--) {
    const comment = alone.get(line);
    if (comment === undefined) return found;
    // What stands right under the first line describes the script, not its first statement.
    if (source.text.startsWith('#!', comment.start)) return [];
    found.unshift(source.text.slice(comment.start, comment.end));
  }
}

function cutNode(
  node: Statement['command'] | FunctionDefinition['body'],
  at: At,
  cutting: Cutting,
  background = false,
): readonly Tree[] {
  switch (node.type) {
    case 'Command':
      return cutCommand(node, at, cutting, background);
    case 'Pipeline':
      return cutPipeline(node, at, cutting, background);
    case 'AndOr':
      return cutChain(node, at, cutting, background);
    case 'If':
      return cutIf(node, at, cutting);
    case 'For':
    case 'While':
      return cutLoop(node, at, cutting);
    case 'Select':
      // A menu has nobody to choose from it; which answer is meant, the action says.
      return cutStatements(node.body.commands, at, cutting);
    case 'ArithmeticFor':
      return cutFrame(node, 'loop', [row(node, node.pos, node.body, at, cutting)], 'done', at);
    case 'Case':
      return cutCase(node, at, cutting);
    case 'BraceGroup':
      return cutStatements(node.body.commands, at, cutting);
    case 'CompoundList':
      return cutStatements(node.commands, at, cutting);
    case 'Subshell':
      return cutSubshell(node, at, cutting);
    case 'Redirected':
      return cutRedirected(node, at, cutting);
    case 'Function':
      return [];
    default:
      return cutTest(node, at, cutting);
  }
}

function cutCommand(node: Command, at: At, cutting: Cutting, background: boolean): readonly Tree[] {
  const { index, room } = cutting;
  const span = spanInFile(at.source, node.pos, node.end);
  const all = index.stepsAt(span);
  const own = [...all, ...index.substituted(span)].filter(
    ({ classified }) => isOwn(classified.step.id, room) && !classified.step.followed,
  );
  if (own.length > 0) return [leafOf(node, own, 'step', at, cutting, background)];
  if (at.depth > maxDepth) return [];
  const deeper = { ...at, depth: at.depth + 1 };
  const carried = carriedTextOf(node, at.source, index);
  if (carried !== null) {
    const machine = machineInside(carried, at, cutting);
    return cutStatements(
      index.parse(carried).script.commands,
      { ...deeper, source: carried, machine },
      cutting,
    );
  }
  const callee = index.callee(span);
  if (callee !== null) return cutCall(node, callee, span, deeper, cutting);
  const role = roleOfCommand(node, all);
  return role === null ? [] : [leafOf(node, all, role, at, cutting, false)];
}

function isOwn(id: StepId, room: Room): boolean {
  return room.steps.has(id);
}

/** The machine that the shell reading a carried text runs on, by the steps in it. */
function machineInside(carried: SourceText, at: At, { index }: Cutting): 'build' | 'host' {
  const inside = index.stepsInside(carried);
  const [first] = inside;
  return first === undefined ? at.machine : machineOf(first.classified.step, index.plan);
}

function cutCall(
  node: Command,
  callee: string,
  span: Span,
  at: At,
  cutting: Cutting,
): readonly Tree[] {
  const { index } = cutting;
  const file = index.file(callee);
  if (file !== null) return cutFile(node, file, span, at, cutting);
  const site = index.functionNamed(callee);
  if (site === null) return [];
  const leads = index
    .stepsCalled(span)
    .some(({ classified }) => isOwn(classified.step.id, cutting.room));
  if (!leads) return plumbingCall(node, callee, span, at, cutting);
  const passesOn = node.args.every(
    (item) => item.type === 'Word' && /^"?\$[@*]"?$/.test(item.text),
  );
  const inside = {
    ...at,
    source: site.source,
    inFunction: node.args.length > 0 ? !passesOn : true,
  };
  const body = cutNode(site.node.body, inside, cutting);
  if (!needsCall(body)) return body.flatMap(inlined);
  keepFunction(callee, site.node, site.source, body, at, cutting);
  const leaf = leafOf(node, [], 'step', at, cutting, false);
  // The lines of the call name no steps: the function's own lines do.
  return [{ ...leaf, steps: body.flatMap(stepsIn), calls: new Set([callee]) }];
}

/** The whole script stays a call where all that it does belongs here; else its statements come in. */
function cutFile(
  node: Command,
  file: SourceText,
  span: Span,
  at: At,
  cutting: Cutting,
): readonly Tree[] {
  const called = cutting.index.stepsCalled(span);
  const effects = called.filter(({ disposition }) => disposition !== null);
  const isSourced = /^(source|\.)$/.test(node.name?.value ?? '');
  const isWhole =
    effects.length > 0 &&
    effects.every(({ classified }) => isOwn(classified.step.id, cutting.room));
  if (isWhole && !isSourced && cutting.room.kind === 'build' && at.machine === 'build')
    return [leafOf(node, effects, 'step', at, cutting, false)];
  const parsed = cutting.index.parse(file);
  return cutStatements(parsed.script.commands, { ...at, source: file }, cutting);
}

/** `log "…"`, `die "…"`: functions that only print or leave. */
function plumbingCall(
  node: Command,
  callee: string,
  span: Span,
  at: At,
  cutting: Cutting,
): readonly Tree[] {
  const called = cutting.index.stepsCalled(span);
  if (called.some(({ disposition }) => disposition !== null)) return [];
  const leaves = called.some(({ classified }) => classified.step.name === 'exit');
  const leaf = leafOf(node, [], leaves ? 'jump' : 'log', at, cutting, false);
  const site = cutting.index.functionNamed(callee);
  if (site !== null && !cutting.functions.has(callee)) {
    const frame = wholeFunction(site.node, site.source, cutting.index);
    cutting.functions.set(callee, frame);
    keepCalled(frame, cutting);
  }
  return [{ ...leaf, calls: new Set([callee]) }];
}

/** Functions that a kept one calls are kept, too. */
function keepCalled(frame: Frame, cutting: Cutting): void {
  for (const name of frame.calls ?? []) {
    const site = cutting.index.functionNamed(name);
    if (site === null || cutting.functions.has(name)) continue;
    const called = wholeFunction(site.node, site.source, cutting.index);
    cutting.functions.set(name, called);
    keepCalled(called, cutting);
  }
}

function callsIn(node: FunctionDefinition, index: ScriptIndex): readonly string[] {
  const calls = new Set<string>();
  walk(node, (inner) => {
    const name = inner.type === 'Command' ? (inner.name?.value ?? '') : '';
    if (index.functionNamed(name) !== null) calls.add(name);
    return undefined;
  });
  return [...calls];
}

/** A function that is kept as its author wrote it. */
function wholeFunction(node: FunctionDefinition, source: SourceText, index: ScriptIndex): Frame {
  const { reads } = namesIn(node);
  const lines = sourceLines(node, source, backquoteEditsIn(node), []);
  return {
    type: 'frame',
    kind: 'function',
    rows: [{ head: lines, reads, steps: [], body: [], tail: null }],
    closing: '',
    writes: namesIn(node).writes,
    calls: callsIn(node, index),
    comments: [],
    machine: 'build',
    span: spanInFile(source, node.pos, node.end),
  };
}

function keepFunction(
  name: string,
  node: FunctionDefinition,
  source: SourceText,
  body: readonly Tree[],
  at: At,
  cutting: Cutting,
): void {
  if (cutting.functions.has(name)) return;
  const head: Line = { text: `${name}() {`, verbatim: false, steps: [] };
  cutting.functions.set(name, {
    type: 'frame',
    kind: 'function',
    rows: [{ head: [head], reads: nothing, steps: [], body, tail: null }],
    closing: '}',
    writes: nothing,
    comments: commentsAbove(node, { ...at, source }, cutting),
    machine: at.machine,
    span: spanInFile(source, node.pos, node.end),
  });
}

/** Whether a body makes sense only as a function: it reads its arguments, or returns from inside. */
function needsCall(body: readonly Tree[]): boolean {
  const leaves = body.flatMap(leavesOf);
  const bound = new Set<string>();
  for (const { role, reads, writes } of leaves)
    if (role === 'assign' && [...reads].some(isArgument))
      for (const name of writes) bound.add(name);
  const uses = (names: ReadonlySet<string>) =>
    [...names].some((name) => isArgument(name) || bound.has(name));
  return body.some((tree) => {
    const steps = leavesOf(tree).filter(({ role }) => role === 'step');
    if (steps.some(({ reads }) => uses(reads))) return true;
    return (
      tree.type === 'frame' &&
      stepsIn(tree).length > 0 &&
      (headsOf(tree).some(uses) || returns(tree))
    );
  });
}

function isArgument(name: string): boolean {
  return /^[1-9@*#]$/.test(name);
}

function headsOf(tree: Tree): readonly ReadonlySet<string>[] {
  if (tree.type !== 'frame') return [];
  return tree.rows.flatMap(({ reads, body }) => [reads, ...body.flatMap(headsOf)]);
}

function returns(tree: Tree): boolean {
  return leavesOf(tree).some(
    ({ role, lines }) => role === 'jump' && lines[0]?.text.startsWith('return'),
  );
}

/** An inlined body is no function any more: nothing in it is local. */
function inlined(tree: Tree): readonly Tree[] {
  if (tree.type === 'chain') return [{ ...tree, operands: tree.operands.flatMap(inlined) }];
  if (tree.type === 'frame')
    return [
      {
        ...tree,
        rows: tree.rows.map((row) => ({ ...row, body: row.body.flatMap(inlined) })),
      },
    ];
  const [only, ...rest] = tree.lines;
  if (tree.role !== 'assign' || only === undefined || !only.text.startsWith('local '))
    return [tree];
  const text = only.text.replace(/^local\s+(-\w+\s+)*/, '');
  return text.includes('=') ? [{ ...tree, lines: [{ ...only, text }, ...rest] }] : [];
}

function cutPipeline(
  node: Pipeline,
  at: At,
  cutting: Cutting,
  background: boolean,
): readonly Tree[] {
  const members = node.commands.map((member) => cutNode(member, at, cutting));
  const own = members
    .flat()
    .flatMap(leavesOf)
    .filter(({ role }) => role === 'step');
  if (own.length === 0) return plumbingPipeline(node, members, at, cutting);
  const crosses = node.commands.some(
    (member) =>
      member.type === 'Command' && carriedTextOf(member, at.source, cutting.index) !== null,
  );
  // What stands on the other side of an ssh is a command of its own there.
  if (crosses) return members.flat();
  if (node.commands.some(({ type }) => type !== 'Command'))
    return wholeOf(node, own, at, cutting, background);
  return wholeOf(node, own, at, cutting, background);
}

function wholeOf(
  node: SyntaxNode,
  own: readonly Leaf[],
  at: At,
  cutting: Cutting,
  background: boolean,
): readonly Tree[] {
  const ids = own.flatMap(({ steps }) => steps);
  const planned = cutting.index.plan.steps.filter(({ classified }) =>
    ids.includes(classified.step.id),
  );
  return [leafOf(node, planned, 'step', at, cutting, background)];
}

function plumbingPipeline(
  node: Pipeline,
  members: readonly (readonly Tree[])[],
  at: At,
  cutting: Cutting,
): readonly Tree[] {
  const leaves = members.flat().flatMap(leavesOf);
  if (members.some((member) => member.length === 0) || leaves.length === 0) return [];
  const role = leaves.every((leaf) => leaf.role === 'log') ? 'log' : 'plumbing';
  return [leafOf(node, [], role, at, cutting, false)];
}

function cutChain(node: AndOr, at: At, cutting: Cutting, background: boolean): readonly Tree[] {
  const operands = node.commands.map((operand) => cutNode(operand, at, cutting, background));
  const kept = operands.map((trees, at_) => {
    const later = operands.slice(at_ + 1).flatMap((other) => other.flatMap(stepsIn));
    const operand = node.commands[at_] as SyntaxNode;
    const clause = spanInFile(at.source, operand.pos, operand.end);
    const isAnswered =
      trees.flatMap(stepsIn).length === 0 && dropsCondition([clause], later, cutting);
    return isAnswered ? [] : trees;
  });
  const rest = withoutOrphans(kept);
  const [first] = rest;
  if (first === undefined) return [];
  if (rest.length === 1) return kept[first] ?? [];
  const chain: Chain = {
    type: 'chain',
    operands: rest.map((index) => group(kept[index] ?? [], node, at)),
    operators: rest.slice(1).map((index) => node.operators[index - 1] ?? '&&'),
    comments: [],
    span: spanInFile(at.source, node.pos, node.end),
  };
  return [chain];
}

/** Operands that are left; what only handled the outcome of one that went goes with it. */
function withoutOrphans(kept: readonly (readonly Tree[])[]): readonly number[] {
  let isGone = false;
  return kept.flatMap((trees, index) => {
    const hasSteps = trees.flatMap(stepsIn).length > 0;
    if (trees.length === 0 || (isGone && !hasSteps)) {
      isGone = true;
      return [];
    }
    isGone = false;
    return [index];
  });
}

/** Several trees where one is expected: braces that print only if more than one of them is kept. */
function group(trees: readonly Tree[], node: SyntaxNode, at: At): Tree {
  const [only] = trees;
  if (trees.length === 1 && only !== undefined) return only;
  return {
    type: 'frame',
    kind: 'group',
    rows: [
      {
        head: [{ text: '{', verbatim: false, steps: [] }],
        reads: nothing,
        steps: [],
        body: trees,
        tail: null,
      },
    ],
    closing: '}',
    writes: nothing,
    comments: [],
    machine: at.machine,
    span: spanInFile(at.source, node.pos, node.end),
  };
}

function cutSubshell(
  node: Extract<SyntaxNode, { type: 'Subshell' }>,
  at: At,
  cutting: Cutting,
): readonly Tree[] {
  const body = cutStatements(node.body.commands, at, cutting);
  if (body.length === 0) return [];
  const isNeeded = body.flatMap(leavesOf).some(({ role }) => role === 'cd' || role === 'assign');
  if (!isNeeded) return body;
  const frame = group([...body, ...body].slice(0, Math.max(2, body.length)), node, at) as Frame;
  const [first] = frame.rows;
  const head = [{ text: '(', verbatim: false, steps: [] }];
  return [{ ...frame, closing: ')', rows: first === undefined ? [] : [{ ...first, head, body }] }];
}

function cutRedirected(
  node: Extract<SyntaxNode, { type: 'Redirected' }>,
  at: At,
  cutting: Cutting,
): readonly Tree[] {
  const trees = cutNode(node.command, at, cutting);
  if (trees.flatMap(stepsIn).length === 0) return trees;
  const isCarried = trees.some(({ type }) => type === 'leaf') && node.command.type !== 'BraceGroup';
  if (isCarried) return trees;
  const span = spanInFile(at.source, node.pos, node.end);
  const redirections = sourceText(node, node.command.end, node.end, at, cutting);
  const reads = node.redirects.flatMap((one) => [...namesOf(one, at, cutting).reads]);
  return trees.map((tree) =>
    tree.type === 'frame' && tree.span.start === span.start
      ? { ...withReads(tree, reads), closing: `${tree.closing}${redirections}` }
      : tree,
  );
}

/** What a compound command's redirections read is asked for before it begins. */
function withReads(frame: Frame, names: readonly string[]): Frame {
  const [first, ...rest] = frame.rows;
  if (first === undefined) return frame;
  return { ...frame, rows: [{ ...first, reads: new Set([...first.reads, ...names]) }, ...rest] };
}

/** A stretch of a script with the edits for its new place, quotes left as they are. */
function sourceText(
  node: SyntaxNode,
  start: number,
  end: number,
  at: At,
  cutting: Cutting,
): string {
  const edits = commandEdits(node, at, [], cutting).filter(({ text }) => text !== '"');
  return edited(at.source.text, start, end, edits);
}

/** `[[ … ]]`, `(( … ))`, and what else has no commands in it. */
function cutTest(node: SyntaxNode, at: At, cutting: Cutting): readonly Tree[] {
  const span = spanInFile(at.source, node.pos, node.end);
  const role = cutting.index.stepsAt(span).length > 0 ? 'test' : 'plumbing';
  return node.type === 'Coproc' ? [] : [leafOf(node, [], role, at, cutting, false)];
}

function cutIf(node: If, at: At, cutting: Cutting): readonly Tree[] {
  const arms = [
    { clause: node.clause, body: node.then, word: 'if' },
    ...node.elif.map(({ clause, then }) => ({ clause, body: then, word: 'elif' })),
  ];
  const rows: Row[] = arms.map(({ clause, body, word }) => ({
    ...clauseHead(word, clause, '; then', at, cutting),
    body: cutStatements(body.commands, at, cutting),
    tail: null,
  }));
  if (node.else !== undefined)
    rows.push({
      head: [{ text: 'else', verbatim: false, steps: [] }],
      reads: nothing,
      steps: [],
      body: cutStatements(node.else.commands, at, cutting),
      tail: null,
    });
  const clauses = arms.map(({ clause }) => spanInFile(at.source, clause.pos, clause.end));
  if (
    dropsCondition(
      clauses,
      rows.flatMap(({ body }) => body.flatMap(stepsIn)),
      cutting,
    )
  )
    return [...clauseSteps(arms, at, cutting), ...rows.flatMap(({ body }) => body)];
  return cutFrame(node, 'if', rows, 'fi', at);
}

/** Steps of the room that stood in a condition which falls away: they stay as statements. */
function clauseSteps(
  arms: readonly { readonly clause: CompoundList }[],
  at: At,
  cutting: Cutting,
): readonly Tree[] {
  return arms.flatMap(({ clause }) =>
    cutStatements(clause.commands, at, cutting)
      .filter((tree) => stepsIn(tree).length > 0)
      .map(withoutNegation),
  );
}

/** `if ! cmd; then give up; fi` leaves `cmd`, which stops the script by itself. */
function withoutNegation(tree: Tree): Tree {
  if (tree.type !== 'leaf') return tree;
  const [first, ...rest] = tree.lines;
  return first === undefined
    ? tree
    : { ...tree, lines: [{ ...first, text: first.text.replace(/^!\s+/, '') }, ...rest] };
}

/** The condition of an arm as its head; a condition that goes through ssh prints what it asks there. */
function clauseHead(
  word: string,
  clause: CompoundList,
  after: string,
  at: At,
  cutting: Cutting,
): Pick<Row, 'head' | 'reads' | 'steps'> {
  const inner = cutStatements(clause.commands, at, cutting);
  const steps = inner.flatMap(stepsIn);
  const edits = commandEdits(clause, at, steps, cutting);
  const asked = askedElsewhere(clause, inner, at, cutting);
  if (asked !== null) {
    const line = { text: asked.text, verbatim: false, steps };
    return { head: framed([line], `${word} `, after), reads: asked.reads, steps };
  }
  const end = clauseEnd(clause);
  const lines = stretchLines(clause, { start: clause.pos, end }, at.source, edits, steps);
  const documents = documentLines([clause], end, at.source, edits, steps);
  return {
    head: [...framed(lines, `${word} `, after), ...documents],
    reads: namesOf(clause, at, cutting).reads,
    steps,
  };
}

/** A condition that goes through ssh, or a function that does, as it is asked on the other side. */
function askedElsewhere(
  clause: CompoundList,
  inner: readonly Tree[],
  at: At,
  cutting: Cutting,
): { readonly text: string; readonly reads: ReadonlySet<string> } | null {
  const [only, ...rest] = clause.commands;
  const node = only?.command;
  const isNegated =
    node?.type === 'Pipeline' && node.prefixes.some(({ type }) => type === 'Negation');
  const command = node?.type === 'Pipeline' && node.commands.length === 1 ? node.commands[0] : node;
  if (rest.length > 0 || command?.type !== 'Command') return null;
  if (carriedTextOf(command, at.source, cutting.index) === null) return null;
  const leaves = inner
    .flatMap(leavesOf)
    .filter(({ role }) => role !== 'log' && (role !== 'cd' || cutting.room.kind === 'host'));
  const texts = leaves.map(({ lines }) => lines.map(({ text }) => text).join('\n'));
  const text = texts.length > 1 && isNegated ? `{ ${texts.join(' && ')}; }` : texts.join(' && ');
  const reads = new Set(leaves.flatMap((leaf) => [...leaf.reads]));
  return texts.length === 0 ? null : { text: `${isNegated ? '! ' : ''}${text}`, reads };
}

/** The end of the last command, without the separator after it. */
function clauseEnd(clause: CompoundList): number {
  return clause.commands.at(-1)?.command.end ?? clause.end;
}

function framed(lines: readonly Line[], before: string, after: string): readonly Line[] {
  return lines.map((line, index) => ({
    ...line,
    text: `${index === 0 ? before : ''}${line.text}${index === lines.length - 1 ? after : ''}`,
  }));
}

function cutLoop(node: For | While, at: At, cutting: Cutting): readonly Tree[] {
  const span = spanInFile(at.source, node.pos, node.end);
  const body = cutStatements(node.body.commands, at, cutting);
  if (readsOptions(node, at) && body.flatMap(stepsIn).length === 0) return [];
  if (isHostLoop(node, span, body, at, cutting)) return body;
  if (node.type === 'For')
    return cutFrame(node, 'loop', [row(node, node.pos, node.body, at, cutting)], 'done', at);
  const head = clauseHead(node.kind, node.clause, '; do', at, cutting);
  return cutFrame(node, 'loop', [{ ...head, body, tail: null }], 'done', at);
}

/** A loop over the arguments of the old script, which nobody gives any more. */
function readsOptions(node: For | While, { source }: At): boolean {
  if (node.type === 'For')
    return (
      node.wordlist === undefined || node.wordlist.some(({ text }) => /^"?\$[@*]"?$/.test(text))
    );
  return /\bgetopts?\b|\$#|\$\{?1\b/.test(source.text.slice(node.clause.pos, node.clause.end));
}

/** A loop whose head is everything before its body. */
function row(node: SyntaxNode, start: number, body: CompoundList, at: At, cutting: Cutting): Row {
  const raw = sourceText(node, start, body.pos, at, cutting);
  // The author's remark after `do` belongs to the body.
  const text = raw.replace(/[;\s]*\bdo\b\s*(#[^\n]*\s*)*$/, '').trimEnd();
  const names =
    node.type === 'For'
      ? namesOf({ ...node, body: { ...body, commands: [] } }, at, cutting)
      : namesOf(node, at, cutting);
  return {
    head: [{ text: `${text}; do`, verbatim: false, steps: [] }],
    reads: names.reads,
    steps: [],
    body: cutStatements(body.commands, at, cutting),
    tail: null,
  };
}

function cutCase(node: Case, at: At, cutting: Cutting): readonly Tree[] {
  const { source } = at;
  const word = sourceText(node.word, node.word.pos, node.word.end, at, cutting);
  const spans = [
    spanInFile(source, node.word.pos, node.word.end),
    ...node.items.map((item) => spanInFile(source, item.pos, item.end)),
  ];
  const items: Row[] = node.items.map((item) => {
    const [first] = item.pattern;
    const last = item.pattern.at(-1);
    const pattern =
      first === undefined || last === undefined ? '*' : source.text.slice(first.pos, last.end);
    return {
      head: [{ text: `${pattern})`, verbatim: false, steps: [] }],
      reads: nothing,
      steps: [],
      body: cutStatements(item.body.commands, at, cutting),
      tail: item.terminator ?? ';;',
    };
  });
  const steps = items.flatMap(({ body }) => body.flatMap(stepsIn));
  if (dropsCondition(spans, steps, cutting))
    return items.flatMap(({ body }) => (body.flatMap(stepsIn).length > 0 ? body : []));
  const head: Row = {
    head: [{ text: `case ${word} in`, verbatim: false, steps: [] }],
    reads: namesOf(node.word, at, cutting).reads,
    steps: [],
    body: [],
    tail: null,
  };
  return cutFrame(node, 'case', [head, ...items], 'esac', at);
}

function cutFrame(
  node: SyntaxNode,
  kind: Frame['kind'],
  rows: readonly Row[],
  closing: string,
  at: At,
): readonly Tree[] {
  const isEmpty = rows.every(({ body, steps }) => body.length === 0 && steps.length === 0);
  if (isEmpty) return [];
  return [
    {
      type: 'frame',
      kind,
      rows,
      closing,
      writes: node.type === 'For' ? new Set([node.name.value]) : nothing,
      comments: [],
      machine: at.machine,
      span: spanInFile(at.source, node.pos, node.end),
    },
  ];
}

/** A statement that stands or falls as one. */
function leafOf(
  node: SyntaxNode,
  planned: readonly PlannedStep[],
  role: Leaf['role'],
  at: At,
  cutting: Cutting,
  background: boolean,
): Leaf {
  const ids = planned.map(({ classified }) => classified.step.id);
  const steps = role === 'step' ? ids : [];
  const [first] = planned;
  const cwd = first?.classified.step.cwd ?? null;
  return {
    type: 'leaf',
    role,
    lines: leafLines(node, steps, background && role === 'step', at, cutting),
    comments: [],
    steps,
    ...namesOf(node, at, cutting),
    calls: nothing,
    asksHost:
      role === 'assign' && cutting.index.asksHost(spanInFile(at.source, node.pos, node.end)),
    machine:
      first === undefined ? at.machine : machineOf(first.classified.step, cutting.index.plan),
    span: spanInFile(at.source, node.pos, node.end),
    cwd: cwd?.kind === 'literal' ? cwd.text : null,
    hostGroups: first?.hostGroups ?? [],
  };
}

function leafLines(
  node: SyntaxNode,
  steps: readonly StepId[],
  detached: boolean,
  at: At,
  cutting: Cutting,
): readonly Line[] {
  const edits = commandEdits(node, at, steps, cutting);
  if (!detached) return withTrailing(sourceLines(node, at.source, edits, steps), node, at, cutting);
  const lines = stretchLines(node, { start: node.pos, end: node.end }, at.source, edits, steps);
  return [...inBackground(lines), ...documentLines([node], node.end, at.source, edits, steps)];
}

/** Names after the edits: parameters for secrets, the environment for the argument that chose it. */
function namesOf(node: SyntaxNode, at: At, cutting: Cutting): Names {
  const { reads, writes } = namesIn(node);
  const secrets = secretsIn(node, at.source, cutting);
  const replaced = at.inFunction
    ? new Map<string, string | null>()
    : replacedArguments(node, cutting);
  const kept = [...reads].flatMap((name) => {
    const other = replaced.get(name);
    return other === undefined ? [name] : other === null ? [] : [other];
  });
  return { reads: new Set([...kept, ...secrets]), writes };
}

/** The author's remark at the end of the line. */
function withTrailing(
  lines: readonly Line[],
  node: SyntaxNode,
  { source }: At,
  { index }: Cutting,
): readonly Line[] {
  if (lines.length !== 1) return lines;
  const comment = index
    .comments(source)
    .find(
      ({ start, alone }) =>
        !alone && start >= node.end && /^[ \t;]*$/.test(source.text.slice(node.end, start)),
    );
  const [line] = lines;
  if (comment === undefined || line === undefined) return lines;
  return [{ ...line, text: `${line.text}  ${source.text.slice(comment.start, comment.end)}` }];
}

/**
 * A process that outlives the hook lets go of its output and input, else CodeDeploy waits for it.
 * Source: https://docs.aws.amazon.com/codedeploy/latest/userguide/troubleshooting-deployments.html#troubleshooting-long-running-processes
 */
function inBackground(lines: readonly Line[]): readonly Line[] {
  const text = lines.map((line) => line.text).join('\n');
  const output = /(^|[^0-9<])(&>>?|1?>>?)\s*[^&\s]/.test(text) ? '' : ' >/dev/null';
  const errors = output === '' && !/(2>|&>)/.test(text) ? ' 2>&1' : output === '' ? '' : ' 2>&1';
  const input = /</.test(text) ? '' : ' </dev/null';
  return lines.map((line, index) =>
    index === lines.length - 1
      ? { ...line, text: `${line.text}${output}${errors}${input} &` }
      : line,
  );
}
