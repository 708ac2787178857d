/** What stands beside a kept step and serves it: folders, waits, verdicts, messages, exported settings. */
import { headSteps, isHeard, isKeptStepOn, keepEnvironment, runsOn } from './keep-environment.ts';
import type { State } from './kept-state.ts';
import { add, holdsKeptStep, isLogic, readsOwn, serves, stepsInside } from './kept-state.ts';
import { isSaidHere } from './messages.ts';
import type { Room } from './room.ts';
import { ignoresFolder } from './surroundings.ts';
import type { Leaf, Tree } from './tree.ts';
import { leavesOf } from './tree.ts';
import type { Values } from './values.ts';
import { waitsAmong } from './waits.ts';

export function keepNeighbours(
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
    if (inside && tree.type !== 'leaf' && !isKeptAt[at] && !judgesElsewhere(trees, at))
      keepLogic(tree, state);
    if (tree.type !== 'leaf') return;
    const isMoved = room.kind !== 'host' && movesAlong(tree, trees.slice(at + 1), state);
    const isPart = inside && (stepsInside(tree, room) || isLogic(tree));
    const isUseful = serves(tree, room) || isMoved;
    if (!isUseful && !isPart) return;
    if (tree.role === 'assign') {
      const isForIt = isUseful && isHeard(tree, trees.slice(at + 1), state);
      keepSetting(tree, isForIt, inside, state, room, values);
    } else if (
      isWanted(tree, at, isKeptAt, trees, state, inside) &&
      isReadable(tree, trees, values, room, state, inside)
    )
      add(tree, state);
  });
  keepEnvironment(trees, state, room);
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

/**
 * Something that is kept runs in the folder, or in one that is named from there: `cd ..`. Where a host was
 * led to, the machine that deploys is not.
 */
function isFolderOf({ machine }: Leaf, later: readonly Tree[], state: State): boolean {
  return later
    .slice(0, endOfFolder(later))
    .some(
      (tree) =>
        holdsKeptStep(tree, state) &&
        (headSteps(tree) || looksForFile(tree)
          ? runsOn(leavesOf(tree), machine)
          : leavesOf(tree).some(runsThere)),
    );

  function runsThere(leaf: Leaf): boolean {
    return isKeptStepOn(leaf, machine, state) && !ignoresFolder(leaf);
  }
}

/** `if [ -f shop.pid ]`: the condition names a file from where the shell is. */
function looksForFile(tree: Tree): boolean {
  return (
    tree.type === 'frame' &&
    tree.rows.some(({ head }) =>
      head.some(({ text }) => /\[\[?\s+(!\s+)?-[defrsx]\s+["']?[\w.]/.test(text)),
    )
  );
}

/** Where the shell leaves a folder: at a move to another place, or at the `popd` that ends a stay. */
function endOfFolder(later: readonly Tree[]): number {
  let depth = 0;
  for (const [at, tree] of later.entries()) {
    const word = movingWord(tree);
    if (word === 'pushd') depth += 1;
    else if (word === 'popd' && depth > 0) depth -= 1;
    else if (word !== null && depth === 0 && !isFromHere(tree)) return at;
  }
  return later.length;
}

function movingWord(tree: Tree): string | null {
  const [first] = leavesOf(tree);
  return first?.role === 'cd' ? (/^[a-z]+/.exec(first.lines[0]?.text ?? '')?.[0] ?? null) : null;
}

/** `popd` leads back from a `pushd` that is kept, and from nowhere else. */
function returns(before: readonly Tree[], state: State): boolean {
  let depth = 0;
  for (const tree of [...before].reverse()) {
    const word = movingWord(tree);
    if (word === 'popd') depth += 1;
    else if (word === 'pushd' && depth > 0) depth -= 1;
    else if (word === 'pushd')
      return leavesOf(tree)
        .slice(0, 1)
        .some((leaf) => state.leaves.has(leaf));
  }
  return false;
}

/** `cd ..` at the end of a loop's body, behind a kept step into a folder. */
function leadsBack({ lines, machine }: Leaf, before: readonly Tree[], state: State): boolean {
  return (
    machine === 'build' &&
    /^cd\s+["']?(-|\.\.)/.test(lines[0]?.text ?? '') &&
    before.some((tree) =>
      leavesOf(tree).some((leaf) => leaf.role === 'cd' && state.leaves.has(leaf)),
    )
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
      if (movingWord(leaf) === 'popd') return returns(trees.slice(0, at), state);
      return (
        isFolderOf(leaf, trees.slice(at + 1), state) || leadsBack(leaf, trees.slice(0, at), state)
      );
    case 'setup':
      return isHeard(leaf, trees.slice(at + 1), state);
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

/** What is said where the script gives up on a condition that reads the same. */
function tellsWhy({ role, reads }: Leaf, trees: readonly Tree[], state: State): boolean {
  return (
    role === 'log' &&
    trees.some((tree) => tree.type === 'leaf' && tree.role === 'jump' && tree.steps.length > 0) &&
    [...reads].every((name) => state.reads.has(name))
  );
}

function isReadable(
  leaf: Leaf,
  trees: readonly Tree[],
  values: Values,
  room: Room,
  state: State,
  inside: boolean,
): boolean {
  const isMessage = leaf.role === 'log' || leaf.role === 'plumbing';
  return !isMessage || canRead(leaf, values, room, state, inside) || tellsWhy(leaf, trees, state);
}

/** Conditions and jumps inside a kept loop or function are part of what it does. */
function keepLogic(tree: Tree, state: State): void {
  const leaves = leavesOf(tree);
  if (leaves.every(isLogic) && leaves.some(({ role }) => role === 'jump' || role === 'assign'))
    for (const leaf of leaves) add(leaf, state);
}

/**
 * `aws lambda invoke … out.json` and then `if ! grep -q pong out.json; then exit 1; fi`: a verdict on what
 * another room does. A test of variables may be about anything.
 */
function judgesElsewhere(trees: readonly Tree[], at: number): boolean {
  const tree = trees[at];
  const before = trees.slice(0, at).findLast((one) => one.type !== 'leaf' || one.role !== 'log');
  const head = tree?.type === 'frame' ? (tree.rows[0]?.head[0]?.text ?? '') : '';
  return (
    tree !== undefined &&
    before?.type === 'leaf' &&
    before.role === 'elsewhere' &&
    leavesOf(tree).some(givesUp) &&
    /^(if|elif)\s+(!\s+)?[a-z]/.test(head) &&
    !/^(if|elif)\s+(!\s+)?test\s/.test(head)
  );
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
    if (
      !/^(AWS_\w+|SSH\w*|HOME|USER|DISPLAY|TERM|LC_\w+|LANG)$/.test(name) &&
      !isForClient(name, room, values)
    ) {
      const provision = values.provisionOf(name, room.kind);
      if (provision === 'secret' || provision === 'build') state.exported.add(name);
      if (!/^PATH$/.test(name) || room.kind === 'host') state.always.add(name);
    }
}

/** Java's driver for PostgreSQL reads none of them. Source: https://www.postgresql.org/docs/current/libpq-envars.html */
function isForClient(name: string, room: Room, { plan }: Values): boolean {
  const steps = plan.steps.filter(({ classified }) => room.steps.has(classified.step.id));
  return (
    room.kind === 'build' &&
    /^PG[A-Z]+$/.test(name) &&
    steps.length > 0 &&
    steps.every(({ classified: { step } }) =>
      /^(mvnw?|gradlew?|sbt|ant|cp|mv|rm|mkdir|tar|zip|gzip)$/.test(step.name ?? ''),
    )
  );
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
