import type { GateFacts, Observation, ObservedExecution, RolloutStage } from '../model/rollout.ts';
import { nextOf } from './decide-advance.ts';
import { untouched } from './fold-log.ts';
import type { ApplicationState } from './fold-log.ts';
import { gatesInto, gateStates, isWaiting } from './gates.ts';
import type { GateState } from './gates.ts';
import type { PlanFile } from './plan-file.ts';
import { settledExecutions } from './settled-executions.ts';

/** Where one application stands. */
export interface ApplicationStatus {
  readonly app: string;
  /** The name of its wave; null when the plan does not hold it. */
  readonly wave: string | null;
  readonly state: ApplicationState;
  readonly next: RolloutStage | null;
  readonly gates: readonly GateState[];
  /** The gates into the next stage that still wait. */
  readonly waiting: readonly GateState[];
  readonly lastExecution: ObservedExecution | null;
}

/** All that is known, from wherever it comes. */
export interface RolloutKnowledge {
  readonly plan: PlanFile | null;
  readonly states: ReadonlyMap<string, ApplicationState>;
  readonly observations: readonly Observation[];
  readonly facts: ReadonlyMap<string, GateFacts>;
}

/** The facts where nobody looked. */
export const nothingKnown: GateFacts = {
  openQuestions: null,
  secrets: null,
  drift: null,
  verdict: null,
  rehearsalStages: [],
};

/** Every application of the plan, the log or the fleet: by wave, then those that no wave holds by name. */
export function rolloutStatus(knowledge: RolloutKnowledge): readonly ApplicationStatus[] {
  const planned = (knowledge.plan?.waves ?? []).flatMap(({ name, members }) =>
    members.map(({ app }) => ({ app, wave: name })),
  );
  const inPlan = new Set(planned.map(({ app }) => app));
  const others = [...new Set([...knowledge.states.keys(), ...knowledge.facts.keys()])]
    .filter((app) => !inPlan.has(app))
    .sort();
  return [...planned, ...others.map((app) => ({ app, wave: null }))].map(({ app, wave }) =>
    statusOf(app, wave, knowledge),
  );
}

/** One application alone. */
export function statusOf(
  app: string,
  wave: string | null,
  { states, observations, facts }: RolloutKnowledge,
): ApplicationStatus {
  const state = states.get(app) ?? untouched;
  const own = observations.filter((seen) => seen.app === app);
  const gates = gateStates(state, facts.get(app) ?? nothingKnown, own);
  const next = nextOf(state.stage);
  const needed = next === null ? [] : gatesInto[next];
  return {
    app,
    wave,
    state,
    next,
    gates,
    waiting: gates.filter((one) => needed.includes(one.gate) && isWaiting(one)),
    lastExecution: settledExecutions(own)[0] ?? null,
  };
}
