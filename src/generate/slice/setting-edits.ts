import type { Assignment, SyntaxNode } from '../../syntax/nodes.ts';
import { spanInFile } from '../../syntax/origin.ts';
import type { At, Cutting } from './cutting.ts';
import type { Edit } from './source-lines.ts';

/**
 * What changes where a local setting moves: a default gives way to what the pipeline says in place
 * of the old script's options, and `~` between quotes is the home of whoever uses it on the host.
 */
export function settingEdits(
  node: SyntaxNode,
  { source, machine }: At,
  { room, values }: Cutting,
): readonly Edit[] {
  if (node.type !== 'Command' || machine === 'host') return [];
  return [...node.prefix, ...node.args].flatMap((item): readonly Edit[] => {
    if (item.type !== 'Assignment') return [];
    if (room.kind === 'host')
      return item.value.type === 'Word'
        ? homeEdits(item.value.text, item.value.pos, item.value.end)
        : [];
    const { file, start } = spanInFile(source, item.pos, item.end);
    const isAlone = node.name === undefined && node.prefix.length === 1;
    return isAlone && values.isDefault(file, start) ? [defaultEdit(item)] : [];
  });
}

function defaultEdit({ name, text, pos, end }: Assignment): Edit {
  const isEmpty = /=(?:''|"")?$/.test(text);
  return isEmpty
    ? { start: pos, end, text: `${name}="\${${name}:-}"` }
    : { start: pos, end: pos, text: `[ -n "\${${name}:-}" ] || ` };
}

/**
 * The shell behind ssh expanded the tilde of a text that was quoted here.
 * Source: bash manual, 3.5.2 Tilde Expansion.
 */
function homeEdits(text: string, start: number, end: number): readonly Edit[] {
  const path = /^(?:'~(\/[\w./-]*)?'|"~(\/(?:[\w./-]|\$\{?[A-Za-z_]\w*\}?)*)?")$/.exec(text);
  if (path === null) return [];
  return [{ start, end, text: `"$HOME${path[1] ?? path[2] ?? ''}"` }];
}
