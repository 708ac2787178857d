import type { Certainty } from '../../model/classified.ts';
import type { Value, Word } from '../../model/value.ts';
import { allOf, anyOf, certainly } from '../certainty.ts';
import { compilePattern, innermostParts, matchValue, variablesIn } from '../pattern.ts';
import type { Test } from '../subject.ts';
import {
  compileNames,
  compileNamesOfValue,
  namedPredicate,
  namesSchema,
  patternSchema,
} from './predicate.ts';
import type { Predicate } from './predicate.ts';
import type { Subject } from '../subject.ts';

/** The command's name, its last path component, or that of the program that it interprets. */
export const command: Predicate = namedPredicate(
  'command',
  'Name of the command, its last path component; of php artisan both php and artisan',
  ({ names }) => names,
);

/** The command word as a whole, path included: `./bin/console`, `/etc/init.d/x`. */
export const path: Predicate = {
  key: 'path',
  schema: { ...patternSchema, description: 'The command word with its path' },
  compile(data) {
    const pattern = compilePattern(String(data));
    return ({ step }) => {
      const [word] = step.words;
      return word === undefined || step.form !== 'command' ? 'no' : matchValue(word.value, pattern);
    };
  },
};

/** The sub-command, as many levels as the lore says: `compose up`. */
export const sub: Predicate = {
  key: 'sub',
  schema: { ...namesSchema, description: 'Sub-command, all its levels joined by a blank' },
  compile(data) {
    const matches = compileNamesOfValue(data);
    return ({ command: words }) =>
      words.subWords.length === 0 ? 'no' : matches(joined(words.subWords));
  },
};

function joined(words: readonly Word[]): Value {
  const parts = words.flatMap(({ value }, index): Value[] =>
    index === 0 ? [value] : [{ kind: 'literal', text: ' ' }, value],
  );
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : { kind: 'concat', parts };
}

/** Arguments: what is neither option, nor option value, nor sub-command. */
export const arg: Predicate = {
  key: 'arg',
  schema: {
    description: 'A pattern that some argument matches; a list: each is matched by some argument',
    anyOf: [
      patternSchema,
      { type: 'array', minItems: 1, items: patternSchema },
      {
        type: 'object',
        additionalProperties: false,
        required: ['at'],
        minProperties: 2,
        properties: {
          at: {
            anyOf: [
              { enum: ['first', 'last', 'all'], type: 'string' },
              { type: 'integer', minimum: 0 },
            ],
          },
          is: patternSchema,
          variable: {
            ...patternSchema,
            description: 'It holds a variable, not known here, with such a name',
          },
        },
      },
    ],
  },
  compile(data) {
    if (typeof data === 'object' && data !== null && !Array.isArray(data))
      return positioned(data as PositionedArgument);
    const patterns = (Array.isArray(data) ? data : [data]).map((item) =>
      compilePattern(String(item)),
    );
    return (subject) =>
      allOf(
        patterns.map((pattern) =>
          anyOf(subject.command.arguments.map(({ value }) => matchValue(value, pattern))),
        ),
      );
  },
};

interface PositionedArgument {
  readonly at: 'first' | 'last' | 'all' | number;
  readonly is?: string;
  readonly variable?: string;
}

function positioned({ at, is, variable: named }: PositionedArgument): Test {
  const pattern = is === undefined ? null : compilePattern(is);
  const name = named === undefined ? null : compilePattern(named);
  const holds = ({ value }: Word): Certainty =>
    allOf([
      pattern === null ? 'yes' : matchValue(value, pattern),
      certainly(name === null || variablesIn(value).some((one) => name.finds(one))),
    ]);
  return ({ command: { arguments: words } }) => {
    if (at === 'all') return words.length === 0 ? 'no' : allOf(words.map(holds));
    const found = argumentAt(words, at);
    return found === undefined ? 'no' : holds(found);
  };
}

/** An argument by its place. */
export function argumentAt(
  words: readonly Word[],
  at: 'first' | 'last' | number,
): Word | undefined {
  if (at === 'first') return words[0];
  return at === 'last' ? words.at(-1) : words[at];
}

