import type { Span } from './source.ts';
import type { StepId } from './step.ts';

/**
 * Lines of an output file (1-based, both included) and what they come from: the steps, or, where the
 * lines carry none (an assignment, a `cd`, the ends of a block), the stretches of the scripts.
 */
export interface OutputOrigin {
  readonly line: number;
  readonly endLine: number;
  readonly steps: readonly StepId[];
  /** Absent where the steps say it. */
  readonly spans?: readonly Span[];
}

/** A file in memory that remembers which steps it came from; writing is the host's business. */
export interface OutputFile {
  /** Relative to the output folder, `/` between components, never outside it. */
  readonly path: string;
  readonly text: string;
  readonly executable: boolean;
  readonly from: readonly StepId[];
  readonly origins: readonly OutputOrigin[];
}
