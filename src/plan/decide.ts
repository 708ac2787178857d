import type { ClassifiedStep } from '../model/classified.ts';
import type { Step } from '../model/step.ts';
import { actionChoiceOf, actionQuestion, roleOfStep } from './action-choice.ts';
import type { ActionRole } from './actions.ts';
import { computedText } from './computed-text.ts';
import type { Decision } from './decision.ts';
import { converted, dropped, manual, replaced } from './decision.ts';
import { decideByJob, speaksToService } from './decide-by-job.ts';
import { decideByKind } from './decide-by-kind.ts';
import { decideCommit } from './decide-commit.ts';
import { decideByPlatform } from './decide-by-platform.ts';
import { goesWithRollback, isFailureBranch } from './failure-branch.ts';
import { stopsPlacedVersion } from './placed-by-hook.ts';
import { onHostAt } from './room.ts';
import { say } from './say.ts';
import { servesItself } from './serves-itself.ts';
import type { Situation } from './situation.ts';
import { sourcedOutside } from './sourced-outside.ts';
import { lostFieldOf } from '../trace/lost-field.ts';
import { decideOnWorkingCopy } from './working-copy.ts';

const databaseClients =
  /^(mysql|mariadb|psql|pg_restore|mongorestore|mongo|mongosh|sqlite3|redis-cli|cqlsh)$/;

/** Where one effectful step goes, its conditions aside. Total: every kind has an answer. */
export function decide(classified: ClassifiedStep, situation: Situation): Decision {
  const { step, kind } = classified;
  const role = roleOfStep(step, situation);
  const goesBack =
    kind === 'rollback' ||
    role === 'rollback' ||
    isFailureBranch(classified, situation) ||
    goesWithRollback(classified, situation);
  if (goesBack) return decideGoingBack(classified, situation);
  if (role !== 'deploy') return decideOutside(role, classified, situation);
  const unresolved = decideUnresolved(step, situation);
  if (unresolved !== null) return unresolved;
  if (kind === 'unknown') return manual('none', 'plan/unknown-command');
  const field = lostFieldOf(step, situation.trace.sources);
  if (field !== null) return manual('none', say('plan/field-expanded-here', { field: field.text }));
  // An FTP server has neither agent nor shell: a build action goes on talking to it, once.
  if (step.batch?.overSsh === false) return converted('stage/Publish');
  if (servesItself(classified, situation)) return manual('none', 'plan/serves-itself');
  return withRuleDoubt(
    classified,
    decideOnWorkingCopy(classified, situation) ??
      decideCommit(classified, situation) ??
      decideByPlatform(classified, situation) ??
      decideByKind(classified, situation),
    situation,
  );
}

function decideGoingBack(classified: ClassifiedStep, situation: Situation): Decision {
  if (stopsPlacedVersion(classified, situation))
    return onHostAt(classified, situation, 'plan/stops-what-failed');
  return undoneByJob(classified, situation) ?? decideRollback(classified);
}

/** What can't be known needs a person. */
function decideUnresolved(step: Step, { trace }: Situation): Decision | null {
  return step.unresolved === null
    ? null
    : manual(
        'none',
        sourcedOutside(step, trace) ??
          computedText(step) ??
          say(`plan/unresolved-${step.unresolved}`),
      );
}

/**
 * No action of CodePipeline goes back on a cluster or a function by itself: what the script undoes there
 * where its own check failed, the job that deploys undoes. Source:
 * https://docs.aws.amazon.com/codepipeline/latest/userguide/action-reference-EKS.html
 */
function undoneByJob(classified: ClassifiedStep, situation: Situation): Decision | null {
  const { name } = situation.platform;
  const isGuarded = classified.step.guards.length > 0 && speaksToService(classified.step);
  return isGuarded && (name === 'eks' || name === 'lambda')
    ? decideByJob(classified, situation, name)
    : null;
}

/** What undoes a release: AWS goes back by itself, but never undoes data. */
function decideRollback({ step, kind }: ClassifiedStep): Decision {
  if (databaseClients.test(step.name ?? '') || kind === 'db-migrate') {
    return manual('rollback', 'plan/rollback-data');
  }
  if (kind === 'unknown' || step.unresolved !== null)
    return manual('rollback', 'plan/rollback-unknown');
  if (kind === 'notify') return replaced('notification', 'plan/notification');
  return replaced('rollback', 'plan/rollback');
}

/** The step belongs to actions that a deployment does not run. */
function decideOutside(
  role: ActionRole,
  classified: ClassifiedStep,
  situation: Situation,
): Decision {
  if (role === 'part') return decidePart(classified, situation);
  return role === 'other' ? decideOther(classified, situation) : decideOperation(classified);
}

/** Done already, where the action that a deployment runs does it. */
function decidePart({ step }: ClassifiedStep, situation: Situation): Decision {
  const { coveredBy } = actionChoiceOf(situation);
  const action = step.actions.find((name) => coveredBy.has(name)) ?? '';
  return dropped(say('plan/action-part', { action, by: coveredBy.get(action) ?? '' }));
}

/** Another way to deploy, a first installation, work on data: one deployment runs one action. */
function decideOther({ step, kind }: ClassifiedStep, situation: Situation): Decision {
  const { chosen, isGuess, otherWays } = actionChoiceOf(situation);
  const action = step.actions.join(', ');
  if (kind === 'health-check') return dropped(say('plan/operation-look', { action }));
  const way = step.actions.map((name) => otherWays.get(name)).find((one) => one !== undefined);
  const reason =
    way === undefined
      ? say('plan/action-other', { action, by: chosen.join(', ') })
      : say(`plan/other-way-${way.by}`, { action, by: way.to, what: way.what });
  return manual('none', reason, isGuess ? actionQuestion : null);
}

/** What operators do between deployments has no place in a pipeline. */
function decideOperation({ step, kind }: ClassifiedStep): Decision {
  const action = step.actions.join(', ');
  return kind === 'health-check'
    ? dropped(say('plan/operation-look', { action }))
    : manual('none', say('plan/operation', { action }));
}

/** A rule that found a value missing wants a person; an answer to all its questions settles it. */
function withRuleDoubt(
  classified: ClassifiedStep,
  decision: Decision,
  { config }: Situation,
): Decision {
  if (classified.disposition !== 'manual' || decision.disposition !== 'converted') return decision;
  const open = classified.questions.find(({ id }) => config.answers[id] === undefined);
  if (open === undefined && classified.questions.length > 0) return decision;
  const reason = classified.notes.at(-1) ?? say('plan/rule-wants-person');
  return { ...manual(decision.destination, reason, open?.id ?? null), because: decision.because };
}
