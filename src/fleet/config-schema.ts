/** The shape of `pipewright.yaml`; published as schema/pipewright.schema.json, which a test keeps equal. */
const text = { type: 'string', minLength: 1 } as const;
const texts = { type: 'array', items: text } as const;
const environment = {
  type: 'object',
  additionalProperties: false,
  description: 'Where an environment lives in AWS.',
  properties: {
    account: { type: 'string', pattern: '^[0-9]{12}$', description: 'AWS account number.' },
    region: { type: 'string', pattern: '^[a-z]{2}(-[a-z]+)+-[0-9]$' },
    autoScalingGroup: text,
    targetGroup: text,
    tags: { type: 'object', additionalProperties: text },
    cluster: text,
    service: text,
    bucket: text,
    distribution: text,
  },
} as const;
const ignore = {
  type: 'object',
  additionalProperties: false,
  required: ['rule', 'reason', 'owner'],
  properties: {
    rule: text,
    file: text,
    reason: text,
    owner: text,
    until: { type: 'string', pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' },
  },
} as const;
const application = {
  type: 'object',
  additionalProperties: false,
  properties: {
    owner: text,
    criticality: { enum: ['low', 'medium', 'high', 'critical'] },
    dependsOn: texts,
    repository: text,
    branch: text,
    checkout: text,
    runsOn: { type: 'object', additionalProperties: { enum: ['workstation', 'host', 'ci'] } },
    environments: { type: 'object', additionalProperties: environment },
    answers: { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } },
    ignores: { type: 'array', items: ignore },
  },
} as const;

export const configSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'https://pipewright.example/schema/pipewright.schema.json',
  title: 'pipewright.yaml: what people know and scripts do not say',
  type: 'object',
  additionalProperties: false,
  properties: {
    name: text,
    region: { type: 'string', pattern: '^[a-z]{2}(-[a-z]+)+-[0-9]$' },
    freezeWindows: {
      type: 'array',
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['from', 'to', 'reason'],
        properties: { from: text, to: text, reason: text },
      },
    },
    targets: { type: 'object', additionalProperties: { type: ['string', 'number'] } },
    budget: { type: 'object', additionalProperties: { type: ['string', 'number'] } },
    notifications: {
      type: 'object',
      additionalProperties: false,
      properties: {
        slack: {
          type: 'object',
          additionalProperties: false,
          properties: { workspace: text, channel: text },
        },
        email: texts,
      },
    },
    proofOfConcept: { ...text, description: 'The application that moves first.' },
    rules: texts,
    apps: { type: 'object', additionalProperties: application },
  },
} as const;
