import type { Message } from './message.ts';
import type { StepId } from './step.ts';

/** Runtimes that the managed images of CodeBuild carry, by the names that `runtime-versions` uses. */
export const runtimeNames = [
  'nodejs',
  'java',
  'python',
  'php',
  'ruby',
  'golang',
  'dotnet',
] as const;
export type RuntimeName = (typeof runtimeNames)[number];

export interface RuntimeVersion {
  readonly name: RuntimeName;
  /** As `runtime-versions` wants it (`corretto17`, `3.12`). */
  readonly version: string;
  /** The image carries it; the build installs one that it does not. */
  readonly isCarried: boolean;
  /** What was found in the project that says so; null when nothing did and the default stands. */
  readonly found: string | null;
  readonly because: Message;
}

/** A value that the build computes and that hooks need: it travels in `deploy.env`. Never a secret. */
export interface BuildValue {
  /** The variable of the script. */
  readonly name: string;
  /** The step whose output it is; null when a value of CodeBuild replaces it. */
  readonly step: StepId | null;
  /** What CodeBuild offers instead: `CODEBUILD_RESOLVED_SOURCE_VERSION` …; null when it is computed as before. */
  readonly replacedBy: string | null;
  /** Host steps that read it. */
  readonly usedBy: readonly StepId[];
}

/** A file of the deployer's own home, or settings of the hosts, that commands of CodeBuild read. */
export interface HomeFile {
  /** The hosts have it; else the deployer's own home. */
  readonly isOfHosts?: boolean;
  /** As the script names it, with `$HOME` for the home. */
  readonly path: string;
  /** Name of the parameter that holds its text, one per environment; null where its name hangs on more. */
  readonly parameter: string | null;
  readonly steps: readonly StepId[];
}

/** A service outside the scripts that wants to know who calls. */
export interface SignIn {
  /** What people call it: `Heroku`, `Docker Hub`, the host of a registry. */
  readonly service: string;
  /** Parameters that hold the secret and, where it has one, its user. */
  readonly names: readonly string[];
  /** Commands that sign in; none where the tool reads the names by itself. */
  readonly lines: readonly string[];
  /** The steps that want it. */
  readonly steps: readonly StepId[];
}

/** A project whose product the script took as it lay there: the build makes it. */
export interface MissingBuild {
  readonly tool: 'maven' | 'gradle' | 'node';
  /** Relative to the root of the application; `.` for it. */
  readonly folder: string;
  /** What the script takes of it. */
  readonly product: string;
}

/** What the build must be able to do. */
export interface BuildPlan {
  /** Folder that the build's commands start in, relative to the root of the repository; `.` for it. */
  readonly directory: string;
  readonly image: string;
  readonly runtimes: readonly RuntimeVersion[];
  readonly missing?: readonly MissingBuild[];
  /** The build talks to a Docker daemon. */
  readonly privileged: boolean;
  /** Hosts that the build speaks to and that only a private network knows. */
  readonly privateHosts: readonly string[];
  /** The build reads Git's history, which a zipped source does not carry. */
  readonly needsHistory: boolean;
  /** Values that the build makes for the hosts. */
  readonly values: readonly BuildValue[];
  /** Variables that differ per environment and that build steps read: one artifact per environment. */
  readonly perEnvironment: readonly string[];
}
