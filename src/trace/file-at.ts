import type { Word } from '../model/value.ts';
import { textOf } from '../shell/value.ts';
import type { Context } from './context.ts';
import { checkedOutFile, copiedFile, fleetFile } from './files.ts';
import type { ShellState } from './shell-state.ts';
import type { Walk } from './walk.ts';

/**
 * The file of the fleet that a path means at a place: on another machine, one that was copied there;
 * else, of a script, the one in that place of the repository, which hosts have a checkout of. That is
 * a guess, and is told as one.
 */
export function fileAt(
  walk: Walk,
  { value: path, span }: Word,
  state: ShellState,
  context: Context,
): string | null {
  if (context.place.kind === 'local') return fleetFile(walk, path, state, context);
  const copied = copiedFile(walk, path, state);
  if (copied !== null || context.place.kind !== 'remote') return copied;
  const guessed = checkedOutFile(walk, path, context);
  if (guessed !== null && context.dead === null)
    walk.workspace.report('trace/assumed-file', span, {
      file: textOf(path) ?? guessed,
      own: guessed,
    });
  return guessed;
}
