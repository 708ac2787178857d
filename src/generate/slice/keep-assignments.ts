/** Which assignments come along with what reads their names. */
import type { State } from './kept-state.ts';
import { add, isKept, isLogic, isTransparent, noteReads } from './kept-state.ts';
import { reachingAssignments } from './reaching.ts';
import type { Room } from './room.ts';
import type { Chain, Leaf, Tree } from './tree.ts';
import { leavesOf } from './tree.ts';
import type { Values } from './values.ts';

export function settableIn(tree: Tree, room: Room, inFunction: boolean): readonly string[] {
  return tree.type === 'leaf'
    ? tree.role === 'assign' && isSafeHere(tree, room, inFunction)
      ? [...tree.writes]
      : []
    : tree.type === 'chain'
      ? tree.operands.flatMap((operand) => settableIn(operand, room, inFunction))
      : tree.rows.flatMap(({ body }) => body.flatMap((one) => settableIn(one, room, inFunction)));
}

/** What the keeping of assignments goes by. */
interface Settings {
  readonly room: Room;
  readonly values: Values;
  readonly inFunction: boolean;
  /** Assignments that a later statement reads; null in functions, whose calls have no place. */
  readonly reaching: ReadonlySet<Leaf> | null;
}

export function reachingIn(
  trees: readonly Tree[],
  state: State,
  room: Room,
  values: Values,
): ReadonlySet<Leaf> {
  const anything = new Set(trees.flatMap(leavesOf).flatMap(({ writes }) => [...writes]));
  const asked: State = { ...state, leaves: new Set(), reads: anything };
  return reachingAssignments(trees, {
    isKept: (leaf) => state.leaves.has(leaf),
    mayCome: (leaf) =>
      isNeeded(leaf, anything, asked, room, values) && isSafeHere(leaf, room, false),
    always: state.always,
  });
}

/** Assignments of names that are needed and that nothing else provides. */
export function keepAssignments(
  trees: readonly Tree[],
  state: State,
  settings: Settings,
  /** What is read beside them, in the same branch or turn of a loop. */
  beside: ReadonlySet<string> = new Set(),
): void {
  const { room, values, inFunction, reaching } = settings;
  for (const tree of trees) {
    if (tree.type === 'chain') {
      keepAssignments(tree.operands, state, settings, beside);
      keepConditions(tree, state);
    } else if (tree.type === 'frame') {
      for (const { body } of tree.rows) {
        const reads = isTransparent(tree) ? beside : readsOf(body, state);
        keepAssignments(body, state, settings, reads);
      }
      if (tree.kind === 'loop' && isKept(tree, state))
        for (const { body } of tree.rows) keepTurns(body, state);
    } else if (
      (reaching === null || reaching.has(tree)) &&
      isNeeded(tree, beside, state, room, values) &&
      isSafeHere(tree, room, inFunction)
    )
      add(tree, state);
  }
}

/** `[ -n "$A" ] && B=1`: what decides over a kept setting comes along with it. */
function keepConditions({ operands }: Chain, state: State): void {
  const last = operands.findLastIndex(
    (operand) =>
      isKept(operand, state) &&
      leavesOf(operand).some((leaf) => leaf.role === 'assign' && state.leaves.has(leaf)),
  );
  for (const leaf of operands.slice(0, Math.max(0, last)).flatMap(leavesOf))
    if (isLogic(leaf) && leaf.role !== 'log') add(leaf, state);
}

/** `break` and `continue` decide which turn of a loop has the last word. */
function keepTurns(trees: readonly Tree[], state: State): void {
  for (const tree of trees) {
    const leaves = leavesOf(tree);
    if (!leaves.some(isTurn)) continue;
    if (tree.type === 'frame') for (const { body } of tree.rows) keepTurns(body, state);
    else if (leaves.every(isLogic)) for (const leaf of leaves) add(leaf, state);
  }
}

function isTurn({ role, lines }: Leaf): boolean {
  return role === 'jump' && /^(break|continue)\b/.test(lines[0]?.text ?? '');
}

function isNeeded(
  leaf: Leaf,
  beside: ReadonlySet<string>,
  { leaves, reads, known, setHere }: State,
  room: Room,
  values: Values,
): boolean {
  if (leaf.role !== 'assign' || leaves.has(leaf)) return false;
  const isElsewhere = room.kind !== 'host' && leaf.machine === 'host';
  // Earlier code may have gone through another branch, or through the last turn of the loop.
  const isOwn = (name: string) => beside.has(name) && !isVolatile(leaf);
  return [...leaf.writes].some(
    (name) =>
      reads.has(name) &&
      !(isElsewhere && setHere.has(name)) &&
      (!known.has(name) || isOwn(name)) &&
      values.provisionOf(name, room.kind) === 'script',
  );
}

/** Asked a second time it would be another value. */
function isVolatile({ lines }: Leaf): boolean {
  return lines.some(({ text }) => /\b(date|mktemp|uuidgen)\b|\$RANDOM|\$\$/.test(text));
}

/** Names that kept statements of a list read. */
function readsOf(trees: readonly Tree[], state: State): ReadonlySet<string> {
  const inside: State = { ...state, reads: new Set() };
  noteReads(trees, inside);
  return inside.reads;
}

/** Commands whose output is the same on every machine. */
const same = /^(basename|dirname|echo|printf|seq|tr|cut|sed|awk)\b/;

/** `DIR=$1`: the pipeline gives it by its own name; `DIR=/srv/$1` is still made of what it gives. */
function isGiven({ lines, reads }: Leaf): boolean {
  const [first, ...others] = lines.map(({ text }) => text);
  return (
    [...reads].some((name) => /^ARGUMENT_\d$/.test(name)) &&
    (others.length > 0 ||
      !/^[A-Za-z_]\w*=[\w./:@'"-]*(\$\{ARGUMENT_\d\}[\w./:@'"-]*)+$/.test(first ?? '') ||
      /^[A-Za-z_]\w*="?\$\{ARGUMENT_\d\}"?$/.test(first ?? ''))
  );
}

/** Whether the assignment gives the same value in the room as where it was written. */
function isSafeHere(leaf: Leaf, room: Room, inFunction: boolean): boolean {
  if (!inFunction && [...leaf.reads].some((name) => /^[1-9@*#]$|^OPTARG$/.test(name))) return false;
  if (!inFunction && isGiven(leaf)) return false;
  if (leaf.asksHost && room.kind !== 'host') return false;
  if (room.kind !== 'host' || leaf.machine === 'host' || leaf.asksHost) return true;
  // One release has one timestamp: the build takes it, for all hooks on all hosts.
  if (isVolatile(leaf)) return false;
  const text = leaf.lines.map((line) => line.text).join('\n');
  return [...text.matchAll(/\$\(\s*([^)]*)|`([^`]*)`/g)].every(([, inner = '', quoted = '']) =>
    same.test(inner || quoted),
  );
}
