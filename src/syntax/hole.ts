/**
 * Holes: places in a carried text whose characters are not known when the text is parsed. A hole is
 * written with Unicode noncharacters (U+FDD0 … U+FDEF), which the decoder removes from every input,
 * so that no script can forge one.
 */
const open = '\uFDD0';
const close = '\uFDEF';
const digitBase = 0xfdd1;

/** The characters that stand for hole number `index`. */
export function encodeHole(index: number): string {
  const digits = [...index.toString(16)].map((digit) =>
    String.fromCharCode(digitBase + Number.parseInt(digit, 16)),
  );
  return open + digits.join('') + close;
}

/** A text cut at its holes: strings between, numbers for the holes. */
export function splitHoles(text: string): readonly (string | number)[] {
  if (!text.includes(open)) return text === '' ? [] : [text];
  const pieces: (string | number)[] = [];
  let from = 0;
  for (let at = text.indexOf(open); at >= 0; at = text.indexOf(open, from)) {
    const end = text.indexOf(close, at);
    if (end < 0) break;
    if (at > from) pieces.push(text.slice(from, at));
    pieces.push(decodeIndex(text.slice(at + 1, end)));
    from = end + 1;
  }
  if (from < text.length) pieces.push(text.slice(from));
  return pieces;
}

/** Whether a hole stands in the text. */
export function hasHole(text: string): boolean {
  return text.includes(open);
}

function decodeIndex(digits: string): number {
  const hex = [...digits].map((digit) => (digit.charCodeAt(0) - digitBase).toString(16)).join('');
  return Number.parseInt(hex, 16);
}
