/** Here-documents with a quoted delimiter that hold a value which now comes from a variable. */
import type { SourceText } from '../../model/source.ts';
import { walk } from '../../syntax/nodes.ts';
import type { HereDoc, SyntaxNode } from '../../syntax/nodes.ts';
import type { Edit } from './source-lines.ts';

/**
 * The delimiter loses its quotes, so that the variable is expanded, and a backslash goes in front of what
 * the shell took for itself until now. Source: bash manual, 3.6.6 Here Documents.
 */
export function openedDocuments(
  node: SyntaxNode,
  source: SourceText,
  values: readonly Edit[],
): readonly Edit[] {
  const edits: Edit[] = [];
  walk(node, (inner) => {
    if (inner.type === 'HereDoc') edits.push(...opened(inner, source, values));
    return undefined;
  });
  return edits;
}

function opened(
  { body, delimiter }: HereDoc,
  source: SourceText,
  values: readonly Edit[],
): readonly Edit[] {
  const own = values.filter(({ start, end }) => start >= body.pos && end <= body.end);
  if (own.length === 0 || delimiter === undefined) return [];
  const written = source.text.slice(delimiter.pos, delimiter.end);
  if (!/['"\\]/.test(written)) return [];
  const escapes = [...source.text.slice(body.pos, body.end).matchAll(/[$`\\]/g)]
    .map(({ index, 0: character }): Edit => {
      const start = body.pos + index;
      return { start, end: start + 1, text: `\\${character}` };
    })
    .filter(({ start }) => !own.some((value) => value.start <= start && start < value.end));
  return [{ start: delimiter.pos, end: delimiter.end, text: delimiter.value }, ...escapes];
}
