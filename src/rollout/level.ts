import type { Criticality, RolloutCandidate } from '../model/rollout.ts';

const levels: Readonly<Record<Criticality, number>> = { low: 0, medium: 1, high: 2, critical: 3 };
/** Below this, too much is open for the first waves; readiness is 0 to 100. */
export const readyFrom = 50;

/** How late an application should move by itself: the more critical and the less ready, the later. */
export function levelOf(candidate: RolloutCandidate): number {
  return levels[candidate.criticality ?? 'medium'] + (candidate.readiness < readyFrom ? 1 : 0);
}

/** The criticality by itself; what nobody said counts as medium. */
export function criticalityOf({ criticality }: RolloutCandidate): number {
  return levels[criticality ?? 'medium'];
}
