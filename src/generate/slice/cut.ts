/**
 * Cuts a script's tree down to what may belong in one room: steps of the room, and the plumbing that
 * could serve them. What is really kept is decided afterwards, over the whole of it (keep.ts).
 */
import type { Span } from '../../model/source.ts';
import type { Step } from '../../model/step.ts';
import type { FunctionDefinition, Statement, SyntaxNode } from '../../syntax/nodes.ts';
import { spanInFile } from '../../syntax/origin.ts';
import { cutCase, cutCount, cutIf, cutLoop } from './compounds.ts';
import { judgesConsent } from './consent.ts';
import { cutChain, cutRedirected, cutSubshell } from './cut-chain.ts';
import { cutCommand, isOwn } from './cut-command.ts';
import { cutPipeline } from './cut-pipeline.ts';
import type { At, Cutting } from './cutting.ts';
import { holdsTerminal } from './detached.ts';
import { withEndings } from './endings.ts';
import { commentsAbove, leafOf, namesOf } from './leaf.ts';
import { namesIn } from './names.ts';
import { withStatusTests } from './status-tests.ts';
import type { Leaf, Tree } from './tree.ts';
import { nothing, stepsIn } from './tree.ts';

/** The statements of a list, each as what is left of it. */
export function cutStatements(
  statements: readonly Statement[],
  at: At,
  cutting: Cutting,
): readonly Tree[] {
  const lastWait = statements.findLastIndex(waits);
  const cut = statements.map((statement, number) => {
    const next = statements[number + 1];
    // The words of a question go with the question.
    const isQuestion = next !== undefined && prints(statement) && asksConsent(next, at, cutting);
    const trees = isQuestion
      ? []
      : cutStatement(statement, number < lastWait ? { ...at, isWaited: true } : at, cutting);
    const isElsewhere =
      trees.flatMap(stepsIn).length === 0 && actsElsewhere(statement, at, cutting);
    return { statement, trees: isElsewhere ? [...trees, elsewhere(statement, at)] : trees };
  });
  return withEndings(withStatusTests(cut, at.source), at.source, cutting.room.kind !== 'host');
}

function actsElsewhere({ command }: Statement, at: At, { index }: Cutting): boolean {
  return command.type !== 'Function' && index.acts(spanInFile(at.source, command.pos, command.end));
}

function elsewhere({ command }: Statement, { source, machine }: At): Leaf {
  return {
    type: 'leaf',
    role: 'elsewhere',
    lines: [],
    mayFail: false,
    comments: [],
    steps: [],
    reads: nothing,
    writes: nothing,
    calls: nothing,
    asksHost: false,
    machine,
    span: spanInFile(source, command.pos, command.end),
    cwd: null,
    hostGroups: [],
  };
}

function prints({ command }: Statement): boolean {
  return command.type === 'Command' && /^(echo|printf)$/.test(command.name?.value ?? '');
}

function asksConsent({ command }: Statement, { source }: At, { index }: Cutting): boolean {
  return index
    .stepsAt(spanInFile(source, command.pos, command.end))
    .some(({ classified }) => classified.kind === 'approval-prompt');
}

function waits({ command }: Statement): boolean {
  return command.type === 'Command' && command.name?.value === 'wait';
}

function cutStatement(statement: Statement, at: At, cutting: Cutting): readonly Tree[] {
  // What is waited for runs in its turn: then its failure counts as well.
  const runsOn = statement.background === true || holdsTerminal(statement, at, cutting);
  const isDetached = runsOn && at.isWaited !== true;
  const trees =
    wholeProcess(statement, isDetached, at, cutting) ??
    cutNode(statement.command, at, cutting, isDetached);
  const [first, ...rest] = trees;
  // The title of a part of the script is not carried with a mere value.
  const isValue = trees.every((tree) => tree.type === 'leaf' && tree.role === 'assign');
  const comments = commentsAbove(statement, at, cutting).filter(
    (comment) => !isValue || !/^#+\s*[-=*#~]{3,}/.test(comment),
  );
  if (first === undefined || comments.length === 0) return trees;
  return [withComments(first, comments), ...rest];
}

