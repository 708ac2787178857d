import type { Message } from '../model/message.ts';
import { gateNames } from '../model/rollout.ts';
import type {
  GateFacts,
  GateName,
  Observation,
  PassedGate,
  RolloutStage,
} from '../model/rollout.ts';
import type { ApplicationState } from './fold-log.ts';

/** What must hold to enter a stage. What was needed for an earlier one is needed again where it can break. */
export const gatesInto: Readonly<Record<RolloutStage, readonly GateName[]>> = {
  discovered: [],
  generated: ['no-drift'],
  reviewed: ['verified', 'no-drift', 'questions-answered'],
  provisioned: ['secrets-rotated', 'provisioned'],
  rehearsed: ['rehearsed'],
  live: ['verified', 'no-drift', 'rollback-drilled', 'approved'],
  retired: ['no-drift'],
};

/** A gate and whether it lets the application pass. */
export interface GateState {
  readonly gate: GateName;
  readonly state: 'seen' | 'attested' | 'overridden' | 'waiting';
  readonly because: Message;
}

/** Every gate of an application: seen by the tool, vouched for by a person, overridden, or waiting. */
export function gateStates(
  state: ApplicationState,
  facts: GateFacts,
  observations: readonly Observation[],
): readonly GateState[] {
  return gateNames.map((gate) => {
    const seen = sightOf(gate, facts, observations);
    if (seen.passes === true) return { gate, state: 'seen', because: seen.because };
    const vouched = state.attested.get(gate);
    // Nobody's word stands against what the tool can see.
    if (vouched !== undefined && seen.passes === null)
      return { gate, state: 'attested', because: saidBy('rollout/gate/attested', vouched) };
    const override = state.overridden.get(gate);
    if (override !== undefined)
      return { gate, state: 'overridden', because: saidBy('rollout/gate/overridden', override) };
    return { gate, state: 'waiting', because: seen.because };
  });
}

function saidBy(code: string, entry: { readonly by: string; readonly at: string }): Message {
  return { code, params: { by: entry.by, date: entry.at.slice(0, 10) } };
}

/** What the tool sees of a gate; null where only a person can tell. */
interface Sight {
  readonly passes: boolean | null;
  readonly because: Message;
}

function sightOf(gate: GateName, facts: GateFacts, observations: readonly Observation[]): Sight {
  switch (gate) {
    case 'verified':
      return verdictSight(facts);
    case 'no-drift':
      return { passes: facts.drift === null ? null : !facts.drift, because: driftText(facts) };
    case 'questions-answered':
      return countSight(facts.openQuestions, 'questions');
    case 'secrets-rotated':
      // That no secret is left can be seen; that one was rotated can't.
      return facts.secrets === 0
        ? sight(true, 'no-secrets')
        : sight(null, facts.secrets === null ? 'secrets-unknown' : 'secrets', {
            count: facts.secrets ?? 0,
          });
    case 'provisioned':
      return provisionedSight(observations);
    case 'rehearsed':
      return rehearsedSight(facts, observations);
    case 'rollback-drilled':
      return drillSight(observations);
    case 'approved':
      return sight(null, 'approval');
  }
}

function sight(passes: boolean | null, name: string, params: Message['params'] = {}): Sight {
  return { passes, because: { code: `rollout/gate/${name}`, params } };
}

function verdictSight({ verdict }: GateFacts): Sight {
  if (verdict === null) return sight(null, 'no-verdict');
  return sight(verdict.passes ? true : null, 'verdict', { verdict: verdict.text });
}

function driftText({ drift }: GateFacts): Message {
  const name = drift === null ? 'drift-unknown' : drift ? 'drift' : 'no-drift';
  return { code: `rollout/gate/${name}`, params: {} };
}

function countSight(count: number | null, name: string): Sight {
  if (count === null) return sight(null, `${name}-unknown`);
  return count === 0 ? sight(true, `no-${name}`) : sight(false, name, { count });
}

function provisionedSight(observations: readonly Observation[]): Sight {
  const seen = observations.find(({ kind }) => kind === 'pipeline');
  return seen === undefined
    ? sight(null, 'not-provisioned')
    : sight(true, 'pipeline', { pipeline: seen.pipeline });
}

function rehearsedSight(facts: GateFacts, observations: readonly Observation[]): Sight {
  for (const seen of observations)
    if (
      seen.kind === 'stage' &&
      seen.status === 'Succeeded' &&
      facts.rehearsalStages.includes(seen.stage)
    )
      return sight(true, 'rehearsal', { stage: seen.stage, execution: seen.execution });
  return sight(null, facts.rehearsalStages.length === 0 ? 'no-rehearsal-stage' : 'not-rehearsed');
}

function drillSight(observations: readonly Observation[]): Sight {
  for (const seen of observations)
    if (seen.kind === 'execution' && seen.type === 'rollback' && seen.status === 'Succeeded')
      return sight(true, 'drill', { execution: seen.execution });
  return sight(null, 'no-drill');
}

/**
 * How the gates into stages stand. An override lets pass once, where it was given: the next stage that
 * needs the same gate asks again.
 */
export function passGates(
  stages: readonly RolloutStage[],
  states: readonly GateState[],
  isOverridden: boolean,
): { readonly passed: readonly PassedGate[]; readonly waiting: readonly GateState[] } {
  const needed = new Set(stages.flatMap((stage) => gatesInto[stage]));
  const ours = states.filter(({ gate }) => needed.has(gate));
  const passed = ours.flatMap(({ gate, state }): readonly PassedGate[] => {
    if (state === 'seen' || state === 'attested') return [{ gate, outcome: state }];
    return isOverridden ? [{ gate, outcome: 'overridden' }] : [];
  });
  return { passed, waiting: ours.filter(isWaiting) };
}

/** Whether a gate still keeps an application. */
export function isWaiting({ state }: GateState): boolean {
  return state === 'waiting' || state === 'overridden';
}
