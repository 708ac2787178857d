import type { Context, Flow } from './context.ts';
import { meet } from './leaving.ts';
import type { ShellState } from './shell-state.ts';
import type { Walk } from './walk.ts';

/** Goes on after a function or sourced file: from its end, and from each of its returns. */
export function returned(walk: Walk, state: ShellState, flow: Flow, inner: Context): Flow {
  const ends = [...inner.leaving.returns, ...(flow === 'next' ? [state] : [])];
  meet(walk, state, ends, inner);
  return ends.length === 0 ? 'exit' : 'next';
}
