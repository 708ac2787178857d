/**
 * Working copies on hosts that the bundle takes the place of: the folder is installed without `.git`, so
 * that no Git command finds a repository there any more.
 */
import type { ClassifiedStep } from '../model/classified.ts';
import type { Guard, Step } from '../model/step.ts';
import { argumentTexts } from './arguments.ts';
import { checkoutFolder } from './checkout.ts';
import type { Decision } from './decision.ts';
import { manual, replaced } from './decision.ts';
import { machineOf } from './evidence.ts';
import { isOfOtherRepository } from './own-repository.ts';
import { isWithin, resolvedFrom } from './paths.ts';
import { inBuild } from './room.ts';
import type { Situation } from './situation.ts';
import { valueText } from './value-text.ts';

/** Commands that need no clone, make one, or work on one that is not there for being installed. */
const ofNoCopy = /^(clone|ls-remote|init|archive|push|tag|commit|add|rm|mv)$/;

/** Checkouts on the hosts, in whose place CodeDeploy installs the source. */
export function checkoutsOnHosts(
  steps: readonly ClassifiedStep[],
  isOnHost: (step: Step) => boolean,
): readonly Step[] {
  return steps.flatMap(({ kind, step }) =>
    kind === 'source-checkout' &&
    step.reached &&
    step.name === 'git' &&
    step.place.kind !== 'container' &&
    !/^(archive|ls-remote)$/.test(argumentTexts(step)[0] ?? '') &&
    isOnHost(step)
      ? [step]
      : [],
  );
}

/** Brings what a checkout leaves out: other repositories, and files that Git holds as pointers. */
export function completesSource(step: Step): boolean {
  const [sub, verb = ''] = argumentTexts(step);
  if (step.name !== 'git') return false;
  return sub === 'submodule'
    ? /^(update|init|sync|foreach)$/.test(verb)
    : sub === 'lfs' && /^(pull|fetch|checkout|install)$/.test(verb);
}

/** A Git command in the folder of one of the checkouts. */
export function worksOnCheckout(step: Step, checkouts: readonly Step[]): boolean {
  const sub = argumentTexts(step)[0] ?? '';
  if (step.name !== 'git' || step.place.kind === 'container' || ofNoCopy.test(sub)) return false;
  const folder = checkoutFolder(step);
  return checkouts.some((checkout) => {
    const known = checkoutFolder(checkout);
    return folder === null || known === null ? folder === known : isWithin(folder, known);
  });
}

/** `OLD=$(git rev-parse HEAD)` in front of the pull: the commit that was there before. */
export function isBeforeCheckout({ span }: Step, checkouts: readonly Step[]): boolean {
  const bringing = checkouts.filter((checkout) => {
    const [sub = '', ...rest] = argumentTexts(checkout);
    return (
      /^(pull|merge|checkout|switch|clone)$/.test(sub) ||
      (sub === 'reset' && rest.some((word) => !/^(HEAD|-.*)$/.test(word)))
    );
  });
  const beside = bringing.filter((checkout) => checkout.span.file === span.file);
  return beside.length > 0 && beside.every((checkout) => span.end <= checkout.span.start);
}

/** Where a Git command of such a folder goes; null for every other step. */
export function decideOnWorkingCopy(
  classified: ClassifiedStep,
  situation: Situation,
): Decision | null {
  const { step } = classified;
  if (step.name !== 'git' || machineOf(step, situation) !== 'host') return null;
  const checkouts = copiesOf(situation);
  if (!worksOnCheckout(step, checkouts) || isOfOtherRepository(step, situation)) return null;
  if (completesSource(step)) return null;
  const target = step.redirections.find(({ operator }) => /^(>|>>|>\||&>)$/.test(operator))?.target;
  if (target === undefined || target === null || valueText(target) === '/dev/null')
    return replaced('source', 'plan/checkout-on-host');
  const cwd = step.cwd === null ? null : valueText(step.cwd);
  const path = resolvedFrom(cwd, valueText(target));
  const isInside = checkouts.some((checkout) => {
    const folder = checkoutFolder(checkout);
    return folder === null ? cwd === null && !path.startsWith('/') : isWithin(path, folder);
  });
  // `git log -1 > version`: a file of the tree that the bundle brings.
  return isInside
    ? inBuild(classified, 'build', 'plan/moved-to-build')
    : manual('none', 'plan/asks-working-copy');
}

/** The condition asks what changed in such a folder: a release is a change. */
export function asksWorkingCopy(guard: Guard, situation: Situation): boolean {
  const checkouts = copiesOf(situation);
  if (checkouts.length === 0) return false;
  const asked = situation.classification.steps.filter(
    ({ step }) =>
      machineOf(step, situation) === 'host' &&
      (holds(guard.span, step.span) ||
        situation.trace.assignments.some(
          ({ name, span }) => guard.reads.includes(name) && holds(span, step.span),
        )) &&
      worksOnCheckout(step, checkouts),
  );
  return asked.length > 0 || readsWorkingCopy(guard, checkouts, situation);
}

/** `$(git rev-parse origin/main)`; the name of the branch is another question. */
const readsCommit =
  /(?:\$\(|`)\s*git\s+(?:-C\s+\S+\s+)?(?:rev-parse|rev-list|log|show|diff|status|fetch|pull|merge-base)\b(?![^)`]*--abbrev-ref)/;

/** What `$( … )` of the script's own machine asks is no step of its own: it stands in an assignment or a test. */
function readsWorkingCopy(guard: Guard, checkouts: readonly Step[], situation: Situation): boolean {
  return situation.classification.steps.some(
    ({ step }) =>
      (holds(guard.span, step.span) ||
        (step.form === 'assignment' &&
          step.assignments.some(({ name }) => guard.reads.includes(name)))) &&
      readsCommit.test(step.text) &&
      machineOf(step, situation) === 'host' &&
      worksOnCheckout({ ...step, name: 'git', words: [], plain: [] }, checkouts),
  );
}

function holds(outer: Step['span'], inner: Step['span']): boolean {
  return outer.file === inner.file && outer.start <= inner.start && inner.end <= outer.end;
}

const found = new WeakMap<Situation['classification'], readonly Step[]>();

function copiesOf(situation: Situation): readonly Step[] {
  const { classification } = situation;
  const known =
    found.get(classification) ??
    checkoutsOnHosts(
      classification.steps,
      (step) => machineOf(step, situation) === 'host' && !isOfOtherRepository(step, situation),
    );
  found.set(classification, known);
  return known;
}
