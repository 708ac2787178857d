/** What has been kept so far of a cut tree, and the plain questions that keeping asks of it. */
import type { Room } from './room.ts';
import type { Frame, Leaf, Tree } from './tree.ts';
import { leavesOf, nothing, stepsIn } from './tree.ts';

export interface State {
  readonly known: ReadonlySet<string>;
  /** Names that statements set which could come along. */
  readonly settable: ReadonlySet<string>;
  /** Names that the deploying machine sets; another shell's setting of them is not for the build. */
  readonly setHere: ReadonlySet<string>;
  readonly counters: ReadonlySet<string>;
  readonly leaves: Set<Leaf>;
  readonly reads: Set<string>;
  /** Names among them that are read at no place in particular: by functions, by what is called. */
  readonly always: Set<string>;
  readonly exported: Set<string>;
  readonly functions: Set<string>;
}

export function isKept(tree: Tree, state: State): boolean {
  switch (tree.type) {
    case 'leaf':
      return state.leaves.has(tree);
    case 'chain':
      return tree.operands.some((operand) => isKept(operand, state));
    case 'frame':
      return tree.rows.some(
        ({ steps, body }) => steps.length > 0 || body.some((inner) => isKept(inner, state)),
      );
  }
}

export function writesOf(tree: Tree, state: State): readonly string[] {
  if (!isKept(tree, state)) return [];
  if (tree.type === 'leaf') {
    const text = tree.lines[0]?.text ?? '';
    // `export NAME` passes on what somebody else set.
    return text.startsWith('local ') || /^export(?:\s+[A-Za-z_]\w*)+$/.test(text)
      ? []
      : [...tree.writes];
  }
  if (tree.type === 'chain') return tree.operands.flatMap((operand) => writesOf(operand, state));
  return [
    ...tree.writes,
    ...tree.rows.flatMap(({ body }) => body.flatMap((inner) => writesOf(inner, state))),
  ];
}

/** Statements together, under no condition. */
export function isTransparent({ kind }: Frame): boolean {
  return kind === 'group' || kind === 'subshell';
}

export function hasCalls(tree: Tree): boolean {
  return leavesOf(tree).some(isCalled);
}

/** It is there for its own sake: a step of the room, or what gives up for a condition of the room. */
export function isCalled({ role, steps }: Leaf): boolean {
  return role === 'step' || steps.length > 0;
}

export function add(leaf: Leaf, state: State): void {
  state.leaves.add(leaf);
  for (const name of leaf.calls) state.functions.add(name);
}

/**
 * `for m in api web; do cd $m; …`: in a build a loop's own steps from folder to folder stay, if they go on
 * from where the shell is. The way to somebody's checkout is not the build's.
 */
export function stepsInside({ role, machine, lines }: Leaf, room: Room): boolean {
  return (
    role === 'cd' &&
    room.kind !== 'host' &&
    machine === 'build' &&
    /^(popd\b|(cd|pushd)\s+(--\s+)?["']?([\w.-]|\$\{?[a-z]\w*))/.test(lines[0]?.text ?? '')
  );
}

/** Plumbing is of use only on the machine that it was written for. */
export function serves(leaf: Leaf, room: Room): boolean {
  const machine = room.kind === 'host' ? 'host' : 'build';
  if (leaf.role === 'cd')
    return room.kind === 'host'
      ? leaf.machine === 'host'
      : leaf.machine === 'build' && leaf.entersScratch === true;
  return leaf.machine === machine || leaf.role === 'jump' || leaf.role === 'test';
}

/** What a loop or function is made of, whichever machine it ran on. */
export function isLogic({ role }: Leaf): boolean {
  return ['jump', 'test', 'plumbing', 'log', 'assign'].includes(role);
}

/** A counter of a loop: what it sets it reads. */
export function readsOwn({ reads, writes }: Leaf): boolean {
  return [...writes].some((name) => reads.has(name));
}

export function holdsKeptStep(tree: Tree, state: State): boolean {
  return (
    leavesOf(tree).some((leaf) => leaf.role === 'step' && state.leaves.has(leaf)) ||
    stepsIn(tree).length > 0
  );
}

export function noteReads(trees: readonly Tree[], state: State): void {
  for (const tree of trees) {
    if (!isKept(tree, state)) continue;
    if (tree.type === 'leaf') for (const name of tree.reads) state.reads.add(name);
    else if (tree.type === 'chain') noteReads(tree.operands, state);
    else
      for (const { reads, calls = nothing, body } of tree.rows) {
        for (const name of reads) state.reads.add(name);
        for (const name of calls) state.functions.add(name);
        noteReads(body, state);
      }
  }
}
