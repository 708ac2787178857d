import { toldServerOf } from '../../plan/told-server.ts';
import { valueText } from '../../plan/value-text.ts';
import type { SyntaxNode } from '../../syntax/nodes.ts';
import { walk } from '../../syntax/nodes.ts';
import { spanInFile } from '../../syntax/origin.ts';
import { quoteShell } from '../quote-shell.ts';
import type { At, Cutting } from './cutting.ts';
import type { Edit } from './source-lines.ts';

/** `ssh db1 mysqldump shop` in a job: its server, as another command of the script names it. */
export function serverEdits(node: SyntaxNode, at: At, { index, room }: Cutting): readonly Edit[] {
  if (room.kind !== 'once') return [];
  const edits: Edit[] = [];
  const all = index.plan.steps.map(({ classified }) => classified);
  walk(node, (inner) => {
    if (inner.type !== 'Command' || inner.name === undefined) return undefined;
    const [dump] = index
      .stepsAt(spanInFile(at.source, inner.pos, inner.end))
      .filter(
        ({ classified: { kind, step } }) =>
          kind === 'backup' && step.name === inner.name?.value && room.steps.has(step.id),
      );
    const told = dump === undefined ? null : toldServerOf(dump.classified.step, all);
    if (told === null) return undefined;
    const { file, start, end } = told.word.span;
    const name = /^["']?\$\{?(\w+)\}?["']?$/.exec(
      index.plan.trace.sources.get(file)?.text.slice(start, end) ?? '',
    )?.[1];
    const server = name === undefined ? quoteShell(valueText(told.word.value)) : `"$${name}"`;
    edits.push({ start: inner.name.end, end: inner.name.end, text: ` ${told.option} ${server}` });
    return undefined;
  });
  return edits;
}
