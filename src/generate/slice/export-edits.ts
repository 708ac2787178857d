import type { SyntaxNode } from '../../syntax/nodes.ts';
import { spanInFile } from '../../syntax/origin.ts';
import type { At, Cutting } from './cutting.ts';
import { isSettingsFile } from './missing-file.ts';
import type { Edit } from './source-lines.ts';

/**
 * `set -a; . ./.env`: what the file of settings sets is exported, for programs that read it from their
 * environment. Taken out of the file, a setting says so itself.
 * Source: bash manual, 4.3.1 The Set Builtin, `-a`.
 */
export function exportEdits(node: SyntaxNode, { source }: At, { index }: Cutting): readonly Edit[] {
  if (node.type !== 'Command' || node.name !== undefined) return [];
  const span = spanInFile(source, node.pos, node.end);
  if (!isSettingsFile(span.file)) return [];
  const isExported = index.plan.trace.assignments.some(
    ({ exported, span: { file, start, end } }) =>
      exported && file === span.file && start >= span.start && end <= span.end,
  );
  return isExported ? [{ start: node.pos, end: node.pos, text: 'export ' }] : [];
}
