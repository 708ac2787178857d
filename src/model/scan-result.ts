/**
 * The published shape of `scan --format json` (`pipewright/scan/1`): keys may be added, these stay.
 * Everything in it is redacted and made for printing: texts, lines and columns.
 */
import type { Disposition, FindingLevel, PlatformName, StepKind } from './kind.ts';
import type { Message } from './message.ts';
import type { Failure, StatusUse } from './step.ts';
import type { RunsOn, ScriptRole } from './trace.ts';

/** A message together with its sentence in the language that was asked for. */
export interface Sentence extends Message {
  readonly text: string;
}

export interface ScannedPlace {
  readonly kind: 'local' | 'remote' | 'container';
  readonly hosts: readonly string[];
  readonly user: string | null;
}

export interface ScannedStep {
  readonly id: string;
  readonly file: string;
  readonly line: number;
  readonly endLine: number;
  readonly column: number;
  readonly covers: readonly {
    readonly file: string;
    readonly line: number;
    readonly endLine: number;
  }[];
  readonly calledFrom: readonly {
    readonly file: string;
    readonly line: number;
    readonly callee: string;
  }[];
  /** The author's text, secrets replaced by their labels. */
  readonly command: string;
  /** The command as it is understood: words resolved, wrappers peeled. */
  readonly resolved: string;
  readonly place: ScannedPlace;
  readonly cwd: string | null;
  readonly runAs: string | null;
  readonly guards: readonly {
    readonly text: string;
    readonly negated: boolean;
    readonly line: number;
  }[];
  readonly reached: boolean;
  readonly environments: readonly string[];
  readonly actions: readonly string[];
  readonly values: Readonly<
    Record<
      string,
      {
        readonly hosts: readonly string[];
        readonly cwd: string | null;
        readonly runAs: string | null;
      }
    >
  >;
  readonly failure: Failure;
  readonly statusUsed: StatusUse;
  readonly kind: StepKind;
  readonly rule: string | null;
  readonly confidence: number;
  readonly destination: string | null;
  readonly disposition: Disposition | null;
  readonly because: Sentence;
  readonly reason: Sentence | null;
  readonly notes: readonly Sentence[];
  readonly question: string | null;
  /** The commands of the task that the step runs, where its file lies in the fleet. */
  readonly behind: readonly ScannedCommand[];
}

/** A command that explains a step, and is none itself. */
export interface ScannedCommand {
  readonly file: string;
  readonly line: number;
  readonly command: string;
  readonly kind: StepKind;
  readonly rule: string | null;
  readonly confidence: number;
  /** The call that led to it: `npm run build`. */
  readonly via: string;
}

export interface ScannedFinding {
  readonly rule: string;
  readonly level: FindingLevel;
  readonly file: string;
  readonly line: number;
  readonly message: Sentence;
}

/** A finding that somebody accepts: why, who, and until when. */
export interface ScannedIgnored extends ScannedFinding {
  readonly reason: string;
  readonly owner: string;
  readonly until: string | null;
}

export interface ScannedApplication {
  readonly name: string;
  readonly root: string;
  readonly platform: {
    readonly name: PlatformName;
    readonly confidence: number;
    readonly because: readonly Sentence[];
  };
  readonly environments: readonly {
    readonly name: string;
    readonly hostGroups: readonly { readonly name: string; readonly hosts: readonly string[] }[];
  }[];
  readonly actions: readonly string[];
  readonly scripts: readonly {
    readonly file: string;
    readonly role: ScriptRole;
    readonly runsOn: RunsOn;
    readonly because: readonly Sentence[];
    readonly lines: number;
    readonly parsed: boolean;
  }[];
  readonly steps: readonly ScannedStep[];
  readonly findings: readonly ScannedFinding[];
  /** Absent in results that were stored before there were ignores. */
  readonly ignored?: readonly ScannedIgnored[];
  readonly secrets: readonly {
    readonly label: string;
    readonly kind: string;
    readonly file: string;
    readonly line: number;
    readonly name: string | null;
  }[];
  readonly questions: readonly {
    readonly id: string;
    readonly text: string;
    readonly message: Message;
    readonly default: string | null;
    readonly answer: string | null;
  }[];
  readonly blockers: readonly {
    readonly code: string;
    readonly text: string;
    readonly remedy: string;
    readonly message: Message;
    readonly remedyMessage: Message;
  }[];
  readonly coverage: {
    readonly steps: number;
    readonly converted: number;
    readonly replaced: number;
    readonly dropped: number;
    readonly manual: number;
    readonly unreached: number;
  };
  readonly readiness: number;
  readonly readinessBecause: readonly Sentence[];
  /** ISO 8601 durations of a person's time. */
  readonly effort: { readonly low: string; readonly high: string };
}

export interface ScannedDiagnostic {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'note';
  readonly file: string | null;
  readonly line: number | null;
  readonly message: Sentence;
}

export interface ScanResult {
  readonly schema: 'pipewright/scan/1';
  readonly apps: readonly ScannedApplication[];
  readonly diagnostics: readonly ScannedDiagnostic[];
}
