import type { Value } from '../model/value.ts';
import type { Context } from './context.ts';
import { copiedFile, fleetFile } from './files.ts';
import type { ShellState } from './shell-state.ts';
import type { Walk } from './walk.ts';

/** The file of the fleet that a path means at a place: on another machine, one that was copied there. */
export function fileAt(
  walk: Walk,
  path: Value,
  state: ShellState,
  context: Context,
): string | null {
  return context.place.kind === 'local'
    ? fleetFile(walk, path, state, context)
    : copiedFile(walk, path, state);
}
