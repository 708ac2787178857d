import type { Certainty } from '../../model/classified.ts';
import { allOf, anyOf, certainly, opposite } from '../certainty.ts';
import type { Subject, Test } from '../subject.ts';
import { conditionSchema } from './predicate.ts';
import type { Predicate } from './predicate.ts';

export const all: Predicate = {
  key: 'all',
  schema: {
    type: 'array',
    minItems: 1,
    items: conditionSchema,
    description: 'Each of these holds',
  },
  compile(data, nested) {
    const tests = (data as readonly unknown[]).map(nested);
    return (subject) => allOf(tests.map((test) => test(subject)));
  },
};

export const any: Predicate = {
  key: 'any',
  schema: { type: 'array', minItems: 1, items: conditionSchema, description: 'One of these holds' },
  compile(data, nested) {
    const tests = (data as readonly unknown[]).map(nested);
    return (subject) => anyOf(tests.map((test) => test(subject)));
  },
};

export const not: Predicate = {
  key: 'not',
  schema: { ...conditionSchema, description: 'This does not hold' },
  compile(data, nested) {
    const test = nested(data);
    return (subject) => opposite(test(subject));
  },
};

/** For conditions that an unknown value must not fulfil: many a command has an argument like it. */
export const certain: Predicate = {
  key: 'certain',
  schema: { ...conditionSchema, description: 'This holds for certain; what may hold does not' },
  compile(data, nested) {
    const test = nested(data);
    return (subject) => certainly(test(subject) === 'yes');
  },
};

/** The nearest command before the step, plumbing left out. */
export const previous: Predicate = neighbour('previous', 'The command before this one', -1);

/** The nearest command after the step, plumbing left out. */
export const next: Predicate = neighbour('next', 'The command after this one', 1);

function neighbour(key: string, description: string, direction: 1 | -1): Predicate {
  return {
    key,
    schema: { ...conditionSchema, description },
    compile(data, nested) {
      const test = nested(data);
      return (subject) => {
        const found = nearest(subject, direction);
        return found === null ? 'no' : test(found);
      };
    },
  };
}

const plumbing = new Set(['cd', 'set', 'echo', 'printf', 'sleep', ':', 'true', 'export', 'local']);

function nearest(subject: Subject, direction: 1 | -1): Subject | null {
  for (let at = subject.index + direction; ; at += direction) {
    const found = subject.all[at];
    if (found === undefined) return null;
    const { step } = found;
    if (step.form === 'command' && !step.followed && !plumbing.has(step.name ?? '')) return found;
  }
}

export const earlier: Predicate = somewhere(
  'earlier',
  'Some command before this one',
  (from, to) => from < to,
);

export const later: Predicate = somewhere(
  'later',
  'Some command after this one',
  (from, to) => from > to,
);

/**
 * Searches the other steps. What a condition says of a step does not depend on who asks, so the
 * first and last step that it holds for are found once per trace: many steps asking stays linear.
 */
function somewhere(
  key: string,
  description: string,
  isThere: (found: number, asking: number) => boolean,
): Predicate {
  return {
    key,
    schema: { ...conditionSchema, description },
    compile(data, nested) {
      const edges = createEdges(nested(data));
      return (subject) => {
        const { first, last } = edges(subject);
        return certainly(isThere(first, subject.index) || isThere(last, subject.index));
      };
    },
  };
}

function createEdges(
  test: Test,
): (subject: Subject) => { readonly first: number; readonly last: number } {
  const known = new WeakMap<
    readonly Subject[],
    { readonly first: number; readonly last: number }
  >();
  return ({ all: subjects }) => {
    const found = known.get(subjects);
    if (found !== undefined) return found;
    const holds = (subject: Subject): boolean => test(subject) !== 'no';
    const first = subjects.findIndex(holds);
    const last = subjects.findLastIndex(holds);
    const edges = { first: first < 0 ? Number.NaN : first, last: last < 0 ? Number.NaN : last };
    known.set(subjects, edges);
    return edges;
  };
}

/** Something that the rule captured is there. */
export const captured: Predicate = {
  key: 'captured',
  schema: { type: 'string', description: 'Name of a capture that found something' },
  compile(data) {
    const name = String(data);
    return ({ captures }) =>
      certainly(Object.keys(captures).some((key) => key === name || key.startsWith(`${name}.`)));
  },
};

/** Something that the rule captured is not wholly known. */
export const unresolved: Predicate = {
  key: 'unresolved',
  schema: {
    type: 'string',
    description: 'Name of a capture whose value is not known, or not there',
  },
  compile(data) {
    const name = String(data);
    return ({ captures }): Certainty => {
      const value = captures[name];
      return certainly(value === undefined || value.kind !== 'literal' || value.text === '');
    };
  },
};
