import type { Context } from './context.ts';
import { environmentValue } from './environment-value.ts';
import { joinStates } from './shell-state.ts';
import type { ShellState } from './shell-state.ts';
import type { Walk } from './walk.ts';

/**
 * The states in which `return`, `exit`, `break` and `continue` left the construct around them. What
 * comes after it goes on from any of them, so `OK=1; break` in a branch that may be taken counts.
 */
export interface Leaving {
  readonly returns: ShellState[];
  readonly exits: ShellState[];
  readonly breaks: ShellState[];
  readonly continues: ShellState[];
}

/** Nothing has left yet. */
export function noLeaving(): Leaving {
  return { returns: [], exits: [], breaks: [], continues: [] };
}

/** The state after a point that several runs come to; `states` holds at least one. */
export function meet(
  walk: Walk,
  target: ShellState,
  states: readonly ShellState[],
  context: Context,
): void {
  const [first, ...rest] = states;
  if (first === undefined) return;
  const unset = (name: string) => environmentValue(name, walk, target, context);
  const joined = rest.reduce((all, state) => joinStates(all, state, unset), first);
  if (joined !== target) target.become(joined);
}
