/** What a step is. The list is closed; DESIGN of each kind stands in docs/architecture.md. */
export const stepKinds = [
  'source-checkout',
  'install-deps',
  'test',
  'lint',
  'build',
  'package',
  'container-build',
  'container-push',
  'transfer',
  'stop-service',
  'start-service',
  'restart-service',
  'backup',
  'db-migrate',
  'config-write',
  'permission',
  'symlink-switch',
  'cleanup',
  'health-check',
  'notify',
  'approval-prompt',
  'rollback',
  'secret',
  'env-setup',
  'maintenance-mode',
  'cache-clear',
  'cron',
  'cloud-cli',
  'provision',
  'control',
  'log',
  'unknown',
] as const;
export type StepKind = (typeof stepKinds)[number];

/** Kinds that follow the code they serve: no disposition, no destination, not counted. */
export const plumbingKinds = ['control', 'log', 'env-setup'] as const satisfies StepKind[];

/** What becomes of an effectful step. */
export const dispositions = ['converted', 'replaced', 'dropped', 'manual'] as const;
export type Disposition = (typeof dispositions)[number];

export const buildPhases = ['install', 'pre_build', 'build', 'post_build'] as const;
export type BuildPhase = (typeof buildPhases)[number];

/**
 * Lifecycle events that can carry a script of ours, in the order in which CodeDeploy runs them on
 * an instance of an in-place deployment with a load balancer.
 * Source: https://docs.aws.amazon.com/codedeploy/latest/userguide/reference-appspec-file-structure-hooks.html
 */
export const lifecycleEvents = [
  'BeforeBlockTraffic',
  'AfterBlockTraffic',
  'ApplicationStop',
  'BeforeInstall',
  'AfterInstall',
  'ApplicationStart',
  'ValidateService',
  'BeforeAllowTraffic',
  'AfterAllowTraffic',
] as const;
export type LifecycleEvent = (typeof lifecycleEvents)[number];

export const deployTargets = ['ecs', 'lambda', 's3', 'eks'] as const;
export type DeployTarget = (typeof deployTargets)[number];

/** Where a step goes. `stage/<name>` is a pipeline action of its own that runs once per deployment. */
export type Destination =
  | 'source'
  | `buildspec/${BuildPhase}`
  | 'artifact'
  | 'appspec/files'
  | 'appspec/permissions'
  | `hook/${LifecycleEvent}`
  | `stage/${string}`
  | `deploy/${DeployTarget}`
  | 'notification'
  | 'parameter'
  | 'secret'
  | 'infrastructure'
  | 'image'
  | 'rollback'
  | 'none';

export const platformNames = ['ec2', 'ecs', 'lambda', 's3', 'eks', 'other'] as const;
export type PlatformName = (typeof platformNames)[number];

export const findingLevels = ['note', 'warning', 'error'] as const;
export type FindingLevel = (typeof findingLevels)[number];
