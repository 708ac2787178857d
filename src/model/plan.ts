import type { BuildPlan, HomeFile, SignIn } from './build-plan.ts';
import type { ClassifiedStep, Finding, IgnoredFinding, Question, Secret } from './classified.ts';
import type { Deployment, PlannedGuard } from './deployment.ts';
import type { Diagnostic } from './diagnostic.ts';
import type { Destination, Disposition, PlatformName } from './kind.ts';
import type { Message } from './message.ts';
import type { Refusal } from './refusal.ts';
import type { Trace } from './trace.ts';

/** A classified step with the place that the plan gave it. */
export interface PlannedStep {
  readonly classified: ClassifiedStep;
  /** Null exactly for plumbing and for steps that are never reached. */
  readonly destination: Destination | null;
  readonly disposition: Disposition | null;
  /** Why it goes there, when the plan decided otherwise than the rule. */
  readonly because: Message;
  /** Replaced: what AWS does instead. Manual: what a person must do. Dropped: why. */
  readonly reason: Message | null;
  /** Its conditions and where each one goes, outermost first. */
  readonly guards: readonly PlannedGuard[];
  /** Host groups that it runs on; empty when its destination is not on a host. */
  readonly hostGroups: readonly string[];
  /** Question that must be answered before the step is settled; null when there is none. */
  readonly question: string | null;
  /** It belongs to actions of the script that no deployment runs. */
  readonly isOutside?: boolean;
}

export interface PlatformChoice {
  readonly name: PlatformName;
  readonly confidence: number;
  readonly because: readonly Message[];
}

/** Something that keeps an application from blue/green deployment as it is. */
export interface Blocker {
  readonly code: string;
  readonly message: Message;
  readonly remedy: Message;
  readonly steps: readonly string[];
}

export interface AnsweredQuestion {
  readonly question: Question;
  readonly answer: string | null;
  readonly steps: readonly string[];
}

export interface Coverage {
  /** Effectful reached steps; the next four add up to it. */
  readonly steps: number;
  readonly converted: number;
  readonly replaced: number;
  readonly dropped: number;
  readonly manual: number;
  readonly unreached: number;
}

/** A parameter or secret that the application needs at run time. */
export interface Parameter {
  readonly name: string;
  readonly secret: boolean;
  /** `/app/env/NAME` in SSM. */
  readonly path: string;
  /** The environment that it belongs to: there is one parameter per name and environment. */
  readonly environment: string;
  /** The label of the secret, S1 …, when it comes from one. */
  readonly label: string | null;
  readonly file: string;
  readonly line: number;
}

/** Where every step of an application goes. */
export interface Plan {
  readonly application: string;
  readonly root: string;
  readonly trace: Trace;
  readonly platform: PlatformChoice;
  readonly steps: readonly PlannedStep[];
  /** Conditions on which the script gives up, in its order. */
  readonly refusals: readonly Refusal[];
  readonly findings: readonly Finding[];
  /** Findings that somebody accepts: listed, and counted nowhere. */
  readonly ignored: readonly IgnoredFinding[];
  readonly secrets: readonly Secret[];
  readonly questions: readonly AnsweredQuestion[];
  readonly blockers: readonly Blocker[];
  readonly parameters: readonly Parameter[];
  readonly build: BuildPlan;
  /** Services that CodeBuild must sign in to where the deployer's machine was signed in. */
  readonly signIns: readonly SignIn[];
  readonly homeFiles: readonly HomeFile[];
  readonly deployment: Deployment;
  readonly coverage: Coverage;
  /** 0 to 100. */
  readonly readiness: number;
  readonly readinessBecause: readonly Message[];
  /** Minutes of a person's time. */
  readonly effort: { readonly low: number; readonly high: number };
  readonly diagnostics: readonly Diagnostic[];
}
