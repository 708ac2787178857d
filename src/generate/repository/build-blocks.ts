/** Turns a slice into the commands of a phase: each list item is a script of its own in CodeBuild. */
import type { Plan } from '../../model/plan.ts';
import type { StepId } from '../../model/step.ts';
import type { GenerateContext } from '../generator.ts';
import type { Piece } from '../slice/print.ts';
import { indented, plain } from '../slice/print.ts';
import type { Slice } from '../slice/slice.ts';
import { codeOf, lineText, paragraphsOf, pieceText } from './code.ts';
import { withDisables } from './shellcheck-disables.ts';
import { withDirectories } from './working-directory.ts';

/** One item of `commands`. */
export interface Block {
  /** Comment lines above the item. */
  readonly comments: readonly string[];
  /** A single line, as a YAML scalar; empty when the item is a block. */
  readonly line: string;
  /** Several lines, marked with their origins; empty when the item is one line. */
  readonly text: string;
  readonly steps: readonly StepId[];
}

/**
 * The commands of one slice. Directory and variables carry over from item to item, functions, arrays
 * and options do not: a slice that has any of these becomes one item.
 * Source: https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html#build-spec-ref-versions
 */
export function blocksOf(slice: Slice, plan: Plan, context: GenerateContext): readonly Block[] {
  const pieces = withDirectories(slice.pieces, 'build', plan);
  const paragraphs = paragraphsOf(pieces, plan, context.notes);
  const isOne = slice.functions.length > 0 || pieces.some(usesArray);
  if (isOne) return [wholeBlock(slice, paragraphs, context)];
  return paragraphs.flatMap(({ note, pieces: group }) =>
    group.map((piece, at) => blockOf(piece, at === 0 && note !== '' ? [`# ${note}`] : [])),
  );
}

function wholeBlock(
  slice: Slice,
  paragraphs: ReturnType<typeof paragraphsOf>,
  context: GenerateContext,
): Block {
  const functions = slice.functions.map((piece) =>
    codeOf([{ note: context.notes.ofSpans([piece.span]), pieces: [piece] }]),
  );
  const text = ['set -euo pipefail', ...functions, codeOf(paragraphs)].join('\n\n');
  const steps = [...slice.pieces, ...slice.functions].flatMap((piece) => piece.steps);
  return { comments: [], line: '', text: `${text}\n`, steps: [...new Set(steps)] };
}

function blockOf(piece: Piece, notes: readonly string[]): Block {
  const [only, ...rest] = piece.lines;
  const isSimple =
    only !== undefined &&
    rest.length === 0 &&
    only.text.length <= 160 &&
    !/[|;]|&&|\s#/.test(only.text) &&
    withDisables(piece.lines).length === 1;
  const comments = [...notes, ...piece.comments];
  if (isSimple) return { comments, line: only.text, text: '', steps: piece.steps };
  return {
    comments,
    line: '',
    text: `set -euo pipefail\n${pieceText({ ...piece, comments: [] })}\n`,
    steps: piece.steps,
  };
}

function usesArray({ lines }: Piece): boolean {
  return lines.some(({ text }) =>
    /^\s*(declare -[aA]|\w+(\[[^\]]*\])?\+?=\()|\$\{\w+\[/.test(text),
  );
}

/**
 * A block of ours that is not cut out of a script, of several lines or one.
 */
export function ownBlock(
  comment: string,
  lines: readonly string[],
  steps: readonly StepId[],
): Block {
  const comments = comment === '' ? [] : [`# ${comment}`];
  const [only, ...rest] = lines;
  if (only !== undefined && rest.length === 0 && !/[|;]|&&|\s#/.test(only))
    return { comments, line: only, text: '', steps };
  const marked = lines.map((text) => lineText({ text, verbatim: false, steps }));
  return { comments, line: '', text: `set -euo pipefail\n${marked.join('\n')}\n`, steps };
}

export { indented, plain };
