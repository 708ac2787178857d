import { quoteShell } from '../quote-shell.ts';
import type { StepId } from '../../model/step.ts';
import { walk } from '../../syntax/nodes.ts';
import type { SyntaxNode } from '../../syntax/nodes.ts';
import type { At, Cutting } from './cutting.ts';
import type { Edit } from './source-lines.ts';

/**
 * `cat > .env.prod <<EOF` of a file with secrets that was sent to the hosts: it is written where it was
 * sent to, and nobody else may read it. A hook that runs as root gives it to whoever logged in.
 */
export function writtenEdits(
  node: SyntaxNode,
  { source }: At,
  steps: readonly StepId[],
  { room, users, values }: Cutting,
): readonly Edit[] {
  const file = values.plan.deployment.writtenFiles.find(({ write }) => steps.includes(write));
  if (room.kind !== 'host' || file === undefined) return [];
  const edits: Edit[] = [];
  walk(node, (inner) => {
    if (inner.type !== 'Command' || inner.name?.value !== 'cat') return undefined;
    const owner = users.login === null ? '' : ` -o ${quoteShell(users.login)}`;
    edits.push({
      start: inner.name.pos,
      end: inner.name.end,
      text: `install -D -m 600${owner} /dev/stdin ${quoteShell(file.path)}`,
    });
    for (const redirect of inner.redirects) {
      if (redirect.type !== 'Redirect') continue;
      const start = source.text.slice(0, redirect.pos).trimEnd().length;
      edits.push({ start, end: redirect.end, text: '' });
    }
    return undefined;
  });
  return edits;
}
