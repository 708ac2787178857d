import { walk } from '../../syntax/nodes.ts';
import type { Command, SyntaxNode } from '../../syntax/nodes.ts';

/** How a stretch of code is left: out of its loop, well, or with a status that says otherwise. */
export type Jump = 'break' | 'well' | 'badly';

function jumpOf({ name, args }: Command, leavers: ReadonlySet<string>): Jump | null {
  const word = name?.value ?? '';
  if (word === 'break') return 'break';
  if (word === 'false' || leavers.has(word)) return 'badly';
  if (word !== 'exit' && word !== 'return') return null;
  return args.length === 0 || args[0]?.text === '0' ? 'well' : 'badly';
}

/** The jumps in a tree, in the order of its text. */
export function jumpsIn(node: SyntaxNode, leavers: ReadonlySet<string>): readonly Jump[] {
  const found: Jump[] = [];
  walk(node, (inner) => {
    const jump = inner.type === 'Command' ? jumpOf(inner, leavers) : null;
    if (jump !== null) found.push(jump);
    return undefined;
  });
  return found;
}

/** Whether a text leaves with a bad status somewhere; it may begin and end in the middle of a statement. */
export function leavesBadly(text: string, leavers: ReadonlySet<string>): boolean {
  const names = ['false', ...leavers].join('|');
  return new RegExp(
    `\\b(?:exit|return) +[1-9$]|(?:^|[;&|{]|\\bthen|\\belse|\\bdo) *(?:${names})\\b`,
    'm',
  ).test(text);
}
