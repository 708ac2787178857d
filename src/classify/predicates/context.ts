import type { Certainty } from '../../model/classified.ts';
import type { Value } from '../../model/value.ts';
import { allOf, anyOf, certainly } from '../certainty.ts';
import { knownText } from '../../trace/command-line.ts';
import { compilePattern, innermostParts, matchValue } from '../pattern.ts';
import {
  compileNames,
  factPredicate,
  namedPredicate,
  namesSchema,
  patternSchema,
} from './predicate.ts';
import type { Predicate } from './predicate.ts';
import type { Subject } from '../subject.ts';

/** Commands that carry the step: `sudo`, `nohup`, `docker`. */
export const via: Predicate = namedPredicate('via', 'A command that carries this one', ({ step }) =>
  step.wrappers.map(({ name }) => name),
);

export const place: Predicate = namedPredicate(
  'place',
  'local, remote or container, seen from where the script is started',
  ({ step }) => [step.place.kind],
);

/** The machine that is changed, whoever starts the script there. */
export const on: Predicate = namedPredicate(
  'on',
  'host, workstation, ci or container: the machine that the step works on today',
  (subject) => [subject.on],
);

/** The user that runs the command, login users included. */
export const user: Predicate = {
  key: 'user',
  schema: { ...patternSchema, description: 'The user that runs the command' },
  compile(data) {
    const pattern = compilePattern(String(data));
    return ({ step }) => matchOptional(step.runAs ?? step.place.user, pattern);
  },
};

export const cwd: Predicate = {
  key: 'cwd',
  schema: { ...patternSchema, description: 'The working directory' },
  compile(data) {
    const pattern = compilePattern(String(data));
    return ({ step }) => matchOptional(step.cwd, pattern);
  },
};

function matchOptional(value: Value | null, pattern: ReturnType<typeof compilePattern>): Certainty {
  return value === null ? 'no' : matchValue(value, pattern);
}

export const loop: Predicate = {
  key: 'loop',
  schema: {
    description:
      'Inside a loop; hosts: one that goes over hosts; for, while, until, select, carrier: its kind; leaves: whether something in it ends it from inside',
    anyOf: [
      { type: 'boolean' },
      namesSchema,
      {
        type: 'object',
        additionalProperties: false,
        minProperties: 1,
        properties: { kind: namesSchema, leaves: { type: 'boolean' } },
      },
    ],
  },
  compile(data) {
    if (typeof data === 'boolean') return ({ step }) => certainly((step.loop !== null) === data);
    const wanted = isLoopShape(data) ? data : { kind: data };
    const matches = wanted.kind === undefined ? null : compileNames(wanted.kind);
    return (subject) => {
      const { loop: around } = subject.step;
      if (around === null) return 'no';
      const isKind =
        matches === null || matches(around.kind) || (around.overHosts && matches('hosts'));
      return certainly(
        isKind && (wanted.leaves === undefined || wanted.leaves === isLeftInside(subject)),
      );
    };
  },
};

interface LoopShape {
  readonly kind?: unknown;
  readonly leaves?: boolean;
}

