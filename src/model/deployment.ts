import type { RuntimeVersion } from './build-plan.ts';
import type { EnvironmentTarget } from './config.ts';
import type { Message } from './message.ts';
import type { Span } from './source.ts';
import type { Guard, StepId } from './step.ts';

/** A set of hosts of one environment that gets the same steps: a deployment group of CodeDeploy. */
export interface PlannedHostGroup {
  /** The same in every environment that has it: `web`, `worker`, `hosts`. */
  readonly name: string;
  /** Hosts as text for people; empty when the script can't tell them (there is a question then). */
  readonly hosts: readonly string[];
  /** `<application>-<environment>`, with `-<group>` where there are several. */
  readonly deploymentGroup: string;
  /** What variables of the loop over the hosts were for all hosts of the group. */
  readonly values?: Readonly<Record<string, string>>;
}

export interface PlannedEnvironment {
  readonly name: string;
  /** Production-like: it comes last and gets an approval. */
  readonly production: boolean;
  readonly target: EnvironmentTarget;
  readonly hostGroups: readonly PlannedHostGroup[];
  readonly style: 'blue-green' | 'in-place';
  /** Why it is in place, or why blue/green is possible. */
  readonly styleBecause: readonly Message[];
}

/** One entry of the appspec's `files`. */
export interface FileMapping {
  /** File or folder in the source or the build's output, relative to the repository; `.` for all of it. */
  readonly source: string;
  readonly isDirectory: boolean;
  /** Absolute folder on the host (CodeDeploy takes folders only); null when it is not known. */
  readonly destination: string | null;
  /**
   * Set, with `destination` null, when the folder differs per environment: an appspec knows one
   * folder only, so the files land in a folder of their own and a hook copies them on.
   */
  readonly byEnvironment: Readonly<Record<string, string>> | null;
  /** Set when the old script renamed the file on its way: the name that it has on the host. */
  readonly fileName: string | null;
  /** Patterns that stay out of the bundle: what was excluded, and state that lives on the host only. */
  readonly excludes: readonly string[];
  /** Patterns that stay out of the bundle of some environments only. */
  readonly excludesOfSome?: readonly {
    readonly environments: readonly string[];
    readonly excludes: readonly string[];
  }[];
  /** rsync's own options, in their order, where it chose its files by more than plain excludes. */
  readonly filters: readonly string[];
  /** The old transfer also removed files that are not in the source (`rsync --delete`). */
  readonly deletes: boolean;
  /** Host groups that get it; empty means all. */
  readonly hostGroups: readonly string[];
  /** It holds secrets and belongs in no repository: a hook writes it from the Parameter Store. */
  readonly isSecret: boolean;
  /** Question whose answer gives the destination; null when it is known. */
  readonly question: string | null;
  /** The destination is a guess of ours until somebody answers the question. */
  readonly isAssumed?: boolean;
  /** The folder is chosen while the script runs (the colour that is free): a hook copies the files there. */
  readonly isPlaced?: boolean;
  /** The script took it from its checkout on the host: its words name places of the host. */
  readonly isTaken?: boolean;
  /** The script pulled a clone there, and the source has a folder for it among others. */
  readonly isGathered?: boolean;
  /** Set where the script found the application in place: that folder in its own terms. */
  readonly standsFor?: readonly string[];
  readonly steps: readonly StepId[];
}

/** A file of settings whose text a hook reads from the Parameter Store and writes on the host. */
export interface SecretFile extends Pick<
  FileMapping,
  'destination' | 'byEnvironment' | 'hostGroups' | 'steps'
> {
  /** Name of the parameter, one per environment. */
  readonly parameter: string;
  readonly fileName: string;
}

/** A file with secrets that the script wrote and sent: a hook writes it where it was sent to. */
export interface WrittenFile {
  readonly write: StepId;
  readonly sends: readonly StepId[];
  /** Absolute, on the host. */
  readonly path: string;
  /** Host groups that get it; empty means all. */
  readonly hostGroups: readonly string[];
}

