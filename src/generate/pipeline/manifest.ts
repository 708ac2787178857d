import type { PipelineVariable } from '../repository/pipeline-variables.ts';
import type { DeploymentConfig, PlannedNotification } from '../../model/deployment.ts';
import type { PlatformName } from '../../model/kind.ts';
import type { Rights } from '../rights/rights-of.ts';
import type { StepId } from '../../model/step.ts';

/**
 * The pipeline of one application as `pipeline.yaml` holds it: what Terraform reads, and the file
 * that a change of the pipeline edits. `pipeline.json`, the runbooks and the guard that replaces the
 * old script are made from the same value, so that they can't disagree.
 */
export interface Manifest {
  readonly name: string;
  readonly owner: string | null;
  readonly platform: PlatformName;
  readonly source: ManifestSource;
  readonly build: ManifestBuild;
  /** What runs once per deployment: a CodeBuild project each. */
  readonly jobs: readonly ManifestJob[];
  readonly environments: readonly ManifestEnvironment[];
  readonly stages: readonly ManifestStage[];
  readonly rollback: RollbackOwner;
  readonly notifications: ManifestNotifications;
  /** What a person may give each release; with one that has no default no push starts the pipeline. */
  readonly variables: readonly PipelineVariable[];
  readonly parameters: readonly ManifestParameter[];
  /** Repositories of ECR that hand images of the build over to the hosts. */
  readonly images: readonly { readonly repository: string }[];
  /** What the hosts' own commands ask of AWS. */
  readonly hostRights: Rights;
}

export interface ManifestSource {
  /** `owner/name` at the Git provider; null where nothing says it. */
  readonly repository: string | null;
  readonly branch: string;
  /** Nothing says the branch, so `main` is a guess. */
  readonly branchAssumed: boolean;
  /** Other branches that the script took for single environments, `develop for dev`; empty for none. */
  readonly otherBranches: string;
  /** A zipped source has no Git history; a full clone has. */
  readonly format: 'CODE_ZIP' | 'CODEBUILD_CLONE_REF';
  readonly steps: readonly StepId[];
}

export interface ManifestBuild {
  readonly project: string;
  readonly image: string;
  readonly privileged: boolean;
  /** Hosts of a private network that it speaks to: it runs inside that network. */
  readonly reaches: readonly string[];
  readonly runtimes: readonly { readonly name: string; readonly version: string }[];
  readonly rights: Rights;
}

export interface ManifestJob {
  readonly name: string;
  readonly project: string;
  readonly buildspec: string;
  /** It reaches a database, a cache or a private host inside the network of the application. */
  readonly network: boolean;
  /** Hosts of that network which it names. */
  readonly reaches: readonly string[];
  readonly rights: Rights;
  readonly steps: readonly StepId[];
}

export interface ManifestEnvironment {
  readonly name: string;
  readonly production: boolean;
  readonly account: string | null;
  readonly region: string | null;
  /** Empty on platforms without hosts. */
  readonly deploymentGroups: readonly ManifestGroup[];
}

export interface ManifestGroup {
  readonly name: string;
  readonly hostGroup: string;
  readonly style: 'blue-green' | 'in-place';
  readonly config: DeploymentConfig['name'];
  /** As the old script named them, for people. */
  readonly hosts: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly autoScalingGroup: string | null;
  readonly targetGroup: string | null;
}

/**
 * Who goes back when a release fails. One of the two, never both: the rollback of a stage may meet a
 * rollback of CodeDeploy that is still running, and a group runs one deployment at a time.
 * Source: https://docs.aws.amazon.com/codepipeline/latest/userguide/stage-rollback.html
 */
export type RollbackOwner = 'codedeploy' | 'pipeline' | 'none';

export interface ManifestNotifications {
  readonly events: readonly NotificationEvent[];
  readonly slack: boolean;
  readonly email: readonly string[];
  /** Where the old script sent its messages. */
  readonly before: readonly PlannedNotification[];
}
export type NotificationEvent = 'started' | 'succeeded' | 'failed' | 'approval-needed';

export interface ManifestParameter {
  readonly name: string;
  readonly paths: readonly string[];
}

export interface ManifestStage {
  readonly name: string;
  /** Null for Source and Build, which serve all environments. */
  readonly environment: string | null;
  readonly onFailure: 'rollback' | null;
  readonly actions: readonly ManifestAction[];
}

interface Common {
  readonly name: string;
  /** Actions of one stage with the same number run side by side. */
  readonly order: number;
  readonly steps: readonly StepId[];
}

export type ManifestAction = Common &
  (
    | { readonly type: 'source'; readonly output: string }
    | {
        readonly type: 'build';
        readonly input: string;
        readonly output: string;
        /** Set where each environment has a build of its own. */
        readonly environment: string | null;
        /** Variables of the pipeline that it reads; null for none. */
        readonly variables: readonly string[] | null;
      }
    | { readonly type: 'approval'; readonly message: string }
    | {
        readonly type: 'job';
        readonly job: string;
        readonly input: string;
        /** The artifact that it reads beside the source; null where it reads none. */
        readonly bundle: string | null;
        /** What it writes to keep; null where it keeps nothing. */
        readonly output: string | null;
        readonly environment: string;
        /** Variables of the pipeline that it reads; null for none. */
        readonly variables: readonly string[] | null;
      }
    | { readonly type: 'codedeploy'; readonly group: string; readonly input: string }
    | {
        readonly type: 'ecs';
        readonly cluster: string;
        readonly service: string;
        readonly input: string;
      }
    | { readonly type: 's3'; readonly bucket: string; readonly input: string }
    | {
        readonly type: 'lambda';
        readonly function: string;
        readonly alias: string;
        readonly input: string;
      }
    | {
        readonly type: 'eks';
        readonly cluster: string;
        readonly manifests: string;
        readonly input: string;
      }
  );
