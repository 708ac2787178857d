/** A script that waits for new commits in a loop: the pipeline starts at each, and the body runs once. */
import { neverFails } from '../../trace/endless-loops.ts';
import type { ArithmeticFor, While } from '../../syntax/nodes.ts';
import { spanInFile } from '../../syntax/origin.ts';
import type { At, Cutting } from './cutting.ts';
import type { Tree } from './tree.ts';
import { leavesOf, stepsIn } from './tree.ts';

/** Nothing in the loop leaves it. */
export function isEndless(
  node: While | ArithmeticFor,
  { source }: At,
  { index }: Cutting,
): boolean {
  const isOpen = node.type === 'While' ? neverFails(node, source.text) : node.test === undefined;
  if (!isOpen) return false;
  const span = spanInFile(source, node.pos, node.end);
  return index.plan.steps.some(
    ({ classified: { step } }) => step.loop?.endless === true && index.standsIn(step, span),
  );
}

/** The body without its pauses, and without what it does where nothing is new. */
export function onePass(body: readonly Tree[]): readonly Tree[] {
  return body.filter((tree) => !isPause(tree) && !skipsTurn(tree));
}

/** Something goes on to the next turn in the middle of what is done. */
export function skipsOn(body: readonly Tree[]): boolean {
  return body.some(
    (tree) => !isLoop(tree) && inside(tree).some((one) => isJump(one) || skipsOn([one])),
  );
}

function inside(tree: Tree): readonly Tree[] {
  if (tree.type === 'leaf') return [tree];
  return tree.type === 'chain' ? tree.operands : tree.rows.flatMap(({ body }) => body);
}

function isLoop(tree: Tree): boolean {
  return tree.type === 'leaf' || (tree.type === 'frame' && tree.kind === 'loop');
}

function isPause(tree: Tree): boolean {
  return tree.type === 'leaf' && tree.steps.length === 0 && startsWith(tree, 'sleep');
}

function isJump(tree: Tree): boolean {
  return startsWith(tree, 'continue');
}

function startsWith(tree: Tree, word: string): boolean {
  return tree.type === 'leaf' && new RegExp(`^${word}\\b`).test(tree.lines[0]?.text ?? '');
}

/** `if [ "$LOCAL" = "$REMOTE" ]; then echo "nothing new"; sleep 60; continue; fi`. */
function skipsTurn(tree: Tree): boolean {
  if (tree.type === 'leaf' || isLoop(tree) || stepsIn(tree).length > 0) return false;
  const leaves = leavesOf(tree);
  return leaves.some(isJump) && leaves.every(({ role }) => role !== 'assign');
}
