import { transferEndsOf } from '../../plan/transfer-ends.ts';
import type { Plan } from '../../model/plan.ts';
import type { SyntaxNode } from '../../syntax/nodes.ts';
import type { At, Cutting } from './cutting.ts';
import type { Edit } from './source-lines.ts';

/**
 * The share that a host took new versions from has become the source: what looks at it in CodeBuild
 * (`perl -c /mnt/releases/shop/bin/*.pl`) looks at the checkout.
 */
export function shareEdits(node: SyntaxNode, { source }: At, cutting: Cutting): readonly Edit[] {
  if (cutting.room.kind === 'host') return [];
  const text = source.text.slice(node.pos, node.end);
  return sharesOf(cutting.index.plan).flatMap((share) => {
    const pattern = new RegExp(`${share.replace(/[.+]/g, '\\$&')}(?=[/"\\s;)]|$)`, 'g');
    return [...text.matchAll(pattern)]
      .filter(({ index }) => !isSingleQuoted(text.slice(0, index)))
      .map(({ index }) => ({
        start: node.pos + index,
        end: node.pos + index + share.length,
        text: '$CODEBUILD_SRC_DIR',
      }));
  });
}

function sharesOf({ steps }: Plan): readonly string[] {
  const arrivals = steps.filter(
    ({ classified: { kind }, destination, disposition }) =>
      kind === 'transfer' && destination === 'source' && disposition === 'replaced',
  );
  const paths = arrivals.flatMap(({ classified }) =>
    (transferEndsOf(classified)?.from ?? []).map(({ path }) => path.replace(/\/+(\.?|\*)$/, '')),
  );
  return [...new Set(paths)].filter((path) => /^\/[\w./+-]+$/.test(path));
}

function isSingleQuoted(before: string): boolean {
  return (before.replace(/"[^"]*"/g, '').match(/'/g) ?? []).length % 2 === 1;
}
