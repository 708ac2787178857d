/**
 * What IAM asks for when the AWS CLI makes a call. Most operations are an action of the same name;
 * what differs, and how a call names its resource, stands here.
 * Source: https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */
import type { AwsCall } from './aws-call.ts';
import { rightsOfS3 } from './rights-of-s3.ts';

/** Actions on resources; `{partition}`, `{region}` and `{account}` stand for the pipeline's own. */
export interface Right {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

/** Null where what the call may touch can't be told from its words. */
export function rightsOfCall(call: AwsCall): readonly Right[] | null {
  const { service, operation } = call;
  if (harmless.test(service) || (service === 'sts' && operation === 'get-caller-identity'))
    return [];
  if (service === 's3') return rightsOfS3(call);
  if (service === 'ecr' && /^get-login(-password)?$/.test(operation))
    return [{ actions: ['ecr:GetAuthorizationToken'], resources: ['*'] }];
  // What a template may make, no command says.
  if (service === 'cloudformation' && changesStack.test(operation)) return null;
  const asked = operation === 'wait' ? waitedOperation(call) : operation;
  return asked === null || asked === '' ? null : rightsOfOperation(call, asked);
}

function rightsOfOperation(call: AwsCall, asked: string): readonly Right[] | null {
  const { service } = call;
  const prefix = (Object.hasOwn(prefixes, service) ? prefixes[service] : undefined) ?? service;
  const action = `${prefix}:${actionNames[`${service} ${asked}`] ?? pascal(asked)}`;
  const resources = resourcesOf(call, asked);
  if (resources !== null) return [{ actions: [action], resources }];
  // Looking at things has no narrower resource in most services.
  return looks.test(asked) && !secretLooks.test(service)
    ? [{ actions: [action], resources: ['*'] }]
    : null;
}

const harmless = /^(configure|help|sso|history)$/;
const changesStack =
  /^(deploy|create-stack|update-stack|delete-stack|execute-change-set|create-change-set|package)$/;
const looks = /^(describe|list|get)-/;
// Who may read one value may not therefore read them all.
const secretLooks = /^(ssm|secretsmanager|s3api|kms|apigateway|apigatewayv2|dynamodb)$/;

const prefixes: Readonly<Record<string, string>> = {
  s3api: 's3',
  elbv2: 'elasticloadbalancing',
  elb: 'elasticloadbalancing',
  deploy: 'codedeploy',
  efs: 'elasticfilesystem',
  cloudwatch: 'cloudwatch',
  stepfunctions: 'states',
  sesv2: 'ses',
  'application-autoscaling': 'application-autoscaling',
};

const actionNames: Readonly<Record<string, string>> = {
  's3api head-object': 'GetObject',
  's3api list-objects': 'ListBucket',
  's3api list-objects-v2': 'ListBucket',
  's3api head-bucket': 'ListBucket',
  's3api get-bucket-location': 'GetBucketLocation',
  's3api delete-objects': 'DeleteObject',
  's3api put-bucket-website': 'PutBucketWebsite',
  'lambda invoke': 'InvokeFunction',
  'eks update-kubeconfig': 'DescribeCluster',
  'route53 change-resource-record-sets': 'ChangeResourceRecordSets',
  'cloudfront get-distribution-config': 'GetDistributionConfig',
};

/** What a waiter asks again and again. Source: `aws SERVICE wait help`. */
function waitedOperation({ service, operands }: AwsCall): string | null {
  const [waiter = ''] = operands[0] ?? [];
  const known: Readonly<Record<string, string>> = {
    'cloudfront invalidation-completed': 'get-invalidation',
    'cloudfront distribution-deployed': 'get-distribution',
    'ecs services-stable': 'describe-services',
    'ecs services-inactive': 'describe-services',
    'ecs tasks-running': 'describe-tasks',
    'ecs tasks-stopped': 'describe-tasks',
    'lambda function-updated': 'get-function-configuration',
    'lambda function-updated-v2': 'get-function',
    'lambda function-active': 'get-function-configuration',
    'lambda function-active-v2': 'get-function',
    'deploy deployment-successful': 'get-deployment',
    'ssm command-executed': 'get-command-invocation',
    'rds db-instance-available': 'describe-db-instances',
    'rds db-snapshot-available': 'describe-db-snapshots',
    'rds db-snapshot-completed': 'describe-db-snapshots',
    'elbv2 target-in-service': 'describe-target-health',
    'elbv2 target-deregistered': 'describe-target-health',
    'ec2 instance-running': 'describe-instances',
    'ec2 instance-stopped': 'describe-instances',
    'ec2 instance-status-ok': 'describe-instance-status',
    'ec2 image-available': 'describe-images',
    'ecr image-scan-complete': 'describe-image-scan-findings',
  };
  if (service === 'cloudformation') return 'describe-stacks';
  return known[`${service} ${waiter}`] ?? null;
}

type Resources = (call: AwsCall) => readonly string[] | null;

/** Resources named by an option, laid into their ARN; an ARN that is given stands as it is. */
const named =
  (pattern: string, ...options: readonly string[]): Resources =>
  (call) =>
    call
      .texts(...options)
      ?.map((text) => (text.startsWith('arn:') ? text : pattern.replace('NAME', () => text))) ??
    null;

const anything: Resources = () => ['*'];
const own = '{region}:{account}';

const byService: Readonly<Record<string, Resources>> = {
  cloudfront: named(
    'arn:{partition}:cloudfront::{account}:distribution/NAME',
    '--distribution-id',
    '--id',
  ),
  cloudformation: named(`arn:{partition}:cloudformation:${own}:stack/NAME/*`, '--stack-name'),
  lambda: functions,
  ecr: named(
    `arn:{partition}:ecr:${own}:repository/NAME`,
    '--repository-name',
    '--repository-names',
  ),
  s3api: (call) => {
    const isObject = /object/.test(call.operation) && !/^list-/.test(call.operation);
    const buckets = call.texts('--bucket');
    return buckets?.map((name) => `arn:{partition}:s3:::${name}${isObject ? '/*' : ''}`) ?? null;
  },
  secretsmanager: named(`arn:{partition}:secretsmanager:${own}:secret:NAME-*`, '--secret-id'),
  sns: named('NAME', '--topic-arn', '--target-arn'),
  sqs: (call) =>
    call
      .texts('--queue-url')
      ?.flatMap((url) => /\/([^/]+)$/.exec(url)?.[1] ?? [])
      .map((name) => `arn:{partition}:sqs:${own}:${name}`) ?? null,
  dynamodb: named(`arn:{partition}:dynamodb:${own}:table/NAME`, '--table-name'),
  eks: named(`arn:{partition}:eks:${own}:cluster/NAME`, '--name', '--cluster-name'),
  codebuild: named(`arn:{partition}:codebuild:${own}:project/NAME`, '--project-name'),
  codepipeline: named(`arn:{partition}:codepipeline:${own}:NAME`, '--name', '--pipeline-name'),
  stepfunctions: named('NAME', '--state-machine-arn'),
  route53: named('arn:{partition}:route53:::hostedzone/NAME', '--hosted-zone-id'),
  kms: named('NAME', '--key-id'),
};

const byOperation: Readonly<Record<string, Resources>> = {
  'ecs update-service': serviceOfCluster,
  'ecs describe-services': serviceOfCluster,
  'ssm get-parameter': parameters,
  'ssm get-parameters': parameters,
  'ssm get-parameters-by-path': parameters,
  'ssm put-parameter': parameters,
  'ssm send-command': (call) => {
    const documents = call.texts('--document-name');
    return documents === null
      ? null
      : [
          ...documents.map((name) => `arn:{partition}:ssm:{region}:*:document/${name}`),
          `arn:{partition}:ec2:${own}:instance/*`,
        ];
  },
  'ssm get-command-invocation': anything,
  'ssm list-command-invocations': anything,
  'autoscaling start-instance-refresh': autoScalingGroup,
  'autoscaling update-auto-scaling-group': autoScalingGroup,
  'autoscaling set-desired-capacity': autoScalingGroup,
  'autoscaling suspend-processes': autoScalingGroup,
  'autoscaling resume-processes': autoScalingGroup,
  'rds create-db-snapshot': (call) => {
    const databases = call.texts('--db-instance-identifier');
    return databases === null
      ? null
      : [
          ...databases.map((name) => `arn:{partition}:rds:${own}:db:${name}`),
          `arn:{partition}:rds:${own}:snapshot:*`,
        ];
  },
  'cloudwatch put-metric-data': anything,
  'route53 get-change': () => ['arn:{partition}:route53:::change/*'],
  'kms list-aliases': anything,
};

function resourcesOf(call: AwsCall, operation: string): readonly string[] | null {
  // What lists everything has no resource, whatever its service is told of.
  const exact = byOperation[`${call.service} ${operation}`];
  if (exact !== undefined) return exact(call);
  return Object.hasOwn(byService, call.service) ? (byService[call.service]?.(call) ?? null) : null;
}

/** A version or an alias behind the name may be anything. */
function functions(call: AwsCall): readonly string[] | null {
  const names = call
    .shown('--function-name')
    .map((text) => text.replace(/^(?!arn:)(.*?):.*$/, '$1'));
  if (names.length === 0 || names.some((name) => !/^[\w:-]+$/.test(name))) return null;
  return [...new Set(names)].flatMap((name) => {
    const arn = name.startsWith('arn:') ? name : `arn:{partition}:lambda:${own}:function:${name}`;
    return [arn, `${arn}:*`];
  });
}

function serviceOfCluster(call: AwsCall): readonly string[] | null {
  const clusters = call.texts('--cluster') ?? (call.has('--cluster') ? null : ['default']);
  const services = call.texts('--service', '--services');
  if (clusters === null || services === null) return null;
  return services.flatMap((service) =>
    service.startsWith('arn:')
      ? [service]
      : clusters.map(
          (cluster) =>
            `arn:{partition}:ecs:${own}:service/${cluster.split('/').at(-1) ?? cluster}/${service}`,
        ),
  );
}

function parameters(call: AwsCall): readonly string[] | null {
  const names = call.texts('--name', '--names');
  const paths = call.texts('--path');
  const arn = (path: string): string =>
    `arn:{partition}:ssm:${own}:parameter/${path.replace(/^\//, '')}`;
  if (names === null && paths === null) return null;
  return [
    ...(names ?? []).map(arn),
    ...(paths ?? []).flatMap((path) => [
      arn(path.replace(/\/$/, '')),
      `${arn(path.replace(/\/$/, ''))}/*`,
    ]),
  ];
}

function autoScalingGroup(call: AwsCall): readonly string[] | null {
  const names = call.texts('--auto-scaling-group-name');
  return (
    names?.map(
      (name) =>
        `arn:{partition}:autoscaling:${own}:autoScalingGroup:*:autoScalingGroupName/${name}`,
    ) ?? null
  );
}

/** `create-db-snapshot` → `CreateDBSnapshot`: some words are abbreviations. */
function pascal(operation: string): string {
  return operation
    .split('-')
    .map(
      (part) =>
        (Object.hasOwn(abbreviations, part) ? abbreviations[part] : undefined) ??
        part.charAt(0).toUpperCase() + part.slice(1),
    )
    .join('');
}

const abbreviations: Readonly<Record<string, string>> = { db: 'DB', sql: 'SQL', url: 'Url' };
