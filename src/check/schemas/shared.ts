/** Parts that the schemas of several files are made of. */
export const draft = 'https://json-schema.org/draft/2020-12/schema';

export const text = { type: 'string', minLength: 1 } as const;
export const texts = { type: 'array', items: text } as const;
export const someTexts = { type: 'array', items: text, minItems: 1 } as const;

/** `yes` and `no` are booleans to YAML 1.1 and texts to YAML 1.2; AWS takes both. */
export const yesOrNo = { enum: ['yes', 'no', true, false] } as const;

/** A map with exactly these keys; those that end with `!` have to be there. */
export function record(properties: Readonly<Record<string, object>>) {
  const entries = Object.entries(properties);
  const required = entries.flatMap(([key]) => (key.endsWith('!') ? [key.slice(0, -1)] : []));
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(entries.map(([key, of]) => [key.replace(/!$/, ''), of])),
    ...(required.length > 0 ? { required } : {}),
  } as const;
}

/** A map whose keys their author chooses. */
export function mapOf(of: object, namePattern?: string) {
  return {
    type: 'object',
    additionalProperties: of,
    ...(namePattern === undefined ? {} : { propertyNames: { pattern: namePattern } }),
  } as const;
}

export function listOf(items: object, { min, max }: { min?: number; max?: number } = {}) {
  return {
    type: 'array',
    items,
    ...(min === undefined ? {} : { minItems: min }),
    ...(max === undefined ? {} : { maxItems: max }),
  } as const;
}

export function textLike(pattern: string, description: string) {
  return { type: 'string', pattern, description } as const;
}
