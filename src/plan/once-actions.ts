import type { OnceAction } from '../model/deployment.ts';
import type { PlannedStep } from '../model/plan.ts';
import type { Situation } from './situation.ts';

const needsNetwork = ['db-migrate', 'backup', 'cache-clear', 'config-write'];
/** Actions that look at the result, whatever the script's order. */
const afterwards = ['Smoke', 'PurgeCache', 'Invalidate', 'Tag', 'Marker'];

/** Pipeline actions of their own, in the order of their first step; the approval has its own place. */
export function onceActionsOf(
  steps: readonly PlannedStep[],
  situation: Situation,
): readonly OnceAction[] {
  const byName = new Map<string, PlannedStep[]>();
  for (const step of steps) {
    const name = /^stage\/(.+)$/.exec(step.destination ?? '')?.[1];
    if (name === undefined || name === 'Approve') continue;
    const list = byName.get(name) ?? [];
    list.push(step);
    byName.set(name, list);
  }
  // An action that a person has to do entirely is in the runbook; a job without commands does nothing.
  const actions = [...byName].filter(([, list]) =>
    list.some(({ disposition }) => disposition === 'converted'),
  );
  return actions.map(([name, list]) => ({
    name,
    when:
      afterwards.includes(name) || list.every((step) => isLate(step, situation))
        ? 'after-deploy'
        : 'before-deploy',
    needsNetwork: list.some(({ classified }) => needsNetwork.includes(classified.kind)),
    environments: [
      ...new Set(list.flatMap(({ classified }) => classified.step.environments)),
    ].sort(),
    steps: list.map(({ classified }) => classified.step.id),
  }));
}

function isLate({ classified }: PlannedStep, { positions }: Situation): boolean {
  const position = positions.get(classified.step.id);
  return position === 'started' || position === 'checked';
}
