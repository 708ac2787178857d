import type { SyntaxNode } from '../../syntax/nodes.ts';
import { spanInFile } from '../../syntax/origin.ts';
import { valueText } from '../../plan/value-text.ts';
import type { At, Cutting } from './cutting.ts';

/** What hooks call the deployment that CodeDeploy goes back to. */
export const deploymentBefore = 'DEPLOYMENT_BEFORE';

/**
 * `PREVIOUS=$(readlink current)`, which the script only tells people of: the live path is a folder now, and
 * what came before is CodeDeploy's last good deployment. Null where a command works with the answer.
 */
export function answerOfLink(
  node: Extract<SyntaxNode, { type: 'CommandExpansion' }>,
  { source }: At,
  { index, room }: Cutting,
): { readonly text: string; readonly reads: readonly string[] } | null {
  const { steps, deployment } = index.plan;
  if (room.kind !== 'host' || deployment.release === null) return null;
  const [, name] = /(\w+)="?$/.exec(source.text.slice(0, node.pos)) ?? [];
  if (name === undefined) return null;
  const span = spanInFile(source, node.pos, node.end);
  const asked = steps.find(
    ({ classified: { step } }) =>
      /^(readlink|realpath)$/.test(step.name ?? '') && index.standsIn(step, span),
  )?.classified.step;
  const [path] = asked?.plain ?? [];
  if (path === undefined || valueText(path.value) !== deployment.release.live) return null;
  const read = new RegExp(`\\$\\{?${name}\\b`);
  const isUsed = steps.some(
    ({ disposition, classified: { step } }) => disposition === 'converted' && read.test(step.text),
  );
  return isUsed ? null : { text: `\${${deploymentBefore}}`, reads: [] };
}
