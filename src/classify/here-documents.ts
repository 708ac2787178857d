interface Body {
  readonly start: number;
  readonly end: number;
}

const opening = /(?<!<)<<(-?)[ \t]*(['"\\]?)([A-Za-z_]\w*)/g;

/** Tells of places in a text whether they lie in a here-document: line by line, as it may not parse. */
export function hereDocumentsOf(text: string): { readonly has: (offset: number) => boolean } {
  const bodies = findBodies(text);
  return { has: (offset) => bodies.some(({ start, end }) => start <= offset && offset < end) };
}

function findBodies(text: string): readonly Body[] {
  const bodies: Body[] = [];
  const open: { readonly word: string; readonly tabs: boolean }[] = [];
  let start = 0;
  let at = 0;
  for (const line of text.split('\n')) {
    const [next] = open;
    if (next === undefined) {
      start = at + line.length + 1;
      for (const [, dash, , word = ''] of line.matchAll(opening))
        open.push({ word, tabs: dash === '-' });
    } else if ((next.tabs ? line.replace(/^\t+/, '') : line) === next.word) {
      bodies.push({ start, end: at });
      open.shift();
      start = at + line.length + 1;
    }
    at += line.length + 1;
  }
  return bodies;
}
