import { discoverFleet } from '../../../fleet/discover.ts';
import { driftOf } from '../../../generate/merge/drift.ts';
import { lockPath, parseLock } from '../../../generate/merge/lock.ts';
import { inputsOf } from '../../../generate/merge/part-of.ts';
import type { Plan } from '../../../model/plan.ts';
import type { GateFacts } from '../../../model/rollout.ts';
import { RolloutFileError } from '../../../rollout/plan-file.ts';
import { UsageError } from '../../errors.ts';
import type { Io } from '../../io.ts';
import { readText } from '../../package-files.ts';
import { join, openFleet, scanOpened } from '../../shared.ts';
import { deployStages, generatedPipeline } from './generated-pipeline.ts';
import { sayIn } from './options.ts';
import type { RolloutOptions } from './options.ts';

export interface FactOptions extends RolloutOptions {
  /** What `verify --format json` or `report --format json` said. */
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
  const verified =
    options.from === undefined ? null : storedVerification(io, options.from, options);
  return new Map(
    plans.map((plan) => [plan.application, factsOf(io, plan, options, verified)] as const),
  );
}

/** What of a stored verification decides about the gate. */
interface Verification {
  readonly verdicts: readonly { readonly app: string; readonly verdict: string }[];
  readonly checks: readonly { readonly severity: string; readonly file: string | null }[];
}

function factsOf(
  io: Io,
  plan: Plan,
  options: FactOptions,
  verified: Verification | null,
): GateFacts {
  const { application } = plan;
  const output = options.output ?? options.fleet;
  const generated = generatedPipeline(io, output, application);
  return {
    // A question with a safe default is answered by it.
    openQuestions: plan.questions.filter(
      ({ answer, question }) => answer === null && question.default === null,
    ).length,
    secrets: plan.secrets.length,
    drift: hasDrift(io, plan, output),
    verdict: verified === null ? null : verdictOf(verified, application),
    rehearsalStages: generated === null ? [] : deployStages(generated).slice(0, -1),
  };
}

/** Null where nothing was generated yet: there is nothing to have drifted from. */
function hasDrift(io: Io, plan: Plan, output: string): boolean | null {
  const lock = parseLock(readText(io.reader, join(output, lockPath)));
  if (lock?.applications[plan.application] === undefined) return null;
  return driftOf(lock, { [plan.application]: inputsOf(plan) }).length > 0;
}

function verdictOf({ verdicts, checks }: Verification, app: string): GateFacts['verdict'] {
  const own = verdicts.filter((one) => one.app === app).map(({ verdict }) => verdict);
  if (own.length === 0) return null;
  const isInvalid = checks.some(
    ({ severity, file }) => severity === 'error' && (file ?? '').startsWith(`apps/${app}/`),
  );
  const text = [...new Set(own), ...(isInvalid ? ['invalid files'] : [])].sort().join(', ');
  const passes = own.every((one) => one === 'equivalent' || one === 'equivalent except');
  return { text, passes: passes && !isInvalid };
}

function storedVerification(io: Io, path: string, { lang }: FactOptions): Verification {
  const text = readText(io.reader, path);
  if (text === null) throw new UsageError(sayIn(lang)('no-result', { path }));
  const data = parsed(text);
  const isVerify = data['schema'] === 'pipewright/verify/1';
  const isResult = data['schema'] === 'pipewright/result/1';
  const verdicts = data[isVerify ? 'results' : 'verdicts'];
  const checks = data[isVerify ? 'check' : 'checks'];
  // The schema's name is the promise of what the items are.
  if ((isVerify || isResult) && Array.isArray(verdicts) && Array.isArray(checks))
    return { verdicts, checks };
  throw new RolloutFileError(path, 1, 'no-result');
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    const data: unknown = JSON.parse(text);
    return typeof data === 'object' && data !== null ? { ...data } : {};
  } catch {
    return {};
  }
}
