import type { Span } from '../model/source.ts';
import type { Step } from '../model/step.ts';
import type { Trace } from '../model/trace.ts';
import { compilePattern } from './pattern.ts';
import type { Pattern } from './pattern.ts';

type Condition = Readonly<Record<string, unknown>>;

/** The patterns that a condition asks of a here-document, those of its branches among them. */
export function textPatterns(condition: unknown): readonly Pattern[] {
  const { stdin, any = [], all = [] } = condition as Condition;
  const text = (stdin as Condition | undefined)?.text;
  const inner = [...(any as readonly unknown[]), ...(all as readonly unknown[])];
  return [
    ...(typeof text === 'string' ? [compilePattern(text)] : []),
    ...inner.flatMap(textPatterns),
  ];
}

/** The characters of the step's here-document that one of the patterns is about; null for none. */
export function textPlace(
  { stdin }: Step,
  patterns: readonly Pattern[],
  sources: Trace['sources'],
): Span | null {
  if (stdin.kind !== 'text' || patterns.length === 0) return null;
  const { file, start, end } = stdin.span;
  // As it is written: expansions may have put other characters before the place.
  const written = sources.get(file)?.text.slice(start, end) ?? '';
  const found = patterns.flatMap((pattern) => pattern.all(written))[0];
  return found === undefined ? null : { file, start: start + found.start, end: start + found.end };
}
