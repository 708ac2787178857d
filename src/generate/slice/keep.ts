/** Decides what of a cut tree stays: the steps, and whatever they need to mean the same. */
import { keepAssignments, reachingIn, settableIn } from './keep-assignments.ts';
import { keepNeighbours } from './keep-neighbours.ts';
import type { State } from './kept-state.ts';
import {
  add,
  hasCalls,
  isCalled,
  isKept,
  isTransparent,
  noteReads,
  serves,
  stepsInside,
  writesOf,
} from './kept-state.ts';
import type { Room } from './room.ts';
import type { Chain, Frame, Leaf, Tree } from './tree.ts';
import { leavesOf, nothing, stepsIn } from './tree.ts';
import type { Values } from './values.ts';

export interface Kept {
  readonly leaves: ReadonlySet<Leaf>;
  /** Names that what is kept reads and that no kept statement sets. */
  readonly open: ReadonlySet<string>;
  readonly sets: ReadonlySet<string>;
  /** Secrets and values of the build that commands read from their environment. */
  readonly exported: ReadonlySet<string>;
  /** Functions that are called. */
  readonly functions: ReadonlySet<string>;
  /** Frames that print, with their heads. */
  has(tree: Tree): boolean;
}

/** Fixed point over names and functions: what is kept may need more to be kept. */
export function keep(
  trees: readonly Tree[],
  functions: ReadonlyMap<string, Frame>,
  room: Room,
  values: Values,
  { wanted, known }: { readonly wanted: ReadonlySet<string>; readonly known: ReadonlySet<string> },
): Kept {
  const state: State = {
    known,
    settable: new Set([
      ...trees.flatMap((tree) => settableIn(tree, room, false)),
      ...[...functions.values()].flatMap((tree) => settableIn(tree, room, true)),
    ]),
    setHere: new Set(
      [...trees, ...functions.values()]
        .flatMap(leavesOf)
        .flatMap(({ role, machine, writes }) =>
          role === 'assign' && machine === 'build' ? [...writes] : [],
        ),
    ),
    counters: new Set([...trees, ...functions.values()].flatMap(countersIn)),
    leaves: new Set(),
    reads: new Set(wanted),
    always: new Set(wanted),
    exported: new Set(),
    functions: new Set(),
  };
  const all = [...trees];
  for (let size = -1; size !== sizeOf(state);) {
    size = sizeOf(state);
    const bodies = [...state.functions].flatMap((name) => functions.get(name) ?? []);
    keepSteps(all, state, room, values, false);
    for (const body of bodies)
      keepSteps(
        body.rows.flatMap((row) => row.body),
        state,
        room,
        values,
        true,
      );
    noteReads(bodies, { ...state, reads: state.always });
    for (const body of bodies) noteWhole(body, state);
    noteReads(all, state);
    for (const name of state.always) state.reads.add(name);
    const reaching = reachingIn(all, state, room, values);
    keepAssignments(all, state, { room, values, inFunction: false, reaching });
    keepAssignments(bodies, state, { room, values, inFunction: true, reaching: null });
  }
  const bodies = [...state.functions].flatMap((name) => functions.get(name) ?? []);
  const sets = new Set([...all, ...bodies].flatMap((tree) => writesOf(tree, state)));
  return {
    leaves: state.leaves,
    open: openNames(all, bodies, { ...state, sets, wanted }),
    sets,
    exported: state.exported,
    functions: state.functions,
    has: (tree) => isKept(tree, state),
  };
}

function openNames(
  trees: readonly Tree[],
  bodies: readonly Frame[],
  state: State & { readonly sets: ReadonlySet<string>; readonly wanted: ReadonlySet<string> },
): ReadonlySet<string> {
  const bound = boundNames(trees, bodies, state);
  return new Set(
    [...state.reads].filter(
      (name) =>
        !state.sets.has(name) &&
        !state.known.has(name) &&
        !/^[0-9@*#]$/.test(name) &&
        (!bound.has(name) || state.wanted.has(name)),
    ),
  );
}

/** Names that only functions read and that one of them sets. */
function boundNames(
  trees: readonly Tree[],
  bodies: readonly Frame[],
  state: State,
): ReadonlySet<string> {
  const outside: State = { ...state, reads: new Set() };
  noteReads(trees, outside);
  const own = bodies
    .flatMap(leavesOf)
    .filter((leaf) => state.leaves.has(leaf) && isLocal(leaf))
    .flatMap(({ writes }) => [...writes]);
  const whole = bodies.filter(({ closing }) => closing === '').flatMap(({ writes }) => [...writes]);
  return new Set(
    [...own, ...whole].filter((name) => !outside.reads.has(name) && !state.exported.has(name)),
  );
}

function isLocal({ lines }: Leaf): boolean {
  return /^(local|declare|typeset)\s/.test(lines[0]?.text ?? '');
}

/** A function that is kept whole reads and calls what it always did. */
function noteWhole({ closing, rows, own = nothing, calls = [] }: Frame, state: State): void {
  for (const name of calls) state.functions.add(name);
  if (closing !== '') return;
  const reads = rows.flatMap((row) => [...row.reads]);
  // What it counts up it must find set.
  for (const name of reads) if (!own.has(name)) state.always.add(name);
}

function sizeOf({ leaves, reads, functions }: State): number {
  return leaves.size + reads.size + functions.size;
}

/** Steps, and in each list the plumbing that stands with them. `inside` a frame all of it serves. */
function keepSteps(
  trees: readonly Tree[],
  state: State,
  room: Room,
  values: Values,
  inside: boolean,
): void {
  for (const tree of trees) {
    if (tree.type === 'leaf' && isCalled(tree)) add(tree, state);
    if (tree.type === 'chain') keepChain(tree, state, room, values, inside);
    if (tree.type === 'frame') {
      const hasSteps = stepsIn(tree).length > 0 || hasCalls(tree);
      for (const row of tree.rows)
        keepSteps(
          row.body,
          state,
          room,
          values,
          hasSteps && !isTransparent(tree) ? true : inside && hasSteps,
        );
    }
  }
  keepNeighbours(trees, state, room, values, inside);
}

/** Operands before a kept one are its conditions; after it, what handles its outcome. */
function keepChain(chain: Chain, state: State, room: Room, values: Values, inside: boolean): void {
  for (const operand of chain.operands) keepSteps([operand], state, room, values, false);
  const last = chain.operands.findLastIndex((operand) => hasCalls(operand));
  if (last < 0) return;
  chain.operands.forEach((operand, at) => {
    const handles = at > last && leavesOf(operand).every((leaf) => !isCalled(leaf));
    if (at >= last && !handles) return;
    for (const leaf of leavesOf(operand))
      if (leaf.role !== 'step' && (serves(leaf, room) || (inside && stepsInside(leaf, room))))
        add(leaf, state);
  });
}

/** Variables of loops that stay loops. */
function countersIn(tree: Tree): readonly string[] {
  if (tree.type === 'leaf') return [];
  if (tree.type === 'chain') return tree.operands.flatMap(countersIn);
  return [...tree.writes, ...tree.rows.flatMap(({ body }) => body.flatMap(countersIn))];
}
