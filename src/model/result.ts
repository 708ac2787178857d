import type { OutputOrigin } from './output-file.ts';
import type { ScanResult, ScannedDiagnostic } from './scan-result.ts';
import type { StepFailure } from './step-failure.ts';

/** The text of one script, normalised, every secret in it replaced by its label. */
export interface ResultSource {
  /** Path relative to the folder that was scanned, as in the steps. */
  readonly file: string;
  readonly text: string;
}

/** One output file as it was generated, with the steps that its lines come from. */
export interface ResultOutput {
  /** The application that it belongs to; null for files of the whole fleet. */
  readonly app: string | null;
  /** Relative to the output folder. */
  readonly path: string;
  readonly text: string;
  readonly executable: boolean;
  readonly origins: readonly OutputOrigin[];
}

/** What verification concluded for one application, environment and action. */
export interface ResultVerdict {
  readonly app: string;
  readonly environment: string;
  readonly action: string;
  readonly verdict: 'equivalent' | 'equivalent except' | 'differs' | 'not simulated';
  /** Effects that were compared. */
  readonly compared: number;
  /** Differences that were declared. */
  readonly declared: number;
  readonly hardened: number;
  readonly notExercised: number;
}

/** What the move does to the failure of one step of an application. */
export interface ResultFailure extends StepFailure {
  readonly app: string;
}

/**
 * The whole result of a run (`pipewright/result/1`): what was read, what was concluded and what was
 * generated. It holds no secret and no absolute path, and every sentence in it keeps its code and
 * parameters, so that a stored result can be drawn again, in either language. Keys may be added.
 */
export interface Result {
  readonly schema: 'pipewright/result/1';
  readonly generatedBy: { readonly name: 'pipewright'; readonly version: string };
  /** ISO date (2026-03-31) to print on reports; absent unless the caller gives one, because the same input must give the same bytes. */
  readonly date?: string;
  readonly scan: ScanResult;
  /** Sorted by file. */
  readonly sources: readonly ResultSource[];
  /** Sorted by path. */
  readonly outputs: readonly ResultOutput[];
  /** What `check` says of the output files; `file` is the path of an output file. */
  readonly checks: readonly ScannedDiagnostic[];
  readonly verdicts: readonly ResultVerdict[];
  /** By the files that would be generated; absent where they were not asked. */
  readonly failures?: readonly ResultFailure[];
}
