/** The text that a command hands to another shell, as a text of its own in which `$NAME` stays. */
import type { Origin, SourceText } from '../../model/source.ts';
import { createCarriedText } from '../../syntax/carried-text.ts';
import { requoted } from './carried-quotes.ts';
import type { SentPiece } from './carried-quotes.ts';
import type { HereDoc, Word, WordPart } from '../../syntax/nodes.ts';
import { originRuns } from '../../syntax/origin.ts';

/** Words that a function was called with, by their position; the text that each stands in. */
export interface Arguments {
  readonly source: SourceText;
  readonly words: readonly Word[];
  /** What the caller's own words refer to. */
  readonly outer: Arguments | null;
}

/** What stands in a carried text for a command that the sending machine runs; null to leave it. */
export type Substitute = (command: string, start: number, end: number) => string | null;

const nothing: Substitute = () => null;

/**
 * Words joined by blanks, quotes taken off, as ssh and `bash -c` hand them on. What the outer shell
 * would have expanded keeps its `$NAME`, so that the text can be read without knowing any value.
 */
export function carriedWords(
  words: readonly Word[],
  source: SourceText,
  args: Arguments | null,
  substitute: Substitute = nothing,
): SourceText {
  const pieces = words.flatMap((word, index) => [
    ...(index === 0 ? [] : [gap(words[index - 1] as Word, word, source)]),
    ...piecesOfWord(word, source, args, substitute),
  ]);
  return createCarriedText(
    `${source.id}!${words[0]?.pos ?? 0}`,
    source.file,
    requoted(braced(pieces)),
  );
}

/** The body of a here-document. */
export function carriedDocument(
  node: HereDoc,
  source: SourceText,
  substitute: Substitute = nothing,
): SourceText {
  const { body } = node;
  const pieces =
    node.delimiter?.quoted === true
      ? verbatim(source, body.pos, body.end)
      : body.parts === undefined
        ? unescaped(source, body.pos, body.end, '$`\\')
        : body.parts.flatMap((part) =>
            part.type === 'Literal'
              ? unescaped(source, part.pos, part.end, '$`\\')
              : piecesOfPart(part, source, null, substitute),
          );
  const lines = node.operator === '<<-' ? pieces.map(withoutTabs) : pieces;
  return createCarriedText(`${source.id}!${body.pos}`, source.file, requoted(braced(lines)));
}

/** `'rm '$DIR'var'`: without the quotes between them, the name would go on into what follows. */
function braced(pieces: readonly SentPiece[]): readonly SentPiece[] {
  return pieces.map((piece, at) => {
    const runsOn = /^\w/.test(pieces[at + 1]?.text ?? '');
    const name = /^\$([A-Za-z_]\w*)$/.exec(piece.text)?.[1];
    return runsOn && name !== undefined && piece.expands === true
      ? { ...piece, text: `\${${name}}` }
      : piece;
  });
}

function withoutTabs(piece: SentPiece): SentPiece {
  // Offsets inside would no longer fit; the piece as a whole still names its place.
  const text = piece.text.replace(/^\t+/gm, '');
  return text === piece.text ? piece : { text, sites: piece.sites };
}

function gap(before: Word, after: Word, source: SourceText): SentPiece {
  return { text: ' ', sites: sitesOf(source, before.end, Math.max(before.end, after.pos)) };
}

function piecesOfWord(
  word: Word,
  source: SourceText,
  args: Arguments | null,
  substitute: Substitute = nothing,
): readonly SentPiece[] {
  const parts: readonly WordPart[] | undefined = word.parts;
  if (parts === undefined || parts.length === 0) return unescaped(source, word.pos, word.end, null);
  return parts.flatMap((part) => piecesOfPart(part, source, args, substitute));
}

function piecesOfPart(
  part: WordPart,
  source: SourceText,
  args: Arguments | null,
  substitute: Substitute,
): readonly SentPiece[] {
  switch (part.type) {
    case 'SingleQuoted':
      return verbatim(source, part.pos + 1, part.end - 1);
    case 'DoubleQuoted':
      return part.parts.flatMap((inner) =>
        inner.type === 'Literal'
          ? unescaped(source, inner.pos, inner.end, '$`"\\')
          : piecesOfPart(inner, source, args, substitute),
      );
    case 'SimpleExpansion':
    case 'ParameterExpansion':
      return boundPieces(part, source, args) ?? verbatim(source, part.pos, part.end).map(expanding);
    case 'Literal':
      return unescaped(source, part.pos, part.end, null);
    case 'CommandExpansion':
      return (
        substituted(part, source, substitute) ?? verbatim(source, part.pos, part.end).map(expanding)
      );
    default:
      return verbatim(source, part.pos, part.end);
  }
}

/** The outer shell would have put something in its place. */
function expanding(piece: SentPiece): SentPiece {
  return { ...piece, expands: true };
}

function substituted(
  part: Extract<WordPart, { type: 'CommandExpansion' }>,
  source: SourceText,
  substitute: Substitute,
): readonly SentPiece[] | null {
  const command = source.text.slice(part.pos, part.end).replace(/^(\$\(|`)|[)`]$/g, '');
  const text = substitute(command, part.pos, part.end);
  return text === null
    ? null
    : [{ text, sites: sitesOf(source, part.pos, part.end), expands: true }];
}

/** `"$@"`, `$*`, `$1` of a function: the words of its call. */
function boundPieces(
  part: WordPart,
  source: SourceText,
  args: Arguments | null,
): readonly SentPiece[] | null {
  const name = /^\$\{?([@*1-9])\}?$/.exec(source.text.slice(part.pos, part.end))?.[1];
  if (name === undefined || args === null) return null;
  const words =
    name === '@' || name === '*' ? args.words : args.words.slice(Number(name) - 1, Number(name));
  return words.flatMap((word, index) => [
    ...(index === 0 ? [] : [gap(words[index - 1] as Word, word, args.source)]),
    ...piecesOfWord(word, args.source, args.outer),
  ]);
}

/** A backslash goes where it would; null means outside of quotes, where each one goes. */
function unescaped(
  source: SourceText,
  start: number,
  end: number,
  escapable: string | null,
): readonly SentPiece[] {
  const pieces: SentPiece[] = [];
  let from = start;
  for (let at = start; at < end - 1; at++) {
    if (source.text[at] !== '\\') continue;
    const next = source.text[at + 1] as string;
    if (escapable !== null && !escapable.includes(next)) continue;
    pieces.push(...verbatim(source, from, at));
    // A backslash before a line break takes the break away as well.
    from = next === '\n' ? at + 2 : at + 1;
    at++;
  }
  return [...pieces, ...verbatim(source, from, end)];
}

function verbatim(source: SourceText, start: number, end: number): readonly SentPiece[] {
  if (end <= start) return [];
  return originRuns(source, start, end).map((run) => ({
    text: source.text.slice(run.start, run.end),
    sites: run.sites,
  }));
}

function sitesOf(source: SourceText, start: number, end: number): readonly Origin[] {
  return originRuns(source, start, end)[0]?.sites ?? [];
}