function isLoopShape(data: unknown): data is LoopShape {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

/** `break`, `exit` or `return` stands in the loop around the step, or it compares a number: it counts tries. */
function isLeftInside({ step, all }: Subject): boolean {
  const span = step.loop?.span;
  return all.some(
    ({ step: { name, form: shape, text, loop: other } }) =>
      (name === 'break' || name === 'exit' || name === 'return' || isCount(shape, text)) &&
      other?.span.file === span?.file &&
      other?.span.start === span?.start,
  );
}

function isCount(shape: string, text: string): boolean {
  return (shape === 'test' || text.startsWith('[ ')) && /\s-(lt|le|gt|ge)\s/.test(text);
}

export const guard: Predicate = {
  key: 'guard',
  schema: {
    description: 'A condition under which the step runs, as it is written',
    anyOf: [
      patternSchema,
      {
        type: 'object',
        additionalProperties: false,
        minProperties: 1,
        properties: { text: patternSchema, source: namesSchema, negated: { type: 'boolean' } },
      },
    ],
  },
  compile(data) {
    const wanted = (typeof data === 'string' ? { text: data } : data) as GuardShape;
    const pattern = wanted.text === undefined ? null : compilePattern(wanted.text);
    const matches = wanted.source === undefined ? null : compileNames(wanted.source);
    return ({ step }) =>
      anyOf(
        step.guards.map((one) =>
          allOf([
            certainly(pattern === null || pattern.finds(one.text)),
            certainly(matches === null || matches(one.source)),
            certainly(wanted.negated === undefined || wanted.negated === one.negated),
          ]),
        ),
      );
  },
};

interface GuardShape {
  readonly text?: string;
  readonly source?: unknown;
  readonly negated?: boolean;
}

export const status: Predicate = namedPredicate(
  'status',
  'Who looks at the exit status: ignored, condition, saved, returned',
  ({ step }) => [step.statusUsed],
);

export const failure: Predicate = namedPredicate(
  'failure',
  'What a failure does to the script: aborts, ignored, handled',
  ({ step }) => [step.failure],
);

export const action: Predicate = namedPredicate(
  'action',
  'The action of the script that reaches the step: deploy, rollback …',
  ({ step }) => step.actions,
);

/** Functions and scripts whose calls led to the step. */
export const calledFrom: Predicate = namedPredicate(
  'called-from',
  'Name of a function or script whose call led to the step',
  ({ step }) => step.calledFrom.map(({ callee }) => callee),
);

export const file: Predicate = {
  key: 'file',
  schema: { ...patternSchema, description: 'Path of the script' },
  compile(data) {
    const pattern = compilePattern(String(data));
    return ({ step }) => certainly(pattern.finds(step.span.file));
  },
};

export const form: Predicate = namedPredicate(
  'form',
  'command, assignment, test, arithmetic or redirection',
  ({ step }) => [step.form],
);

export const background: Predicate = factPredicate(
  'background',
  'Whether it is started in the background',
  ({ step }) => step.background,
);

export const output: Predicate = {
  key: 'output',
  schema: {
    description:
      'Whether its output is used by the script: $( … ) or a pipe that goes on; captured: by $( … ); as-value, as-pipe: how a shell on another machine takes it',
    anyOf: [{ type: 'boolean' }, { type: 'string', enum: ['captured', 'as-value', 'as-pipe'] }],
  },
  compile(data) {
    if (data === 'captured') return ({ step }) => certainly(step.outputUsed);
    if (typeof data === 'string')
      return ({ step }) => certainly(`as-${step.outputLeavesAs ?? ''}` === data);
    return ({ step }: Subject) =>
      certainly((step.outputUsed || (step.pipeline?.after.length ?? 0) > 0) === data);
  },
};

/** Assignments of the step: in front of the command, by `export`, or on their own. */
export const assigns: Predicate = {
  key: 'assigns',
  schema: {
    type: 'object',
    description: 'A variable that is assigned; known: whether its whole value stands in the script',
    additionalProperties: false,
    minProperties: 1,
    properties: { name: patternSchema, value: patternSchema, known: { type: 'boolean' } },
  },
  compile(data) {
    const wanted = data as { name?: string; value?: string; known?: boolean };
    const name = wanted.name === undefined ? null : compilePattern(wanted.name);
    const value = wanted.value === undefined ? null : compilePattern(wanted.value);
    return ({ step }) =>
      anyOf(
        step.assignments.map((one) =>
          allOf([
            certainly(name === null || name.finds(one.name)),
            value === null ? 'yes' : matchValue(one.value, value),
            certainly(
              wanted.known === undefined || wanted.known === (knownText(one.value) !== null),
            ),
          ]),
        ),
      );
  },
};

/** What the step is: known to findings only, which are looked for after the classes. */
export const kind: Predicate = namedPredicate(
  'kind',
  'What the step is (findings only)',
  (subject) => (subject.kind === null ? [] : [subject.kind]),
);

export const login: Predicate = {
  key: 'login',
  schema: { ...patternSchema, description: 'The user that logs in on the other machine' },
  compile(data) {
    const pattern = compilePattern(String(data));
    return ({ step }) => matchOptional(step.place.user, pattern);
  },
};

export const hosts: Predicate = {
  key: 'hosts',
  schema: {
    description: 'A pattern for some host that the step works on; an object: how many there are',
    anyOf: [
      patternSchema,
      {
        type: 'object',
        additionalProperties: false,
        required: ['min'],
        properties: { min: { type: 'integer', minimum: 0 } },
      },
    ],
  },
  compile(data) {
    if (typeof data === 'object') {
      const { min } = data as { readonly min: number };
      return ({ step }) => certainly(step.place.hosts.length >= min);
    }
    const pattern = compilePattern(data as string);
    return ({ step }) => anyOf(step.place.hosts.map((host) => matchValue(host, pattern)));
  },
};

/** Facts about the person or machine that deploys today. */
export const identity: Predicate = namedPredicate(
  'identity',
  'A word holds who deploys, or from where: user, host, home, git-user, ssh-key, tty',
  ({ step }) =>
    [...step.words.map(({ value }) => value), ...step.assignments.map(({ value }) => value)]
      .flatMap(innermostParts)
      .flatMap((part) => (part.kind === 'identity' ? [part.name] : [])),
);

export const reached: Predicate = factPredicate(
  'reached',
  'Whether the script ever gets there',
  ({ step }) => step.reached,
);
