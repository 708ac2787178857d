/** The walk over control flow. Source: bash manual, 3.2 Shell Commands. */
import type { Span } from '../model/source.ts';
import type { Failure, Guard } from '../model/step.ts';
import type { Value } from '../model/value.ts';
import { evaluateArithmetic, evaluateExpression } from '../shell/arithmetic.ts';
import { expandPattern, expandText, expandWords } from '../shell/expand-word.ts';
import { matchesPattern } from '../shell/pattern.ts';
import { splitText } from '../shell/split.ts';
import { evaluateTest } from '../shell/test-expression.ts';
import { alternativesOf, literal, oneOf, textOf, unknown } from '../shell/value.ts';
import type {
  AndOr,
  ArithmeticFor,
  Case,
  CommandNode,
  CompoundList,
  For,
  If,
  PipelineNode,
  Redirected,
  Select,
  Statement,
  SyntaxNode,
  TestExpression,
  While,
  Word,
} from '../syntax/nodes.ts';
import { walk as visitNodes } from '../syntax/nodes.ts';
import { spanInFile } from '../syntax/origin.ts';
import { assignVariable } from './assign.ts';
import { createGuard, noteComparison } from './condition.ts';
import { deadContext, guardedContext } from './context.ts';
import type { Context, Flow } from './context.ts';
import { emitSyntaxStep } from './emit.ts';
import { environmentValue } from './environment-value.ts';
import { leavesScript } from './exits.ts';
import { limits } from './limits.ts';
import { readInput } from './redirections.ts';
import { scopeOf } from './scope-of.ts';
import { joinStates, ShellState } from './shell-state.ts';
import { walkCommand } from './walk-command.ts';
import { walkPipeline } from './walk-pipeline.ts';
import type { Walk } from './walk.ts';

/** Walks statements one after another; what follows an exit is looked at as never reached. */
export function walkList(
  walk: Walk,
  statements: readonly Statement[],
  state: ShellState,
  context: Context,
): Flow {
  let flow: Flow = 'next';
  let current = context;
  let target = state;
  statements.forEach((statement, index) => {
    if (flow !== 'next' && current === context) {
      current = deadContext(context, 'after-exit');
      // What is never reached still assigns its variables, for what follows it.
      target = state.clone();
    }
    const isTail = index === statements.length - 1 && context.failure.isTail;
    const next = statements[index + 1];
    const isRead = next !== undefined && readsStatus(context.source.text.slice(next.pos, next.end));
    const inner = withTail(current, isTail, isRead);
    const result = walkStatement(walk, statement, target, inner);
    if (flow === 'next') flow = result;
  });
  return flow;
}

function withTail(context: Context, isTail: boolean, isRead: boolean): Context {
  const failure = { ...context.failure, isTail };
  if (!isRead) return { ...context, failure, statusUsed: isTail ? context.statusUsed : 'ignored' };
  return {
    ...context,
    failure: { ...failure, decided: failure.decided ?? 'handled' },
    statusUsed: 'saved',
  };
}

