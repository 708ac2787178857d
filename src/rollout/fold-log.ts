import { rolloutStages } from '../model/rollout.ts';
import type { Decision, GateName, LogEntry, RolloutStage } from '../model/rollout.ts';
import { graphOf } from './log-graph.ts';

/** Where an application stands, as the log tells it. */
export interface ApplicationState {
  readonly stage: RolloutStage;
  /** Why it is held; null when it is not. */
  readonly held: string | null;
  /**
   * The decisions that nobody has decided after: two or more that did not know of each other are
   * contested, until a later decision that saw both.
   */
  readonly contested: readonly LogEntry[];
  /** Gates that a person vouched for, by the entry. */
  readonly attested: ReadonlyMap<GateName, LogEntry>;
  /** Gates that were overridden on the way, by the entry. Stays, whatever comes later. */
  readonly overridden: ReadonlyMap<GateName, LogEntry>;
  /** Its entries in the order of the graph. */
  readonly entries: readonly LogEntry[];
}

export const untouched: ApplicationState = {
  stage: 'discovered',
  held: null,
  contested: [],
  attested: new Map(),
  overridden: new Map(),
  entries: [],
};

/**
 * The state of every application in the log: a function of the set of entries, whatever order,
 * branch or copy they arrived in.
 */
export function foldLog(entries: readonly LogEntry[]): ReadonlyMap<string, ApplicationState> {
  const graph = graphOf(entries);
  const byApp = new Map<string, LogEntry[]>();
  for (const entry of graph.ordered) {
    if (entry.decision === null) continue;
    byApp.set(entry.decision.app, [...(byApp.get(entry.decision.app) ?? []), entry]);
  }
  const states = [...byApp].sort(([left], [right]) => (left < right ? -1 : 1));
  return new Map(states.map(([app, own]) => [app, stateOf(own, graph.isBefore)]));
}

type IsBefore = (first: string, second: string) => boolean;

function stateOf(own: readonly LogEntry[], isBefore: IsBefore): ApplicationState {
  const moves = own.filter(({ decision }) => decision !== null && placeOf(decision) !== null);
  const last = moves.filter(({ id }) => !moves.some((other) => isBefore(id, other.id)));
  const places = last.flatMap(({ decision }) => {
    const place = decision === null ? null : placeOf(decision);
    return place === null ? [] : [place];
  });
  // While people disagree, the careful answer counts: the earlier stage, and held if anyone said so.
  const stage = rolloutStages.find((name) => places.some((place) => place.stage === name));
  return {
    stage: stage ?? 'discovered',
    held: places.find(({ held }) => held !== null)?.held ?? null,
    contested: last.length > 1 ? last : [],
    attested: attestedGates(own, isBefore),
    overridden: overriddenGates(own),
    entries: own,
  };
}

/** Where a decision puts its application; null for decisions that move nothing. */
function placeOf(
  decision: Decision,
): { readonly stage: RolloutStage; readonly held: string | null } | null {
  switch (decision.type) {
    case 'advance':
      return { stage: decision.to, held: null };
    case 'hold':
      return { stage: decision.stage, held: decision.because };
    case 'release':
      return { stage: decision.stage, held: null };
    case 'gate':
    case 'rollback':
      return null;
  }
}

/** A step back takes what was vouched for before it: what has changed since must be looked at again. */
function attestedGates(
  own: readonly LogEntry[],
  isBefore: IsBefore,
): ReadonlyMap<GateName, LogEntry> {
  const stepsBack = own.filter(({ decision }) => decision !== null && isStepBack(decision));
  const gates = new Map<GateName, LogEntry>();
  for (const entry of own)
    if (entry.decision?.type === 'gate' && !stepsBack.some(({ id }) => isBefore(entry.id, id)))
      gates.set(entry.decision.gate, entry);
  return gates;
}

function isStepBack(decision: Decision): boolean {
  return (
    decision.type === 'advance' &&
    rolloutStages.indexOf(decision.to) < rolloutStages.indexOf(decision.from)
  );
}

function overriddenGates(own: readonly LogEntry[]): ReadonlyMap<GateName, LogEntry> {
  const gates = new Map<GateName, LogEntry>();
  for (const entry of own)
    if (entry.decision?.type === 'advance')
      for (const { gate, outcome } of entry.decision.gates)
        if (outcome === 'overridden') gates.set(gate, entry);
  return gates;
}
