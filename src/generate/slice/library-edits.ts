/** A folder of the hosts for an application's libraries, in commands that moved to the build. */
import type { Word as ValueWord } from '../../model/value.ts';
import { valueText } from '../../plan/value-text.ts';
import { walk } from '../../syntax/nodes.ts';
import type { Command, SyntaxNode, Word } from '../../syntax/nodes.ts';
import { spanInFile } from '../../syntax/origin.ts';
import type { At, Cutting } from './cutting.ts';
import { machineOf } from './room.ts';
import type { Edit } from './source-lines.ts';

/** Where Bundler keeps what travels with the application. Source: bundle-config(1), BUNDLE_PATH. */
const vendored = 'vendor/bundle';

/** Said above a command in which the folder changed. */
export const libraryNote =
  '# The libraries travel in the bundle: a build can’t reach the folder of the hosts.';

/**
 * `bundle config set path /srv/app/shared/bundle` on a host fills a folder that releases share. In a
 * build that folder is nobody's, so that the libraries go where the bundle takes them along.
 */
export function libraryEdits(node: SyntaxNode, at: At, { index, room }: Cutting): readonly Edit[] {
  if (room.kind === 'host') return [];
  const edits: Edit[] = [];
  walk(node, (inner) => {
    if (inner.type !== 'Command') return undefined;
    const [planned] = index.stepsAt(spanInFile(at.source, inner.pos, inner.end));
    const step = planned?.classified.step;
    if (step?.name !== 'bundle' || machineOf(step, index.plan) !== 'host') return undefined;
    const path = pathOf(inner);
    if (path !== null && /^[/~]/.test(folderIn(step.words)))
      edits.push({ start: path.pos, end: path.end, text: vendored });
    return undefined;
  });
  return edits;
}

/** The word after `path`, of `bundle config` and `bundle install --path`. */
function pathOf({ args }: Command): Word | null {
  const words = args.filter((item): item is Word => item.type === 'Word');
  const option = words.findIndex(({ text }) => /^(--)?path$/.test(text));
  return option < 0 ? null : (words[option + 1] ?? null);
}

function folderIn(words: readonly ValueWord[]): string {
  const texts = words.map(({ value }) => valueText(value));
  const option = texts.findIndex((text) => /^(--)?path$/.test(text));
  return option < 0 ? '' : (texts[option + 1] ?? '');
}
