import type { Context } from './context.ts';
import type { Running } from './running.ts';
import type { Walk } from './walk.ts';

/** A context one call deeper. */
export function calledContext(
  walk: Walk,
  context: Context,
  { span, words }: Running,
  callee: string,
): Context {
  const site = `${context.path}>${span.file}:${span.start}`;
  const twin = walk.workspace.twinOf(context.file);
  return {
    ...context,
    // What scripts of two environments call alike is the same step in both, wherever its call stands.
    path: twin === null ? site : `${twin}>${callee}#${walk.ordinalOfCall(twin, callee, site)}`,
    calls: [...context.calls, { span, callee }],
    callWords: [...context.callWords, words],
    depth: context.depth + 1,
    pipeline: null,
  };
}
