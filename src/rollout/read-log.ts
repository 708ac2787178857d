import type { LogEntry } from '../model/rollout.ts';
import { readJsonLines } from './json-lines.ts';
import { entryOf, idOf } from './log-entry.ts';

/** Something about the log that a person should know. */
export interface LogProblem {
  readonly kind:
    | 'unreadable'
    | 'conflict-marker'
    | 'edited'
    | 'missing'
    | 'orphaned'
    | 'removed'
    | 'unknown-type';
  /** 1-based; null where the line is no longer there. */
  readonly line: number | null;
  readonly params: Readonly<Record<string, string>>;
}

/** The log as far as it can be believed. */
export interface RolloutLog {
  /** Each entry once, in the order of the file; none whose id does not fit its text. */
  readonly entries: readonly LogEntry[];
  /** The line that each entry stands on first. */
  readonly lines: ReadonlyMap<string, number>;
  /** Ids that stand in the file on entries that were edited. */
  readonly edited: ReadonlySet<string>;
  readonly problems: readonly LogProblem[];
}

/** Reads the log. Never throws: what can't be believed is left out and told. */
export function readLog(text: string): RolloutLog {
  const entries = new Map<string, LogEntry>();
  const lines = new Map<string, number>();
  const edited = new Set<string>();
  const problems: LogProblem[] = [];
  for (const read of readJsonLines(text)) {
    const { line } = read;
    if (read.kind !== 'object') {
      problems.push({ kind: read.kind, line, params: {} });
      continue;
    }
    const entry = entryOf(read.data);
    if (entry === null) problems.push({ kind: 'unreadable', line, params: {} });
    else if (!hasItsId(read.data)) {
      edited.add(entry.id);
      problems.push({ kind: 'edited', line, params: { id: shortId(entry.id) } });
    } else if (!entries.has(entry.id)) {
      entries.set(entry.id, entry);
      lines.set(entry.id, line);
      if (entry.decision === null)
        problems.push({ kind: 'unknown-type', line, params: { id: shortId(entry.id) } });
    }
  }
  return { entries: [...entries.values()], lines, edited, problems };
}

function hasItsId(written: Readonly<Record<string, unknown>>): boolean {
  try {
    return idOf(written) === written['id'];
  } catch {
    return false;
  }
}

/** As much of an id as people compare. */
export function shortId(id: string): string {
  return id.slice(0, 12);
}
