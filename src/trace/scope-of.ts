import type { Context } from './context.ts';
import type { ShellState } from './shell-state.ts';
import { commandSubstitution, processSubstitution } from './substitution.ts';
import { TraceScope } from './trace-scope.ts';
import type { Walk } from './walk.ts';

/** Expansion's view of the shell at this point. */
export function scopeOf(walk: Walk, state: ShellState, context: Context): TraceScope {
  return new TraceScope(walk, state, context, {
    command: (part, inner, at) => commandSubstitution(walk, part, inner, at),
    process: (part, inner, at) => processSubstitution(walk, part, inner, at),
  });
}
