import type { Failure, StepId } from './step.ts';

/**
 * What the move does to a failure: `hardened` stops the deployment where the script went on,
 * `softened` goes on where the script stopped, `tolerant` went on and goes on, `unchanged` stopped
 * and stops.
 */
export type FailureChange = 'hardened' | 'softened' | 'tolerant' | 'unchanged';

/** A stop script may find nothing to stop; a message that does not arrive stops no pipeline. */
export type MeantSoftening = 'stop-script' | 'message';

/** What the failure of one step did to the script, and what it does to the deployment. */
export interface StepFailure {
  readonly step: StepId;
  readonly change: FailureChange;
  readonly before: Failure;
  readonly now: Failure;
  /** Why a softened step is meant to be; null where nothing says so, or where it is not softened. */
  readonly meant: MeantSoftening | null;
  /** The output file and its 1-based line that runs the step; null where AWS does it by itself. */
  readonly at: { readonly path: string; readonly line: number } | null;
}
