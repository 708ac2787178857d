import type { Normalise } from './line-numbers.ts';
import { counterpartsOf, hasMarks, mergeText } from './merge-text.ts';

/** The three states of one file; null where there is none. */
export interface FileStates {
  /** What we wrote last. */
  readonly base: string | null;
  /** What stands there now. */
  readonly current: string | null;
  /** What we would write. */
  readonly next: string | null;
}

export type FileOutcome =
  | 'written'
  | 'unchanged'
  /** Somebody edited it; the edits stand. */
  | 'kept'
  /** Somebody deleted it; it stays away. */
  | 'deleted'
  /** Nothing makes it any more, and nobody had edited it. */
  | 'removed'
  /** Nothing makes it any more, but somebody had edited it. */
  | 'orphaned'
  | 'conflict';

export interface MergedFile {
  readonly outcome: FileOutcome;
  /** What is to stand there; null for nothing. */
  readonly text: string | null;
  /** For each line of `next` (0-based), its line in `text`; null where it is gone. */
  readonly lines: readonly (number | null)[];
}

/** What becomes of one file when it is generated again. Nothing that a person did is lost. */
export function mergeFile({ base, current, next }: FileStates, normalise: Normalise): MergedFile {
  if (next === null) return obsolete(base, current, normalise);
  if (current === null)
    return base === null ? whole('written', next) : { outcome: 'deleted', text: null, lines: [] };
  if (current === next) return whole('unchanged', next);
  if (base !== null && same(current, base, normalise)) return whole('written', next);
  // Marks that nobody has settled stay a conflict, whatever we would write now.
  if (hasMarks(current)) {
    const lines = counterpartsOf(next.split('\n'), current.split('\n'));
    return { outcome: 'conflict', text: current, lines };
  }
  const { text, conflicts, lines } = mergeText(base ?? '', current, next, normalise);
  return { outcome: conflicts > 0 ? 'conflict' : 'kept', text, lines };
}

function whole(outcome: FileOutcome, text: string): MergedFile {
  return { outcome, text, lines: text.split('\n').map((_, at) => at) };
}

function obsolete(base: string | null, current: string | null, normalise: Normalise): MergedFile {
  if (current === null) return { outcome: 'unchanged', text: null, lines: [] };
  return base !== null && same(current, base, normalise)
    ? { outcome: 'removed', text: null, lines: [] }
    : { outcome: 'orphaned', text: current, lines: [] };
}

function same(one: string, other: string, normalise: Normalise): boolean {
  const plain = (text: string) => text.split('\n').map(normalise).join('\n');
  return one === other || plain(one) === plain(other);
}
