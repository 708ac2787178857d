/** A bracket, text or comment of HCL that opens and never closes, or closes what is not open. */
export interface Imbalance {
  readonly what: string;
  readonly offset: number;
  readonly isOpen: boolean;
}

const closes: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/**
 * The first imbalance of a Terraform file; null when there is none. It knows texts with templates in
 * them, here-documents and comments, and no more of the grammar.
 * Source: https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
 */
export function imbalanceOf(text: string): Imbalance | null {
  const open: { readonly what: string; readonly offset: number }[] = [];
  let at = 0;
  while (at < text.length) {
    const inText = open.at(-1)?.what === '"';
    const skipped = inText ? inString(text, at) : outside(text, at);
    if (skipped === null) {
      const quote = inText ? open.at(-1) : undefined;
      return { what: text.slice(at, at + 2), offset: at, ...quote, isOpen: true };
    }
    if (skipped > at) {
      at = skipped;
      continue;
    }
    const wrong = take(text, at, open, inText);
    if (wrong) return { what: text.charAt(at), offset: at, isOpen: false };
    at += inText && /[$%]/.test(text.charAt(at)) ? 2 : 1;
  }
  const last = open.at(-1);
  return last === undefined ? null : { ...last, isOpen: true };
}

/** Keeps the stack of what is open; true when something closes that is not. */
function take(
  text: string,
  at: number,
  open: { what: string; offset: number }[],
  inText: boolean,
): boolean {
  const character = text.charAt(at);
  if (inText) {
    if (character === '"') open.pop();
    else open.push({ what: '{', offset: at });
    return false;
  }
  if (character === '"' || Object.hasOwn(closes, character)) {
    open.push({ what: character, offset: at });
    return false;
  }
  return closes[open.pop()?.what ?? ''] !== character;
}

/** The offset of the next quote or template in a text; a text ends with its line. */
function inString(text: string, from: number): number | null {
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\n') return null;
    if (character === '\\') at += 1;
    else if (character === '"') return at;
    else if (/[$%]/.test(character) && text.charAt(at + 1) === '{') {
      if (text.charAt(at - 1) !== character) return at;
    }
  }
  return null;
}

/** The offset of the next bracket or quote in code, past comments and here-documents. */
function outside(text: string, from: number): number | null {
  const next = /["()[\]{}#]|\/\/|\/\*|<<-?(\w+)\n/g;
  next.lastIndex = from;
  for (let found = next.exec(text); found !== null; found = next.exec(text)) {
    const [what, marker] = found;
    if (what === '#' || what === '//') next.lastIndex = endOfLine(text, found.index);
    else if (what === '/*') {
      const end = text.indexOf('*/', found.index + 2);
      if (end < 0) return found.index === from ? null : found.index;
      next.lastIndex = end + 2;
    } else if (marker !== undefined) {
      const end = new RegExp(`^[ \\t]*${marker}[ \\t]*$`, 'm');
      const rest = text.slice(next.lastIndex);
      const match = end.exec(rest);
      if (match === null) return found.index === from ? null : found.index;
      next.lastIndex += match.index + match[0].length;
    } else return found.index;
  }
  return text.length;
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  return end < 0 ? text.length : end;
}