/** A file with secrets that a person puts on the hosts: nothing may start without it. */
export interface AwaitedFile {
  /** Absolute, on the host. */
  readonly path: string;
  /** Host groups that need it; empty means all. */
  readonly hostGroups: readonly string[];
  readonly steps: readonly StepId[];
}

/** The name of an image: its text, or the code that gives it (`shop:$TAG`). */
export interface ImageName {
  readonly text: string;
  readonly isCode: boolean;
}

/** An image that the old script sent to the hosts by itself; a registry hands it over now. */
export interface ImageHandover {
  /** `docker`, `podman`. */
  readonly tool: string;
  readonly names: readonly ImageName[];
  /** Host groups that get it; empty means all. */
  readonly hostGroups: readonly string[];
  /** The script loaded it with sudo. */
  readonly asRoot: boolean;
  readonly steps: readonly StepId[];
}

/** An owner or mode that the appspec's `permissions` sets. */
export interface PermissionEntry {
  /** Absolute path. */
  readonly object: string;
  readonly owner: string | null;
  readonly group: string | null;
  /** Octal digits; null when only the owner changes. */
  readonly mode: string | null;
  readonly recursive: boolean;
  readonly steps: readonly StepId[];
}

/** A directory per release and a link to the live one, which revisions of CodeDeploy replace. */
export interface ReleaseLayout {
  /** The live path, `/srv/app/current`: a plain folder from now on, the destination of `files`. */
  readonly live: string;
  /** Variables that named the directory of this release; on the hosts they now mean `live`. */
  readonly variables: readonly string[];
  /** Other spellings of that directory in the scripts, `$BASE/releases/$STAMP`. */
  readonly spellings: readonly string[];
  /** That directory as text for people. */
  readonly directories: readonly string[];
  readonly steps: readonly StepId[];
}

/** What runs once per deployment, as a pipeline action of its own. */
export interface OnceAction {
  /** Name of the destination `stage/<name>`. */
  readonly name: string;
  readonly when: 'before-deploy' | 'after-deploy';
  /** It reaches a database, a cache or a private host: CodeBuild must run inside that network. */
  readonly needsNetwork: boolean;
  /** Hosts that it speaks to and that only a private network knows. */
  readonly privateHosts: readonly string[];
  readonly environments: readonly string[];
  readonly runtimes: readonly RuntimeVersion[];
  /** Files that it writes to keep, as patterns: a dump would go with CodeBuild's machine. */
  readonly keeps: readonly string[];
  readonly steps: readonly StepId[];
}

export interface Approval {
  readonly environments: readonly string[];
  /** The words that the script asked with; null when it had no prompt and production asks for one. */
  readonly prompt: string | null;
  /** The script asked only where this held; null where it always asked. */
  readonly condition: string | null;
  readonly steps: readonly StepId[];
}

export interface PlannedNotification {
  readonly channel: 'slack' | 'teams' | 'email' | 'other';
  /** Channel name or addresses, where the script says them. */
  readonly targets: readonly string[];
  /** The variable that holds the webhook or token; null when it stands in clear. */
  readonly variable: string | null;
  readonly events: readonly ('started' | 'succeeded' | 'failed')[];
  readonly steps: readonly StepId[];
}

/** A check of the script's own that tells whether the release works. */
export interface SmokeCheck {
  /** The address as text, `$NAME` for variables; null when the check asks no address. */
  readonly url: string | null;
  /** `host`: it asks the host itself (ValidateService); `pipeline`: it asks from outside. */
  readonly from: 'host' | 'pipeline';
  /** How often the script tried; null without a loop or when that is not known. */
  readonly tries: number | null;
  readonly step: StepId;
}

/** Something that a host must already have, for the machine image and for preflight checks. */
export interface HostPrerequisite {
  readonly kind:
    | 'user'
    | 'package'
    | 'unit'
    | 'runtime'
    | 'directory'
    | 'file'
    | 'repository'
    | 'command'
    | 'agent';
  readonly name: string;
  readonly because: Message;
  readonly steps: readonly StepId[];
}

/** A variable that host or build steps read and that has another value per environment. */
export interface EnvironmentValue {
  readonly name: string;
  /** Text by environment; null where it is not known. */
  readonly values: Readonly<Record<string, string | null>>;
  readonly usedBy: readonly StepId[];
}

