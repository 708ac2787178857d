/** Turns pieces of a slice into the text of a shell script, with margin notes. */
import type { Plan } from '../../model/plan.ts';
import type { Span } from '../../model/source.ts';
import type { MarginNotes } from '../margin-notes.ts';
import { markOrigin } from '../origin-marks.ts';
import type { Piece } from '../slice/print.ts';
import { createLineTable } from '../../syntax/line-table.ts';
import type { Line } from '../slice/tree.ts';
import { withDisables } from '../lint/disables.ts';

/** Statements that stood together in the script. */
export interface Paragraph {
  /** The margin note, without `#`; empty where nothing of it comes from the script. */
  readonly note: string;
  readonly pieces: readonly Piece[];
}

/** Statements further apart than this many lines are paragraphs of their own. */
const gap = 2;

export function paragraphsOf(
  pieces: readonly Piece[],
  plan: Plan,
  notes: MarginNotes,
): readonly Paragraph[] {
  const tables = new Map<string, ReturnType<typeof createLineTable>>();
  const lineOf = (file: string, offset: number): number => {
    const table = tables.get(file) ?? createLineTable(plan.trace.sources.get(file)?.text ?? '');
    tables.set(file, table);
    return table.positionOf(offset).line;
  };
  const groups: Piece[][] = [];
  for (const piece of pieces) {
    const last = groups.at(-1)?.at(-1);
    const isNear =
      last?.span.file === piece.span.file &&
      ((last.sets && piece.sets) ||
        Math.abs(
          lineOf(piece.span.file, piece.span.start) - lineOf(last.span.file, last.span.end),
        ) <=
          gap + piece.comments.length);
    if (isNear) groups.at(-1)?.push(piece);
    else groups.push([piece]);
  }
  return groups.map((group) => ({
    note: notes.ofSpans(group.flatMap(writtenSpans)),
    pieces: group,
  }));
}

/** The text of paragraphs, a blank line between them. */
export function codeOf(paragraphs: readonly Paragraph[]): string {
  return paragraphs
    .map(({ note, pieces }) => {
      const body = pieces.map(pieceText).join('\n');
      return note === '' ? body : `# ${note}\n${body}`;
    })
    .join('\n\n');
}

/** One statement with its comments. */
export function pieceText({ comments, lines, codes, ...piece }: Piece): string {
  const spans = writtenSpans(piece);
  const texts = withDisables(lines, codes).map((line) => lineText(line, spans));
  return [...comments, ...texts].join('\n');
}

/** Where the script has it; nothing for what is ours. */
export function writtenSpans({ span, spans }: Pick<Piece, 'span' | 'spans'>): readonly Span[] {
  return (spans ?? [span]).filter(({ start, end }) => end > start);
}

/** A line, marked with its steps, or with where the statement stands that it is part of. */
export function lineText({ text, steps }: Line, spans: readonly Span[] = []): string {
  return markOrigin(text, [...new Set(steps)], spans);
}
