import { createHash } from 'node:crypto';

import { gateNames, rolloutStages, rungNames } from '../model/rollout.ts';
import type { Decision, LogEntry, PassedGate } from '../model/rollout.ts';
import { canonicalJson } from './canonical-json.ts';

/** An entry as it is written: what was decided stands beside who, when and on which heads. */
type WrittenEntry = Readonly<Record<string, unknown>>;

/** The id that the rest of the entry demands. */
export function idOf(written: WrittenEntry): string {
  const { id: _, ...rest } = written;
  return createHash('sha256').update(canonicalJson(rest), 'utf8').digest('hex');
}

/** A decision as an entry of the log, on the heads that its author saw. */
export function sealEntry(
  decision: Decision,
  seen: { readonly parents: readonly string[]; readonly at: string; readonly by: string },
): LogEntry {
  const entry = { parents: [...seen.parents].sort(), at: seen.at, by: seen.by };
  return { id: idOf({ ...entry, ...decision }), ...entry, decision };
}

/** The entry's line in the log, without the line break. */
export function lineOf({ id, parents, at, by, decision }: LogEntry): string {
  return canonicalJson({ id, parents, at, by, ...decision });
}

/** The entry that a line holds, or null when it is none. Whether its id is right is not asked here. */
export function entryOf(written: WrittenEntry): LogEntry | null {
  const { id, parents, at, by } = written;
  if (typeof id !== 'string' || !/^[0-9a-f]{64}$/.test(id)) return null;
  if (typeof at !== 'string' || typeof by !== 'string') return null;
  if (!Array.isArray(parents) || !parents.every((parent) => typeof parent === 'string'))
    return null;
  return { id, parents, at, by, decision: decisionOf(written) };
}

function decisionOf(written: WrittenEntry): Decision | null {
  const { type, app, because } = written;
  if (typeof app !== 'string') return null;
  if (type === 'advance') return advanceOf(app, written);
  if (typeof because !== 'string') return null;
  if (type === 'hold' || type === 'release') {
    const stage = oneOf(rolloutStages, written['stage']);
    return stage === null ? null : { type, app, stage, because };
  }
  if (type === 'gate') {
    const gate = oneOf(gateNames, written['gate']);
    return gate === null ? null : { type, app, gate, because };
  }
  return type === 'rollback' ? rollbackOf(app, because, written) : null;
}

function advanceOf(app: string, written: WrittenEntry): Decision | null {
  const from = oneOf(rolloutStages, written['from']);
  const to = oneOf(rolloutStages, written['to']);
  const { because } = written;
  if (from === null || to === null) return null;
  const gates = Array.isArray(written['gates']) ? written['gates'].flatMap(passedGateOf) : [];
  return { type: 'advance', app, from, to, gates, because: textOrNull(because) };
}

function rollbackOf(app: string, because: string, written: WrittenEntry): Decision | null {
  const rung = oneOf(rungNames, written['rung']);
  const { pipeline, target } = written;
  if (rung === null || typeof pipeline !== 'string' || typeof target !== 'string') return null;
  return { type: 'rollback', app, rung, pipeline, target, because };
}

function passedGateOf(written: unknown): readonly PassedGate[] {
  if (typeof written !== 'object' || written === null) return [];
  const record = written as Record<string, unknown>;
  const gate = oneOf(gateNames, record['gate']);
  const outcome = oneOf(['seen', 'attested', 'overridden'], record['outcome']);
  return gate === null || outcome === null ? [] : [{ gate, outcome }];
}

function oneOf<Choice extends string>(choices: readonly Choice[], value: unknown): Choice | null {
  return choices.find((choice) => choice === value) ?? null;
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
