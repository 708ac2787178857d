import type { SyntaxNode } from '../../syntax/nodes.ts';
import { namesIn } from '../slice/names.ts';
import type { Change } from './change.ts';
import type { Asking } from './with-verdicts.ts';
import { verdictNotes } from './verdict-notes.ts';

/** `code=$(curl -w '%{http_code}' …)` that nothing but a message read. */
export function answerVerdict(node: SyntaxNode, asking: Asking): readonly Change[] {
  if (node.type !== 'Command' || node.name !== undefined) return [];
  const text = asking.text.slice(node.pos, node.end);
  const [name, ...more] = namesIn(node).writes;
  if (name === undefined || more.length > 0 || !/%\{?(http|response)_code\}?/.test(text)) return [];
  const elsewhere = `${asking.text.slice(0, node.pos)}${asking.text.slice(node.end)}${asking.later}`;
  if (new RegExp(`\\$\\{?${name}\\b`).test(elsewhere)) return [];
  const lines = [
    `# ${verdictNotes.answer}`,
    `case "$${name}" in`,
    '  2?? | 3??) ;;',
    '  *)',
    `    echo "the check answered $${name}" >&2`,
    `    ${asking.giveUp}`,
    '    ;;',
    'esac',
  ];
  return [{ comment: null, edits: [], added: [{ after: node.end, like: node.pos, lines }] }];
}
