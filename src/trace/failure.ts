/** What a failing command does, as far as it stands where it stands. Source: bash manual, 4.3.1, `set -e`. */
import type { Failure } from '../model/step.ts';
import { leavesOnError } from './error-trap.ts';
import type { ShellState } from './shell-state.ts';

/** How the statuses of one node are met. */
export interface FailureContext {
  /** errexit looks at this node: it is no condition and no member of a list before the last. */
  readonly armed: boolean;
  /** A trap on ERR is known here: functions and subshells get it by errtrace only. */
  readonly trapped: boolean;
  /** What its failure means to whoever looks at its status. */
  readonly fails: Failure;
  /** What its success means there; behind `!` the two change places. */
  readonly succeeds: Failure;
  /** What the failure of a pipeline's earlier member means: somebody reads PIPESTATUS. */
  readonly members: Failure;
  /** What it means when this shell ends with a failure. */
  readonly exits: Failure;
  /** What it means when this function, or sourced file, returns a failure. */
  readonly returns: Failure;
}

/** A shell whose end is met so; nothing of the shell around it looks inside. */
export function shellFailure(end: Failure): FailureContext {
  return {
    armed: true,
    trapped: true,
    fails: end,
    succeeds: 'ignored',
    members: 'ignored',
    exits: end,
    returns: end,
  };
}

/** What a failing command means here, with errexit and a trap on ERR as they stand. */
export function failureOf(state: ShellState, failure: FailureContext): Failure {
  const stops =
    failure.armed && (state.options.has('errexit') || (failure.trapped && leavesOnError(state)));
  return stops ? failure.exits : failure.fails;
}

/** A subshell: errexit stays as blind as it is around it. */
export function subshellFailure(state: ShellState, failure: FailureContext): FailureContext {
  const { armed } = failure;
  return { ...shellFailure(failureOf(state, failure)), armed, trapped: isTrapped(state, failure) };
}

/** The body of a function or of a sourced file. */
export function calledFailure(state: ShellState, failure: FailureContext): FailureContext {
  const returns = failureOf(state, failure);
  const trapped = isTrapped(state, failure);
  return { ...failure, trapped, fails: returns, returns, members: 'ignored' };
}

/** Source: bash manual, 4.3.1, `set -E`. */
function isTrapped(state: ShellState, { trapped }: FailureContext): boolean {
  return trapped && state.options.has('errtrace');
}

/** A condition, whose outcomes are met so. */
export function conditionFailure(
  failure: FailureContext,
  fails: Failure,
  succeeds: Failure,
): FailureContext {
  return { ...failure, armed: false, fails, succeeds, members: 'ignored' };
}

/** A node behind `!`. */
export function negatedFailure(failure: FailureContext): FailureContext {
  return { ...failure, armed: false, fails: failure.succeeds, succeeds: failure.fails };
}

/** A node of a list; `fails` for one after which another node follows. */
export function listedFailure(failure: FailureContext, fails: Failure | null): FailureContext {
  return fails === null ? failure : { ...failure, fails, succeeds: 'ignored', members: 'ignored' };
}
