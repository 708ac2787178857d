import {
  buildPhases,
  deployTargets,
  dispositions,
  findingLevels,
  lifecycleEvents,
  stepKinds,
} from '../model/kind.ts';
import type { JsonSchema } from './json-schema.ts';
import { predicates } from './predicates/index.ts';

const text: JsonSchema = { type: 'string', minLength: 1 };

const destinationPattern = `^(${[
  'source',
  `buildspec/(${buildPhases.join('|')})`,
  'artifact',
  'appspec/(files|permissions)',
  `hook/(${lifecycleEvents.join('|')})`,
  'stage/[A-Za-z0-9.@_-]+',
  `deploy/(${deployTargets.join('|')})`,
  'notification',
  'parameter',
  'secret',
  'infrastructure',
  'image',
  'rollback',
  'none',
].join('|')})$`;

const effort: JsonSchema = {
  type: 'string',
  pattern: '^PT([0-9]+H)?([0-9]+M)?$',
  description: "A person's time, as an ISO 8601 duration",
};
const confidence: JsonSchema = { type: 'number', minimum: 0, maximum: 1 };
const kind: JsonSchema = { type: 'string', enum: stepKinds };
const disposition: JsonSchema = { type: 'string', enum: dispositions };
const destination: JsonSchema = { type: 'string', pattern: destinationPattern };
const ask: JsonSchema = { anyOf: [text, { type: 'array', items: text, minItems: 1 }] };
const translated: JsonSchema = { $ref: '#/$defs/translated' };

const capture: JsonSchema = {
  anyOf: [
    {
      type: 'object',
      additionalProperties: false,
      required: ['arg'],
      properties: {
        arg: {
          description: 'Which argument; match: the first that the pattern is found in',
          anyOf: [
            { type: 'string', enum: ['first', 'last', 'match'] },
            { type: 'integer', minimum: 0 },
          ],
        },
        regex: { $ref: '#/$defs/pattern' },
      },
    },
    {
      type: 'object',
      additionalProperties: false,
      required: ['flag'],
      properties: {
        flag: { $ref: '#/$defs/names' },
        all: { type: 'boolean', description: 'Keep every one, numbered from 0' },
        regex: { $ref: '#/$defs/pattern' },
      },
    },
  ],
};

/** The published schema of a rule file; `schema/rule.schema.json` is made from it. */
export const ruleSchema: JsonSchema & Readonly<Record<'$schema' | '$id' | 'title', string>> = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://pipewright.dev/schema/rule.schema.json',
  title: 'A rule of Pipewright',
  type: 'object',
  additionalProperties: false,
  required: ['id', 'title', 'match', 'tests'],
  properties: {
    id: {
      type: 'string',
      pattern: '^[a-z0-9-]+/[a-z0-9-]+$',
      description: 'family/name, as the file is called',
    },
    title: translated,
    note: translated,
    see: { type: 'string', pattern: '^https://' },
    match: { $ref: '#/$defs/condition' },
    capture: { type: 'object', additionalProperties: capture },
    classify: {
      type: 'object',
      additionalProperties: false,
      required: ['kind', 'confidence'],
      properties: { kind, destination, disposition, confidence, effort, ask },
    },
    finding: {
      type: 'object',
      additionalProperties: false,
      required: ['level', 'text'],
      properties: {
        level: { type: 'string', enum: findingLevels },
        at: {
          type: 'string',
          enum: ['step', 'connection', 'script', 'text'],
          description:
            'What is shown: the step, the command that goes to its machine, or once a script; text: the characters of its here-document that match',
        },
        text: { ...translated, description: 'What was found' },
        why: { ...translated, description: 'Why it matters' },
        fix: { ...translated, description: 'What to do' },
      },
    },
    adjust: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['if'],
        properties: {
          if: { $ref: '#/$defs/condition' },
          kind,
          destination,
          disposition,
          confidence,
          effort,
          note: translated,
          ask,
        },
      },
    },
    ask: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['id', 'type', 'text'],
        properties: {
          id: { type: 'string', pattern: '^[a-z0-9_]+$' },
          type: { type: 'string', enum: ['path', 'text', 'choice', 'yes-no', 'hosts'] },
          text: translated,
          default: text,
          choices: { type: 'array', items: text },
        },
      },
    },
    over: { type: 'array', items: text, description: 'Rules that give way to this one' },
    fallback: { type: 'boolean', description: 'Gives way to every rule that is none' },
    tests: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['sh', 'expect'],
        properties: {
          sh: text,
          expect: {
            anyOf: [
              { type: 'string', enum: ['none', 'finding'] },
              {
                type: 'object',
                additionalProperties: { anyOf: [{ type: 'string' }, { type: 'number' }] },
              },
            ],
          },
          why: text,
        },
      },
    },
  },
  $defs: {
    translated: {
      type: 'object',
      additionalProperties: false,
      required: ['en', 'fr'],
      properties: { en: text, fr: text },
    },
    pattern: { type: 'string', minLength: 1, description: "A regular expression of RE2's syntax" },
    names: {
      description: 'One name or several; one that begins with ^ is a pattern',
      anyOf: [text, { type: 'array', minItems: 1, items: text }],
    },
    condition: {
      type: 'object',
      description: 'All of its keys hold',
      additionalProperties: false,
      minProperties: 1,
      properties: Object.fromEntries(predicates.map(({ key, schema }) => [key, schema])),
    },
  },
};

/** The schema as the package publishes it, in `schema/rule.schema.json`. */
export function ruleSchemaText(): string {
  return `${JSON.stringify(ruleSchema, null, 2)}\n`;
}
