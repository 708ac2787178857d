/** The directory of a release, spelled out in the script, is the live one of a revision. */
import { walk } from '../../syntax/nodes.ts';
import type { SyntaxNode } from '../../syntax/nodes.ts';
import type { At, Cutting } from './cutting.ts';
import type { Edit } from './source-lines.ts';

/** `$BASE/releases/$STAMP` in words of a hook gives way to the path that CodeDeploy installs to. */
export function releaseEdits(
  node: SyntaxNode,
  { source }: At,
  { room, values }: Cutting,
): readonly Edit[] {
  const { release } = values.plan.deployment;
  if (room.kind !== 'host' || release === null) return [];
  const edits = new Map<number, Edit>();
  walk(node, (inner) => {
    if (inner.type !== 'Word') return undefined;
    const text = source.text.slice(inner.pos, inner.end);
    for (const spelling of release.spellings) {
      const at = text.indexOf(spelling);
      // Only the beginning of a word, quotes aside, is a path of its own.
      if (at < 0 || !/^["']?$/.test(text.slice(0, at))) continue;
      if (/^[\w-]/.test(text.slice(at + spelling.length))) continue;
      const start = inner.pos + at;
      edits.set(start, { start, end: start + spelling.length, text: release.live });
    }
    return undefined;
  });
  return [...edits.values()];
}

/** Whether a part of a node stands in a text that an edit replaces. */
export function isReplaced(node: SyntaxNode, edits: readonly Edit[]): boolean {
  return edits.some(({ start, end }) => start <= node.pos && node.end <= end);
}

/**
 * The folder of a release was new each time and the live one is not: what could only be done once,
 * `ln -s` and `mkdir`, says that it may be there already.
 */
export function repeatableEdits(
  node: SyntaxNode,
  { source }: At,
  { room, values }: Cutting,
): readonly Edit[] {
  if (room.kind !== 'host' || values.plan.deployment.release === null) return [];
  const edits: Edit[] = [];
  walk(node, (inner) => {
    if (inner.type !== 'Command') return undefined;
    const words = [...(inner.name === undefined ? [] : [inner.name]), ...inner.args];
    const at = words.findIndex(({ text }) => /^(ln|mkdir)$/.test(text));
    const name = words[at]?.text;
    const option = words[at + 1];
    const before = words.slice(0, Math.max(0, at)).map(({ text }) => text);
    if (name === undefined || !before.every((text) => /^(sudo|-\w+|\w+)$/.test(text)))
      return undefined;
    if (name === 'ln' && option !== undefined && /^-[svrT]*s[svrT]*$/.test(option.text))
      edits.push({ start: option.pos, end: option.end, text: `${option.text}fn` });
    if (name === 'mkdir' && option !== undefined && !option.text.startsWith('-')) {
      const end = source.text.indexOf('mkdir', words[at]?.pos) + 'mkdir'.length;
      edits.push({ start: end, end, text: ' -p' });
    }
    return undefined;
  });
  return edits;
}