/** `{ cd /srv/shop; ./shop; } > log &`: one process. */
function wholeProcess(
  { command }: Statement,
  isDetached: boolean,
  at: At,
  cutting: Cutting,
): readonly Tree[] | null {
  if (!isDetached || /^(Command|Pipeline|AndOr)$/.test(command.type)) return null;
  const { index, room } = cutting;
  const effects = index.effectsWithin(spanInFile(at.source, command.pos, command.end));
  if (effects.length === 0 || !effects.every((id) => room.steps.has(id))) return null;
  const own = effects.flatMap((id) => index.step(id) ?? []);
  return [{ ...leafOf(command, own, 'step', at, cutting, true), cwd: null }];
}

function withComments(tree: Tree, comments: readonly string[]): Tree {
  return { ...tree, comments: [...comments, ...tree.comments] };
}

export function cutNode(
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
      return withoutConsent(cutChain(node, at, cutting, background), node.commands, at, cutting);
    case 'If':
      return withoutConsent(cutIf(node, at, cutting), [node.clause], at, cutting);
    case 'For':
    case 'While':
      return cutLoop(node, at, cutting);
    case 'Select':
      // A menu has nobody to choose from it; which answer is meant, the action says.
      return offersAgain(node, at, cutting) ? [] : cutStatements(node.body.commands, at, cutting);
    case 'ArithmeticFor':
      return cutCount(node, at, cutting);
    case 'Case':
      return withoutConsent(cutCase(node, at, cutting), [node.word], at, cutting);
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

/** A menu of what the script does by an argument as well: that way is cut, and not the menu's. */
function offersAgain(node: SyntaxNode, { source }: At, { index, room, again }: Cutting): boolean {
  const menu = spanInFile(source, node.pos, node.end);
  const isOffered = (step: Step) =>
    [step, ...step.calledFrom].some(({ span }) => isInside(span, menu));
  const steps = index.plan.steps.flatMap(({ classified: { step } }) =>
    isOwn(step.id, room) ? [step] : [],
  );
  const offered = steps.filter(isOffered);
  const twins = new Map(
    steps.flatMap((step) => (isOffered(step) ? [] : [[placeOf(step), step.id] as const])),
  );
  if (offered.length === 0 || !offered.every((step) => twins.has(placeOf(step)))) return false;
  for (const step of offered) again.set(step.id, twins.get(placeOf(step)) ?? step.id);
  return true;
}

function isInside(span: Span, around: Span): boolean {
  return span.file === around.file && span.start >= around.start && span.end <= around.end;
}

function placeOf({ site }: Step): string {
  return `${site.source}:${site.start}:${site.end}`;
}

/** `[ "$answer" = yes ] || exit 1` goes with the prompt. */
function withoutConsent(
  trees: readonly Tree[],
  asking: readonly SyntaxNode[],
  at: At,
  cutting: Cutting,
): readonly Tree[] {
  const reads = new Set(asking.flatMap((node) => [...namesOf(node, at, cutting).reads]));
  return judgesConsent(trees, reads, cutting.index.plan) ? [] : trees;
}

/** `[[ … ]]`, `(( … ))`, and what else has no commands in it. */
function cutTest(node: SyntaxNode, at: At, cutting: Cutting): readonly Tree[] {
  const span = spanInFile(at.source, node.pos, node.end);
  // `(( n++ ))` is how a counter moves.
  const isSetting = node.type === 'ArithmeticCommand' && namesIn(node).writes.size > 0;
  const isTest = cutting.index.stepsAt(span).length > 0;
  const role = isSetting ? 'assign' : isTest ? 'test' : 'plumbing';
  return node.type === 'Coproc' ? [] : [leafOf(node, [], role, at, cutting, false)];
}