/** How many arguments there are. */
export const args: Predicate = {
  key: 'args',
  schema: {
    type: 'object',
    description: 'How many arguments there are',
    additionalProperties: false,
    minProperties: 1,
    properties: { min: { type: 'integer', minimum: 0 }, max: { type: 'integer', minimum: 0 } },
  },
  compile(data) {
    const { min = 0, max = Number.POSITIVE_INFINITY } = data as { min?: number; max?: number };
    return ({ command: { arguments: words } }) => {
      const inside = words.length >= min && words.length <= max;
      return words.some(({ many }) => many) && !inside ? 'maybe' : certainly(inside);
    };
  },
};

/** An option that is given, by any of its names, with a value that matches. */
export const flag: Predicate = {
  key: 'flag',
  schema: {
    description: 'An option that is given, by any of its names',
    anyOf: [
      namesSchema,
      {
        type: 'object',
        additionalProperties: false,
        required: ['name'],
        properties: {
          name: namesSchema,
          is: { ...patternSchema, description: 'A pattern that its value matches' },
          value: { type: 'boolean', description: 'Whether it has a value, known or not' },
        },
      },
    ],
  },
  compile(data) {
    const shape = typeof data === 'object' && data !== null && !Array.isArray(data);
    const { name, is, value } = (shape ? data : { name: data }) as FlagShape;
    const matches = compileNames(name);
    const pattern = is === undefined ? null : compilePattern(is);
    return ({ command: { options } }) =>
      anyOf(
        options
          .filter((option) => matches(option.name))
          .filter((option) => value === undefined || (option.value !== null) === value)
          .map((option) => (pattern === null ? 'yes' : matchFlagValue(option.value, pattern))),
      );
  },
};

interface FlagShape {
  readonly name: unknown;
  readonly is?: string;
  readonly value?: boolean;
}

function matchFlagValue(
  value: Value | null,
  pattern: ReturnType<typeof compilePattern>,
): Certainty {
  return value === null ? 'no' : matchValue(value, pattern);
}

/** Any word after the command's own, options and their values included. */
export const word: Predicate = {
  key: 'word',
  schema: { ...patternSchema, description: 'A pattern that some word after the command matches' },
  compile(data) {
    const pattern = compilePattern(String(data));
    return ({ step }) => anyOf(step.words.slice(1).map(({ value }) => matchValue(value, pattern)));
  },
};

/** A variable that the author wrote, whatever is known of its value: `"$SLACK_WEBHOOK"`. */
export const variable: Predicate = {
  key: 'variable',
  schema: {
    ...patternSchema,
    description: 'A pattern that the name of a variable in the command, as written, matches',
  },
  compile(data) {
    const pattern = compilePattern(String(data));
    return ({ step }) =>
      certainly(
        [...step.text.matchAll(/\$\{?!?([A-Za-z_]\w*|[1-9@*])/g)].some(([, name = '']) =>
          pattern.finds(name),
        ),
      );
  },
};

interface SubstitutionShape {
  readonly is: string;
  readonly written?: true;
}

/** A command substitution that some word, or the value of an assignment, is made of. */
export const substitution: Predicate = {
  key: 'substitution',
  schema: {
    description:
      'A pattern for the text of a command whose output some word or assignment holds; written: it stands in the step itself',
    anyOf: [
      patternSchema,
      {
        type: 'object',
        additionalProperties: false,
        required: ['is'],
        properties: { is: patternSchema, written: { const: true } },
      },
    ],
  },
  compile(data) {
    const wanted = typeof data === 'string' ? { is: data } : (data as SubstitutionShape);
    const pattern = compilePattern(wanted.is);
    return ({ step }) =>
      certainly(
        valuesOf(step)
          .flatMap(innermostParts)
          .some(
            (part) =>
              part.kind === 'output' &&
              pattern.finds(part.command) &&
              (wanted.written !== true || step.text.includes(part.command)),
          ),
      );
  },
};

/** What the lore says of the command with these words. */
export const effect: Predicate = namedPredicate(
  'effect',
  'query, filter, print or effect: whether the command, with these words, changes something',
  (subject) => (subject.step.form === 'command' ? [subject.effect] : []),
);

/** Who gives a value that the script itself does not. */
export const supplied: Predicate = namedPredicate(
  'supplied',
  'A word, or an assigned value, comes from outside: argument, environment, prompt, nobody',
  ({ step }) =>
    valuesOf(step)
      .flatMap(innermostParts)
      .flatMap((part) => (part.kind === 'variable' ? [part.suppliedBy] : [])),
);

function valuesOf({ words, assignments }: Subject['step']): readonly Value[] {
  return [...words, ...assignments].map(({ value }) => value);
}
