import type { Observation } from '../model/rollout.ts';
import { canonicalJson } from './canonical-json.ts';
import { readJsonLines, withLines } from './json-lines.ts';

/** What was seen in AWS, as it stands in the file. */
export interface ReadObservations {
  readonly observations: readonly Observation[];
  /** Lines that are no observation. */
  readonly unreadable: readonly number[];
}

/** Reads `rollout-executions.jsonl`. Never throws; each observation is given once. */
export function readObservations(text: string): ReadObservations {
  const byKey = new Map<string, Observation>();
  const unreadable: number[] = [];
  for (const line of readJsonLines(text)) {
    if (line.kind === 'conflict-marker') continue;
    const seen = line.kind === 'object' ? observationOf(line.data) : null;
    if (seen === null) unreadable.push(line.line);
    else if (!byKey.has(keyOf(seen))) byKey.set(keyOf(seen), seen);
  }
  return { observations: [...byKey.values()], unreadable };
}

/** The file with what is new added at its end: what it knows already changes nothing. */
export function addObservations(
  text: string,
  seen: readonly Observation[],
): { readonly text: string; readonly added: readonly Observation[] } {
  const known = new Set(readObservations(text).observations.map(keyOf));
  const added: Observation[] = [];
  for (const one of seen) {
    const key = keyOf(one);
    if (known.has(key)) continue;
    known.add(key);
    added.push(one);
  }
  const lines = added.map((one) => canonicalJson(one));
  return { text: withLines(text, lines), added };
}

/** What happened is told apart by what it happened to and by its status, not by when we looked. */
function keyOf(seen: Observation): string {
  switch (seen.kind) {
    case 'pipeline':
      return `pipeline ${seen.app} ${seen.pipeline} ${seen.version}`;
    case 'execution':
      return `execution ${seen.app} ${seen.execution} ${seen.status}`;
    case 'stage':
      return `stage ${seen.app} ${seen.stage} ${seen.execution} ${seen.status}`;
    case 'build':
      return `build ${seen.app} ${seen.build} ${seen.status}`;
  }
}

const needed: Readonly<Record<Observation['kind'], readonly string[]>> = {
  pipeline: ['seenAt'],
  execution: ['execution', 'status', 'type'],
  stage: ['stage', 'execution', 'status'],
  build: ['build', 'status'],
};
const optional: Readonly<Record<Observation['kind'], readonly string[]>> = {
  pipeline: [],
  execution: ['startedAt', 'updatedAt', 'revision', 'trigger', 'rollbackTo'],
  stage: ['changedAt'],
  build: ['startedAt', 'endedAt', 'failedPhase'],
};

function observationOf(data: Readonly<Record<string, unknown>>): Observation | null {
  const kind = (['pipeline', 'execution', 'stage', 'build'] as const).find(
    (name) => name === data['kind'],
  );
  if (kind === undefined) return null;
  const isText = (key: string) => typeof data[key] === 'string';
  if (!['app', 'pipeline', ...needed[kind]].every(isText)) return null;
  if (kind === 'pipeline' && typeof data['version'] !== 'number') return null;
  const rest = optional[kind].map((key) => [key, isText(key) ? data[key] : null] as const);
  return { ...data, ...Object.fromEntries(rest) } as unknown as Observation;
}
