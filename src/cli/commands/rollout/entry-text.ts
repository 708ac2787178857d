import type { Language } from '../../../model/message.ts';
import type { Decision, LogEntry } from '../../../model/rollout.ts';
import { shortId } from '../../../rollout/read-log.ts';
import { sayIn } from './options.ts';

/** An entry of the log as one line for people. */
export function entryText({ id, at, by, decision }: LogEntry, lang: Language): string {
  const what =
    decision === null ? sayIn(lang)('entry/unknown') : `${decision.app}: ${whatOf(decision, lang)}`;
  const because = decision?.because == null ? '' : ` – ${decision.because}`;
  return `${shortId(id)}  ${at.slice(0, 16)}  ${what}${because}  (${by})`;
}

function whatOf(decision: Decision, lang: Language): string {
  const say = sayIn(lang);
  switch (decision.type) {
    case 'advance': {
      const { from, to, gates } = decision;
      const overridden = gates.filter(({ outcome }) => outcome === 'overridden');
      const names = overridden.map(({ gate }) => gate).join(', ');
      const move = say('entry/advance', { from, to });
      return names === '' ? move : `${move} ${say('entry/overridden', { gates: names })}`;
    }
    case 'hold':
      return say('entry/hold', { stage: decision.stage });
    case 'release':
      return say('entry/release', { stage: decision.stage });
    case 'gate':
      return say('entry/gate', { gate: decision.gate });
    case 'rollback':
      return say('entry/rollback', { rung: decision.rung, target: decision.target });
  }
}
