import type { Plan } from '../model/plan.ts';
import type { Span } from '../model/source.ts';
import type { StepId } from '../model/step.ts';
import { createLineTable } from '../syntax/line-table.ts';

/** Script lines for margin notes, the comments that say where a block of an output file comes from. */
export interface MarginNotes {
  /** `deploy.sh:12-18, 25; lib/common.sh:3`, relative to the application; empty without steps. */
  of(steps: readonly StepId[]): string;
  /** The same for stretches of the scripts. */
  ofSpans(spans: readonly Span[]): string;
}

interface Lines {
  readonly first: number;
  readonly last: number;
}

/** Margin notes over the steps of one plan. */
export function createMarginNotes({ steps, root, trace }: Plan): MarginNotes {
  const byId = new Map(steps.map(({ classified }) => [classified.step.id, classified.step.span]));
  const tables = new Map(
    trace.scripts.map(({ file }) => [file, createLineTable(trace.sources.get(file)?.text ?? '')]),
  );
  const prefix = root === '.' || root === '' ? '' : `${root}/`;
  const notes: MarginNotes = {
    of: (ids) => notes.ofSpans(ids.flatMap((id) => byId.get(id) ?? [])),
    ofSpans(spans) {
      const byFile = new Map<string, Lines[]>();
      for (const span of spans) {
        const table = tables.get(span.file);
        if (table === undefined) continue;
        const first = table.positionOf(span.start).line;
        const last = table.positionOf(Math.max(span.start, span.end - 1)).line;
        byFile.set(span.file, [...(byFile.get(span.file) ?? []), { first, last }]);
      }
      return [...byFile]
        .map(
          ([file, lines]) =>
            `${file.startsWith(prefix) ? file.slice(prefix.length) : file}:${joined(lines)}`,
        )
        .join('; ');
    },
  };
  return notes;
}

/** Neighbouring and overlapping lines as one range. */
function joined(lines: readonly Lines[]): string {
  const ranges: Lines[] = [];
  for (const next of [...lines].sort((a, b) => a.first - b.first || a.last - b.last)) {
    const before = ranges.at(-1);
    if (before !== undefined && next.first <= before.last + 1) {
      ranges[ranges.length - 1] = { first: before.first, last: Math.max(before.last, next.last) };
    } else ranges.push(next);
  }
  return ranges
    .map(({ first, last }) => (first === last ? String(first) : `${String(first)}-${String(last)}`))
    .join(', ');
}
