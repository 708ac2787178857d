/** The part of JSON Schema (2020-12) that our schema of rules is written in. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly description?: string;
  readonly type?: 'object' | 'array' | 'string' | 'number' | 'integer' | 'boolean';
  readonly const?: string | boolean;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly minProperties?: number;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly required?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
}

/** A place in the data and what is wrong there, in English (for authors of rules). */
export interface SchemaProblem {
  readonly path: string;
  readonly text: string;
}

/** Every way in which `data` breaks `schema`; empty when it keeps to it. */
export function validateSchema(data: unknown, schema: JsonSchema): readonly SchemaProblem[] {
  return problemsOf(data, schema, '', schema.$defs ?? {});
}

type Definitions = Readonly<Record<string, JsonSchema>>;

function problemsOf(
  data: unknown,
  schema: JsonSchema,
  path: string,
  defs: Definitions,
): readonly SchemaProblem[] {
  if (schema.$ref !== undefined) {
    const target = defs[schema.$ref.slice('#/$defs/'.length)];
    if (target === undefined) throw new Error(`no definition ${schema.$ref}`);
    return problemsOf(data, target, path, defs);
  }
  if (schema.anyOf !== undefined) return anyProblems(data, schema.anyOf, path, defs);
  const wrongType = typeProblem(data, schema, path);
  if (wrongType !== null) return [wrongType];
  return [
    ...scalarProblems(data, schema, path),
    ...arrayProblems(data, schema, path, defs),
    ...objectProblems(data, schema, path, defs),
  ];
}

function typeProblem(data: unknown, schema: JsonSchema, path: string): SchemaProblem | null {
  if (schema.type === undefined || schema.type === typeOf(data)) return null;
  if (schema.type === 'number' && typeOf(data) === 'integer') return null;
  return { path, text: `expected ${schema.type}, found ${typeOf(data)}` };
}

function typeOf(data: unknown): string {
  if (data === null) return 'nothing';
  if (Array.isArray(data)) return 'array';
  if (typeof data === 'number') return Number.isInteger(data) ? 'integer' : 'number';
  return typeof data;
}

/** The problems of the alternative that fits best, so that the message is about the author's intent. */
function anyProblems(
  data: unknown,
  choices: readonly JsonSchema[],
  path: string,
  defs: Definitions,
): readonly SchemaProblem[] {
  const results = choices.map((choice) => problemsOf(data, choice, path, defs));
  if (results.some((problems) => problems.length === 0)) return [];
  const deeper = results.filter((problems) => problems.some((problem) => problem.path !== path));
  return deeper[0] ?? [{ path, text: results.map((problems) => problems[0]?.text).join(', or ') }];
}

function scalarProblems(data: unknown, schema: JsonSchema, path: string): readonly SchemaProblem[] {
  const problems: SchemaProblem[] = [];
  const say = (text: string): void => void problems.push({ path, text });
  if (schema.const !== undefined && data !== schema.const) say(`expected ${String(schema.const)}`);
  if (schema.enum !== undefined && !schema.enum.includes(String(data))) {
    say(`'${String(data)}' is not one of ${schema.enum.join(', ')}`);
  }
  if (typeof data === 'string') {
    if (schema.pattern !== undefined && !new RegExp(schema.pattern).test(data)) {
      say(`'${data}' does not match ${schema.pattern}`);
    }
    if (schema.minLength !== undefined && data.length < schema.minLength) say('must not be empty');
  }
  if (typeof data === 'number') {
    if (schema.minimum !== undefined && data < schema.minimum)
      say(`must be at least ${schema.minimum}`);
    if (schema.maximum !== undefined && data > schema.maximum)
      say(`must be at most ${schema.maximum}`);
  }
  return problems;
}

function arrayProblems(
  data: unknown,
  schema: JsonSchema,
  path: string,
  defs: Definitions,
): readonly SchemaProblem[] {
  if (!Array.isArray(data)) return [];
  const items = schema.items;
  const short = schema.minItems !== undefined && data.length < schema.minItems;
  return [
    ...(short ? [{ path, text: 'must not be empty' }] : []),
    ...(items === undefined
      ? []
      : data.flatMap((item, index) => problemsOf(item, items, `${path}/${index}`, defs))),
  ];
}

function objectProblems(
  data: unknown,
  schema: JsonSchema,
  path: string,
  defs: Definitions,
): readonly SchemaProblem[] {
  if (typeOf(data) !== 'object') return [];
  const record = data as Readonly<Record<string, unknown>>;
  const missing = (schema.required ?? []).filter((key) => record[key] === undefined);
  const empty =
    schema.minProperties !== undefined && Object.keys(record).length < schema.minProperties;
  return [
    ...missing.map((key) => ({ path, text: `'${key}' is missing` })),
    ...(empty ? [{ path, text: 'must not be empty' }] : []),
    ...Object.keys(record).flatMap((key) => propertyProblems(record[key], key, schema, path, defs)),
  ];
}

function propertyProblems(
  data: unknown,
  key: string,
  schema: JsonSchema,
  path: string,
  defs: Definitions,
): readonly SchemaProblem[] {
  const known = schema.properties?.[key];
  if (known !== undefined) return problemsOf(data, known, `${path}/${key}`, defs);
  if (schema.additionalProperties === false) return [{ path, text: `unknown key '${key}'` }];
  if (typeof schema.additionalProperties === 'object') {
    return problemsOf(data, schema.additionalProperties, `${path}/${key}`, defs);
  }
  return [];
}
