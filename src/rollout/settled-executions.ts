import type { Observation, ObservedExecution } from '../model/rollout.ts';

/** Statuses after which nothing more comes. Source: PipelineExecutionSummary.status in the API. */
const final: readonly string[] = ['Succeeded', 'Failed', 'Stopped', 'Cancelled', 'Superseded'];

/** Whether an execution has ended. */
export function isFinal(status: string): boolean {
  return final.includes(status);
}

/** Each execution once, with the last that is known of it, the newest first. */
export function settledExecutions(
  observations: readonly Observation[],
): readonly ObservedExecution[] {
  const last = new Map<string, ObservedExecution>();
  for (const seen of observations) {
    if (seen.kind !== 'execution') continue;
    const key = `${seen.app} ${seen.execution}`;
    const known = last.get(key);
    if (known === undefined || isNewer(seen, known)) last.set(key, seen);
  }
  return [...last.values()].sort(
    (left, right) =>
      compare(right.startedAt ?? '', left.startedAt ?? '') ||
      compare(left.execution, right.execution),
  );
}

/** A final status wins over a passing one, whichever branch of the file brought it first. */
function isNewer(seen: ObservedExecution, known: ObservedExecution): boolean {
  if (isFinal(seen.status) !== isFinal(known.status)) return isFinal(seen.status);
  return compare(seen.updatedAt ?? '', known.updatedAt ?? '') > 0;
}

function compare(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1;
}
