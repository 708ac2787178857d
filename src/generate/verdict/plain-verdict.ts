import type { Pipeline, SyntaxNode } from '../../syntax/nodes.ts';
import type { Change } from './change.ts';
import { verdictNotes } from './verdict-notes.ts';

/**
 * `curl -s -o /dev/null -w '%{http_code}\n' URL`: whoever ran it read the code; curl itself is content
 * with any answer. Source: curl(1), --fail.
 */
export function plainVerdict(node: SyntaxNode): readonly Change[] {
  if (node.type === 'Pipeline') {
    const [first] = node.commands;
    return first !== undefined && isShown(node) ? plainVerdict(first) : [];
  }
  if (node.type !== 'Command' || node.name?.value !== 'curl') return [];
  const options = node.args.map(({ text }) => text);
  if (options.some((text) => /^--fail|^-[A-Za-z]*f[A-Za-z]*$/.test(text))) return [];
  const { end } = node.name;
  return [
    {
      comment: verdictNotes.fail,
      edits: [{ start: end, end, text: ' --fail' }],
      added: [],
    },
  ];
}

/** `curl -sI URL | head -1` shows an answer; `pipefail` lets its status through. */
function isShown({ prefixes, commands: [, ...rest] }: Pipeline): boolean {
  return (
    prefixes.length === 0 &&
    rest.every(
      (one) => one.type === 'Command' && /^(head|tail|cat|tee|cut|tr)$/.test(one.name?.value ?? ''),
    )
  );
}
