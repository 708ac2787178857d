/**
 * `if [ -d /srv/app ]; then git pull; else git clone …; first-time work; fi`: a question that only the host as
 * it was can answer, since CodeDeploy makes the folder with every deployment, and never brings `.git`.
 */
import type { ClassifiedStep } from '../model/classified.ts';
import type { FileMapping } from '../model/deployment.ts';
import type { Guard, Step, StepId } from '../model/step.ts';
import type { Decision } from './decision.ts';
import { dropped } from './decision.ts';
import { machineOf } from './evidence.ts';
import { installedOf, pathInApplication } from './installed.ts';
import { withLoginHome } from './login-home.ts';
import { resolvedFrom } from './paths.ts';
import type { Situation } from './situation.ts';
import { assumedText, valueText } from './value-text.ts';

/** The folder that a question looks for before anything of the release is brought there; null for others. */
export function folderAskedBefore(
  asking: Step,
  order: readonly StepId[],
  files: readonly FileMapping[],
): string | null {
  if (!/^(\[{1,2}|test)$/.test(asking.name ?? '')) return null;
  const asked = asking.words.flatMap((word, at) => {
    const operator = asking.words[at - 1];
    return operator !== undefined && /^-[edrx]$/.test(valueText(operator.value))
      ? [assumedText(word.value)]
      : [];
  });
  const folders = asked.map((path) => folderOf(path, asking, files));
  const [folder] = folders;
  if (folder === undefined || folder === null || folders.some((one) => one !== folder)) return null;
  const bringing = files.flatMap(({ destination, steps }) => (destination === folder ? steps : []));
  const at = order.indexOf(asking.id);
  return at >= 0 && bringing.every((id) => at < order.indexOf(id)) ? folder : null;
}

function folderOf(path: string, asking: Step, files: readonly FileMapping[]): string | null {
  const cwd = asking.cwd === null ? null : assumedText(asking.cwd);
  const whole = resolvedFrom(cwd, path);
  const folder = whole.replace(/\/\.git(\/.*)?$/, '');
  const installed = installedOf(files);
  if (installed !== null && /^\.git(\/|$)/.test(pathInApplication(whole, installed) ?? ''))
    return installed.folder;
  const destination = withLoginHome(folder, asking);
  return files.some((file) => file.isDirectory && file.destination === destination)
    ? destination
    : null;
}

/** Whether the step under the condition is for a host without the application, or for one that has it. */
export function sideOf(guard: Guard, situation: Situation): 'first' | 'later' | null {
  const { classification, files } = situation;
  const order = orderOf(classification);
  const tests = classification.steps.filter(
    ({ step }) =>
      step.span.file === guard.span.file &&
      guard.span.start <= step.span.start &&
      step.span.end <= guard.span.end,
  );
  if (tests.length === 0 || /\|\||\s-[oa]\s/.test(guard.text)) return null;
  const asksFolder = tests.every(
    ({ step }) =>
      machineOf(step, situation) === 'host' && folderAskedBefore(step, order, files) !== null,
  );
  const flips = guard.text.match(/(^|[\s[(])!(?=\s)/g)?.length ?? 0;
  if (!asksFolder || (tests.length > 1 && flips > 0)) return null;
  return (flips % 2 === 0) === guard.negated ? 'first' : 'later';
}

const orders = new WeakMap<Situation['classification'], readonly StepId[]>();

function orderOf(classification: Situation['classification']): readonly StepId[] {
  const known = orders.get(classification) ?? classification.steps.map(({ step }) => step.id);
  orders.set(classification, known);
  return known;
}

/**
 * Both branches install and build, and the pipeline begins with a fresh source each time: it does so once.
 * Null for what only one of them does.
 */
export function doneByOtherBranch(
  { step }: ClassifiedStep,
  { destination, disposition }: Decision,
  situation: Situation,
): Decision | null {
  if (disposition !== 'converted' || destination.startsWith('hook/')) return null;
  const guard = step.guards.find((one) => sideOf(one, situation) === 'first');
  if (guard === undefined) return null;
  const twin = situation.classification.steps.find(
    ({ step: other }) =>
      textOf(other) === textOf(step) &&
      other.guards.some(
        (one) =>
          one.span.file === guard.span.file &&
          one.span.start === guard.span.start &&
          one.negated !== guard.negated,
      ),
  );
  return twin === undefined ? null : dropped('plan/first-time-twin');
}

function textOf({ words }: Step): string {
  return words.map(({ value }) => valueText(value)).join(' ');
}
