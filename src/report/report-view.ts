import type { Disposition, FindingLevel } from '../model/kind.ts';

/**
 * What documents show, as texts in one language: worked out once, laid out by the Markdown and the
 * HTML report alike. Every text in it is the plain text of a person or a script; escaping is the
 * business of whoever prints it.
 */
export interface ReportView {
  readonly language: string;
  readonly title: string;
  readonly madeBy: string;
  readonly lead: string;
  readonly figures: readonly Figure[];
  readonly bar: Bar;
  readonly rows: readonly OverviewRow[];
  readonly apps: readonly ApplicationView[];
  /** Of no application. */
  readonly diagnostics: readonly Remark[];
  readonly outputs: readonly OutputPane[];
  /** What changed since an older result; null when none was given. */
  readonly comparison: ComparisonView | null;
}

export interface ComparisonView {
  readonly since: string;
  readonly summary: string;
  readonly rows: readonly ChangeRow[];
}

/** A step, a finding or a whole application that came, went or changed. */
export interface ChangeRow {
  readonly app: string;
  readonly appAnchor: string | null;
  readonly change: 'new' | 'gone' | 'changed';
  readonly changeLabel: string;
  readonly at: string;
  readonly anchor: string | null;
  /** `what` is text of a script. */
  readonly code: boolean;
  readonly what: string;
  readonly from: string;
  readonly to: string;
}

export interface Figure {
  readonly value: string;
  readonly label: string;
  /** Draws the eye: there is work for a person in it. */
  readonly calls: boolean;
}

/** Outcome of a step as reports tell it: its disposition, or why it has none. */
export type Outcome = Disposition | 'unreached' | 'plumbing';

/** Parts of a whole of 100 units, left to right. */
export interface Bar {
  readonly parts: readonly {
    readonly outcome: Outcome;
    readonly label: string;
    readonly count: number;
    readonly start: number;
    readonly width: number;
  }[];
}

export interface OverviewRow {
  readonly anchor: string;
  readonly name: string;
  readonly platform: string;
  readonly readiness: number;
  readonly bar: Bar;
  readonly coverage: string;
  readonly share: string;
  readonly manual: number;
  readonly questions: number;
  readonly effort: string;
  readonly blockers: number;
}

export interface ApplicationView extends OverviewRow {
  readonly root: string;
  readonly verdict: string;
  readonly unreached: string | null;
  readonly environments: readonly { readonly name: string; readonly groups: readonly string[] }[];
  readonly actions: readonly string[];
  readonly scripts: readonly ScriptRow[];
  readonly reasons: readonly { readonly title: string; readonly texts: readonly string[] }[];
  readonly destinations: readonly DestinationCount[];
  readonly manualSteps: readonly StepRow[];
  readonly questionRows: readonly QuestionRow[];
  readonly blockerRows: readonly { readonly text: string; readonly remedy: string }[];
  readonly nothingManual: boolean;
  readonly failureParts: readonly FailurePart[];
  readonly steps: readonly StepRow[];
  readonly findings: readonly Remark[];
  readonly secrets: readonly SecretRow[];
  readonly diagnostics: readonly Remark[];
  readonly checks: readonly Remark[];
  readonly verdicts: readonly VerdictRow[];
  readonly panes: readonly ScriptPane[];
  readonly outputs: readonly OutputPane[];
}

/** Steps whose failure is taken in one way. */
export interface FailurePart {
  readonly change: string;
  readonly title: string;
  readonly note: string;
  readonly rows: readonly FailureRow[];
  /** Nothing to decide: shown on demand. */
  readonly folded: boolean;
}

export interface FailureRow {
  readonly at: string;
  readonly anchor: string | null;
  readonly command: string;
  /** Where the step now stands. */
  readonly now: string;
  /** Why it is meant to go on; empty where it does not. */
  readonly why: string;
}

export interface ScriptRow {
  readonly file: string;
  readonly role: string;
  readonly runsOn: string;
  readonly because: string;
  readonly lines: number;
  readonly parsed: boolean;
}

export interface DestinationCount {
  readonly label: string;
  readonly count: number;
  readonly steps: string;
  /** 0 to 100, of the largest. */
  readonly width: number;
}

export interface StepRow {
  readonly id: string;
  /** Lines, with their file where the application has several. */
  readonly line: string;
  /** File and lines. */
  readonly at: string;
  /** The line in the script pane; null when the script's text is not there. */
  readonly anchor: string | null;
  readonly place: string;
  readonly command: string;
  readonly conditions: readonly string[];
  readonly kind: string;
  readonly destination: string;
  readonly outcome: Outcome;
  readonly disposition: string;
  readonly why: string;
  readonly notes: readonly string[];
}

export interface QuestionRow {
  readonly id: string;
  readonly text: string;
  readonly answer: string;
  readonly open: boolean;
}

/** A finding, a diagnostic or a check: a level, a place, a sentence. */
export interface Remark {
  readonly level: FindingLevel;
  readonly levelLabel: string;
  readonly at: string;
  readonly anchor: string | null;
  readonly text: string;
  readonly code: string;
}

export interface SecretRow {
  readonly label: string;
  readonly kind: string;
  readonly at: string;
  readonly anchor: string | null;
  readonly name: string;
}

export interface VerdictRow {
  readonly environment: string;
  readonly action: string;
  readonly verdict: string;
  readonly good: boolean;
  readonly compared: number;
}

export interface LineLink {
  readonly anchor: string;
  readonly label: string;
  /** The whole path, for who wants it. */
  readonly title: string;
}

export interface ScriptPane {
  readonly file: string;
  readonly lines: readonly ScriptLine[];
  readonly missing: boolean;
}

export interface ScriptLine {
  readonly anchor: string;
  readonly number: number;
  readonly text: string;
  /** Null where no step stands on the line. */
  readonly outcome: Outcome | null;
  /** What becomes of the line, for people who can't see its colour. */
  readonly label: string;
  /** First line of a step: where to say what becomes of it. */
  readonly starts: boolean;
  readonly links: readonly LineLink[];
  /** Where the steps go that have no line in an output file. */
  readonly goes: string;
}

export interface OutputPane {
  readonly path: string;
  /** The path inside the application's own output folder. */
  readonly name: string;
  readonly executable: boolean;
  readonly count: string;
  readonly lines: readonly OutputLine[];
}

export interface OutputLine {
  readonly anchor: string;
  readonly number: number;
  readonly text: string;
  readonly carried: boolean;
  readonly links: readonly LineLink[];
}
