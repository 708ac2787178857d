import type { Redirection } from '../model/step.ts';
import { effectOf } from './command-line.ts';
import type { Context } from './context.ts';
import type { Draft } from './draft.ts';
import { simplifiedPlace } from './emit.ts';
import { samePlace } from './condition.ts';
import { shellOnly } from './shell-only.ts';
import type { Walk } from './walk.ts';

/**
 * Walks commands that share one standard output, `{ echo a; echo b; } > app.conf`: where they do
 * nothing but make text, each writes that file. Where some of them do more, the file only keeps what
 * they say. Source: bash manual, 3.2.5: the redirections of a compound command apply to all in it.
 */
export function sharingOutput<T>(
  walk: Walk,
  redirections: readonly Redirection[],
  context: Context,
  walked: () => T,
): T {
  const shared = redirections.filter(isOutput);
  if (shared.length === 0) return walked();
  const { drafts, result } = walk.collect(walked);
  const place = simplifiedPlace(context.place);
  const onlyText = drafts.every((draft) => makesText(walk, draft));
  for (const draft of drafts) {
    const isWriter = onlyText && prints(draft) && samePlace(draft.place, place);
    walk.emit(
      isWriter
        ? { ...draft, redirections: [...shared, ...draft.redirections], isPlumbing: false }
        : draft,
    );
  }
  return result;
}

function isOutput({ operator, descriptor, target }: Redirection): boolean {
  return (
    ['>', '>>', '>|', '&>', '&>>'].includes(operator) && (descriptor ?? 1) === 1 && target !== null
  );
}

function makesText(walk: Walk, draft: Draft): boolean {
  return (
    draft.form !== 'command' ||
    draft.followed ||
    shellOnly.has(draft.name ?? '') ||
    (draft.unresolved === null && effectOf(draft.words, walk.workspace.lore) !== 'effect')
  );
}

/** What it prints goes to the shared output: not into a value, a pipe or a file of its own. */
function prints(draft: Draft): boolean {
  const { form, name, followed, outputUsed, redirections } = draft;
  if (form !== 'command' || followed || outputUsed || shellOnly.has(name ?? '')) return false;
  const isMoved = redirections.some(
    ({ operator, descriptor }) => operator.includes('>') && (descriptor ?? 1) === 1,
  );
  return !isMoved;
}
