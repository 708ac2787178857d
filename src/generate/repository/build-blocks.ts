/** Turns a slice into the commands of a phase: each list item is a script of its own in CodeBuild. */
import type { Plan } from '../../model/plan.ts';
import type { Span } from '../../model/source.ts';
import type { StepId } from '../../model/step.ts';
import type { GenerateContext } from '../generator.ts';
import type { Piece } from '../slice/print.ts';
import { plain } from '../slice/print.ts';
import type { Slice } from '../slice/slice.ts';
import { codeOf, lineText, paragraphsOf, pieceText, writtenSpans } from './code.ts';
import type { Paragraph } from './code.ts';
import { outsideNames, withCodes } from '../lint/with-codes.ts';
import { withLogFolders } from './log-folders.ts';
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
  /** Where a single line without steps stands in a script. */
  readonly spans: readonly Span[];
}

/**
 * The commands of one slice. Directory and variables carry over from item to item, functions, arrays
 * and options do not: a slice that has any of these becomes one item.
 * Source: https://docs.aws.amazon.com/codebuild/latest/userguide/build-spec-ref.html#build-spec-ref-versions
 */
export function blocksOf(
  slice: Slice,
  plan: Plan,
  context: GenerateContext,
  root?: string,
): readonly Block[] {
  const all = withCodes(
    [
      ...slice.functions,
      ...withDirectories(withLogFolders(slice.pieces, slice.functions), 'build', plan, { root }),
    ],
    {
      isWhole: false,
    },
  );
  const functions = all.slice(0, slice.functions.length);
  const pieces = all.slice(slice.functions.length);
  const paragraphs = paragraphsOf(pieces, plan, context.notes);
  const isOne = slice.functions.length > 0 || pieces.some(usesArray);
  if (isOne) return [wholeBlock(functions, pieces, paragraphs, context)];
  return groupsOf(pieces).map((group) => blockOf(paragraphsOf(group, plan, context.notes)));
}

/** Assignments, changes of directory and banners stand with the command that they serve. */
function groupsOf(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const groups: Piece[][] = [];
  let open: Piece[] = [];
  pieces.forEach((piece, at) => {
    open.push(piece);
    const isBanner = isMessage(piece) && [pieces[at - 1], pieces[at + 1]].some(isMessage);
    if (piece.sets || piece.moves || isBanner) return;
    groups.push(open);
    open = [];
  });
  if (open.length > 0) groups.push(open);
  return groups;
}

/** It only prints words for people. */
function isMessage(piece: Piece | undefined): boolean {
  return piece?.lines.every(({ text }) => message.test(text)) === true;
}

const message = /^\s*(?:echo|printf)(?:\s+(?:"(?:[^"\\`]|\\.)*"|'[^']*'|-[neE]+|[\w.:!-]+))*\s*$/;

function blockOf(paragraphs: readonly Paragraph[]): Block {
  const group = paragraphs.flatMap(({ pieces }) => pieces);
  const steps = group.flatMap((piece) => piece.steps);
  const [first, ...others] = group as [Piece, ...Piece[]];
  const note = paragraphs[0]?.note ?? '';
  const comments = note === '' ? [] : [`# ${note}`];
  const [only, ...rest] = first.lines;
  const isSimple =
    others.length === 0 &&
    only !== undefined &&
    rest.length === 0 &&
    only.text.length <= 160 &&
    !first.sets &&
    !/[|;]|&&|\s#|^cd /.test(only.text) &&
    first.codes.length === 0;
  if (isSimple)
    return {
      comments: [...comments, ...first.comments],
      line: only.text,
      text: '',
      steps,
      spans: writtenSpans(first),
    };
  const isOneParagraph = paragraphs.length === 1;
  const body = isOneParagraph
    ? [{ ...first, comments: [] }, ...others].map(pieceText).join('\n')
    : codeOf(paragraphs);
  const isPlain = group.length === 1 && setsPlainly(first, body);
  const text = [body, ...exportsOf(group)].join('\n');
  return {
    comments: isOneParagraph ? [...comments, ...first.comments] : [],
    line: '',
    text: `${isPlain ? '' : isOneParagraph ? 'set -euo pipefail\n' : 'set -euo pipefail\n\n'}${withNames(text, group)}\n`,
    steps,
    spans: [],
  };
}

/** An assignment that runs no command; of one that does, the export after it would hide the failure. */
function setsPlainly({ sets }: Piece, body: string): boolean {
  return sets && !/\$\((?!\()|`/.test(body);
}

/** Lower-case names that an earlier item set: ShellCheck takes only upper case for the environment. */
function withNames(text: string, group: readonly Piece[]): string {
  const outside = outsideNames(group);
  return outside.length === 0
    ? text
    : `# shellcheck disable=SC2154 # set before: ${outside.join(', ')}\n${text}`;
}

/** Variables that are only read in later items are exported: that says that somebody needs them. */
function exportsOf(group: readonly Piece[]): readonly string[] {
  const text = group.flatMap(({ lines }) => lines.map((line) => line.text)).join('\n');
  const names = group
    .filter(({ sets }) => sets)
    .flatMap(({ lines }) =>
      lines.flatMap(
        (line) => /^\s*(?:local |readonly )?([A-Za-z_]\w*)\+?=/.exec(line.text)?.[1] ?? [],
      ),
    );
  const unread = [...new Set(names)].filter(
    (name) => name !== 'IFS' && !new RegExp(`\\$\\{?[#!]?${name}\\b`).test(text),
  );
  return unread.length === 0 ? [] : [`export ${unread.join(' ')}`];
}

function wholeBlock(
  functions: readonly Piece[],
  pieces: readonly Piece[],
  paragraphs: readonly Paragraph[],
  context: GenerateContext,
): Block {
  const definitions = functions.map((piece) =>
    codeOf([{ note: context.notes.ofSpans([piece.span]), pieces: [piece] }]),
  );
  const all = [...functions, ...pieces];
  const code = withNames([...definitions, codeOf(paragraphs)].join('\n\n'), all);
  const exported = exportsOf(all);
  const text = [
    'set -euo pipefail',
    code,
    ...(exported.length > 0 ? [exported.join('\n')] : []),
  ].join('\n\n');
  const steps = [...pieces, ...functions].flatMap((piece) => piece.steps);
  return { comments: [], line: '', text: `${text}\n`, steps: [...new Set(steps)], spans: [] };
}

function usesArray({ lines }: Piece): boolean {
  return lines.some(({ text }) =>
    /^\s*(declare -[aA]|\w+(\[[^\]]*\])?\+?=\()|\$\{\w+\[/.test(text),
  );
}

/** A block of ours, which is not cut out of a script. */
export function ownBlock(comment: string, lines: readonly string[]): Block {
  const comments = comment === '' ? [] : [`# ${comment}`];
  const [only, ...rest] = lines;
  if (only !== undefined && rest.length === 0 && !/[|;]|&&|\s#/.test(only))
    return { comments, line: only, text: '', steps: [], spans: [] };
  const marked = lines.map((text) => lineText(plain(text)));
  return {
    comments,
    line: '',
    text: `set -euo pipefail\n${marked.join('\n')}\n`,
    steps: [],
    spans: [],
  };
}
