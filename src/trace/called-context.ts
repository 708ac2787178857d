import type { Context } from './context.ts';
import type { Running } from './running.ts';

/** A context one call deeper. */
export function calledContext(context: Context, { span, words }: Running, callee: string): Context {
  return {
    ...context,
    path: `${context.path}>${span.file}:${span.start}`,
    calls: [...context.calls, { span, callee }],
    callWords: [...context.callWords, words],
    depth: context.depth + 1,
    pipeline: null,
  };
}
