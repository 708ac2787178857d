import type { Destination } from './kind.ts';
import type { Message } from './message.ts';
import type { Guard, StepId } from './step.ts';

/** A condition on which the script ends before it goes on: `[ -f app.conf ] || exit 1`. */
export interface Refusal {
  readonly guard: Guard;
  /** The `exit` or `return` of each way that leads there. */
  readonly steps: readonly StepId[];
  /** What asks it from now on; `none` where nothing needs to, or where a person must. */
  readonly destination: Destination;
  /** Its own code goes to the destination. */
  readonly isKept: boolean;
  readonly because: Message;
}
