import type { StepId } from './step.ts';

/** Lines of an output file (1-based, both included) and the steps that they come from. */
export interface OutputOrigin {
  readonly line: number;
  readonly endLine: number;
  readonly steps: readonly StepId[];
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
