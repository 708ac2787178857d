import type { Piece } from '../slice/print.ts';
import type { Line } from '../slice/tree.ts';

/** What is added to the text of a piece. */
export interface Change {
  /** Said above the piece. */
  readonly comment: string | null;
  readonly edits: readonly {
    readonly start: number;
    readonly end: number;
    readonly text: string;
  }[];
  /** Lines behind the line that holds an offset, as far indented as the line that holds another. */
  readonly added: readonly {
    readonly after: number;
    readonly like: number;
    readonly lines: readonly string[];
  }[];
}

/** The text of a piece, in which the offsets of changes count. */
export function textOf({ lines }: Piece): string {
  return lines.map(({ text }) => text).join('\n');
}

/** A piece with what it lacked. */
export function changed(piece: Piece, changes: readonly Change[]): Piece {
  const starts = startsOf(piece.lines);
  const lines = piece.lines.flatMap((line, at) => {
    const start = starts[at] ?? 0;
    const end = start + line.text.length;
    const own = changes
      .flatMap(({ edits }) => edits)
      .filter((edit) => edit.start >= start && edit.end <= end);
    const more = changes
      .flatMap(({ added }) => added)
      .filter(({ after }) => after >= start && after <= end)
      .flatMap(({ like, lines: texts }) =>
        texts.map((text) => addedLine(text, indentAt(like, piece.lines, starts))),
      );
    return [{ ...line, text: withEdits(line.text, start, own) }, ...more];
  });
  const comments = changes.flatMap(({ comment }) => (comment === null ? [] : [`# ${comment}`]));
  return { ...piece, lines, comments: [...piece.comments, ...new Set(comments)] };
}

function startsOf(lines: readonly Line[]): readonly number[] {
  let start = 0;
  return lines.map(({ text }) => {
    const own = start;
    start += text.length + 1;
    return own;
  });
}

function addedLine(text: string, indent: string): Line {
  return { text: `${indent}${text}`, verbatim: false, steps: [] };
}

function indentAt(offset: number, lines: readonly Line[], starts: readonly number[]): string {
  const at = starts.findLastIndex((start) => start <= offset);
  return /^\s*/.exec(lines[at]?.text ?? '')?.[0] ?? '';
}

function withEdits(text: string, start: number, edits: Change['edits']): string {
  return [...edits]
    .sort((left, right) => right.start - left.start)
    .reduce(
      (printed, edit) =>
        printed.slice(0, edit.start - start) + edit.text + printed.slice(edit.end - start),
      text,
    );
}
