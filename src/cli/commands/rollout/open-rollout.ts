import { foldLog } from '../../../rollout/fold-log.ts';
import { readObservations } from '../../../rollout/observations.ts';
import { readPlanFile } from '../../../rollout/plan-file.ts';
import type { PlanFile } from '../../../rollout/plan-file.ts';
import { readLog } from '../../../rollout/read-log.ts';
import type { LogProblem, RolloutLog } from '../../../rollout/read-log.ts';
import type { RolloutKnowledge } from '../../../rollout/rollout-status.ts';
import { UsageError } from '../../errors.ts';
import type { Io } from '../../io.ts';
import { rolloutFiles, sayIn } from './options.ts';
import type { RolloutFiles, RolloutOptions } from './options.ts';

/** The rollout as it stands in its files. */
export interface OpenedRollout extends Omit<RolloutKnowledge, 'facts'> {
  readonly files: RolloutFiles;
  readonly log: RolloutLog;
}

/** Reads the three files; any of them may be missing. Throws a RolloutFileError for a plan that is none. */
export function openRollout(io: Io, options: RolloutOptions): OpenedRollout {
  const files = rolloutFiles(io, options);
  const log = readLog(io.sharedFiles.read(files.log) ?? '');
  return {
    files,
    log,
    plan: readPlan(io, files),
    states: foldLog(log.entries),
    observations: readObservations(io.sharedFiles.read(files.executions) ?? '').observations,
  };
}

/** The plan that people keep; null when there is none yet. */
export function readPlan(io: Io, { plan }: RolloutFiles): PlanFile | null {
  const text = io.sharedFiles.read(plan);
  return text === null ? null : readPlanFile(text, plan);
}

/** Refuses an application that neither the plan, the log nor the fleet knows. */
export function checkApplication(
  app: string,
  { plan, states, facts }: Pick<RolloutKnowledge, 'plan' | 'states' | 'facts'>,
  options: RolloutOptions,
): void {
  const planned = (plan?.waves ?? []).flatMap(({ members }) => members.map((one) => one.app));
  const names = [...new Set([...planned, ...states.keys(), ...facts.keys()])].sort();
  if (!names.includes(app))
    throw new UsageError(
      sayIn(options.lang)('no-such-app', { app, names: names.join(', ') || '–' }),
    );
}

/** A problem of the log as a line for people. */
export function problemText(
  { kind, line, params }: LogProblem,
  file: string,
  options: RolloutOptions,
): string {
  const place = line === null ? file : `${file}:${line}`;
  return `${place}: ${sayIn(options.lang)(`log/${kind}`, params)}`;
}

/** Tells what could not be believed; whether there was anything. */
export function tellProblems(
  io: Io,
  { log, files }: OpenedRollout,
  options: RolloutOptions,
): boolean {
  for (const problem of log.problems) io.stderr(`${problemText(problem, files.log, options)}\n`);
  return log.problems.some(({ kind }) => kind === 'unreadable' || kind === 'edited');
}
