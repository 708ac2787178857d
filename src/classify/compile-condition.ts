import { allOf } from './certainty.ts';
import { predicates } from './predicates/index.ts';
import type { Test } from './subject.ts';

const byKey = new Map(predicates.map((predicate) => [predicate.key, predicate]));

/** Compiles a condition that keeps to the schema: all of its keys must hold. */
export function compileCondition(data: unknown): Test {
  const tests = Object.entries(data as Readonly<Record<string, unknown>>).map(([key, value]) => {
    const predicate = byKey.get(key);
    if (predicate === undefined) throw new Error(`no condition '${key}'`);
    return predicate.compile(value, compileCondition);
  });
  return (subject) => allOf(lazily(tests, subject));
}

function* lazily(
  tests: readonly Test[],
  subject: Parameters<Test>[0],
): Generator<ReturnType<Test>> {
  for (const test of tests) yield test(subject);
}
