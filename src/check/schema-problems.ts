import { Ajv2020 } from 'ajv/dist/2020.js';
import type { AnySchemaObject, ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';

import type { Diagnostic, DiagnosticCode } from '../model/diagnostic.ts';
import type { Params } from '../model/message.ts';
import { diagnose } from './diagnose.ts';
import type { Document } from './document.ts';

/** Everything in which a document breaks a schema, with the line where it stands. */
export type Judge = (document: Document) => readonly Diagnostic[];

const ajv = new Ajv2020({
  allErrors: true,
  allowUnionTypes: true,
  discriminator: true,
  verbose: true,
});

/** Compiles a schema once, when it is first needed. */
export function createJudge(schema: AnySchemaObject): Judge {
  let validate: ValidateFunction | null = null;
  return (document) => {
    validate ??= ajv.compile(schema);
    if (validate(document.data)) return [];
    const seen = new Set<string>();
    return (validate.errors ?? []).flatMap((error) => {
      const problem = problemOf(error);
      const key = problem === null ? '' : `${problem.path} ${JSON.stringify(problem)}`;
      if (problem === null || seen.has(key)) return [];
      seen.add(key);
      const { code, path, params } = problem;
      return [diagnose(code, document.file, document.lineOf(path), params)];
    });
  };
}

/** `/phases/build/commands/0` as people write it: `phases.build.commands[0]`. */
export function placeOf(path: string): string {
  const place = path
    .split('/')
    .slice(1)
    .map((key) => key.replace(/~1/g, '/').replace(/~0/g, '~'))
    .map((key) => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`))
    .join('')
    .replace(/^\./, '');
  return place === '' ? '(root)' : place;
}

interface Problem {
  readonly code: DiagnosticCode;
  /** Where its line is looked up. */
  readonly path: string;
  readonly params: Params;
}

function problemOf(error: ErrorObject): Problem | null {
  const path = error.instancePath;
  const place = placeOf(path);
  const params = error.params as Readonly<Record<string, unknown>>;
  switch (error.keyword) {
    case 'additionalProperties': {
      const key = String(params['additionalProperty']);
      const known = knownKeys(error);
      const escaped = key.replace(/~/g, '~0').replace(/\//g, '~1');
      return {
        code: 'check/unknown-key',
        path: `${path}/${escaped}`,
        params: { place, key, known },
      };
    }
    case 'required':
      return {
        code: 'check/missing-key',
        path,
        params: { place, key: String(params['missingProperty']) },
      };
    case 'type': {
      const expected = [params['type']].flat().join(', ');
      return { code: 'check/wrong-type', path, params: { place, expected } };
    }
    case 'enum':
    case 'const': {
      const choices = [params['allowedValues'] ?? params['allowedValue']].flat().map(String);
      return { code: 'check/not-one-of', path, params: { place, choices: choices.join(', ') } };
    }
    case 'discriminator':
      return { code: 'check/not-one-of', path, params: { place, choices: tagsOf(error) } };
    case 'pattern':
      return { code: 'check/wrong-form', path, params: { place, form: formOf(error) } };
    default:
      return sizeProblem(error, path, place);
  }
}

function sizeProblem(error: ErrorObject, path: string, place: string): Problem | null {
  const params = error.params as { readonly limit?: number; readonly comparison?: string };
  const limit = params.limit ?? 0;
  switch (error.keyword) {
    case 'minimum':
    case 'maximum': {
      const comparison = error.keyword === 'minimum' ? '≥' : '≤';
      return { code: 'check/out-of-range', path, params: { place, comparison, limit } };
    }
    case 'maxLength': {
      const actual = String(error.data).length;
      return { code: 'check/aws-limit', path, params: { what: place, actual, limit } };
    }
    case 'maxItems':
    case 'maxProperties':
      return { code: 'check/too-many', path, params: { place, limit } };
    case 'minLength':
    case 'minItems':
    case 'minProperties':
      return { code: 'check/too-few', path, params: { place, limit } };
    // These only sum up what their parts say.
    case 'if':
    case 'oneOf':
    case 'anyOf':
    case 'not':
    case 'propertyNames':
      return null;
    default:
      return { code: 'check/schema', path, params: { message: error.message ?? error.keyword } };
  }
}

function knownKeys({ parentSchema }: ErrorObject): string {
  const properties = (parentSchema as { properties?: object } | undefined)?.properties ?? {};
  return Object.keys(properties).join(', ');
}

function formOf({ parentSchema, params }: ErrorObject): string {
  const { description } = (parentSchema ?? {}) as { description?: string };
  return description ?? String((params as { pattern?: unknown }).pattern);
}

/** The values that the tag of a union of objects may have. */
function tagsOf({ parentSchema, params }: ErrorObject): string {
  const { tag } = params as { tag?: string };
  const branches = ((parentSchema as { oneOf?: readonly object[] } | undefined)?.oneOf ??
    []) as readonly { properties?: Readonly<Record<string, { const?: unknown }>> }[];
  return `${tag ?? ''}: ${branches.map(({ properties }) => String(properties?.[tag ?? '']?.const)).join(', ')}`;
}
