import type { SyntaxNode } from '../../syntax/nodes.ts';
import { walk } from '../../syntax/nodes.ts';
import type { Edit } from './source-lines.ts';

/**
 * `local delay=$2` in a function that some calls give one argument: empty until now, an error under
 * `set -u`. Source: bash manual, 4.3.1 (`set -u`).
 */
export function unpassedEdits(node: SyntaxNode, fewest: number | null): readonly Edit[] {
  const edits: Edit[] = [];
  if (fewest === null || shifts(node)) return edits;
  walk(node, (inner) => {
    const number =
      inner.type === 'SimpleExpansion' ? /^\$([1-9])$/.exec(inner.text)?.[1] : undefined;
    if (number !== undefined && Number(number) > fewest)
      edits.push({ start: inner.pos, end: inner.end, text: `\${${number}:-}` });
    return undefined;
  });
  return edits;
}

/** Afterwards the numbers mean other arguments. */
function shifts(node: SyntaxNode): boolean {
  let found = false;
  walk(node, (inner) => {
    if (inner.type === 'Command' && /^(shift|set)$/.test(inner.name?.value ?? '')) found = true;
    return undefined;
  });
  return found;
}
