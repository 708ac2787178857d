import type { Message } from '../model/message.ts';
import { rolloutStages } from '../model/rollout.ts';
import type { Decision, RolloutStage } from '../model/rollout.ts';
import type { ApplicationState } from './fold-log.ts';
import { passGates } from './gates.ts';
import type { GateState } from './gates.ts';

/** What a person asks for. */
export interface AdvanceRequest {
  readonly app: string;
  /** Null: the next stage. */
  readonly to: RolloutStage | null;
  readonly because: string | null;
}

/** The decision to write down, with what should be said about it; or why there is none. */
export type AdvanceOutcome =
  | { readonly ok: true; readonly decision: Decision; readonly overridden: readonly GateState[] }
  | { readonly ok: false; readonly refused: Message; readonly waiting: readonly GateState[] };

/**
 * Decides about an advance: on held or contested applications, on steps back and on waiting gates it
 * asks for a reason, and that reason is written down. Pure; nothing is recorded here.
 */
export function decideAdvance(
  request: AdvanceRequest,
  state: ApplicationState,
  gates: readonly GateState[],
): AdvanceOutcome {
  const { app, because } = request;
  if (state.contested.length > 0 && (request.to === null || because === null))
    return refusal('contested', request, { stages: placesOf(state) });
  if (state.held !== null && state.contested.length === 0) return release(request, state);
  const to = request.to ?? nextOf(state.stage);
  if (to === null) return refusal('at-the-end', request, { stage: state.stage });
  const goesOn = rolloutStages.indexOf(to) > rolloutStages.indexOf(state.stage);
  if (state.contested.length === 0 && to === state.stage)
    return refusal('already-there', request, { stage: to });
  if (!goesOn) {
    if (because === null) return refusal('step-back', request, { from: state.stage, to });
    return {
      ok: true,
      decision: { type: 'advance', app, from: state.stage, to, gates: [], because },
      overridden: [],
    };
  }
  const { passed, waiting } = passGates(between(state.stage, to), gates, because !== null);
  if (waiting.length > 0 && because === null)
    return refusal('gates', request, { to, count: waiting.length }, waiting);
  return {
    ok: true,
    decision: { type: 'advance', app, from: state.stage, to, gates: passed, because },
    overridden: waiting,
  };
}

/** A held application is let go first, where it stood; going on is a decision of its own. */
function release(request: AdvanceRequest, { stage, held }: ApplicationState): AdvanceOutcome {
  const { app, because, to } = request;
  if (because === null) return refusal('held', request, { reason: held ?? '' });
  if (to !== null && to !== stage) return refusal('held-elsewhere', request, { stage });
  return { ok: true, decision: { type: 'release', app, stage, because }, overridden: [] };
}

function refusal(
  name: string,
  { app }: AdvanceRequest,
  params: Message['params'],
  waiting: readonly GateState[] = [],
): AdvanceOutcome {
  const refused = { code: `rollout/refused/${name}`, params: { app, ...params } };
  return { ok: false, refused, waiting };
}

/** The stage after this one, or null at the end. */
export function nextOf(stage: RolloutStage): RolloutStage | null {
  return rolloutStages[rolloutStages.indexOf(stage) + 1] ?? null;
}

/** The stages that are entered on the way: skipping one skips none of its gates. */
function between(from: RolloutStage, to: RolloutStage): readonly RolloutStage[] {
  return rolloutStages.slice(rolloutStages.indexOf(from) + 1, rolloutStages.indexOf(to) + 1);
}

function placesOf({ contested }: ApplicationState): string {
  return contested
    .map(({ by, decision }) => {
      if (decision?.type === 'advance') return `${decision.to} (${by})`;
      return `${decision?.type ?? ''} (${by})`;
    })
    .join(', ');
}
