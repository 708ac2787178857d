import type { Plan } from '../../model/plan.ts';
import { indented, plain } from './print.ts';
import type { Piece } from './print.ts';
import type { Line } from './tree.ts';
import type { Room } from './room.ts';
import { stepsOf } from './room.ts';

/** What one entry script does in a room, and the environments that it serves. */
interface Way {
  readonly pieces: readonly [Piece, ...Piece[]];
  readonly environments: readonly string[];
}

/**
 * Several entry scripts are mostly one per environment: what all of them do alike stays once, the
 * rest stands under the name of its environment, in one `case` where they start in one folder.
 */
export function alternatives(
  all: readonly (readonly Piece[])[],
  plan: Plan,
  room: Room,
): readonly Piece[] {
  const full = all.flatMap(([first, ...others]): readonly Way['pieces'][] =>
    first !== undefined && [first, ...others].some(({ steps }) => steps.length > 0)
      ? [[first, ...others]]
      : [],
  );
  const ways = waysOf(full, plan, room);
  const total = plan.trace.environments.length;
  const isOwn = ({ environments }: Way) => environments.length > 0 && environments.length < total;
  const [one, ...others] = ways;
  if (one === undefined) return all.flat();
  if (others.length === 0)
    return isOwn(one) && servesOthers(plan, room) ? [casesOf([one])] : one.pieces;
  if (!ways.every(isOwn) || !startAlike(ways))
    return ways.flatMap((way) => (isOwn(way) ? [casesOf([way])] : way.pieces));
  const merged = mergedWays(ways);
  const [only] = merged;
  return only !== undefined && merged.length === 1 && only.environments.length >= total
    ? only.pieces
    : [casesOf(merged)];
}

/**
 * Hooks run in every environment, and so does the build where each environment has one. A job of the
 * pipeline stands in the stages of its own environments only.
 */
function servesOthers({ build }: Plan, { kind }: Room): boolean {
  return kind === 'host' || (kind === 'build' && build.perEnvironment.length > 0);
}

function waysOf(full: readonly Way['pieces'][], plan: Plan, room: Room): readonly Way[] {
  const steps = new Map(
    stepsOf(plan, room).map(({ classified: { step } }) => [step.id, step.environments]),
  );
  return full.map((pieces) => ({
    pieces,
    environments: [
      ...new Set(pieces.flatMap((piece) => piece.steps.flatMap((id) => steps.get(id) ?? []))),
    ],
  }));
}

/** One `case` has one working directory before it, and one set of hosts. */
function startAlike(ways: readonly Way[]): boolean {
  const starts = ways.map((way) => {
    const [{ machine, hostGroups }] = way.pieces;
    return JSON.stringify([startOf(way), machine, hostGroups]);
  });
  return new Set(starts).size === 1;
}

/** The folder that the code starts in: an assignment stands in none, a `cd` of the author's leaves it. */
function startOf({ pieces }: Way): string | null {
  const at = pieces.findIndex(({ cwd, moves }) => moves || cwd !== null);
  return pieces[at]?.cwd ?? null;
}

/** Environments for which the same code stands in their scripts share it. */
function mergedWays(ways: readonly Way[]): readonly Way[] {
  const merged: Way[] = [];
  for (const way of ways) {
    const at = merged.findIndex((other) => textOf(other) === textOf(way));
    const same = merged[at];
    if (same === undefined) merged.push(way);
    else
      merged[at] = {
        environments: [...new Set([...same.environments, ...way.environments])],
        pieces: together(same.pieces, way.pieces),
      };
  }
  return merged;
}

function textOf({ pieces }: Way): string {
  return JSON.stringify(
    pieces.map(({ lines, cwd, moves }) => [lines.map(({ text }) => text), cwd, moves]),
  );
}

/** The code of one script, which names the lines of both. */
function together(pieces: Way['pieces'], others: Way['pieces']): Way['pieces'] {
  const [first, ...rest] = pieces.map((piece, at): Piece => {
    const other = others[at];
    return other === undefined ? piece : withTwin(piece, other);
  });
  return first === undefined ? pieces : [first, ...rest];
}

function withTwin(piece: Piece, other: Piece): Piece {
  return {
    ...piece,
    steps: [...new Set([...piece.steps, ...other.steps])],
    lines: piece.lines.map((line, at) => ({
      ...line,
      steps: [...new Set([...line.steps, ...(other.lines[at]?.steps ?? [])])],
    })),
    spans: [...spansOf(piece), ...spansOf(other)],
  };
}

/** Where the code of a piece stands in the scripts. */
function spansOf({ span, spans }: Piece): NonNullable<Piece['spans']> {
  return spans ?? [span];
}

function casesOf(ways: readonly Way[]): Piece {
  const pieces = ways.flatMap((way) => way.pieces);
  const [first] = (ways[0] as Way).pieces;
  return {
    ...first,
    comments: [],
    steps: [...new Set(pieces.flatMap(({ steps }) => steps))],
    spans: pieces.flatMap(spansOf),
    lines: [plain('case "$ENVIRONMENT" in'), ...ways.flatMap(armOf), plain('esac')],
    cwd: startOf(ways[0] as Way),
    moves: false,
    sets: false,
  };
}

function armOf({ pieces, environments }: Way): readonly Line[] {
  const body = pieces.flatMap(({ comments, lines }) => [...comments.map(plain), ...lines]);
  return [plain(`  ${environments.join(' | ')})`), ...indented(indented(body)), plain('    ;;')];
}
