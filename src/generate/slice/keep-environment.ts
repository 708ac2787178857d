/** Files of settings that a script reads into its environment, for the programs that it runs behind them. */
import type { State } from './kept-state.ts';
import { add, holdsKeptStep, isLogic, serves } from './kept-state.ts';
import type { Room } from './room.ts';
import { ignoresVariables } from './surroundings.ts';
import type { Leaf, Line, Tree } from './tree.ts';
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
  keepSeparators(trees, state, room);
}

/** Something that is kept runs a program, on the same machine, that may look at its environment. */
export function isHeard({ machine }: Leaf, later: readonly Tree[], state: State): boolean {
  return later.some(
    (tree) =>
      holdsKeptStep(tree, state) &&
      (headSteps(tree) ? runsOn(leavesOf(tree), machine) : leavesOf(tree).some(hears)),
  );

  function hears(leaf: Leaf): boolean {
    return isKeptStepOn(leaf, machine, state) && !ignoresVariables(leaf);
  }
}

/** A step that stays, on the machine. */
export function isKeptStepOn(leaf: Leaf, machine: Leaf['machine'], state: State): boolean {
  return leaf.role === 'step' && leaf.machine === machine && state.leaves.has(leaf);
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

/** `. ./.env`, `export $(… .env …)`, `export "$key=$value"` of each line. */
function loads({ role, lines, writes }: Leaf): boolean {
  const text = lines[0]?.text ?? '';
  if (role === 'setup') return /^(source|\.)\s/.test(text);
  return role === 'assign' && writes.size === 0 && /^(export|declare -x)\s+"?\$/.test(text);
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

/** `IFS=,`: how words are split until it is set again. Source: bash manual, 3.5.7 Word Splitting. */
function keepSeparators(trees: readonly Tree[], state: State, room: Room): void {
  trees.forEach((tree, at) => {
    if (!setsSeparator(tree) || !serves(tree, room)) return;
    const next = trees.findIndex((other, index) => index > at && setsSeparator(other));
    const between = trees.slice(at + 1, next < 0 ? trees.length : next);
    const isSetBefore = trees
      .slice(0, at)
      .some((other) => setsSeparator(other) && state.leaves.has(other));
    const kept = between.filter((other) => holdsKeptStep(other, state));
    if (isSetBefore ? kept.length > 0 : kept.some(splits)) add(tree, state);
  });
}

function setsSeparator(tree: Tree): tree is Leaf {
  return tree.type === 'leaf' && tree.role === 'assign' && tree.writes.has('IFS');
}

/** Some word of it is an expansion without quotes, or it reads fields. */
function splits(tree: Tree): boolean {
  const heads =
    tree.type === 'leaf'
      ? []
      : tree.type === 'chain'
        ? tree.operands.filter((one) => splits(one))
        : tree.rows.filter(({ head, body }) => head.some(isSplit) || body.some(splits));
  return heads.length > 0 || (tree.type === 'leaf' && tree.lines.some(isSplit));
}

function isSplit({ text }: Line): boolean {
  return /(^|[\s(])\$\{?\w|\b(read|mapfile|readarray)\b/.test(text);
}

function isMode(tree: Tree, pattern: RegExp): boolean {
  return tree.type === 'leaf' && tree.role === 'mode' && pattern.test(tree.lines[0]?.text ?? '');
}

/** What is exported by name needs no more. */
function setsNames(leaf: Leaf): boolean {
  const isByName = leaf.lines[0]?.text.startsWith('export ') === true;
  return (leaf.role === 'assign' && !isByName) || loads(leaf);
}
