import type { Finding, Secret } from '../../model/classified.ts';
import type { Trace } from '../../model/trace.ts';
import type { Subject } from '../subject.ts';

/** What a check looks at. */
export interface CheckInput {
  readonly trace: Trace;
  readonly subjects: readonly Subject[];
  readonly secrets: readonly Secret[];
}

/** A finding that needs more than one step, or none: what a rule's condition can't say. */
export type Check = (input: CheckInput) => readonly Finding[];
