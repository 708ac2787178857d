import type { SyntaxNode } from '../../syntax/nodes.ts';
import type { At, Cutting } from './cutting.ts';
import { machineOf } from './room.ts';
import type { Edit } from './source-lines.ts';

/**
 * `APP=/srv/shop`, read by nothing but commands that the hosts ran there on the checkout and the build
 * runs now: for them the application lies where CodeBuild has it.
 */
export function movedFolderEdits(
  node: SyntaxNode,
  { source }: At,
  { index: { plan }, room }: Cutting,
): readonly Edit[] {
  if (room.kind === 'host') return [];
  const text = source.text.slice(node.pos, node.end);
  const [, head = '', name = '', path = ''] =
    /^((?:export |readonly )?(\w+)=)["']?(\/[\w./-]*\w)\/?["']?$/.exec(text) ?? [];
  const isCheckout = plan.deployment.files.some(
    ({ source: from, destination, standsFor }) =>
      from === '.' && standsFor !== undefined && destination === path,
  );
  if (path === '' || !isCheckout) return [];
  const read = new RegExp(`\\$(?:\\{${name}\\b|${name}\\b)`);
  const users = plan.steps.filter(
    ({ classified: { step } }) => room.steps.has(step.id) && read.test(step.text),
  );
  if (
    users.length === 0 ||
    users.some(({ classified: { step } }) => machineOf(step, plan) !== 'host')
  )
    return [];
  return [{ start: node.pos + head.length, end: node.end, text: '"$CODEBUILD_SRC_DIR"' }];
}
