import type { Lore } from '../../model/lore.ts';
import type { Plan, PlannedStep } from '../../model/plan.ts';
import type { StepId } from '../../model/step.ts';
import { absentHelpers } from './absent-helpers.ts';
import { alternatives } from './alternatives.ts';
import { cutNode, cutStatements } from './cut.ts';
import type { Cutting } from './cutting.ts';
import { fallbackPiece } from './fallback.ts';
import { keep } from './keep.ts';
import { namesIn } from './names.ts';
import { fileSource, parseSource } from '../../syntax/parse-source.ts';
import { bodyOf, indented, plain, printScript } from './print.ts';
import type { Piece } from './print.ts';
import { refusalsIn } from './refusals.ts';
import { machineOf, stepsOf, usersOf } from './room.ts';
import type { Room, RoomUsers } from './room.ts';
import { ScriptIndex } from './script-index.ts';
import type { Frame, Line } from './tree.ts';
import { isAmbient, Values } from './values.ts';

/** The code of one room, in order, with what it needs from outside. */
export interface Slice {
  readonly pieces: readonly Piece[];
  /** Functions that the pieces call, as they stand in the script. */
  readonly functions: readonly Piece[];
  /** Names that must be given a value before the pieces run. */
  readonly open: ReadonlySet<string>;
  /** Names that the pieces set. */
  readonly sets: ReadonlySet<string>;
  /** Secrets and values of the build that commands read from their environment. */
  readonly exported: ReadonlySet<string>;
  /** A file that the code sources may set any name. */
  readonly sourcesFile: boolean;
  readonly users: RoomUsers;
  /** Files of settings that the code read and that the repository does not hold. */
  readonly missingFiles: ReadonlySet<string>;
  /** Commands that only the deploying machine can answer, by the name that the code reads. */
  readonly answers: ReadonlyMap<string, string>;
  /** Steps that could not be cut out and are printed as they were understood. */
  readonly rewritten: readonly StepId[];
  /** What gives up in it for the sake of a condition. */
  readonly refusals: ReadonlySet<StepId>;
}

/** Cuts out of all entry scripts what belongs in a room. */
export function sliceRoom(
  plan: Plan,
  room: Room,
  lore: Lore,
  wanted: ReadonlySet<string> = new Set(),
  /** Names that earlier code has set already. */
  known: ReadonlySet<string> = new Set(),
): Slice {
  const slice = sliceWanting(plan, room, lore, { wanted, known });
  const more = namesRewritten(slice);
  if (more.every((name) => wanted.has(name) || slice.sets.has(name))) return slice;
  // What a step reads that had to be printed anew is set by statements that may come along, too.
  return sliceWanting(plan, room, lore, { wanted: new Set([...wanted, ...more]), known });
}

/** Names that statements read which are no cut of the script. */
function namesRewritten({ pieces, rewritten }: Slice): readonly string[] {
  const lines = pieces
    .flatMap((piece) => piece.lines)
    .filter(({ steps }) => steps.some((id) => rewritten.includes(id)));
  const text = lines.map((line) => line.text).join('\n');
  const { reads } = namesIn(parseSource(fileSource('', text)).script);
  return [...reads].filter((name) => name !== 'SAY_HERE' && !isAmbient(name));
}

function sliceWanting(plan: Plan, room: Room, lore: Lore, names: Names): Slice {
  const values = new Values(plan);
  const users = usersOf(plan, room);
  const cutting: Cutting = {
    index: new ScriptIndex(plan, room.kind === 'host'),
    room,
    values,
    users,
    lore,
    functions: new Map(),
    again: new Map(),
    cut: cutStatements,
    cutNode,
  };
  const slices = plan.trace.scripts
    .filter(({ role }) => role === 'entry')
    .map(({ file, runsOn }) => sliceEntry(file, runsOn === 'host', cutting, names));
  const pieces = alternatives(
    slices.map(({ pieces: own }) => own.map((piece) => tracedTwice(piece, cutting.again))),
    plan,
    room,
  );
  const covered = new Set([
    ...cutting.again.keys(),
    ...[...slices.flatMap(({ pieces: own, functions }) => [...own, ...functions])].flatMap(
      ({ steps }) => steps,
    ),
  ]);
  const missing = stepsOf(plan, room).filter(({ classified }) => !covered.has(classified.step.id));
  const functions = distinct(slices.flatMap((slice) => slice.functions)).map((piece) =>
    tracedTwice(piece, cutting.again),
  );
  return {
    pieces: withMissing(pieces, missing, cutting),
    functions: [...absentHelpers(plan, pieces, functions), ...functions],
    open: new Set(slices.flatMap(({ open }) => [...open])),
    sets: new Set(slices.flatMap(({ sets }) => [...sets])),
    exported: new Set(slices.flatMap(({ exported }) => [...exported])),
    sourcesFile: pieces.some(({ lines }) =>
      lines.some(({ text }) => /^\s*(source|\.)\s/.test(text)),
    ),
    users,
    answers: cutting.index.answers,
    missingFiles: cutting.index.missingFiles,
    rewritten: missing.map(({ classified }) => classified.step.id),
    refusals: new Set(slices.flatMap(({ refusals }) => [...refusals])),
  };
}

