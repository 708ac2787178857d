import type { LogEntry } from '../model/rollout.ts';
import { readJsonLines } from './json-lines.ts';
import { entryOf } from './log-entry.ts';
import { shortId } from './read-log.ts';
import type { LogProblem, RolloutLog } from './read-log.ts';

/** A line that a commit added to the log. */
export interface AddedLine {
  readonly commit: string;
  readonly text: string;
}

/**
 * Everything about the log that should not be: entries edited after the fact, entries that others
 * were written on and that are gone, entries cut off from the rest, and, where Git's history is at
 * hand, entries that a commit held and the file no longer holds. A removed head leaves no trace in the
 * file itself; only the history tells.
 */
export function verifyLog(
  log: RolloutLog,
  added: readonly AddedLine[] | null,
): readonly LogProblem[] {
  const known = new Set([...log.entries.map(({ id }) => id), ...log.edited]);
  return [
    ...log.problems,
    ...log.entries.flatMap((entry) => ancestry(entry, known, log.lines)),
    ...(added === null ? [] : removed(added, known)),
  ].sort((left, right) => (left.line ?? Infinity) - (right.line ?? Infinity));
}

function ancestry(
  { id, parents }: LogEntry,
  known: ReadonlySet<string>,
  lines: ReadonlyMap<string, number>,
): readonly LogProblem[] {
  const line = lines.get(id) ?? null;
  const gone = parents.filter((parent) => !known.has(parent));
  const missing = gone.map((parent): LogProblem => {
    return { kind: 'missing', line, params: { id: shortId(id), parent: shortId(parent) } };
  });
  if (gone.length === 0 || gone.length < parents.length) return missing;
  return [...missing, { kind: 'orphaned', line, params: { id: shortId(id) } }];
}

function removed(added: readonly AddedLine[], known: ReadonlySet<string>): readonly LogProblem[] {
  const told = new Map<string, string>();
  for (const { commit, text } of added)
    for (const line of readJsonLines(text)) {
      const entry = line.kind === 'object' ? entryOf(line.data) : null;
      if (entry !== null && !known.has(entry.id)) told.set(entry.id, commit);
    }
  return [...told].map(([id, commit]) => {
    return { kind: 'removed', line: null, params: { id: shortId(id), commit: shortId(commit) } };
  });
}
