import type { SyntaxNode } from '../../syntax/nodes.ts';
import type { Change } from './change.ts';

/**
 * `curl -s -o /dev/null -w '%{http_code}\n' URL`: whoever ran it read the code; curl itself is content
 * with any answer. Source: curl(1), --fail.
 */
export function plainVerdict(node: SyntaxNode): readonly Change[] {
  if (node.type !== 'Command' || node.name?.value !== 'curl') return [];
  const options = node.args.map(({ text }) => text);
  if (options.some((text) => /^--fail|^-[A-Za-z]*f[A-Za-z]*$/.test(text))) return [];
  const { end } = node.name;
  return [
    {
      comment: 'Added: --fail, so that an answer of 400 or more counts.',
      edits: [{ start: end, end, text: ' --fail' }],
      added: [],
    },
  ];
}
