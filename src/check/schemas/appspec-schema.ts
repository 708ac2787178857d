import { lifecycleEvents } from '../../model/kind.ts';
import { draft, listOf, mapOf, record, someTexts, text, textLike, texts } from './shared.ts';

// Written `0.0`, which the data can't tell; see appspec/version.ts.
const version = { type: ['number', 'string'] } as const;

const script = record({
  'location!': textLike('^\\S+$', 'one path without blanks; arguments are not possible'),
  timeout: { type: 'integer', minimum: 1, maximum: 3600 },
  runas: text,
});

const permission = record({
  'object!': text,
  pattern: text,
  except: texts,
  owner: text,
  group: text,
  mode: {
    type: ['string', 'integer'],
    pattern: '^[0-7]{3,4}$',
    description: 'three or four octal digits in quotes, "0644"',
    minimum: 0,
    maximum: 7777,
  },
  acls: someTexts,
  context: record({ user: text, 'type!': text, range: text }),
  type: listOf({ enum: ['file', 'directory'] }, { min: 1, max: 2 }),
});

/**
 * CodeDeploy's application specification for hosts.
 * Source: https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure.html
 */
export const hostAppspecSchema = {
  $schema: draft,
  $id: 'https://pipewright.example/schema/appspec-host.schema.json',
  title: 'appspec.yml of AWS CodeDeploy for EC2 and on-premises hosts',
  ...record({
    'version!': version,
    'os!': { enum: ['linux', 'windows'] },
    files: listOf(record({ 'source!': text, 'destination!': text }), { min: 1 }),
    file_exists_behavior: { enum: ['DISALLOW', 'OVERWRITE', 'RETAIN'] },
    permissions: listOf(permission, { min: 1 }),
    hooks: record(
      Object.fromEntries(lifecycleEvents.map((event) => [event, listOf(script, { min: 1 })])),
    ),
  }),
};

const service = record({
  'Type!': { const: 'AWS::ECS::Service' },
  'Properties!': record({
    'TaskDefinition!': text,
    'LoadBalancerInfo!': record({
      'ContainerName!': text,
      'ContainerPort!': { type: 'integer', minimum: 1, maximum: 65535 },
    }),
    PlatformVersion: text,
    NetworkConfiguration: record({
      'AwsvpcConfiguration!': record({
        'Subnets!': someTexts,
        SecurityGroups: texts,
        AssignPublicIp: { enum: ['ENABLED', 'DISABLED'] },
      }),
    }),
    CapacityProviderStrategy: listOf(
      record({
        Base: { type: 'integer' },
        'CapacityProvider!': text,
        Weight: { type: 'integer' },
      }),
    ),
  }),
});
const lambda = record({
  'Type!': { const: 'AWS::Lambda::Function' },
  'Properties!': record({
    'Name!': text,
    'Alias!': text,
    'CurrentVersion!': { type: ['string', 'integer'] },
    'TargetVersion!': { type: ['string', 'integer'] },
  }),
});

/**
 * CodeDeploy's application specification for ECS services and Lambda functions.
 * Source: https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-resources.html
 */
export const serviceAppspecSchema = {
  $schema: draft,
  $id: 'https://pipewright.example/schema/appspec-service.schema.json',
  title: 'appspec.yaml of AWS CodeDeploy for ECS services and Lambda functions',
  ...record({
    'version!': version,
    'Resources!': listOf(
      {
        ...mapOf({
          type: 'object',
          required: ['Type'],
          discriminator: { propertyName: 'Type' },
          oneOf: [service, lambda],
        }),
        minProperties: 1,
        maxProperties: 1,
      },
      { min: 1, max: 1 },
    ),
    Hooks: listOf({
      ...record(
        Object.fromEntries(
          [
            'BeforeInstall',
            'AfterInstall',
            'AfterAllowTestTraffic',
            'BeforeAllowTraffic',
            'AfterAllowTraffic',
          ].map((event) => [event, text]),
        ),
      ),
      minProperties: 1,
      maxProperties: 1,
    }),
  }),
};
