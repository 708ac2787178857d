import type { Diagnostic } from './diagnostic.ts';
import type { Destination, Disposition, FindingLevel, StepKind } from './kind.ts';
import type { Message } from './message.ts';
import type { Span } from './source.ts';
import type { Step } from './step.ts';
import type { Value } from './value.ts';

export type RuleId = string;

/** How sure a condition over partly unknown values is. */
export type Certainty = 'yes' | 'no' | 'maybe';

/** "No rule" and "two rules" are outcomes, so that no step can vanish. */
export type Match =
  | {
      readonly kind: 'matched';
      readonly rule: RuleId;
      readonly certainty: Certainty;
      readonly captures: Readonly<Record<string, Value>>;
    }
  /** Of rules that match for certain, an error of theirs; of rules that may match, not knowing enough. */
  | { readonly kind: 'ambiguous'; readonly rules: readonly RuleId[]; readonly certainty: Certainty }
  | { readonly kind: 'unmatched' };

/** What the script can't tell and a person must. */
export interface Question {
  readonly id: string;
  readonly type: 'path' | 'text' | 'choice' | 'yes-no' | 'hosts';
  readonly text: Message;
  readonly default: string | null;
  readonly choices: readonly string[];
}

export interface ClassifiedStep {
  readonly step: Step;
  readonly match: Match;
  readonly kind: StepKind;
  /** The rule that decided, or null when the engine itself did (plumbing, unresolved steps). */
  readonly rule: RuleId | null;
  /** 0 to 1. */
  readonly confidence: number;
  /** Where the rule would send it; null for plumbing. The plan decides in the end. */
  readonly destination: Destination | null;
  readonly disposition: Disposition | null;
  readonly captures: Readonly<Record<string, Value>>;
  /** Why it has this kind. */
  readonly because: Message;
  /** What a reader should know beside it. */
  readonly notes: readonly Message[];
  readonly questions: readonly Question[];
  /** Minutes of a person's time. */
  readonly effort: number;
  /** The classes of what the task does that the step runs; they explain the step's own. */
  readonly behind?: readonly ClassifiedStep[];
}

/** Something that a reviewer must know, beside the kind of a step. */
export interface Finding {
  readonly rule: RuleId;
  readonly level: FindingLevel;
  readonly span: Span;
  readonly step: string | null;
  readonly message: Message;
}

/** A finding that somebody accepts, and says why. */
export interface IgnoredFinding extends Finding {
  readonly ignored: {
    readonly reason: string;
    readonly owner: string;
    /** ISO date of the last day; null for good. */
    readonly until: string | null;
  };
}

/** A secret by place and kind; its characters are never kept in a result. */
export interface Secret {
  /** S1, S2 … by first place. */
  readonly label: string;
  readonly kind: 'password' | 'token' | 'private-key' | 'webhook' | 'url-credentials' | 'other';
  /** The characters to hide. */
  readonly span: Span;
  /** The variable or option that holds it. */
  readonly name: string | null;
  /** A name that says what it opens, where its own does not (`-p`, `Password=` in a longer text). */
  readonly opens?: string;
}

export interface Classification {
  readonly steps: readonly ClassifiedStep[];
  readonly findings: readonly Finding[];
  readonly ignored: readonly IgnoredFinding[];
  /** What is to be said of the ignores themselves. */
  readonly ignoreDiagnostics: readonly Diagnostic[];
  readonly secrets: readonly Secret[];
}
