/** Decides what of a cut tree stays: the steps, and whatever they need to mean the same. */
import { reachingAssignments } from './reaching.ts';
import { isSaidHere } from './messages.ts';
import type { Room } from './room.ts';
import type { Chain, Frame, Leaf, Tree } from './tree.ts';
import { ignoresFolder, ignoresVariables } from './surroundings.ts';
import { leavesOf, nothing, stepsIn } from './tree.ts';
import type { Values } from './values.ts';
import { waitsAmong } from './waits.ts';

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

interface State {
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

function isKept(tree: Tree, state: State): boolean {
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

function writesOf(tree: Tree, state: State): readonly string[] {
  if (!isKept(tree, state)) return [];
  if (tree.type === 'leaf')
    return tree.lines[0]?.text.startsWith('local ') === true ? [] : [...tree.writes];
  if (tree.type === 'chain') return tree.operands.flatMap((operand) => writesOf(operand, state));
  return [
    ...tree.writes,
    ...tree.rows.flatMap(({ body }) => body.flatMap((inner) => writesOf(inner, state))),
  ];
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
    if (tree.type === 'leaf' && tree.role === 'step') add(tree, state);
    if (tree.type === 'chain') keepChain(tree, state, room, values);
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

/** Statements together, under no condition. */
function isTransparent({ kind }: Frame): boolean {
  return kind === 'group' || kind === 'subshell';
}

function hasCalls(tree: Tree): boolean {
  return leavesOf(tree).some(({ role }) => role === 'step');
}

function add(leaf: Leaf, state: State): void {
  state.leaves.add(leaf);
  for (const name of leaf.calls) state.functions.add(name);
}

/** Operands before a kept one are its conditions; after it, what handles its outcome. */
function keepChain(chain: Chain, state: State, room: Room, values: Values): void {
  for (const operand of chain.operands) keepSteps([operand], state, room, values, false);
  const last = chain.operands.findLastIndex((operand) => hasCalls(operand));
  if (last < 0) return;
  chain.operands.forEach((operand, at) => {
    const handles = at > last && leavesOf(operand).every(({ role }) => role !== 'step');
    if (at >= last && !handles) return;
    for (const leaf of leavesOf(operand))
      if (leaf.role !== 'step' && serves(leaf, room)) add(leaf, state);
  });
}

/** Plumbing is of use only on the machine that it was written for. */
function serves(leaf: Leaf, room: Room): boolean {
  const machine = room.kind === 'host' ? 'host' : 'build';
  if (leaf.role === 'cd') return room.kind === 'host' && leaf.machine === 'host';
  return leaf.machine === machine || leaf.role === 'jump' || leaf.role === 'test';
}

function keepNeighbours(
  trees: readonly Tree[],
  state: State,
  room: Room,
  values: Values,
  inside: boolean,
): void {
  const isKeptAt = trees.map((tree) => holdsKeptStep(tree, state));
  keepVerdicts(trees, isKeptAt, state);
  keepProcessNotes(trees, isKeptAt, state);
  for (const leaf of waitsAmong(trees, isKeptAt, room, values.plan))
    if (canRead(leaf, values, room, state, true)) add(leaf, state);
  trees.forEach((tree, at) => {
    if (inside && tree.type !== 'leaf' && !isKeptAt[at]) keepLogic(tree, state);
    if (tree.type !== 'leaf') return;
    const isMoved = room.kind !== 'host' && movesAlong(tree, trees.slice(at + 1), state);
    if (!(serves(tree, room) || isMoved || (inside && isLogic(tree)))) return;
    if (tree.role === 'assign') {
      const isForIt = isHeard(trees.slice(at + 1), state) && (serves(tree, room) || isMoved);
      keepSetting(tree, isForIt, inside, state, room, values);
    } else if (
      isWanted(tree, at, isKeptAt, trees, state, inside) &&
      isReadable(tree, values, room, state, inside)
    )
      add(tree, state);
  });
}

/** Something that is kept runs a program that may look at its environment. */
function isHeard(later: readonly Tree[], state: State): boolean {
  return later.some(
    (tree) =>
      holdsKeptStep(tree, state) &&
      (headSteps(tree) || leavesOf(tree).some((leaf) => isStep(leaf) && !ignoresVariables(leaf))),
  );

  function isStep(leaf: Leaf): boolean {
    return leaf.role === 'step' && state.leaves.has(leaf);
  }
}

/** Steps stand in the condition of a branch or loop. */
function headSteps(tree: Tree): boolean {
  if (tree.type === 'leaf') return false;
  if (tree.type === 'chain') return tree.operands.some(headSteps);
  return tree.rows.some(({ steps, body }) => steps.length > 0 || body.some(headSteps));
}

/** `[ $ok = 1 ] || exit 1` behind a check: what gives up on an answer belongs to the asking. */
function keepVerdicts(trees: readonly Tree[], isKeptAt: readonly boolean[], state: State): void {
  const answers = new Set<string>();
  let isLeft = false;
  trees.forEach((tree, at) => {
    const leaves = leavesOf(tree);
    if (isKeptAt[at] === true) {
      for (const { writes } of leaves) for (const name of writes) answers.add(name);
      isLeft = tree.type === 'frame' && tree.kind === 'loop' && leaves.some(leavesWell);
      return;
    }
    // Set anew, the name tells of something else.
    if (tree.type === 'leaf' && tree.role === 'assign')
      for (const name of tree.writes) if (!tree.reads.has(name)) answers.delete(name);
    if (leaves.some(givesUp) && leaves.every(isLogic)) {
      const reads = [...leaves.flatMap((leaf) => [...leaf.reads]), ...headReads(tree)];
      const isAsked = tree.type === 'leaf' ? isLeft : reads.some((name) => answers.has(name));
      if (isAsked) for (const leaf of leaves) add(leaf, state);
    }
    if (!leaves.every(({ role }) => role === 'log')) isLeft = false;
  });
}

/** `echo $! > shop.pid` behind the process that it tells of: the stop script looks for it. */
function keepProcessNotes(
  trees: readonly Tree[],
  isKeptAt: readonly boolean[],
  state: State,
): void {
  const holders = new Set<string>();
  let isDetached = false;
  trees.forEach((tree, at) => {
    const leaves = leavesOf(tree);
    if (isKeptAt[at] === true)
      isDetached = leaves.at(-1)?.lines.at(-1)?.text.endsWith('&') === true;
    if (tree.type !== 'leaf' || isKeptAt[at] === true || !isDetached) return;
    const tells = tree.lines.some(({ text }) => /\$(!|\{!\})/.test(text));
    if (tells && tree.role === 'assign') for (const name of tree.writes) holders.add(name);
    const reads = [...tree.reads].some((name) => holders.has(name));
    if (tree.role === 'plumbing' && (tells || reads)) add(tree, state);
  });
}

function headReads(tree: Tree): readonly string[] {
  if (tree.type === 'leaf') return [];
  if (tree.type === 'chain') return tree.operands.flatMap(headReads);
  return tree.rows.flatMap(({ reads, body }) => [...reads, ...body.flatMap(headReads)]);
}

/** It leaves with a status that says that something is wrong, or by a function that does. */
function givesUp({ role, lines, calls }: Leaf): boolean {
  return role === 'jump' && (calls.size > 0 || /^(exit|return)\s+[1-9]/.test(lines[0]?.text ?? ''));
}

function leavesWell({ role, lines }: Leaf): boolean {
  return role === 'jump' && /^(exit|return)(\s+0)?$/.test(lines[0]?.text ?? '');
}

/** Something that is kept runs in the folder, or in one that is named from there: `cd ..`. */
function isFolderOf(later: readonly Tree[], state: State): boolean {
  const next = later.findIndex((tree) => leavesOf(tree)[0]?.role === 'cd' && !isFromHere(tree));
  return later
    .slice(0, next < 0 ? undefined : next)
    .some(
      (tree) =>
        holdsKeptStep(tree, state) &&
        (headSteps(tree) ||
          leavesOf(tree).some(
            (leaf) => leaf.role === 'step' && state.leaves.has(leaf) && !ignoresFolder(leaf),
          )),
    );
}

function isFromHere(tree: Tree): boolean {
  return /^(cd|pushd)\s+(--\s+)?["']?[\w.]/.test(leavesOf(tree)[0]?.lines[0]?.text ?? '');
}

/** Whether a piece of plumbing has something to serve where it stands. */
function isWanted(
  leaf: Leaf,
  at: number,
  isKeptAt: readonly boolean[],
  trees: readonly Tree[],
  state: State,
  inside: boolean,
): boolean {
  const before = isKeptAt.slice(0, at).lastIndexOf(true);
  const after = isKeptAt.indexOf(true, at + 1);
  switch (leaf.role) {
    case 'cd':
      return isFolderOf(trees.slice(at + 1), state);
    case 'setup':
      return isHeard(trees.slice(at + 1), state);
    case 'jump':
      return inside;
    case 'log':
      return isSaidHere(leaf, trees, isKeptAt, inside);
    case 'plumbing':
      return inside || isBetween(leaf, before, after, trees);
    default:
      return false;
  }
}

function isReadable(
  leaf: Leaf,
  values: Values,
  room: Room,
  state: State,
  inside: boolean,
): boolean {
  const isMessage = leaf.role === 'log' || leaf.role === 'plumbing';
  return !isMessage || canRead(leaf, values, room, state, inside);
}

/** Conditions and jumps inside a kept loop or function are part of what it does. */
function keepLogic(tree: Tree, state: State): void {
  const leaves = leavesOf(tree);
  if (leaves.every(isLogic) && leaves.some(({ role }) => role === 'jump' || role === 'assign'))
    for (const leaf of leaves) add(leaf, state);
}

/** What a loop or function is made of, whichever machine it ran on. */
function isLogic({ role }: Leaf): boolean {
  return ['jump', 'test', 'plumbing', 'log', 'assign'].includes(role);
}

/** What is exported may be for a command that never names it; a counter is for its loop. */
function keepSetting(
  leaf: Leaf,
  /** Something that is kept stands after it, on its machine. */
  isForIt: boolean,
  inside: boolean,
  state: State,
  room: Room,
  values: Values,
): void {
  if (inside && readsOwn(leaf)) add(leaf, state);
  if (!isExport(leaf) || !isForIt) return;
  for (const name of leaf.writes)
    // Credentials of the deploying person: roles take their place.
    if (!/^(AWS_\w+|SSH\w*|HOME|USER|DISPLAY|TERM|LC_\w+|LANG)$/.test(name)) {
      const provision = values.provisionOf(name, room.kind);
      if (provision === 'secret' || provision === 'build') state.exported.add(name);
      if (!/^PATH$/.test(name) || room.kind === 'host') state.always.add(name);
    }
}

function isExport({ role, lines }: Leaf): boolean {
  return role === 'assign' && lines[0]?.text.startsWith('export ') === true;
}

/** `export RAILS_ENV=production` on a host serves what left the host after it. */
function movesAlong(leaf: Leaf, later: readonly Tree[], state: State): boolean {
  return (
    isExport(leaf) &&
    leaf.machine === 'host' &&
    later
      .flatMap(leavesOf)
      .some((other) => other.role === 'step' && other.machine === 'host' && state.leaves.has(other))
  );
}

/** A counter of a loop: what it sets it reads. */
function readsOwn({ reads, writes }: Leaf): boolean {
  return [...writes].some((name) => reads.has(name));
}

/** Between two kept statements. */
function isBetween(leaf: Leaf, before: number, after: number, trees: readonly Tree[]): boolean {
  if (leaf.role === 'jump' || after < 0) return false;
  const at = trees.indexOf(leaf);
  const gap = trees
    .slice(at + 1, after)
    .every((tree) => tree.type === 'leaf' && tree.role !== 'step');
  return gap && before >= 0;
}

/** A message is worth keeping where all that it names is at hand, and where it runs nothing. */
function canRead(leaf: Leaf, values: Values, room: Room, state: State, inside: boolean): boolean {
  const runs = leaf.lines.some(({ text }) => /`|\$\((?!\(|date|basename|hostname)/.test(text));
  if (leaf.role === 'log' && runs) return false;
  return [...leaf.reads].every((name) => {
    // What a release was given, the pipeline shows.
    if (values.provisionOf(name, room.kind) === 'given') return false;
    if (state.settable.has(name) || (inside && state.counters.has(name))) return true;
    if (/^[1-9@*#]$/.test(name)) return false;
    if (values.isHostName(name)) return room.kind === 'host';
    return values.provisionOf(name, room.kind) !== 'script';
  });
}

function settableIn(tree: Tree, room: Room, inFunction: boolean): readonly string[] {
  return tree.type === 'leaf'
    ? tree.role === 'assign' && isSafeHere(tree, room, inFunction)
      ? [...tree.writes]
      : []
    : tree.type === 'chain'
      ? tree.operands.flatMap((operand) => settableIn(operand, room, inFunction))
      : tree.rows.flatMap(({ body }) => body.flatMap((one) => settableIn(one, room, inFunction)));
}

/** Variables of loops that stay loops. */
function countersIn(tree: Tree): readonly string[] {
  if (tree.type === 'leaf') return [];
  if (tree.type === 'chain') return tree.operands.flatMap(countersIn);
  return [...tree.writes, ...tree.rows.flatMap(({ body }) => body.flatMap(countersIn))];
}

function holdsKeptStep(tree: Tree, state: State): boolean {
  return (
    leavesOf(tree).some((leaf) => leaf.role === 'step' && state.leaves.has(leaf)) ||
    stepsIn(tree).length > 0
  );
}

function noteReads(trees: readonly Tree[], state: State): void {
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

/** What the keeping of assignments goes by. */
interface Settings {
  readonly room: Room;
  readonly values: Values;
  readonly inFunction: boolean;
  /** Assignments that a later statement reads; null in functions, whose calls have no place. */
  readonly reaching: ReadonlySet<Leaf> | null;
}

function reachingIn(
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
function keepAssignments(
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

/** Whether the assignment gives the same value in the room as where it was written. */
function isSafeHere(leaf: Leaf, room: Room, inFunction: boolean): boolean {
  if (!inFunction && [...leaf.reads].some((name) => /^[1-9@*#]$|^OPTARG$|^ARGUMENT_\d$/.test(name)))
    return false;
  if (leaf.asksHost && room.kind !== 'host') return false;
  if (room.kind !== 'host' || leaf.machine === 'host' || leaf.asksHost) return true;
  // One release has one timestamp: the build takes it, for all hooks on all hosts.
  if (isVolatile(leaf)) return false;
  const text = leaf.lines.map((line) => line.text).join('\n');
  return [...text.matchAll(/\$\(\s*([^)]*)|`([^`]*)`/g)].every(([, inner = '', quoted = '']) =>
    same.test(inner || quoted),
  );
}