/** Lines that print for steps of another way through the script name these, too. */
function tracedTwice(piece: Piece, again: Cutting['again']): Piece {
  if (again.size === 0) return piece;
  const withTwins = (ids: readonly StepId[]) => [
    ...ids,
    ...[...again].flatMap(([other, id]) => (ids.includes(id) ? [other] : [])),
  ];
  return {
    ...piece,
    steps: withTwins(piece.steps),
    lines: piece.lines.map((line) => ({ ...line, steps: withTwins(line.steps) })),
  };
}

interface Names {
  readonly wanted: ReadonlySet<string>;
  readonly known: ReadonlySet<string>;
}

interface EntrySlice {
  readonly file: string;
  readonly pieces: readonly Piece[];
  readonly functions: readonly Piece[];
  readonly open: ReadonlySet<string>;
  readonly sets: ReadonlySet<string>;
  readonly exported: ReadonlySet<string>;
  readonly refusals: ReadonlySet<StepId>;
}

function sliceEntry(file: string, isOnHost: boolean, cutting: Cutting, names: Names): EntrySlice {
  const source = cutting.index.file(file);
  if (source === null)
    return {
      file,
      pieces: [],
      functions: [],
      open: new Set(),
      sets: new Set(),
      exported: new Set(),
      refusals: new Set(),
    };
  const at = {
    source,
    machine: isOnHost ? ('host' as const) : ('build' as const),
    inFunction: false,
    handed: null,
    depth: 0,
  };
  const trees = cutStatements(cutting.index.parse(source).script.commands, at, cutting);
  const kept = keep(trees, cutting.functions, cutting.room, cutting.values, names);
  const pieces = printScript(trees, kept);
  const functions = [...kept.functions].flatMap((name) => {
    const frame = cutting.functions.get(name);
    return frame === undefined ? [] : [functionPiece(frame, kept)];
  });
  const refusals = refusalsIn(kept, cutting.functions, cutting.index);
  const { open, sets, exported } = kept;
  return { file, pieces, functions, open, sets, exported, refusals };
}

function functionPiece(frame: Frame, kept: ReturnType<typeof keep>): Piece {
  const [row] = frame.rows;
  const isWhole = frame.closing === '';
  const lines: readonly Line[] =
    row === undefined
      ? []
      : isWhole
        ? row.head
        : [...row.head, ...indented(bodyOf(row.body, kept)), plain(frame.closing)];
  return {
    comments: frame.comments,
    lines,
    steps: [...new Set(lines.flatMap(({ steps }) => steps))],
    span: frame.span,
    cwd: null,
    moves: false,
    hostGroups: [],
    machine: frame.machine,
    codes: [],
    sets: false,
  };
}

function distinct(pieces: readonly Piece[]): readonly Piece[] {
  const seen = new Map(pieces.map((piece) => [`${piece.span.file}:${piece.span.start}`, piece]));
  return [...seen.values()];
}

/** Puts steps that were not cut out where they run, printed from what is known of them. */
function withMissing(
  pieces: readonly Piece[],
  missing: readonly PlannedStep[],
  cutting: Cutting,
): readonly Piece[] {
  const { plan } = cutting.index;
  const order = new Map(plan.steps.map(({ classified }, at) => [classified.step.id, at]));
  const all = [...pieces];
  for (const planned of missing) {
    const at = order.get(planned.classified.step.id) ?? 0;
    const next = all.findIndex(({ steps }) => steps.some((id) => (order.get(id) ?? 0) > at));
    const piece = fallbackPiece(planned, cutting, machineOf(planned.classified.step, plan));
    all.splice(next < 0 ? all.length : next, 0, piece);
  }
  return all;
}
