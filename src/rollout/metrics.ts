import type { Observation, ObservedExecution } from '../model/rollout.ts';
import { settledExecutions } from './settled-executions.ts';

/** How a fleet or an application delivers, from the executions that were seen. */
export interface RolloutMetrics {
  /** The time between the first and the last execution, in days; at least one. */
  readonly days: number;
  readonly deployments: number;
  readonly failures: number;
  readonly rollbacks: number;
  readonly perWeek: number | null;
  /** Failures of all that ended, 0 to 1. */
  readonly failureRate: number | null;
  /** Minutes from the start of an execution to its success, in the middle of all. The age of the commit is not known. */
  readonly leadMinutes: number | null;
  /** Minutes from a failure to the next success of the same pipeline, in the middle of all. */
  readonly restoreMinutes: number | null;
}

const minute = 60_000;
const day = 24 * 60 * minute;

/** Counts what ended; what still runs, was superseded or cancelled counts as neither. */
export function metricsOf(observations: readonly Observation[]): RolloutMetrics {
  const ended = settledExecutions(observations).filter(isEnded);
  const standard = ended.filter(({ type }) => type === 'standard');
  const good = standard.filter(({ status }) => status === 'Succeeded');
  const bad = standard.filter(({ status }) => status === 'Failed');
  const times = ended.map(endOf).filter((time) => !Number.isNaN(time));
  const span = times.length === 0 ? 0 : Math.max(...times) - Math.min(...times);
  const days = Math.max(1, Math.ceil(span / day));
  return {
    days,
    deployments: good.length,
    failures: bad.length,
    rollbacks: ended.filter(({ type, status }) => type === 'rollback' && status === 'Succeeded')
      .length,
    perWeek: standard.length === 0 ? null : (good.length * 7) / days,
    failureRate: standard.length === 0 ? null : bad.length / standard.length,
    leadMinutes: median(good.map((one) => (endOf(one) - Date.parse(one.startedAt ?? '')) / minute)),
    restoreMinutes: median(restoreTimes(ended)),
  };
}

function isEnded({ status }: ObservedExecution): boolean {
  return status === 'Succeeded' || status === 'Failed';
}

function endOf({ updatedAt }: ObservedExecution): number {
  return Date.parse(updatedAt ?? '');
}

/** A run of failures is one outage: it counts from the first of them. */
function restoreTimes(ended: readonly ObservedExecution[]): readonly number[] {
  const times: number[] = [];
  const failedSince = new Map<string, number>();
  for (const one of [...ended].sort((left, right) => endOf(left) - endOf(right))) {
    const since = failedSince.get(one.pipeline);
    if (one.status === 'Failed') failedSince.set(one.pipeline, since ?? endOf(one));
    else if (since !== undefined) {
      times.push((endOf(one) - since) / minute);
      failedSince.delete(one.pipeline);
    }
  }
  return times;
}

function median(values: readonly number[]): number | null {
  const sorted = values.filter((value) => value >= 0).sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  const high = sorted[middle];
  if (high === undefined) return null;
  return sorted.length % 2 === 1 ? high : (high + (sorted[middle - 1] ?? high)) / 2;
}
