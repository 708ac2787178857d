import { bundleOf } from '../repository/bundle.ts';
import { meansContents } from '../../plan/source-shape.ts';
import type { Command, SyntaxNode, Word } from '../../syntax/nodes.ts';
import { walk } from '../../syntax/nodes.ts';
import { spanInFile } from '../../syntax/origin.ts';
import type { At, Cutting } from './cutting.ts';
import type { Edit } from './source-lines.ts';

/**
 * `rsync -az --delete ./ "$HOST:$BASE/$COLOUR/"` to a folder that only the host can name: the hook does the
 * same from the bundle, with the author's own options but for those of the way.
 */
export function placedEdits(node: SyntaxNode, at: At, cutting: Cutting): readonly Edit[] {
  const { index, room, users } = cutting;
  if (room.kind !== 'host') return [];
  const { plan } = index;
  const placed = plan.deployment.files.filter(({ isPlaced }) => isPlaced === true);
  if (placed.length === 0) return [];
  const edits: Edit[] = [];
  walk(node, (inner) => {
    if (inner.type !== 'Command' || inner.name === undefined) return undefined;
    const ids = index
      .stepsAt(spanInFile(at.source, inner.pos, inner.end))
      .map(({ classified }) => classified.step.id);
    const entry = bundleOf(plan).entries.find(
      ({ mapping, steps }) =>
        mapping.isPlaced === true && ids.some((id) => steps.includes(id) && room.steps.has(id)),
    );
    const last = inner.args.at(-1);
    const text = entry === undefined ? null : copyFrom(inner, entry.source);
    if (text === null || last === undefined) return undefined;
    const user = users.login === null ? '' : `as_user ${users.login} `;
    edits.push({ start: inner.name.pos, end: last.end, text: `${user}${text}` });
    return undefined;
  });
  return edits;
}

function copyFrom({ name, args }: Command, source: string): string | null {
  const words = args.filter((item): item is Word => item.type === 'Word');
  const target = words.at(-1);
  const from = words.at(-2);
  if (target === undefined || from === undefined) return null;
  const slash = meansContents(from.value) ? '/' : '';
  const to = withoutHost(target);
  if (name?.value === 'scp') return `cp -p "$BUNDLE/${source}" ${to}`;
  const options = ownOptions(words.slice(0, -2));
  return ['rsync', ...options, `"$BUNDLE/${source}${slash}"`, to].join(' ');
}

/** Compression, progress and the shell that carried it belong to the way. Source: rsync(1). */
function ownOptions(words: readonly Word[]): readonly string[] {
  const kept: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const text = words[at]?.text ?? '';
    if (/^(-e|--rsh)$/.test(text)) at++;
    else if (/^-[A-Za-z]*e$/.test(text)) {
      at++;
      kept.push(text.replace(/[ezP]/g, ''));
    } else if (!/^--(rsh=|compress|progress|stats|human-readable|partial)/.test(text))
      kept.push(/^-[A-Za-z]+$/.test(text) ? text.replace(/[zPh]/g, '') : text);
  }
  return kept.filter((text) => text !== '-');
}

function withoutHost({ text }: Word): string {
  const path = text.replace(/["']/g, '').replace(/^[^:]*:/, '');
  return path.includes('$') ? `"${path}"` : path;
}
