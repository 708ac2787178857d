import type { LogEntry } from '../model/rollout.ts';

/** Who came after whom, by the parents alone. */
export interface LogGraph {
  /** Every entry after its parents; among equals by time, then by id, so that the order is one. */
  readonly ordered: readonly LogEntry[];
  /** The entries that nobody was written on, sorted. */
  readonly heads: readonly string[];
  /** Whether the first id stands somewhere before the second. */
  readonly isBefore: (first: string, second: string) => boolean;
}

/** Makes the graph of entries. Parents that are not there are passed over. */
export function graphOf(entries: readonly LogEntry[]): LogGraph {
  const ordered = orderedEntries(entries);
  const position = new Map(ordered.map(({ id }, at) => [id, at] as const));
  const before = ancestorsOf(ordered, position);
  const named = new Set(entries.flatMap(({ parents }) => parents));
  return {
    ordered,
    heads: ordered.flatMap(({ id }) => (named.has(id) ? [] : [id])).sort(),
    isBefore: (first, second) => {
      const at = position.get(first);
      const bits = before[position.get(second) ?? -1];
      return at !== undefined && bits !== undefined && ((bits[at >> 5] ?? 0) & bit(at)) !== 0;
    },
  };
}

function orderedEntries(entries: readonly LogEntry[]): readonly LogEntry[] {
  const present = new Set(entries.map(({ id }) => id));
  const children = new Map<string, LogEntry[]>();
  const waiting = new Map<string, number>();
  for (const entry of entries) {
    const parents = [...new Set(entry.parents)].filter((parent) => present.has(parent));
    waiting.set(entry.id, parents.length);
    for (const parent of parents) children.set(parent, [...(children.get(parent) ?? []), entry]);
  }
  const ready = entries.filter(({ id }) => waiting.get(id) === 0).sort(byTime);
  const ordered: LogEntry[] = [];
  for (let next = ready.shift(); next !== undefined; next = ready.shift()) {
    ordered.push(next);
    for (const child of children.get(next.id) ?? []) {
      const left = (waiting.get(child.id) ?? 0) - 1;
      waiting.set(child.id, left);
      if (left === 0) insert(ready, child);
    }
  }
  return ordered;
}

function insert(ready: LogEntry[], entry: LogEntry): void {
  const at = ready.findIndex((other) => byTime(entry, other) < 0);
  ready.splice(at === -1 ? ready.length : at, 0, entry);
}

function byTime(left: LogEntry, right: LogEntry): number {
  if (left.at !== right.at) return left.at < right.at ? -1 : 1;
  return left.id < right.id ? -1 : 1;
}

/** One bit per entry and ancestor: a log of five thousand entries takes three megabytes. */
function ancestorsOf(
  ordered: readonly LogEntry[],
  position: ReadonlyMap<string, number>,
): readonly Uint32Array[] {
  const words = Math.ceil(ordered.length / 32);
  const all: Uint32Array[] = [];
  for (const { parents } of ordered) {
    const bits = new Uint32Array(words);
    for (const parent of parents) {
      const at = position.get(parent);
      const theirs = at === undefined ? undefined : all[at];
      if (at === undefined || theirs === undefined) continue;
      for (let word = 0; word < words; word++) bits[word] = (bits[word] ?? 0) | (theirs[word] ?? 0);
      bits[at >> 5] = (bits[at >> 5] ?? 0) | bit(at);
    }
    all.push(bits);
  }
  return all;
}

function bit(at: number): number {
  return (1 << (at & 31)) >>> 0;
}
