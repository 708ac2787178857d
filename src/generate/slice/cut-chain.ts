/** Commands joined by `&&` and `||`, and groups of them, cut for a room. */
import type { AndOr, SyntaxNode } from '../../syntax/nodes.ts';
import { spanInFile } from '../../syntax/origin.ts';
import { dropsCondition } from './conditions.ts';
import { isOwn } from './cut-command.ts';
import type { At, Cutting } from './cutting.ts';
import { freesContainer, leafOf, namesOf, sourceText } from './leaf.ts';
import type { Chain, Frame, Tree } from './tree.ts';
import { isNothing, leavesOf, nothing, stepsIn } from './tree.ts';

export function cutChain(
  node: AndOr,
  at: At,
  cutting: Cutting,
  background: boolean,
): readonly Tree[] {
  const last = node.commands.length - 1;
  const operands = node.commands.map((operand, number) =>
    // What stands before the last one is over when it begins.
    cutting.cutNode(operand, at, cutting, background && number === last),
  );
  const kept = operands.map((trees, at_) => {
    const later = operands.slice(at_ + 1).flatMap((other) => other.flatMap(stepsIn));
    const operand = node.commands[at_] as SyntaxNode;
    const clause = spanInFile(at.source, operand.pos, operand.end);
    const isAnswered =
      trees.flatMap(stepsIn).length === 0 && dropsCondition([clause], later, cutting);
    return isAnswered || isNothing(trees) ? [] : trees;
  });
  const rest = withoutOrphans(
    kept.map((trees, at_) =>
      node.operators[at_ - 1] === '||' && isForGroup(trees, kept[at_ - 1]) ? [] : trees,
    ),
    node.operators,
  );
  const freed = rest.slice(0, freedAhead(rest, kept, node, cutting));
  const ahead = freed.flatMap((index) => kept[index] ?? []);
  return [...ahead, ...chainOf(rest.slice(freed.length), kept, node, at)];
}

/** `docker stop web && docker rm web && docker run …`: how many operands stop the rest on a new host only. */
function freedAhead(
  rest: readonly number[],
  kept: readonly (readonly Tree[])[],
  { operators }: AndOr,
  { index }: Cutting,
): number {
  const end = rest.findIndex((own, at) => {
    const steps = (kept[own] ?? []).flatMap(stepsIn).flatMap((id) => index.step(id) ?? []);
    const isLast = at === rest.length - 1;
    return isLast || operators[(rest[at + 1] ?? 0) - 1] !== '&&' || !freesContainer(steps);
  });
  return Math.max(0, end);
}

function chainOf(
  rest: readonly number[],
  kept: readonly (readonly Tree[])[],
  node: AndOr,
  at: At,
): readonly Tree[] {
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

/**
 * `ssh web1 <<EOF … EOF || die`: the first command that fails stops the new script by itself, which it would
 * not within `{ …; } || die`. Source: bash manual, 4.3.1 (`set -e`).
 */
function isForGroup(trees: readonly Tree[], before: readonly Tree[] = []): boolean {
  return (
    before.length > 1 &&
    before.flatMap(stepsIn).length > 0 &&
    trees.length > 0 &&
    trees.flatMap(leavesOf).every(({ role }) => role === 'jump' || role === 'log') &&
    trees.flatMap(leavesOf).some(({ role }) => role === 'jump')
  );
}

/** Operands that are left; what only handled the outcome of one that went goes with it. */
function withoutOrphans(
  kept: readonly (readonly Tree[])[],
  operators: AndOr['operators'],
): readonly number[] {
  let isGone = false;
  return kept.flatMap((trees, index) => {
    const hasSteps = trees.flatMap(stepsIn).length > 0;
    // `tar x && cd app && start`: the folder is where the rest of the chain runs.
    const isMove =
      operators[index - 1] === '&&' &&
      trees.length > 0 &&
      trees.flatMap(leavesOf).every(({ role }) => role === 'cd');
    if (trees.length === 0 || (isGone && !hasSteps && !isMove)) {
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

export function cutSubshell(
  node: Extract<SyntaxNode, { type: 'Subshell' }>,
  at: At,
  cutting: Cutting,
): readonly Tree[] {
  const body = cutting.cut(node.body.commands, at, cutting);
  if (isNothing(body)) return [];
  const isNeeded = body.flatMap(leavesOf).some(({ role }) => role === 'cd' || role === 'assign');
  if (!isNeeded) return body;
  const frame = group([...body, ...body].slice(0, Math.max(2, body.length)), node, at) as Frame;
  const [first] = frame.rows;
  const head = [{ text: '(', verbatim: false, steps: [] }];
  return [{ ...frame, closing: ')', rows: first === undefined ? [] : [{ ...first, head, body }] }];
}

export function cutRedirected(
  node: Extract<SyntaxNode, { type: 'Redirected' }>,
  at: At,
  cutting: Cutting,
): readonly Tree[] {
  const written = writtenTogether(node, at, cutting);
  if (written !== null) return [written];
  const trees = cutting.cutNode(node.command, at, cutting);
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

/** `{ echo a; echo b; } > app.conf`: one file, written as a whole. */
function writtenTogether(
  node: Extract<SyntaxNode, { type: 'Redirected' }>,
  at: At,
  cutting: Cutting,
): Tree | null {
  const { index, room } = cutting;
  if (node.command.type !== 'BraceGroup' && node.command.type !== 'Subshell') return null;
  const own = index
    .effectsWithin(spanInFile(at.source, node.pos, node.end))
    .flatMap((id) => index.step(id) ?? []);
  const targets = node.redirects.map((one) => spanInFile(at.source, one.pos, one.end));
  const isWritten = own.every(
    ({ classified }) =>
      isOwn(classified.step.id, room) &&
      classified.step.redirections.some(({ span }) =>
        targets.some(({ file, start }) => file === span.file && start === span.start),
      ),
  );
  if (own.length === 0 || !isWritten) return null;
  return leafOf(node, own, 'step', at, cutting, false);
}

/** What a compound command's redirections read is asked for before it begins. */
function withReads(frame: Frame, names: readonly string[]): Frame {
  const [first, ...rest] = frame.rows;
  if (first === undefined) return frame;
  return { ...frame, rows: [{ ...first, reads: new Set([...first.reads, ...names]) }, ...rest] };
}
