/** Prints a stretch of a script as lines of output: dedented, here-documents and quoted breaks left alone. */
import type { SourceText } from '../../model/source.ts';
import type { StepId } from '../../model/step.ts';
import { walk } from '../../syntax/nodes.ts';
import type { HereDoc, SyntaxNode } from '../../syntax/nodes.ts';
import type { Line } from './tree.ts';

/** A replacement of characters of a source. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** The lines of a node, with its here-documents even where they stand after it. */
export function sourceLines(
  node: SyntaxNode,
  source: SourceText,
  edits: readonly Edit[],
  steps: readonly StepId[],
): readonly Line[] {
  return [
    ...stretchLines(node, { start: node.pos, end: node.end }, source, edits, steps),
    ...documentLines([node], node.end, source, edits, steps),
  ];
}

/** The lines of a part of a node: the head of a compound command. */
export function stretchLines(
  within: SyntaxNode,
  { start, end }: Stretch,
  source: SourceText,
  edits: readonly Edit[],
  steps: readonly StepId[],
): readonly Line[] {
  const fixed = fixedStretches(within);
  const indent = indentOf(source.text, start);
  const lines: Line[] = [];
  for (let at = start; at <= end;) {
    const lineBreak = source.text.indexOf('\n', at);
    const lineEnd = lineBreak < 0 || lineBreak > end ? end : lineBreak;
    const verbatim = at > start && fixed.some((part) => part.start < at && at <= part.end);
    const from = at === start || verbatim ? at : at + blanksAt(source.text, at, indent);
    lines.push({ text: edited(source.text, from, lineEnd, edits), verbatim, steps });
    if (lineEnd === end) break;
    at = lineEnd + 1;
  }
  return lines;
}

/** Here-documents of the nodes whose bodies begin after `after`, closing words included. */
export function documentLines(
  nodes: readonly SyntaxNode[],
  after: number,
  source: SourceText,
  edits: readonly Edit[],
  steps: readonly StepId[],
): readonly Line[] {
  return nodes
    .flatMap(documentsIn)
    .filter(({ body }) => body.pos >= after)
    .flatMap(({ body, closing, delimiter }) => {
      const text = edited(source.text, body.pos, body.end, edits).replace(/\n$/, '');
      const last =
        closing === undefined
          ? (delimiter?.value ?? 'EOF')
          : source.text.slice(closing.pos, closing.end);
      const lines = body.end > body.pos ? text.split('\n') : [];
      return [...lines, last].map((line) => ({ text: line, verbatim: true, steps }));
    });
}

function documentsIn(node: SyntaxNode): readonly HereDoc[] {
  const found: HereDoc[] = [];
  walk(node, (inner) => {
    if (inner.type === 'HereDoc') found.push(inner);
    return undefined;
  });
  return found;
}

/** Where line breaks mean something: inside words and the bodies of here-documents. */
function fixedStretches(node: SyntaxNode): readonly Stretch[] {
  const found: Stretch[] = [];
  walk(node, (inner) => {
    if (
      inner.type === 'SingleQuoted' ||
      inner.type === 'DoubleQuoted' ||
      inner.type === 'AnsiCQuoted'
    )
      found.push({ start: inner.pos, end: inner.end });
    if (inner.type === 'HereDoc')
      found.push({ start: inner.body.pos - 1, end: inner.closing?.end ?? inner.body.end });
    return undefined;
  });
  return found;
}

/** A stretch of a text with the edits inside it carried out. */
export function edited(text: string, start: number, end: number, edits: readonly Edit[]): string {
  let printed = '';
  let at = start;
  const inside = edits.filter((edit) => edit.start >= start && edit.end <= end);
  for (const edit of [...inside].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (edit.start < at) continue;
    printed += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return printed + text.slice(at, end);
}

function indentOf(text: string, at: number): number {
  const lineStart = text.lastIndexOf('\n', at - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, at))?.[0].length ?? 0;
}

function blanksAt(text: string, at: number, most: number): number {
  let count = 0;
  while (count < most && (text[at + count] === ' ' || text[at + count] === '\t')) count++;
  return count;
}
