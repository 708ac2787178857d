/** Steps of one host keep their order where they touch the same files. */
import type { PlannedStep } from '../model/plan.ts';
import type { LifecycleEvent } from '../model/kind.ts';
import { lifecycleEvents } from '../model/kind.ts';
import { argumentTexts } from './arguments.ts';
import { entryFileOf } from './evidence.ts';
import { isWithin, resolvedFrom } from './paths.ts';
import { say } from './say.ts';
import { valueText } from './value-text.ts';

/** Kinds whose lifecycle event may come before that of what stood in front of them. */
const moved: ReadonlySet<string> = new Set(['backup', 'cleanup']);

/**
 * A backup is taken before the new files come, and what makes room goes before them: but not ahead of a
 * step of the script that works on the same files (`rm -rf old; mv app old; mv new app`). Such a
 * step stays in the event of the one before it.
 */
export function inHookOrder(steps: readonly PlannedStep[]): readonly PlannedStep[] {
  const settled: PlannedStep[] = [];
  for (const step of steps) settled.push(afterItsLike(step, settled));
  return settled;
}

function afterItsLike(step: PlannedStep, before: readonly PlannedStep[]): PlannedStep {
  const event = eventOf(step);
  if (event === null || !moved.has(step.classified.kind)) return step;
  const paths = pathsOf(step);
  const latest = before
    .filter((other) => sharesHost(step, other) && meets(paths, pathsOf(other)))
    .map((other) => eventOf(other))
    .reduce<LifecycleEvent>(
      (late, other) => (other !== null && placeOf(other) > placeOf(late) ? other : late),
      event,
    );
  return latest === event
    ? step
    : {
        ...step,
        destination: `hook/${latest}`,
        because: say('plan/hook', { event: latest }),
      };
}

/** The lifecycle event whose hook runs a step; null for every other place. */
export function eventOf({ destination, disposition }: PlannedStep): LifecycleEvent | null {
  if (disposition !== 'converted') return null;
  return lifecycleEvents.find((event) => destination === `hook/${event}`) ?? null;
}

function placeOf(event: LifecycleEvent): number {
  return lifecycleEvents.indexOf(event);
}

/** Both belong to one script, and to hosts of one group. */
export function sharesHost(one: PlannedStep, other: PlannedStep): boolean {
  const sameScript = entryFileOf(one.classified.step) === entryFileOf(other.classified.step);
  const groups = other.hostGroups;
  return (
    sameScript &&
    (groups.length === 0 ||
      one.hostGroups.length === 0 ||
      groups.some((group) => one.hostGroups.includes(group)))
  );
}

const fileTools =
  /^(rm|rmdir|mv|cp|ln|mkdir|touch|install|rsync|tar|zip|unzip|gunzip|chmod|chown|sed|tee)$/;

/** Files and folders that the words of a file tool name, seen from the step's folder. */
function pathsOf({ classified: { step } }: PlannedStep): readonly string[] {
  if (!fileTools.test(step.name ?? '')) return [];
  const cwd = step.cwd === null ? null : valueText(step.cwd);
  return argumentTexts(step)
    .filter((text) => text !== '' && !/[?*|]/.test(text))
    .map((text) => (/^[~$]/.test(text) ? text : resolvedFrom(cwd, text)));
}

function meets(some: readonly string[], others: readonly string[]): boolean {
  return some.some((path) =>
    others.some((other) => isWithin(path, other) || isWithin(other, path)),
  );
}
