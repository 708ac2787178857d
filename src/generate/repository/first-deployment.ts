/**
 * A new host has no version of the application before its first deployment: what asks, saves or stops
 * the old one there asks first whether there is one.
 */
import type { Plan } from '../../model/plan.ts';
import type { Piece } from '../slice/print.ts';
import { indented, plain } from '../slice/print.ts';
import { joinedPart, oldPartOf, questionOf } from './old-part.ts';
import type { OldPart } from './old-part.ts';

/** Pieces that stand together, and what of the old version they have nothing to do without. */
export interface Stretch {
  readonly pieces: readonly Piece[];
  /** Null for what a new host does as well. */
  readonly wants: OldPart | null;
}

/** What a hook does before the new files come, by what it needs of the old ones. */
export function stretchesOf(pieces: readonly Piece[], plan: Plan): readonly Stretch[] {
  const stretches: { pieces: Piece[]; wants: OldPart | null }[] = [];
  let moves: Piece[] = [];
  for (const piece of pieces) {
    if (piece.moves) {
      moves.push(piece);
      continue;
    }
    const last = stretches.at(-1);
    const wants =
      isMessage(piece) && moves.length === 0 ? (last?.wants ?? null) : oldPartOf(piece, plan);
    const joined = last === undefined ? undefined : joinedPart(last.wants, wants);
    if (last !== undefined && joined !== undefined) {
      last.pieces.push(...moves, piece);
      last.wants = joined;
    } else stretches.push({ pieces: [...moves, piece], wants });
    moves = [];
  }
  if (moves.length > 0) stretches.push({ pieces: moves, wants: null });
  return stretches;
}

/** Whether anything of it needs an old version. */
export function asksForOld(pieces: readonly Piece[], plan: Plan): boolean {
  return stretchesOf(pieces, plan).some(({ wants }) => wants !== null);
}

/** The pieces of a stretch under the question whether there is an old version. */
export function whereOld(pieces: readonly Piece[], wants: OldPart): Piece {
  const folder = folderOf(pieces);
  const [first] = pieces as readonly [Piece, ...Piece[]];
  return {
    ...first,
    comments: ['# A new host has no version before its first deployment.'],
    lines: [
      plain(`if ${questionOf(wants, folder)}; then`),
      ...indented(pieces.flatMap(({ comments, lines }) => [...comments.map(plain), ...lines])),
      plain('fi'),
    ],
    steps: [...new Set(pieces.flatMap(({ steps }) => steps))],
    spans: pieces.flatMap(({ span, spans }) => spans ?? [span]),
    cwd: null,
    moves: false,
    sets: false,
  };
}

/** The folder as the author wrote it, where the stretch begins by going there. */
function folderOf([first]: readonly Piece[]): string | null {
  if (first?.moves !== true || first.lines.length !== 1) return null;
  return /^cd ("[^"`]*"|[\w/.$-]+)$/.exec(first.lines[0]?.text ?? '')?.[1] ?? null;
}

function isMessage({ steps, sets }: Piece): boolean {
  return steps.length === 0 && !sets;
}