/** Where a condition goes that a step stands under. */
export interface PlannedGuard {
  readonly guard: Guard;
  readonly home:
    /** Evaluated in the same destination, together with its step. */
    | 'same-place'
    /** Which environment it is: decided by the deployment group, or by the stage. */
    | 'environment'
    /** Which action it is: the other actions have their own answer. */
    | 'action'
    /** Consent of a person: the approval. */
    | 'approval'
    /** Known at build time and needed on the host: travels in `deploy.env`. */
    | 'build-value'
    /** Nowhere needed: a build starts from nothing, so its step always runs. */
    | 'always'
    /** The success of an earlier step, which CodeBuild and CodeDeploy check by themselves. */
    | 'pipeline'
    /** Nowhere: the step is manual. */
    | 'none';
}

/** How many hosts at a time. Names of CodeDeploy's predefined configurations. */
export interface DeploymentConfig {
  readonly name:
    | 'CodeDeployDefault.OneAtATime'
    | 'CodeDeployDefault.HalfAtATime'
    | 'CodeDeployDefault.AllAtOnce';
  readonly because: Message;
}

/** The user that host steps run as when they say nothing else, and the others that appear. */
export interface ServiceUsers {
  /** The login user of ssh, or the user of a script on the host; null when nothing says it. */
  readonly login: string | null;
  /** Users that sudo, su, runuser, chown name, sorted, `root` left out. */
  readonly others: readonly string[];
  /** The login user is a guess, by the home that the script works in. */
  readonly isAssumed?: boolean;
}

/** What AWS needs to know of a container platform. */
export interface ContainerPlan {
  /** Image names that the script builds, as text. */
  readonly images: readonly {
    readonly name: string;
    readonly context: string;
    readonly step: StepId;
  }[];
  readonly cluster: string | null;
  readonly services: readonly string[];
}

/** What AWS needs to know of a static site. */
export interface SitePlan {
  /** Folder that is published, relative to the repository. */
  readonly folder: string;
  readonly bucket: string | null;
  readonly distribution: string | null;
  readonly deletes: boolean;
  readonly steps: readonly StepId[];
}

/** An application that its script found in place on the host, as the pipeline installs it. */
export interface InstalledApplication {
  readonly folder: string;
  /** The script does not say it, and nobody has answered. */
  readonly isAssumed: boolean;
  /** The folder in the script's own terms: `.`, `~/app`, `$APP`. */
  readonly standsFor: readonly string[];
}

/** Everything beside the steps that decides how the application is delivered. */
export interface Deployment {
  readonly environments: readonly PlannedEnvironment[];
  readonly config: DeploymentConfig;
  readonly files: readonly FileMapping[];
  readonly secretFiles: readonly SecretFile[];
  readonly writtenFiles: readonly WrittenFile[];
  readonly awaitedFiles: readonly AwaitedFile[];
  readonly images: readonly ImageHandover[];
  readonly permissions: readonly PermissionEntry[];
  readonly release: ReleaseLayout | null;
  /** The folder that the application lives in on the hosts; null when nothing says it. */
  readonly directory: string | null;
  /** Where hosts had a checkout that no revision fills any more: its products go elsewhere. */
  readonly leftCheckout?: string;
  /** Where the application of a script that runs on its host lies; null for any other script. */
  readonly installed: InstalledApplication | null;
  readonly users: ServiceUsers;
  readonly once: readonly OnceAction[];
  readonly approvals: readonly Approval[];
  readonly notifications: readonly PlannedNotification[];
  readonly smokeChecks: readonly SmokeCheck[];
  readonly prerequisites: readonly HostPrerequisite[];
  readonly values: readonly EnvironmentValue[];
  readonly container: ContainerPlan | null;
  readonly site: SitePlan | null;
  /** The branch that was deployed, where the script or the configuration says it. */
  readonly branch: string | null;
  /** The branches by environment, where the script took one of its own for each. */
  readonly branches?: Readonly<Record<string, string>>;
  readonly repository: string | null;
  /** Where the old script names them, for margin notes. */
  readonly entry: Span | null;
}
