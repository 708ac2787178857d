/** Files of settings that a script reads into its environment, for the programs that it runs behind them. */
import type { State } from './kept-state.ts';
import { add, holdsKeptStep, isLogic, serves } from './kept-state.ts';
import type { Room } from './room.ts';
import { ignoresVariables } from './surroundings.ts';
import type { Leaf, Tree } from './tree.ts';
import { leavesOf } from './tree.ts';

/**
 * `if [ -f .env ]; then . ./.env; fi`, `export $(grep -v '^#' .env | xargs)`: the file comes along where
 * a kept program of the same machine may look at its environment, with `set -a` around it.
 */
export function keepEnvironment(trees: readonly Tree[], state: State, room: Room): void {
  trees.forEach((tree, at) => {
    const leaves = leavesOf(tree);
    const loaders = leaves.filter((leaf) => loads(leaf) && serves(leaf, room));
    if (loaders.length === 0 || !leaves.every(isPartOfLoading)) return;
    if (loaders.some((leaf) => isHeard(leaf, trees.slice(at + 1), state)))
      for (const leaf of leaves) if (leaf.role !== 'mode') add(leaf, state);
  });
  keepModes(trees, state);
}

/** Something that is kept runs a program, on the same machine, that may look at its environment. */
export function isHeard({ machine }: Leaf, later: readonly Tree[], state: State): boolean {
  return later.some(
    (tree) =>
      holdsKeptStep(tree, state) &&
      (headSteps(tree) ? runsOn(leavesOf(tree), machine) : leavesOf(tree).some(hears)),
  );

  function hears(leaf: Leaf): boolean {
    return (
      leaf.role === 'step' &&
      leaf.machine === machine &&
      state.leaves.has(leaf) &&
      !ignoresVariables(leaf)
    );
  }
}

/** Where a condition alone runs something, what stands under it tells the machine. */
export function runsOn(leaves: readonly Leaf[], machine: Leaf['machine']): boolean {
  return leaves.length === 0 || leaves.some((leaf) => leaf.machine === machine);
}

/** Steps stand in the condition of a branch or loop. */
export function headSteps(tree: Tree): boolean {
  if (tree.type === 'leaf') return false;
  if (tree.type === 'chain') return tree.operands.some(headSteps);
  return tree.rows.some(({ steps, body }) => steps.length > 0 || body.some(headSteps));
}

function isPartOfLoading(leaf: Leaf): boolean {
  return isLogic(leaf) || leaf.role === 'setup' || leaf.role === 'mode';
}

/** `. ./.env`, `export $(… .env …)`. */
function loads({ role, lines, writes }: Leaf): boolean {
  const text = lines[0]?.text ?? '';
  if (role === 'setup') return /^(source|\.)\s/.test(text);
  return role === 'assign' && writes.size === 0 && /^export\s+"?\$\(/.test(text);
}

/** `set -a` and `set +a` around what is read or set between them. */
function keepModes(trees: readonly Tree[], state: State): void {
  trees.forEach((tree, at) => {
    if (!isMode(tree, /^set\s+-/)) return;
    const off = trees.findIndex((other, index) => index > at && isMode(other, /^set\s+\+/));
    const between = trees.slice(at + 1, off < 0 ? trees.length : off).flatMap(leavesOf);
    if (!between.some((leaf) => state.leaves.has(leaf) && setsNames(leaf))) return;
    for (const leaf of [tree, ...(off < 0 ? [] : [trees[off]])])
      if (leaf?.type === 'leaf') add(leaf, state);
  });
}

function isMode(tree: Tree, pattern: RegExp): boolean {
  return tree.type === 'leaf' && tree.role === 'mode' && pattern.test(tree.lines[0]?.text ?? '');
}

/** What is exported by name needs no more. */
function setsNames(leaf: Leaf): boolean {
  const isByName = leaf.lines[0]?.text.startsWith('export ') === true;
  return (leaf.role === 'assign' && !isByName) || loads(leaf);
}
