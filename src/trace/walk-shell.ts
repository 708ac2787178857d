import type { Span } from '../model/source.ts';
import type { Value } from '../model/value.ts';
import type { Context, Flow } from './context.ts';
import { shellFailure } from './failure.ts';
import type { ShellState, Trap } from './shell-state.ts';
import { walkInput } from './walk-input.ts';
import { walkList } from './walk-node.ts';
import { walkText } from './walk-text.ts';
import type { Walk } from './walk.ts';

/** Walks a whole shell process, its EXIT trap included. */
export function walkShell(
  walk: Walk,
  statements: Parameters<typeof walkList>[1],
  state: ShellState,
  context: Context,
): Flow {
  const isRead = context.handover?.source === context.source.id;
  const flow = (isRead ? walkInput : walkList)(walk, statements, state, context);
  const { traps } = state;
  if (context.dead === null && traps.size > 0) {
    state.traps = new Map();
    for (const [signal, trap] of traps)
      if (signal !== 'EXIT') walkTrap(walk, trap, signal, state.clone());
    const last = traps.get('EXIT');
    if (last !== undefined) walkTrap(walk, { ...last, context }, 'EXIT', state);
  }
  return flow;
}

/**
 * What a trap does, under the condition of its signal: with all that the script has set by the time
 * that the trap is taken away, since the signal may come until then.
 */
export function walkTrap(
  walk: Walk,
  { action, context }: Trap,
  signal: string,
  state: ShellState,
): void {
  const at = originSpan(action) ?? { file: context.file, start: 0, end: 0 };
  const guard = {
    text: `trap ${signal}`,
    span: at,
    negated: false,
    source: 'trap',
    place: context.place.kind,
    reads: [],
  } as const;
  const inner: Context = {
    ...context,
    guards: [...context.guards, guard],
    failure: shellFailure('ignored'),
  };
  walkText(
    walk,
    { id: `${context.source.id}!trap:${signal}`, span: at, value: action },
    state,
    inner,
  );
}

function originSpan(value: Value): Span | null {
  const first =
    value.kind === 'concat' ? value.parts.find((part) => part.kind === 'literal') : value;
  const site = first?.kind === 'literal' ? first.at?.[0] : undefined;
  return site === undefined ? null : { file: site.file, start: site.start, end: site.end };
}
