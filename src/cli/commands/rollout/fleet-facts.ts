import { discoverFleet } from '../../../fleet/discover.ts';
import type { Plan } from '../../../model/plan.ts';
import type { Result } from '../../../model/result.ts';
import type { GateFacts } from '../../../model/rollout.ts';
import { RolloutFileError } from '../../../rollout/plan-file.ts';
import { UsageError } from '../../errors.ts';
import type { Io } from '../../io.ts';
import { readText } from '../../package-files.ts';
import { openFleet, scanOpened } from '../../shared.ts';
import { deployStages, generatedPipeline } from './generated-pipeline.ts';
import { sayIn } from './options.ts';
import type { RolloutOptions } from './options.ts';

export interface FactOptions extends RolloutOptions {
  /** A stored result whose verdicts count. */
  readonly from?: string;
}

/**
 * What the scripts, the generated files and a stored verification tell about the gates; nothing for a
 * folder without scripts, where the rollout can be read all the same.
 */
export function fleetFacts(
  io: Io,
  options: FactOptions,
  only: readonly string[],
): ReadonlyMap<string, GateFacts> {
  const fleet = discoverFleet(io.reader, options.fleet);
  const names = fleet.applications.map(({ name }) => name);
  const wanted = only.length === 0 ? names : names.filter((name) => only.includes(name));
  if (wanted.length === 0) return new Map();
  const quiet = { ...options, app: wanted, quiet: true };
  const { plans } = scanOpened(io, openFleet(io, options.fleet, quiet), quiet);
  const verified = options.from === undefined ? null : storedResult(io, options.from, options);
  return new Map(
    plans.map((plan) => [plan.application, factsOf(io, plan, options, verified)] as const),
  );
}

function factsOf(io: Io, plan: Plan, options: FactOptions, verified: Result | null): GateFacts {
  const generated = generatedPipeline(io, options.output ?? options.fleet, plan.application);
  return {
    // A question with a safe default is answered by it.
    openQuestions: plan.questions.filter(
      ({ answer, question }) => answer === null && question.default === null,
    ).length,
    secrets: plan.secrets.length,
    drift: null,
    verdict: verified === null ? null : verdictOf(verified, plan.application),
    rehearsalStages: generated === null ? [] : deployStages(generated).slice(0, -1),
  };
}

function verdictOf({ verdicts, checks }: Result, app: string): GateFacts['verdict'] {
  const own = verdicts.filter((one) => one.app === app).map(({ verdict }) => verdict);
  if (own.length === 0) return null;
  const isInvalid = checks.some(
    ({ severity, file }) => severity === 'error' && (file ?? '').startsWith(`apps/${app}/`),
  );
  const text = [...new Set(own)].sort().join(', ');
  const passes = own.every((one) => one === 'equivalent' || one === 'equivalent except');
  return { text, passes: passes && !isInvalid };
}

function storedResult(io: Io, path: string, { lang }: FactOptions): Result {
  const text = readText(io.reader, path);
  if (text === null) throw new UsageError(sayIn(lang)('no-result', { path }));
  try {
    const data = JSON.parse(text) as Partial<Result>;
    if (data.schema === 'pipewright/result/1' && Array.isArray(data.verdicts))
      return { ...data, checks: data.checks ?? [] } as Result;
  } catch {
    // Told like every file that is no result.
  }
  throw new RolloutFileError(path, 1, 'no-result');
}
