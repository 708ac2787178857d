import type { Span } from '../model/source.ts';
import { forEachChild } from './nodes.ts';
import type { SyntaxNode } from './nodes.ts';
import type { ParsedSource } from './parse-source.ts';

/**
 * The comments of a source, `#` up to the end of the line, in order; offsets are the source's own.
 * The tree holds none: they are what begins with `#` between its tokens.
 */
export function findComments({ source, script }: ParsedSource): readonly Span[] {
  const covered = new Uint8Array(source.text.length + 1);
  cover(script, covered);
  const comments: Span[] = [];
  for (let at = source.text.indexOf('#'); at >= 0; at = source.text.indexOf('#', at + 1)) {
    if (covered[at] || !startsWord(source.text, at)) continue;
    const lineEnd = source.text.indexOf('\n', at);
    const end = lineEnd < 0 ? source.text.length : lineEnd;
    comments.push({ file: source.file, start: at, end });
    at = end;
  }
  return comments;
}

/** Marks the characters of all tokens; what is left are blanks, operators, keywords, comments. */
function cover(node: SyntaxNode, covered: Uint8Array): void {
  if (isToken(node)) covered.fill(1, node.pos, node.end);
  if (node.type === 'CommandExpansion' || node.type === 'ProcessSubstitution') {
    const inner = node.script;
    // A backslash in backquotes gives the inside a text of its own; it stays covered here.
    if (inner === undefined || inner.source !== undefined) return;
    covered.fill(0, inner.pos, inner.end);
  }
  forEachChild(node, (child) => {
    cover(child, covered);
  });
}

const tokens = new Set<SyntaxNode['type']>([
  'Word',
  'HereDocBody',
  'HereDocDelimiter',
  'ArithmeticCommand',
  'CommandExpansion',
  'ProcessSubstitution',
]);

function isToken(node: SyntaxNode): boolean {
  return tokens.has(node.type);
}

/** Source: bash manual, 2 Definitions, "metacharacter"; 3.1.3 Comments. */
function startsWord(text: string, at: number): boolean {
  return at === 0 || ' \t\n;&|()<>`'.includes(text[at - 1] ?? '');
}
