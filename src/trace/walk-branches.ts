/** `if` and `case`. Source: bash manual, 3.2.5.2 Conditional Constructs. */
import type { Span } from '../model/source.ts';
import type { Guard } from '../model/step.ts';
import type { Value } from '../model/value.ts';
import { expandPattern, expandText } from '../shell/expand-word.ts';
import { isPlain, matchesPattern, plainText } from '../shell/pattern.ts';
import { alternativesOf, textOf } from '../shell/value.ts';
import type { Case, CompoundList, If, Word } from '../syntax/nodes.ts';
import { spanInFile } from '../syntax/origin.ts';
import { createGuard, noteComparison } from './condition.ts';
import { deadContext, freeWords, guardedContext } from './context.ts';
import type { Context, Flow } from './context.ts';
import { meet } from './leaving.ts';
import { meaningOf } from './exits.ts';
import { conditionFailure } from './failure.ts';
import { scopeOf } from './scope-of.ts';
import type { ShellState } from './shell-state.ts';
import { walkList } from './walk-node.ts';
import { narrowByTest, narrowVariable, soleVariable } from './narrow.ts';
import { mayFail } from './walk-and-or.ts';
import type { Walk } from './walk.ts';

export function walkIf(walk: Walk, node: If, state: ShellState, context: Context): Flow {
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
  if (first === undefined) {
    // Without a branch that runs, `if` succeeds.
    if (otherwise === undefined) state.status = 0;
    return otherwise === undefined ? 'next' : walkList(walk, otherwise.commands, state, context);
  }
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
  const test = clauseText(walk, span);
  narrowByTest(other, test, false);
  narrowByTest(state, test, true);
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

export function clauseText(walk: Walk, span: Span): string {
  return walk.workspace.textOf(span).trim().replace(/;$/, '').trim();
}

/** Walks a condition; gives whether it holds. Its failures are met by the branches. */
function walkClause(
  walk: Walk,
  { clause, then }: Clause,
  otherwise: CompoundList | undefined,
  state: ShellState,
  context: Context,
): boolean | null {
  const { failure } = context;
  const fails = meaningOf(otherwise, state, failure, 'handled');
  const succeeds = meaningOf(then, state, failure, 'handled');
  const inner: Context = {
    ...context,
    statusUsed: 'condition',
    failure: conditionFailure(failure, fails, succeeds),
  };
  walkList(walk, clause.commands, state, inner);
  const last = clause.commands.at(-1)?.command;
  const isSure = last === undefined || !mayFail(last);
  return state.status === null || !isSure ? null : state.status === 0;
}

/** The state after branches of which one has run; how it goes on when all of them leave. */
function joinBranches(
  walk: Walk,
  branches: readonly { readonly state: ShellState; readonly flow: Flow }[],
  target: ShellState,
  context: Context,
): Flow {
  const going = branches.filter(({ flow }) => flow === 'next').map(({ state }) => state);
  if (going.length === 0) {
    target.become((branches[0] as { state: ShellState }).state);
    return outermostLast.find((flow) => branches.some((branch) => branch.flow === flow)) ?? 'next';
  }
  meet(walk, target, going, context);
  return 'next';
}

/** Where branches leave differently, the way that stays nearest decides what can still follow. */
const outermostLast: readonly Flow[] = ['break', 'continue', 'return', 'exit'];

export function walkCase(walk: Walk, node: Case, state: ShellState, context: Context): Flow {
  const subject = expandText(node.word, scopeOf(walk, state, freeWords(context)));
  const branches: { state: ShellState; flow: Flow }[] = [];
  let isSettled = false;
  const subjectText = walk.workspace.textOf(
    spanInFile(context.source, node.word.pos, node.word.end),
  );
  const subjectName = soleVariable(subjectText);
  const passed: ((text: string) => boolean)[] = [];
  for (const item of node.items) {
    const answer: boolean | null = isSettled
      ? false
      : caseAnswer(walk, item.pattern, subject, subjectText, state, context);
    const branch = state.clone();
    if (subjectName !== null && answer !== false) {
      const fits = matcherOf(walk, item.pattern, state, context);
      const earlier = [...passed];
      narrowVariable(
        branch,
        subjectName,
        subject,
        (text) => fits(text) && !earlier.some((one) => one(text)),
      );
      passed.push(fits);
    }
    if (answer === false) {
      walkList(walk, item.body.commands, branch, deadContext(context, 'condition-false'));
      continue;
    }
    const span = patternSpan(item.pattern, context);
    const text = `${subjectText} = ${walk.workspace.textOf(span)}`;
    const guard = createGuard(walk, context, span, { source: 'case', negated: false, text });
    // `*)` behind other patterns is for what none of them may have matched.
    const isOpen = answer === null || branches.length > 0;
    const guarded = isOpen || isSelection(walk, guard) ? guardedContext(context, guard) : context;
    const flow = walkList(walk, item.body.commands, branch, guarded);
    branches.push({ state: branch, flow });
    isSettled = answer === true && item.terminator !== ';&' && item.terminator !== ';;&';
  }
  if (!isSettled) branches.push({ state: state.clone(), flow: 'next' });
  return joinBranches(walk, branches, state, context);
}

/** Whether a text is known to fit one of the patterns, or may fit one that is not known. */
function matcherOf(
  walk: Walk,
  patterns: readonly Word[],
  state: ShellState,
  context: Context,
): (text: string) => boolean {
  const known = patterns.map((word) => expandPattern(word, scopeOf(walk, state, context)));
  return (text) => known.some((pattern) => pattern === null || matchesPattern(pattern, text));
}

function patternSpan(patterns: readonly Word[], context: Context): Span {
  const [first, last] = [patterns[0], patterns.at(-1)];
  return spanInFile(context.source, first?.pos ?? 0, last?.end ?? 0);
}

function caseAnswer(
  walk: Walk,
  patterns: readonly Word[],
  subject: Value,
  subjectText: string,
  state: ShellState,
  context: Context,
): boolean | null {
  const answers = patterns.map((word) => {
    const scope = scopeOf(walk, state, context);
    const written = expandText(word, scope);
    if (!/[*?[]/.test(textOf(written) ?? '*')) noteComparison(walk, subject, written, subjectText);
    const pattern = expandPattern(word, scope);
    if (pattern === null) return null;
    // `*` takes whatever the value is.
    if (pattern.length === 1 && pattern[0]?.kind === 'star') return true;
    const results = alternativesOf(subject).map((alternative) => {
      const text = textOf(alternative);
      if (text !== null) return matchesPattern(pattern, text);
      return isPlain(pattern) && walk.excludes(alternative, plainText(pattern)) ? false : null;
    });
    return results.every((result) => result === results[0]) ? (results[0] ?? null) : null;
  });
  if (answers.includes(true)) return true;
  return answers.includes(null) ? null : false;
}
