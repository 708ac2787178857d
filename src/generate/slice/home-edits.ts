import { walk } from '../../syntax/nodes.ts';
import type { SyntaxNode } from '../../syntax/nodes.ts';
import type { At, Cutting } from './cutting.ts';
import type { Edit } from './source-lines.ts';

/**
 * `~` on a host was the home of whoever logged in; in a hook that runs as root it is root's own.
 * Source: bash manual, 3.5.2 Tilde Expansion.
 */
export function homeEdits(
  node: SyntaxNode,
  { machine }: Pick<At, 'machine'>,
  { room, users }: Cutting,
): readonly Edit[] {
  const { login } = users;
  if (room.kind !== 'host' || machine !== 'host' || login === null) return [];
  const edits: Edit[] = [];
  walk(node, (inner) => {
    if (inner.type === 'Word' && /^~(\/|$)/.test(inner.text))
      edits.push({ start: inner.pos + 1, end: inner.pos + 1, text: login });
    return undefined;
  });
  return edits;
}
