/** Where a message goes: with what it announces, or with what it ends. */
import type { Leaf, Tree } from './tree.ts';
import { leadsElsewhere } from './tree.ts';

/** Whether the message speaks of something that is kept; each is said in one room. */
export function isSaidHere(
  leaf: Leaf,
  trees: readonly Tree[],
  isKeptAt: readonly boolean[],
  /** In a loop or a branch that is kept, all of which serves what is kept in it. */
  inside: boolean,
): boolean {
  return leaf.shows === true && !inside
    ? followsKept(trees.indexOf(leaf), trees, isKeptAt)
    : speaksOfKept(leaf, trees, isKeptAt, inside);
}

function speaksOfKept(
  leaf: Leaf,
  trees: readonly Tree[],
  isKeptAt: readonly boolean[],
  inside: boolean,
): boolean {
  const at = trees.indexOf(leaf);
  const acts = (tree: Tree, index: number) => isKeptAt[index] === true || leadsElsewhere(tree);
  const next = trees.findIndex((tree, index) => index > at && acts(tree, index));
  const before = trees.findLastIndex((tree, index) => index < at && acts(tree, index));
  const looksBack = before >= 0 && (leaf.closes === true || (inside && next < 0));
  const owner = looksBack ? before : next;
  if (owner < 0) return inside;
  // "All is set": what it ends has gone, and the next thing is not what it speaks of.
  if (leaf.closes === true && before < 0 && at > 0 && !inside) return false;
  // Why a branch gives up is said where it gives up.
  const givesUp = trees.slice(at).some((tree) => tree.type === 'leaf' && tree.role === 'jump');
  if (isKeptAt[owner] !== true) return inside && givesUp;
  // The farewell of the whole script is for nobody.
  if (inside || looksBack) return inside || next >= 0;
  return trees.slice(at + 1, owner).every((tree) => tree.type === 'leaf' && tree.role !== 'step');
}

function followsKept(at: number, trees: readonly Tree[], isKeptAt: readonly boolean[]): boolean {
  const last = trees.findLastIndex(
    (tree, index) => index < at && (isKeptAt[index] === true || leadsElsewhere(tree)),
  );
  return isKeptAt[last] === true;
}
