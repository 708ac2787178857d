import type { Step } from '../model/step.ts';

/** A step before the walks are joined: identified by where it stands and how it was come to. */
export interface Draft extends Omit<
  Step,
  'id' | 'plain' | 'environments' | 'actions' | 'variants' | 'behind'
> {
  readonly key: string;
  /** Only reads or prints: a member of a pipeline or substitution that others account for. */
  readonly isPlumbing: boolean;
  /** What the task does that the command runs, where its file lies in the fleet. */
  readonly behind?: readonly Draft[];
}
