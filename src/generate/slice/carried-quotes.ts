/**
 * Keeps the meaning of what the outer shell would have expanded, where the carried text quotes it:
 * between single quotes and in documents that do not expand.
 */
import type { CarriedPiece } from '../../syntax/carried-text.ts';

/** A stretch of what is sent; `expands` where the outer shell puts a value. */
export interface SentPiece extends CarriedPiece {
  readonly expands?: boolean;
}

interface InnerDocument {
  /** The closing word as it stands behind `<<`, quotes included. */
  readonly word: Stretch;
  readonly name: string;
  readonly isQuoted: boolean;
  readonly body: Stretch;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

interface PlacedPiece extends SentPiece {
  readonly start: number;
  /** Its first character closed a quote that is closed already. */
  readonly isClosing?: boolean;
}

/**
 * An expansion between single quotes would be plain characters there: it leaves the quotes for the
 * length of its name. A document that holds one expands, with everything else in it escaped.
 */
export function requoted(pieces: readonly SentPiece[]): readonly CarriedPiece[] {
  const text = pieces.map((piece) => piece.text).join('');
  const documents = innerDocuments(text);
  const edges = documents.flatMap(({ word, body }) => [word.start, word.end, body.start, body.end]);
  const all = placed(pieces).flatMap((piece) => splitAt(piece, edges));
  const open = documents.filter(
    ({ isQuoted, body }) => isQuoted && all.some((piece) => piece.expands && isIn(piece, body)),
  );
  const printed: CarriedPiece[] = [];
  let quote: Quote = null;
  let isOpened = false;
  for (const [at, piece] of all.entries()) {
    const isSet = documents.some(({ word, body }) => isIn(piece, body) || isIn(piece, word));
    if (isSet) printed.push(inDocument(piece, open));
    else if (piece.expands === true && quote === "'") {
      const isClosed = all[at + 1]?.text.startsWith("'") === true && all[at + 1]?.expands !== true;
      if (isOpened) printed.push(shortened(printed.pop(), 0, 1));
      printed.push({
        text: `${isOpened ? '' : "'"}"${piece.text}"${isClosed ? '' : "'"}`,
        sites: piece.sites,
      });
      if (isClosed) all.splice(at + 1, 1, { ...(all[at + 1] as PlacedPiece), isClosing: true });
      isOpened = false;
    } else {
      const before = quote;
      if (piece.expands !== true) quote = quoteAfter(piece.text, quote);
      printed.push(piece.isClosing === true ? shortened(piece, 1, 0) : bare(piece));
      isOpened =
        quote === "'" &&
        piece.text.endsWith("'") &&
        quoteAfter(piece.text.slice(0, -1), before) === null;
    }
  }
  return printed.filter(({ text: one }) => one !== '');
}

function bare({ text, sites }: SentPiece): CarriedPiece {
  return { text, sites };
}

/** A piece without characters at its ends. */
function shortened(piece: CarriedPiece | undefined, first: number, last: number): CarriedPiece {
  const whole = piece ?? { text: '', sites: [] };
  return bare(part({ ...whole, start: 0 }, first, whole.text.length - last));
}

/** A document that has to expand, with everything in it escaped that must not. */
function inDocument(piece: PlacedPiece, open: readonly InnerDocument[]): CarriedPiece {
  const { sites } = piece;
  const word = open.find((one) => isIn(piece, one.word));
  if (word !== undefined) return { text: word.name, sites };
  return piece.expands !== true && open.some(({ body }) => isIn(piece, body))
    ? { text: piece.text.replace(/[\\$`]/g, '\\$&'), sites }
    : bare(piece);
}

type Quote = "'" | '"' | null;

/** Here-documents inside the text. Source: bash manual, 3.6.6. */
function innerDocuments(text: string): readonly InnerDocument[] {
  const found: InnerDocument[] = [];
  const heads = /<<-?[ \t]*((['"]?)([A-Za-z_]\w*)\2)[^\n]*\n/g;
  for (let head = heads.exec(text); head !== null; head = heads.exec(text)) {
    const [whole, word = '', quotes = '', name = ''] = head;
    const start = head.index + whole.length;
    const closing = new RegExp(`^[ \\t]*${name}[ \\t]*$`, 'm').exec(text.slice(start));
    if (closing === null) continue;
    const at = head.index + whole.indexOf(word);
    const body = { start, end: start + closing.index };
    found.push({
      word: { start: at, end: at + word.length },
      name,
      isQuoted: quotes !== '',
      body,
    });
    heads.lastIndex = body.end;
  }
  return found;
}

function placed(pieces: readonly SentPiece[]): readonly PlacedPiece[] {
  let start = 0;
  return pieces.map((piece) => {
    const one = { ...piece, start };
    start += piece.text.length;
    return one;
  });
}

function splitAt(piece: PlacedPiece, edges: readonly number[]): readonly PlacedPiece[] {
  const cuts = [...new Set(edges)]
    .map((edge) => edge - piece.start)
    .filter((edge) => edge > 0 && edge < piece.text.length)
    .sort((one, other) => one - other);
  if (piece.expands === true || cuts.length === 0) return [piece];
  return [0, ...cuts].map((from, number) => part(piece, from, cuts[number] ?? piece.text.length));
}

function part(piece: PlacedPiece, from: number, to: number): PlacedPiece {
  return {
    start: piece.start + from,
    text: piece.text.slice(from, to),
    sites: piece.sites.map((site) =>
      site.end - site.start === piece.text.length
        ? { ...site, start: site.start + from, end: site.start + to }
        : site,
    ),
  };
}

function isIn({ start, text }: PlacedPiece, stretch: Stretch): boolean {
  return start >= stretch.start && start + text.length <= stretch.end && text !== '';
}

function quoteAfter(text: string, before: Quote): Quote {
  let quote = before;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '\\' && quote !== "'") at++;
    // An apostrophe in a remark opens nothing.
    else if (char === '#' && quote === null && /^$|\s/.test(text[at - 1] ?? ''))
      at = endOfLine(text, at);
    else if (quote === null && (char === "'" || char === '"')) quote = char;
    else if (char === quote) quote = null;
  }
  return quote;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}