/** The statement looks at `$?` of the one before it, at its very beginning. */
function readsStatus(text: string): boolean {
  return /^[^\n]*\$(\?|\{\?\}|\{?PIPESTATUS)/.test(text);
}

function walkStatement(walk: Walk, node: Statement, state: ShellState, context: Context): Flow {
  if (!node.background) return walkNode(walk, node.command, state, context);
  const failure = { ...context.failure, decided: context.failure.decided ?? ('ignored' as const) };
  walkNode(walk, node.command, state.clone(), { ...context, background: true, failure });
  state.status = 0;
  return 'next';
}

/** Walks one node; the state afterwards is that of the run going on after it. */
export function walkNode(
  walk: Walk,
  node: PipelineNode | AndOr | CompoundList,
  state: ShellState,
  context: Context,
): Flow {
  switch (node.type) {
    case 'Command':
      return walkCommand(walk, node, state, context);
    case 'Pipeline':
      return walkPipeline(walk, node, state, context);
    case 'AndOr':
      return walkAndOr(walk, node, state, context);
    case 'CompoundList':
      return walkList(walk, node.commands, state, context);
    case 'If':
      return walkIf(walk, node, state, context);
    case 'For':
      return walkFor(walk, node, state, context);
    case 'Select':
      return walkSelect(walk, node, state, context);
    case 'ArithmeticFor':
      return walkArithmeticFor(walk, node, state, context);
    case 'While':
      return walkWhile(walk, node, state, context);
    case 'Case':
      return walkCase(walk, node, state, context);
    case 'Subshell':
      return walkSubshell(walk, node.body, state, context);
    case 'BraceGroup':
      return walkList(walk, node.body.commands, state, context);
    case 'Redirected':
      return walkRedirected(walk, node, state, context);
    case 'Function':
      state.functions.set(node.name.text, {
        node,
        source: context.source,
        key: `${context.source.id}:${node.pos}`,
      });
      state.status = 0;
      return 'next';
    case 'TestCommand':
      return walkTest(walk, node, state, context);
    case 'ArithmeticCommand':
      return walkArithmetic(walk, node, state, context);
    case 'Coproc':
      return walkCoproc(walk, node.body, state, context);
    default:
      return unreachable(node);
  }
}

function unreachable(node: never): never {
  throw new Error(`node without a walk: ${JSON.stringify(node)}`);
}

function walkCoproc(
  walk: Walk,
  body: CommandNode | CompoundList,
  state: ShellState,
  context: Context,
): Flow {
  walkNode(walk, body, state.clone(), { ...context, background: true });
  return 'next';
}

function walkTest(
  walk: Walk,
  node: Extract<CommandNode, { type: 'TestCommand' }>,
  state: ShellState,
  context: Context,
): Flow {
  const scope = scopeOf(walk, state, context);
  noteTestComparisons(walk, node.expression, state, context);
  const answer = evaluateTest(node.expression, scope, () => null);
  emitSyntaxStep(walk, node, 'test', state, context);
  state.status = answer === null ? null : answer ? 0 : 1;
  return 'next';
}

function noteTestComparisons(
  walk: Walk,
  node: TestExpression,
  state: ShellState,
  context: Context,
): void {
  visitNodes(node as unknown as SyntaxNode, (inner) => {
    const test = inner as unknown as TestExpression;
    if (test.type !== 'TestBinary' || !['=', '==', '!=', '=~'].includes(test.operator))
      return undefined;
    const scope = scopeOf(walk, state, context);
    const left = expandText(test.left, scope);
    const right = expandText(test.right, scope);
    const texts = test.operator === '=~' ? alternationOf(textOf(right)) : [right];
    for (const text of texts) noteComparison(walk, left, text);
    return undefined;
  });
}

/** `^(prod|staging)$` compares with each of its words. */
function alternationOf(expression: string | null): readonly Value[] {
  const inside = /^\^?\(?([\w|-]+)\)?\$?$/.exec(expression ?? '')?.[1];
  return inside?.includes('|') ? inside.split('|').map((text) => literal(text)) : [];
}

function walkArithmetic(
  walk: Walk,
  node: Extract<CommandNode, { type: 'ArithmeticCommand' }>,
  state: ShellState,
  context: Context,
): Flow {
  const result = evaluateExpression(node.expression, scopeOf(walk, state, context));
  emitSyntaxStep(walk, node, 'arithmetic', state, context);
  state.status = result === null ? null : result === 0n ? 1 : 0;
  return 'next';
}

function walkSubshell(walk: Walk, body: CompoundList, state: ShellState, context: Context): Flow {
  const inner = state.clone();
  walkList(walk, body.commands, inner, context);
  // An exit leaves the subshell only.
  state.status = inner.status;
  return 'next';
}

function walkRedirected(walk: Walk, node: Redirected, state: ShellState, context: Context): Flow {
  const input = readInput(walk, node.redirects, state, context);
  const inner =
    input === null ? context : { ...context, stdin: input.stdin, stdinText: input.text };
  return walkNode(walk, node.command, state, inner);
}

/** `a && b || c`: equal precedence, from the left. Source: bash manual, 3.2.4. */
function walkAndOr(walk: Walk, node: AndOr, state: ShellState, context: Context): Flow {
  let flow: Flow = 'next';
  let guards: readonly Guard[] = [];
  node.commands.forEach((command, index) => {
    const operator = node.operators[index - 1];
    const failure = memberFailure(node, index, state, context);
    const member: Context = {
      ...context,
      failure,
      statusUsed: index < node.operators.length ? 'condition' : context.statusUsed,
    };
    if (operator === undefined) {
      flow = walkNode(walk, command, state, member);
      return;
    }
    const runs = runsAfter(operator, state.status);
    const isOver = flow !== 'next';
    if (isOver || runs === false) {
      walkNode(
        walk,
        command,
        state.clone(),
        deadContext(member, isOver ? 'after-exit' : 'condition-false'),
      );
      return;
    }
    const before = node.commands[index - 1] as SyntaxNode;
    guards = runs === true ? [] : nextGuards(walk, node, index, guards, before, context);
    const inner = { ...member, guards: [...context.guards, ...guards] };
    flow =
      runs === true
        ? walkNode(walk, command, state, inner)
        : walkMaybe(walk, command, state, inner);
  });
  return flow;
}

function runsAfter(operator: '&&' | '||', status: number | null): boolean | null {
  if (status === null) return null;
  return (status === 0) === (operator === '&&');
}

/** Walks a node that may or may not run; the state afterwards holds both possibilities. */
function walkMaybe(
  walk: Walk,
  node: PipelineNode | CompoundList,
  state: ShellState,
  context: Context,
): Flow {
  const branch = state.clone();
  const flow = walkNode(walk, node, branch, context);
  // When the branch leaves, only the run that did not take it goes on.
  if (flow === 'next')
    state.become(joinStates(state, branch, (name) => environmentValue(name, walk, state, context)));
  state.status = null;
  return 'next';
}

/** A command that merely follows another's success has no condition of its own: failing stops both. */
function nextGuards(
  walk: Walk,
  node: AndOr,
  index: number,
  before: readonly Guard[],
  condition: SyntaxNode,
  context: Context,
): readonly Guard[] {
  const negated = node.operators[index - 1] === '||';
  if (!negated && !asksSomething(condition)) return before;
  const span = spanInFile(context.source, condition.pos, condition.end);
  return [createGuard(walk, context, span, { source: 'and-or', negated })];
}

const askingCommands = new Set([
  '[',
  'test',
  'grep',
  'egrep',
  'command',
  'which',
  'type',
  'hash',
  'pgrep',
  'id',
  'getent',
  'diff',
  'cmp',
  'read',
  'is-active',
]);

function asksSomething(node: SyntaxNode): boolean {
  if (node.type === 'TestCommand' || node.type === 'ArithmeticCommand') return true;
  if (node.type === 'Pipeline') return node.commands.some(asksSomething);
  return node.type === 'Command' && askingCommands.has(node.name?.text ?? '');
}

/** What a failure of one member of an and-or list means. Source: bash manual, 4.3.1, `set -e`. */
function memberFailure(
  node: AndOr,
  index: number,
  state: ShellState,
  context: Context,
): Context['failure'] {
  const { failure } = context;
  if (failure.decided !== null && failure.decided !== 'ignored') return failure;
  const handler = node.operators.indexOf('||', index);
  if (handler >= 0) {
    const next = node.commands[handler + 1] as SyntaxNode;
    return {
      ...failure,
      decided: leavesScript(next, state) ? failure.abort : isNoOp(next) ? 'ignored' : 'handled',
    };
  }
  if (index === node.commands.length - 1) return failure;
  // errexit does not see the failure of a member that is not the last.
  return { ...failure, decided: failure.isTail ? failure.tail : 'ignored' };
}

function isNoOp(node: SyntaxNode): boolean {
  return node.type === 'Command' && ['true', ':', 'echo', 'printf'].includes(node.name?.text ?? '');
}

function walkIf(walk: Walk, node: If, state: ShellState, context: Context): Flow {
  const clauses = [{ clause: node.clause, then: node.then }, ...node.elif];
  return walkClauses(walk, clauses, node.else, state, context);
}

type Clause = { readonly clause: CompoundList; readonly then: CompoundList };

function walkClauses(
  walk: Walk,
  [first, ...rest]: readonly Clause[],
  otherwise: CompoundList | undefined,
  state: ShellState,
  context: Context,
): Flow {
  if (first === undefined)
    return otherwise === undefined ? 'next' : walkList(walk, otherwise.commands, state, context);
  const status = walkClause(walk, first, rest.length > 0 ? undefined : otherwise, state, context);
  const span = spanInFile(context.source, first.clause.pos, first.clause.end);
  const guard = (negated: boolean) =>
    createGuard(walk, context, span, { source: 'if', negated, text: clauseText(walk, span) });
  const thenBranch = (target: ShellState, inner: Context) =>
    walkList(walk, first.then.commands, target, inner);
  const elseBranch = (target: ShellState, inner: Context) =>
    walkClauses(walk, rest, otherwise, target, inner);
  if (status !== null) {
    const selected = isSelection(walk, guard(!status))
      ? guardedContext(context, guard(!status))
      : context;
    const dead = deadContext(context, 'condition-false');
    // Both are walked in the order of the text, so that steps keep it.
    if (!status) {
      thenBranch(state.clone(), dead);
      return elseBranch(state, selected);
    }
    const other = state.clone();
    const flow = thenBranch(state, selected);
    elseBranch(other, dead);
    return flow;
  }
  const other = state.clone();
  const flow = thenBranch(state, guardedContext(context, guard(false)));
  const otherFlow = elseBranch(other, guardedContext(context, guard(true)));
  return joinBranches(
    walk,
    [
      { state, flow },
      { state: other, flow: otherFlow },
    ],
    state,
    context,
  );
}

/** The condition was decided by the environment or action chosen, so it is one all the same. */
function isSelection(walk: Walk, guard: Guard): boolean {
  return walk.bindings.size > 0 && guard.reads.length > 0;
}

function clauseText(walk: Walk, span: Span): string {
  return walk.workspace.textOf(span).trim().replace(/;$/, '').trim();
}

/** Walks a condition; gives whether it holds. Its failures are met by the branches. */
function walkClause(
  walk: Walk,
  clause: Clause,
  otherwise: CompoundList | undefined,
  state: ShellState,
  context: Context,
): boolean | null {
  const decided = clauseFailure(clause, otherwise, state, context);
  const inner: Context = {
    ...context,
    statusUsed: 'condition',
    failure: { ...context.failure, decided },
  };
  walkList(walk, clause.clause.commands, state, inner);
  return state.status === null ? null : state.status === 0;
}

function clauseFailure(
  { clause, then }: Clause,
  otherwise: CompoundList | undefined,
  state: ShellState,
  context: Context,
): Failure {
  const only = clause.commands.length === 1 ? clause.commands[0]?.command : undefined;
  const isNegated =
    only?.type === 'Pipeline' && only.prefixes.some((prefix) => prefix.type === 'Negation');
  const onFailure = isNegated ? then : otherwise;
  return onFailure !== undefined && leavesScript(onFailure, state)
    ? context.failure.abort
    : 'handled';
}

/** The state after branches of which one has run; how it goes on when all of them leave. */
function joinBranches(
  walk: Walk,
  branches: readonly { readonly state: ShellState; readonly flow: Flow }[],
  target: ShellState,
  context: Context,
): Flow {
  const going = branches.filter(({ flow }) => flow === 'next');
  const [first, ...rest] = going;
  if (first === undefined) {
    target.become((branches[0] as { state: ShellState }).state);
    return branches[0]?.flow ?? 'next';
  }
  const unset = (name: string) => environmentValue(name, walk, target, context);
  target.become(rest.reduce((joined, { state }) => joinStates(joined, state, unset), first.state));
  return 'next';
}

function walkCase(walk: Walk, node: Case, state: ShellState, context: Context): Flow {
  const subject = expandText(node.word, scopeOf(walk, state, context));
  const branches: { state: ShellState; flow: Flow }[] = [];
  let isSettled = false;
  const subjectText = walk.workspace.textOf(
    spanInFile(context.source, node.word.pos, node.word.end),
  );
  for (const item of node.items) {
    const answer: boolean | null = isSettled
      ? false
      : caseAnswer(walk, item.pattern, subject, state, context);
    const branch = state.clone();
    if (answer === false) {
      walkList(walk, item.body.commands, branch, deadContext(context, 'condition-false'));
      continue;
    }
    const span = patternSpan(item.pattern, context);
    const text = `${subjectText} = ${walk.workspace.textOf(span)}`;
    const guard = createGuard(walk, context, span, { source: 'case', negated: false, text });
    const guarded =
      answer === null || isSelection(walk, guard) ? guardedContext(context, guard) : context;
    const flow = walkList(walk, item.body.commands, branch, guarded);
    branches.push({ state: branch, flow });
    isSettled = answer === true && item.terminator !== ';&' && item.terminator !== ';;&';
  }
  if (!isSettled) branches.push({ state: state.clone(), flow: 'next' });
  return joinBranches(walk, branches, state, context);
}

function patternSpan(patterns: readonly Word[], context: Context): Span {
  const [first, last] = [patterns[0], patterns.at(-1)];
  return spanInFile(context.source, first?.pos ?? 0, last?.end ?? 0);
}

function caseAnswer(
  walk: Walk,
  patterns: readonly Word[],
  subject: Value,
  state: ShellState,
  context: Context,
): boolean | null {
  const answers = patterns.map((word) => {
    const scope = scopeOf(walk, state, context);
    const written = expandText(word, scope);
    if (!/[*?[]/.test(textOf(written) ?? '*')) noteComparison(walk, subject, written);
    const pattern = expandPattern(word, scope);
    if (pattern === null) return null;
    // `*` takes whatever the value is.
    if (pattern.length === 1 && pattern[0]?.kind === 'star') return true;
    const results = alternativesOf(subject).map((alternative) => {
      const text = textOf(alternative);
      return text === null ? null : matchesPattern(pattern, text);
    });
    return results.every((result) => result === results[0]) ? (results[0] ?? null) : null;
  });
  if (answers.includes(true)) return true;
  return answers.includes(null) ? null : false;
}

function walkFor(walk: Walk, node: For, state: ShellState, context: Context): Flow {
  const scope = scopeOf(walk, state, context);
  const fields = node.wordlist === undefined ? null : expandWords(node.wordlist, scope);
  const list =
    fields === null
      ? scope.positional()
      : {
          values: fields.map(({ value }) => value),
          open: fields.some(({ many, glob }) => many || glob),
        };
  return walkValues(walk, node, list, 'for', state, context);
}

function walkSelect(walk: Walk, node: Select, state: ShellState, context: Context): Flow {
  const scope = scopeOf(walk, state, context);
  const values =
    node.wordlist === undefined
      ? scope.positional().values
      : expandWords(node.wordlist, scope).map(({ value }) => value);
  const name = node.name.text;
  const bound = walk.bindings.get(name);
  for (const value of values) {
    const text = textOf(value);
    if (text !== null) walk.compare(name, text);
  }
  const chosen: Value =
    bound === undefined ? { kind: 'variable', name, suppliedBy: 'prompt' } : literal(bound);
  return walkValues(walk, node, { values: [chosen], open: false }, 'select', state, context);
}

type LoopNode = For | Select | While | ArithmeticFor;

/** A loop over a list: each known value is bound in turn, and the steps fall together afterwards. */
function walkValues(
  walk: Walk,
  node: For | Select,
  list: { readonly values: readonly Value[]; readonly open: boolean },
  kind: 'for' | 'select',
  state: ShellState,
  context: Context,
): Flow {
  const span = spanInFile(context.source, node.pos, node.end);
  const isKnown = !list.open && list.values.length <= limits.loopValues;
  const over = isKnown ? list.values : null;
  const loop = { kind, variable: node.name.text, over, overHosts: false, span } as const;
  const inner = loopContext(context, loop);
  if (isKnown && list.values.length === 0) {
    walkList(walk, node.body.commands, state.clone(), deadContext(inner, 'condition-false'));
    return 'next';
  }
  if (!isKnown) {
    widen(node, state);
    assignVariable(
      state,
      node.name.text,
      oneOf([...list.values.filter((value) => textOf(value) !== null), unknown('loop')]),
    );
    return afterLoop(walkBody(walk, node.body, state, inner));
  }
  for (const value of list.values) {
    assignVariable(state, node.name.text, value);
    const flow = walkList(walk, node.body.commands, state, inner);
    if (flow === 'exit' || flow === 'return') return flow;
    if (flow === 'break') break;
  }
  return 'next';
}

/** A body that may run any number of times. */
function walkBody(walk: Walk, body: CompoundList, state: ShellState, context: Context): Flow {
  const branch = state.clone();
  const flow = walkList(walk, body.commands, branch, context);
  if (flow !== 'exit' && flow !== 'return') {
    state.become(joinStates(state, branch, (name) => environmentValue(name, walk, state, context)));
  }
  state.status = null;
  return 'next';
}

function afterLoop(flow: Flow): Flow {
  return flow === 'break' || flow === 'continue' ? 'next' : flow;
}

function loopContext(context: Context, loop: NonNullable<Context['loop']>): Context {
  return { ...context, loop, failure: { ...context.failure, isTail: false } };
}

/** Whatever a loop assigns is not known while its body is walked once for all its turns. */
function widen(node: LoopNode, state: ShellState): void {
  visitNodes(node.body, (inner) => {
    if (inner.type === 'Assignment') forget(state, inner.name);
    if (inner.type === 'ArithmeticUnary' && inner.operand.type === 'ArithmeticWord')
      forget(state, inner.operand.value);
    if (
      inner.type === 'ArithmeticBinary' &&
      inner.operator.endsWith('=') &&
      inner.left.type === 'ArithmeticWord'
    )
      forget(state, inner.left.value);
    return inner.type !== 'Function';
  });
  if (state.positional.fromCaller) {
    const shifts = bodyShifts(node.body);
    if (shifts) state.positional = { ...state.positional, values: [], open: true, moved: true };
  }
}

function bodyShifts(body: CompoundList): boolean {
  let found = false;
  visitNodes(body, (inner) => {
    if (inner.type === 'Command' && inner.name?.text === 'shift') found = true;
    return !found;
  });
  return found;
}

function forget(state: ShellState, name: string): void {
  const variable = state.variable(name);
  if (variable?.kind === 'scalar' && variable.value !== null) {
    assignVariable(state, name, oneOf([variable.value, unknown('loop')]));
  }
}

const maxTurns = 64;

function walkArithmeticFor(
  walk: Walk,
  node: ArithmeticFor,
  state: ShellState,
  context: Context,
): Flow {
  const span = spanInFile(context.source, node.pos, node.end);
  const inner = loopContext(context, {
    kind: 'for',
    variable: null,
    over: null,
    overHosts: false,
    span,
  });
  const evaluate = (part: ArithmeticFor['test']) =>
    evaluateExpression(part, scopeOf(walk, state, context));
  evaluate(node.initialize);
  for (let turn = 0; turn < maxTurns; turn++) {
    const test = node.test === undefined ? null : evaluate(node.test);
    if (test === 0n) return 'next';
    if (test === null) break;
    const flow = walkList(walk, node.body.commands, state, inner);
    if (flow === 'exit' || flow === 'return') return flow;
    if (flow === 'break') return 'next';
    evaluate(node.update);
  }
  widen(node, state);
  return walkBody(walk, node.body, state, inner);
}

function walkWhile(walk: Walk, node: While, state: ShellState, context: Context): Flow {
  const span = spanInFile(context.source, node.pos, node.end);
  const lines = linesRead(node, state, context);
  const inner = loopContext(context, {
    kind: node.kind,
    variable: readNames(node)[0] ?? null,
    over: lines?.map((line) => literal(line)) ?? null,
    overHosts: false,
    span,
  });
  if (lines !== null) return walkLines(walk, node, lines, state, inner, context);
  const clauseContext: Context = {
    ...inner,
    statusUsed: 'condition',
    failure: { ...inner.failure, decided: 'handled' },
  };
  const known = walkTurns(walk, node, state, inner, clauseContext);
  if (known !== null) return known;
  widen(node, state);
  const clauseFlow = walkList(walk, node.clause.commands, state, clauseContext);
  if (clauseFlow !== 'next') return clauseFlow;
  const clauseSpan = spanInFile(context.source, node.clause.pos, node.clause.end);
  const always = state.status !== null;
  const guard = createGuard(walk, context, clauseSpan, {
    source: 'while',
    negated: node.kind === 'until',
    text: clauseText(walk, clauseSpan),
  });
  return walkBody(walk, node.body, state, always ? inner : guardedContext(inner, guard));
}

/** Turns of a loop whose condition is known each time; null as soon as it is not, or goes on too long. */
function walkTurns(
  walk: Walk,
  node: While,
  state: ShellState,
  inner: Context,
  clauseContext: Context,
): Flow | null {
  for (let turn = 0; turn < maxTurns; turn++) {
    let flow: Flow = 'next';
    const clause = state.clone();
    const drafts = walk.collect(() => {
      flow = walkList(walk, node.clause.commands, clause, clauseContext);
    });
    // What is walked again below must not count twice.
    if (clause.status === null && flow === 'next') return null;
    for (const draft of drafts) walk.emit(draft);
    state.become(clause);
    if (flow !== 'next') return flow;
    if ((clause.status === 0) !== (node.kind === 'while')) {
      if (turn === 0)
        walkList(walk, node.body.commands, state.clone(), deadContext(inner, 'condition-false'));
      state.status = 0;
      return 'next';
    }
    const bodyFlow = walkList(walk, node.body.commands, state, inner);
    if (bodyFlow === 'exit' || bodyFlow === 'return') return bodyFlow;
    if (bodyFlow === 'break') return 'next';
    // `while true` without an end is walked once: its turns differ in nothing that is known.
    if (isConstant(node)) return null;
  }
  return null;
}

function isConstant(node: While): boolean {
  const only = node.clause.commands[0]?.command;
  return (
    node.clause.commands.length === 1 &&
    only?.type === 'Command' &&
    ['true', ':', 'false'].includes(only.name?.text ?? '')
  );
}

/** The variables of `while read a b`, when the loop is one. */
function readNames(node: While): readonly string[] {
  const [only, ...more] = node.clause.commands;
  const command = only?.command;
  if (more.length > 0 || command?.type !== 'Command' || command.name?.text !== 'read') return [];
  return command.suffix.flatMap((word) =>
    word.type === 'Word' && /^[A-Za-z_]\w*$/.test(word.text) ? [word.text] : [],
  );
}

function linesRead(node: While, _state: ShellState, context: Context): readonly string[] | null {
  const names = readNames(node);
  const text = context.stdinText === null ? null : textOf(context.stdinText);
  if (node.kind !== 'while' || names.length === 0 || text === null) return null;
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.length <= limits.loopValues ? lines : null;
}

function walkLines(
  walk: Walk,
  node: While,
  lines: readonly string[],
  state: ShellState,
  inner: Context,
  context: Context,
): Flow {
  const names = readNames(node);
  const quiet = { ...inner, statusUsed: 'condition' as const };
  walkList(walk, node.clause.commands, state.clone(), { ...quiet, stdinText: null });
  if (lines.length === 0) {
    walkList(walk, node.body.commands, state.clone(), deadContext(inner, 'condition-false'));
    return 'next';
  }
  const ifs = prefixIfs(node, context);
  for (const line of lines) {
    assignFields(state, names, line, ifs);
    const flow = walkList(walk, node.body.commands, state, { ...inner, stdinText: null });
    if (flow === 'exit' || flow === 'return') return flow;
    if (flow === 'break') break;
  }
  return 'next';
}

/** `while IFS=: read …` splits at what the prefix says. */
function prefixIfs(node: While, context: Context): string {
  const command = node.clause.commands[0]?.command;
  if (command?.type !== 'Command') return ' \t\n';
  for (const item of command.prefix) {
    if (item.type !== 'Assignment' || item.name !== 'IFS') continue;
    return item.value.type === 'Word'
      ? item.value.value
      : context.source.text.slice(item.value.pos, item.value.end);
  }
  return ' \t\n';
}

/** Gives each name its field of a line, the last one all that is left, as `read` does. */
export function assignFields(
  state: ShellState,
  names: readonly string[],
  line: string,
  ifs: string,
): void {
  const trimmed = ifs.includes(' ') ? line.trim() : line;
  let rest = trimmed;
  names.forEach((name, index) => {
    if (index === names.length - 1) {
      assignVariable(state, name, literal(rest));
      return;
    }
    const first = splitText(rest, ifs).fields[0]?.text ?? '';
    assignVariable(state, name, literal(first));
    const after = rest.slice(first.length);

    rest = ifs.includes(' ') ? after.trimStart() : after.slice(1);
  });
}

/** The number in a word, for `exit 3` and `shift 2`; null where it is not known. */
export function numberOf(
  walk: Walk,
  value: Value,
  state: ShellState,
  context: Context,
): number | null {
  const number = evaluateArithmetic(textOf(value), scopeOf(walk, state, context));
  return number === null ? null : Number(number);
}
