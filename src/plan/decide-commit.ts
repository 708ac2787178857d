/**
 * What a script commits and pushes. The commit and its push are one thing: a working copy lasts no longer
 * than the machine that holds it.
 */
import type { ClassifiedStep } from '../model/classified.ts';
import { argumentTexts, commandHead } from './arguments.ts';
import type { Decision } from './decision.ts';
import { converted, dropped, manual, replaced } from './decision.ts';
import type { Evidence } from './evidence.ts';
import { entryFileOf, isEffectful, machineOf } from './evidence.ts';
import { isOfOtherRepository } from './own-repository.ts';
import type { Situation } from './situation.ts';

/** Where a step goes that makes a commit or pushes it; null for every other one. */
export function decideCommit(classified: ClassifiedStep, evidence: Situation): Decision | null {
  if (onHost(classified, evidence)) return commitInBundle(classified, evidence);
  const file = entryFileOf(classified.step);
  const steps = evidence.classification.steps.filter(
    (other) =>
      isEffectful(other) &&
      entryFileOf(other.step) === file &&
      !onHost(other, evidence) &&
      runsBeside(other, classified),
  );
  const at = steps.indexOf(classified);
  const push = steps.slice(at).find(isPush);
  if (push === undefined) return null;
  const pushedAt = steps.indexOf(push);
  const made = steps.slice(0, pushedAt).findLastIndex(isBuilding);
  const begun = steps.findIndex((other, index) => index > made && isGit(other, beginning));
  if (begun < 0 || begun > at) return null;
  if (push.destination === 'stage/Publish')
    return prepares(classified) ? converted('stage/Publish', 'plan/commit-with-push') : null;
  if (push.destination !== 'source') return null;
  const isByHand = !steps.slice(0, begun).some(makesFiles);
  if (isByHand)
    return isGit(classified, saving) ? replaced('source', 'plan/committed-by-hand') : null;
  if (classified === push) return manual('source', 'plan/pushes-what-it-made');
  return isGit(classified, saving) ? dropped('plan/commit-unpushed') : null;
}

/** One action does both; what no action names, all do. */
function runsBeside(other: ClassifiedStep, { step }: ClassifiedStep): boolean {
  const { actions } = other.step;
  return (
    actions.length === 0 ||
    step.actions.length === 0 ||
    actions.some((one) => step.actions.includes(one))
  );
}

/** A script of the host commits in the folder that the bundle installs, where no `.git` is any more. */
function commitInBundle(classified: ClassifiedStep, situation: Situation): Decision | null {
  const { step } = classified;
  const isOwn =
    step.place.kind === 'local' &&
    isGit(classified, /^(add|stage|commit)$/) &&
    !isOfOtherRepository(step, situation);
  const isInstalled = situation.files.some(
    ({ source, isDirectory }) => isDirectory && source === '.',
  );
  return isOwn && isInstalled ? dropped('plan/commit-without-copy') : null;
}

/** The script publishes by a push of what it commits: nothing of it needs a host. */
export function pushesSite(steps: readonly ClassifiedStep[]): ClassifiedStep | null {
  const push = steps.find((step) => isPush(step) && step.destination === 'stage/Publish');
  return push !== undefined && steps.some((step) => isGit(step, /^(add|commit)$/)) ? push : null;
}

const saving = /^(add|stage|rm|mv|commit)$/;
const beginning = /^(init|add|stage|rm|mv|commit|worktree|remote)$/;

function isGit({ step }: ClassifiedStep, sub: RegExp): boolean {
  return /^(git|hub)$/.test(step.name ?? '') && sub.test(argumentTexts(step)[0] ?? '');
}

/** Of a branch, that is: what is pushed as a tag, a job of its own sees to. */
function isPush(classified: ClassifiedStep): boolean {
  return (
    isGit(classified, /^push$/) &&
    (classified.destination === 'source' || classified.destination === 'stage/Publish')
  );
}

/** Kinds of steps that stand between the first word of a commit and its push, and serve it. */
function prepares({ step, kind }: ClassifiedStep): boolean {
  if (kind === 'source-checkout') return /^(git|hub)$/.test(step.name ?? '');
  return /^(package|config-write|cleanup|permission|transfer)$/.test(kind);
}

function isBuilding({ kind, step }: ClassifiedStep): boolean {
  return (
    /^(build|install-deps|test|lint|container-build|container-push)$/.test(kind) ||
    /^(npm|yarn|pnpm) version$/.test(commandHead(step, 2))
  );
}

function makesFiles(classified: ClassifiedStep): boolean {
  const { kind } = classified;
  return (
    !isGit(classified, /./) &&
    !/^(test|lint|health-check|notify|approval-prompt|secret|source-checkout)$/.test(kind)
  );
}

function onHost({ step }: ClassifiedStep, evidence: Evidence): boolean {
  return machineOf(step, evidence) === 'host' || step.place.kind !== 'local';
}
