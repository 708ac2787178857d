import type { ResultVerdict } from './result.ts';
import type { ScannedDiagnostic, Sentence } from './scan-result.ts';

/** A place where old script and new files behave differently. */
export interface VerifiedDifference {
  readonly class: 'declared' | 'hardened' | 'softened' | 'different';
  readonly expected: string;
  readonly actual: string;
  readonly scriptLine: string | null;
  readonly outputLine: string | null;
}

export interface VerifiedAction extends ResultVerdict {
  /** Why the verdict is what it is. */
  readonly because: Sentence;
  readonly differences: readonly VerifiedDifference[];
}

/** The published shape of `verify --format json` (`pipewright/verify/1`): keys may be added, these stay. */
export interface VerifyResult {
  readonly schema: 'pipewright/verify/1';
  readonly results: readonly VerifiedAction[];
  /** What is wrong with the output files; `file` is relative to the output folder. */
  readonly check: readonly ScannedDiagnostic[];
}
