import type { ClassifiedStep } from '../model/classified.ts';
import { argumentTexts } from './arguments.ts';
import type { Evidence } from './evidence.ts';
import { entryFileOf, isEffectful, machineOf } from './evidence.ts';

/**
 * `git add . && git commit -m x && git push`: the deployer saves their own work, and the push is what
 * starts a pipeline. Where the script made something before, the commit may be of that.
 */
export function commitsByHand(classified: ClassifiedStep, evidence: Evidence): boolean {
  if (!isGit(classified, /^(add|stage|rm|mv|commit)$/) || onHost(classified, evidence))
    return false;
  const file = entryFileOf(classified.step);
  const steps = evidence.classification.steps.filter(
    (other) => isEffectful(other) && entryFileOf(other.step) === file,
  );
  const at = steps.indexOf(classified);
  const isMade = steps
    .slice(0, at)
    .some((other) => !isGit(other, /./) && !onHost(other, evidence) && makesFiles(other));
  return !isMade && steps.slice(at).some((other) => isPush(other) && !onHost(other, evidence));
}

function isGit({ step }: ClassifiedStep, sub: RegExp): boolean {
  return /^(git|hub)$/.test(step.name ?? '') && sub.test(argumentTexts(step)[0] ?? '');
}

/** To the repository that the pipeline reads: a push elsewhere is a deployment of its own. */
function isPush(classified: ClassifiedStep): boolean {
  return isGit(classified, /^push$/) && classified.destination === 'source';
}

function onHost({ step }: ClassifiedStep, evidence: Evidence): boolean {
  return machineOf(step, evidence) === 'host';
}

function makesFiles({ kind }: ClassifiedStep): boolean {
  return !/^(test|lint|health-check|notify|approval-prompt|secret|source-checkout)$/.test(kind);
}
