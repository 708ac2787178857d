import type { Certainty } from '../../model/classified.ts';
import { allOf, anyOf, certainly } from '../certainty.ts';
import { compilePattern, matchValue, variablesIn } from '../pattern.ts';
import { commandName } from '../../trace/command-line.ts';
import { compileNames, namedPredicate, namesSchema, patternSchema } from './predicate.ts';
import type { Predicate } from './predicate.ts';

export const pipeBefore: Predicate = namedPredicate(
  'pipe-before',
  'A command earlier in the pipeline',
  ({ step }) => step.pipeline?.before ?? [],
);

export const pipeAfter: Predicate = namedPredicate(
  'pipe-after',
  'A command later in the pipeline',
  ({ step }) => step.pipeline?.after ?? [],
);

/** Output that goes to a file: `>`, `>>`, `>|`, `&>`, `&>>`. */
export const redirect: Predicate = {
  key: 'redirect',
  schema: {
    description:
      'Output goes to a file (a device is none); a pattern: its path; an object: with the operator, or the name of a variable, not known here, that the path holds',
    anyOf: [
      { type: 'boolean' },
      patternSchema,
      {
        type: 'object',
        additionalProperties: false,
        minProperties: 1,
        properties: { to: patternSchema, operator: namesSchema, variable: patternSchema },
      },
    ],
  },
  compile(data) {
    const shape = (typeof data === 'object' ? data : {}) as {
      to?: string;
      operator?: unknown;
      variable?: string;
    };
    const named = shape.variable === undefined ? null : compilePattern(shape.variable);
    const to = typeof data === 'string' ? data : shape.to;
    const pattern = to === undefined ? null : compilePattern(to);
    const matches = shape.operator === undefined ? null : compileNames(shape.operator);
    return ({ step }) => {
      const answers = step.redirections.map((one): Certainty => {
        if (!one.operator.includes('>') || one.target === null) return 'no';
        if (one.operator.endsWith('&') || one.descriptor === 2) return 'no';
        return allOf([
          certainly(matches === null || matches(one.operator)),
          matchValue(one.target, devicePattern) === 'yes' ? 'no' : 'yes',
          certainly(named === null || variablesIn(one.target).some((name) => named.finds(name))),
          pattern === null ? 'yes' : matchValue(one.target, pattern),
        ]);
      });
      const found = anyOf(answers);
      return data === false ? (found === 'no' ? 'yes' : 'no') : found;
    };
  },
};

const devicePattern = compilePattern('^(/dev/(null|std(out|err)|tty|fd/.*)|&?[0-9]|-)$');

export const stdin: Predicate = {
  key: 'stdin',
  schema: {
    description:
      'What it reads: inherited, file, text (a here-document), pipe; an object: with its contents or path',
    anyOf: [
      namesSchema,
      {
        type: 'object',
        additionalProperties: false,
        minProperties: 1,
        properties: { text: patternSchema, path: patternSchema },
      },
    ],
  },
  compile(data) {
    if (typeof data === 'string' || Array.isArray(data)) {
      const matches = compileNames(data);
      return ({ step }) => certainly(matches(step.stdin.kind));
    }
    const shape = data as { text?: string; path?: string };
    const text = shape.text === undefined ? null : compilePattern(shape.text);
    const path = shape.path === undefined ? null : compilePattern(shape.path);
    return ({ step: { stdin: input } }) => {
      if (text !== null && input.kind === 'text') return matchValue(input.text, text);
      return path !== null && input.kind === 'file' ? matchValue(input.path, path) : 'no';
    };
  },
};

/** A pipe between two machines, which is one step. */
export const stream: Predicate = {
  key: 'stream',
  schema: {
    description: 'Joins two machines by a pipe; an object: by these commands',
    anyOf: [
      { type: 'boolean' },
      {
        type: 'object',
        additionalProperties: false,
        minProperties: 1,
        properties: { from: namesSchema, to: namesSchema },
      },
    ],
  },
  compile(data) {
    if (typeof data === 'boolean') return ({ step }) => certainly((step.stream !== null) === data);
    const shape = data as { from?: unknown; to?: unknown };
    const from = shape.from === undefined ? null : compileNames(shape.from);
    const to = shape.to === undefined ? null : compileNames(shape.to);
    return ({ step: { stream: found } }) => {
      if (found === null) return 'no';
      const producer = commandName(found.producer[0]);
      const consumer = commandName(found.consumer[0]);
      return certainly(
        (from === null || (producer !== null && from(producer))) &&
          (to === null || (consumer !== null && to(consumer))),
      );
    };
  },
};
