/** The rollout: how far each application has come, who decided it, and what happened in AWS. */

/** The way of an application, in order. */
export const rolloutStages = [
  'discovered',
  'generated',
  'reviewed',
  'provisioned',
  'rehearsed',
  'live',
  'retired',
] as const;
export type RolloutStage = (typeof rolloutStages)[number];

/** What must hold before an application may go on. */
export const gateNames = [
  'verified',
  'no-drift',
  'questions-answered',
  'secrets-rotated',
  'provisioned',
  'rehearsed',
  'rollback-drilled',
  'approved',
] as const;
export type GateName = (typeof gateNames)[number];

/** How a gate was passed: by what the tool saw, by the word of a person, or not at all. */
export type GateOutcome = 'seen' | 'attested' | 'overridden';

export interface PassedGate {
  readonly gate: GateName;
  readonly outcome: GateOutcome;
}

/** The ways back, the gentlest first. */
export const rungNames = ['stop-deployment', 'rollback-stage', 'start-last-good'] as const;
export type RungName = (typeof rungNames)[number];

/** What a person decided about one application. */
export type Decision =
  | {
      readonly type: 'advance';
      readonly app: string;
      readonly from: RolloutStage;
      readonly to: RolloutStage;
      readonly gates: readonly PassedGate[];
      readonly because: string | null;
    }
  | {
      readonly type: 'hold' | 'release';
      readonly app: string;
      /** Where it stands meanwhile, so that the entry can be understood by itself. */
      readonly stage: RolloutStage;
      readonly because: string;
    }
  | {
      readonly type: 'gate';
      readonly app: string;
      readonly gate: GateName;
      readonly because: string;
    }
  | {
      readonly type: 'rollback';
      readonly app: string;
      readonly rung: RungName;
      readonly pipeline: string;
      /** What was asked of AWS: the deployment stopped, the execution or commit gone back to. */
      readonly target: string;
      readonly because: string;
    };

/** One entry of the log. Its id is the hash of all the rest; its parents are the heads it saw. */
export interface LogEntry {
  readonly id: string;
  readonly parents: readonly string[];
  /** ISO 8601 in UTC. Shown to people; the order follows the parents, never the clock. */
  readonly at: string;
  readonly by: string;
  /** Null for a type of entry that this version does not know: it keeps its place in the graph. */
  readonly decision: Decision | null;
}

/** What was seen in AWS. Times are ISO 8601 in UTC, statuses are AWS's own words. */
export type Observation =
  | {
      readonly kind: 'pipeline';
      readonly app: string;
      readonly pipeline: string;
      readonly version: number;
      readonly seenAt: string;
    }
  | {
      readonly kind: 'execution';
      readonly app: string;
      readonly pipeline: string;
      readonly execution: string;
      readonly status: string;
      readonly type: 'standard' | 'rollback';
      readonly startedAt: string | null;
      readonly updatedAt: string | null;
      readonly revision: string | null;
      readonly trigger: string | null;
      readonly rollbackTo: string | null;
    }
  | {
      readonly kind: 'stage';
      readonly app: string;
      readonly pipeline: string;
      readonly stage: string;
      readonly execution: string;
      readonly status: string;
      readonly changedAt: string | null;
    }
  | {
      readonly kind: 'build';
      readonly app: string;
      readonly pipeline: string;
      readonly build: string;
      readonly status: string;
      readonly startedAt: string | null;
      readonly endedAt: string | null;
      /** The phase that failed, in CodeBuild's words. */
      readonly failedPhase: string | null;
    };
export type ObservedExecution = Extract<Observation, { kind: 'execution' }>;

export type Criticality = 'low' | 'medium' | 'high' | 'critical';

/** What the waves are computed from. */
export interface RolloutCandidate {
  readonly app: string;
  readonly platform: string;
  /** 0 to 100. */
  readonly readiness: number;
  /** Null where nobody said it. */
  readonly criticality: Criticality | null;
  /** The applications that it calls. */
  readonly dependsOn: readonly string[];
  /** Minutes of a person's time, at most. */
  readonly effort: number;
}

/** What the tool itself can say of the gates of one application; null where it can't tell. */
export interface GateFacts {
  readonly openQuestions: number | null;
  readonly secrets: number | null;
  /** Null: the legacy script was not compared with what was generated from it. */
  readonly drift: boolean | null;
  /** The verdict of the verification in its own words, and whether it lets the application pass. */
  readonly verdict: { readonly text: string; readonly passes: boolean } | null;
  /** The pipeline stages that deploy to an environment before production. */
  readonly rehearsalStages: readonly string[];
}

/** A pipeline as AWS holds it, as far as going back depends on it. */
export interface PipelineFacts {
  readonly pipeline: string;
  readonly version: number;
  readonly executionMode: string;
  /** The pipeline stage that would go back, and what runs or stands there. */
  readonly stage: string;
  readonly current: string | null;
  readonly sourceAction: string | null;
  readonly deployment: {
    readonly id: string;
    readonly status: string;
    /** A blue/green deployment whose old instances still wait to be ended. */
    readonly oldInstancesWait: boolean;
  } | null;
  /** Executions that succeeded in the stage, newest first. */
  readonly good: readonly {
    readonly execution: string;
    readonly version: number;
    readonly type: 'standard' | 'rollback';
    readonly revision: string | null;
  }[];
}
