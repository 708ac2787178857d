/**
 * A new host has no version of the application before its first deployment: what asks, saves or stops
 * the old one there asks first whether there is one.
 */
import type { StepKind } from '../../model/kind.ts';
import type { Plan, PlannedStep } from '../../model/plan.ts';
import { isKnownAbsolute, isWithin, resolvedFrom } from '../../plan/paths.ts';
import { valueText } from '../../plan/value-text.ts';
import { quoteShell } from '../quote-shell.ts';
import type { Piece } from '../slice/print.ts';
import { indented, plain } from '../slice/print.ts';
import { livePath } from './working-directory.ts';

/** Pieces that stand together, and the folder without which they have nothing to do. */
export interface Stretch {
  readonly pieces: readonly Piece[];
  /** A word for the shell; null for what a new host does as well. */
  readonly wants: string | null;
}

/** What a hook does before the new files come, by what it needs of the old ones. */
export function stretchesOf(pieces: readonly Piece[], plan: Plan): readonly Stretch[] {
  const stretches: { pieces: Piece[]; wants: string | null }[] = [];
  let moves: Piece[] = [];
  for (const piece of pieces) {
    if (piece.moves) {
      moves.push(piece);
      continue;
    }
    const last = stretches.at(-1);
    const wants =
      isMessage(piece) && moves.length === 0 ? (last?.wants ?? null) : wanted(piece, plan);
    if (last !== undefined && last.wants === wants) last.pieces.push(...moves, piece);
    else stretches.push({ pieces: [...moves, piece], wants });
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
export function whereOld(pieces: readonly Piece[], wants: string): Piece {
  const [first] = pieces as readonly [Piece, ...Piece[]];
  return {
    ...first,
    comments: ['# A new host has no version before its first deployment.'],
    lines: [
      plain(`if [ -e ${folderOf(pieces) ?? wants} ]; then`),
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

const asksOld: readonly StepKind[] = [
  'backup',
  'maintenance-mode',
  'cache-clear',
  'health-check',
  'stop-service',
  'restart-service',
];

/** What of the application the piece needs; null where it needs nothing or asks by itself. */
function wanted(piece: Piece, plan: Plan): string | null {
  const { steps, lines, cwd } = piece;
  const text = lines.map((line) => line.text).join('\n');
  if (steps.length === 0 || /\|\| true$|(\[\[?|test) -[defrsx] /.test(text)) return null;
  const own = plan.steps.filter(({ classified }) => steps.includes(classified.step.id));
  if (!own.some(({ classified: { kind } }) => asksOld.includes(kind))) return null;
  const folder = cwd === null ? null : livePath(cwd, plan);
  if (isBrought(folder, plan)) return quoteShell(folder);
  const [path] = own.flatMap((step) => pathsOf(step)).filter((one) => isBrought(one, plan));
  return path === undefined ? null : quoteShell(path);
}

function isBrought(path: string | null, { deployment }: Plan): path is string {
  return (
    isKnownAbsolute(path) &&
    deployment.files.some(({ destination }) => destination !== null && isWithin(path, destination))
  );
}

/** The paths that a command names, those behind `tar -C DIR` seen from there. */
function pathsOf({ classified: { step } }: PlannedStep): readonly string[] {
  const texts = step.words.slice(1).map(({ value }) => valueText(value));
  const at = texts.findIndex((text) => text === '-C' || text === '--directory');
  const base = at < 0 ? (step.cwd === null ? null : valueText(step.cwd)) : (texts[at + 1] ?? null);
  return texts
    .filter((text, index) => !text.startsWith('-') && (at < 0 || index !== at + 1))
    .map((text) => resolvedFrom(base, text));
}
