/** Pauses of a script: what it waits for before the next command may run. */
import type { Span } from '../../model/source.ts';
import type { Plan } from '../../model/plan.ts';
import { isCheckRoom } from './room.ts';
import type { Room } from './room.ts';
import type { Leaf, Tree } from './tree.ts';
import { leavesOf } from './tree.ts';

/**
 * Pauses among the trees of a list that belong to what is kept of it: a loop that polls stands
 * behind the command whose end it awaits, or in front of all that is done to a host; a plain `sleep`
 * in front of a check, between commands, or behind a stop.
 */
export function waitsAmong(
  trees: readonly Tree[],
  isKeptAt: readonly boolean[],
  room: Room,
  plan: Plan,
): readonly Leaf[] {
  const isClear = (from: number, to: number) => {
    const [one, other] = [trees[from], trees[to]];
    return one !== undefined && other !== undefined && !effectBetween(one.span, other.span, plan);
  };
  const holdsHook = ({ span }: Tree) => runsOnHost(span, plan);
  return trees.flatMap((tree, at) => {
    if (isKeptAt[at] === true || !isWait(tree, room) || holdsEffect(tree.span, plan)) return [];
    const before = isKeptAt.slice(0, at).lastIndexOf(true);
    const after = isKeptAt.indexOf(true, at + 1);
    const follows = before >= 0 && isClear(before, at);
    const leads = after >= 0 && isClear(at, after);
    if (tree.type === 'leaf') return isPauseOf(room, follows, leads) ? leavesOf(tree) : [];
    const isBegun = before >= 0 || !trees.slice(0, at).some(holdsHook);
    return follows || (leads && isBegun) ? leavesOf(tree) : [];
  });
}

function isPauseOf(room: Room, follows: boolean, leads: boolean): boolean {
  return (leads && isCheckRoom(room)) || (follows && (leads || isStopRoom(room)));
}

/** `touch STOP; sleep 60`: what is told to end gets the time that the script gave it. */
function isStopRoom({ destinations }: Room): boolean {
  return destinations.includes('hook/ApplicationStop');
}

/** A step of some hook stands there, whose end a loop behind it may await. */
function runsOnHost({ file, start, end }: Span, { steps }: Plan): boolean {
  return steps.some(
    ({ classified: { step }, destination, disposition }) =>
      disposition === 'converted' &&
      destination?.startsWith('hook/') === true &&
      step.span.file === file &&
      step.span.start >= start &&
      step.span.end <= end,
  );
}

/** `sleep 5` means the same everywhere; a loop asks the machine that it was written for. */
function isWait(tree: Tree, room: Room): boolean {
  if (tree.type === 'leaf') return isSleep(tree);
  if (tree.type !== 'frame' || tree.kind !== 'loop') return false;
  const leaves = leavesOf(tree);
  const machine = room.kind === 'host' ? 'host' : 'build';
  return (
    leaves.some(isSleep) &&
    leaves.every(
      ({ role, machine: own }) => own === machine && /^(jump|test|plumbing|log|assign)$/.test(role),
    )
  );
}

function isSleep({ role, lines }: Leaf): boolean {
  return role === 'plumbing' && /^sleep\s/.test(lines[0]?.text ?? '');
}

/** A loop around a check of another place is that check's. */
function holdsEffect({ file, start, end }: Span, { steps }: Plan): boolean {
  return steps.some(
    ({ classified: { step }, disposition }) =>
      disposition !== null &&
      step.span.file === file &&
      step.span.start >= start &&
      step.span.end <= end,
  );
}

/** Whether the script does something else between two stretches of it. */
function effectBetween(one: Span, other: Span, { steps }: Plan): boolean {
  return (
    one.file === other.file &&
    steps.some(
      ({ classified: { step }, disposition }) =>
        disposition !== null &&
        step.span.file === one.file &&
        step.span.start >= one.end &&
        step.span.end <= other.start,
    )
  );
}
