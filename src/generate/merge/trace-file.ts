import type { OutputOrigin } from '../../model/output-file.ts';
import type { Plan } from '../../model/plan.ts';
import type { Span } from '../../model/source.ts';
import type { FailureChange, StepFailure } from '../../model/step-failure.ts';
import type { StepId } from '../../model/step.ts';
import { createLineTable } from '../../syntax/line-table.ts';

/** `.pipewright/trace.json`: which script lines each line of an output file comes from. */
export interface TraceFile {
  readonly files: Readonly<Record<string, readonly TracedLines[]>>;
}

export interface TracedLines {
  readonly line: number;
  readonly endLine: number;
  readonly steps: readonly TracedStep[];
  /** Where lines that carry no step come from: an assignment, a `cd`, the ends of a block. */
  readonly lines?: readonly ScriptLines[];
}

/** Lines of a script, by its path relative to the folder that was scanned. */
export interface ScriptLines {
  readonly file: string;
  readonly line: number;
  readonly endLine: number;
}

export interface TracedStep extends ScriptLines {
  readonly id: StepId;
  /** What the move does to its failure; absent where the step runs outside of a deployment. */
  readonly failure?: FailureChange;
}

export const tracePath = '.pipewright/trace.json';

/** The script lines of every step of a plan. */
export function tracedSteps(
  { steps }: Plan,
  failures: readonly StepFailure[],
  linesOf: LinesOf,
): ReadonlyMap<StepId, TracedStep> {
  const changes = new Map(failures.map(({ step, change }) => [step, change]));
  return new Map(
    steps.flatMap(({ classified: { step } }) => {
      const lines = linesOf(step.span);
      if (lines === null) return [];
      const change = changes.get(step.id);
      const failure = change === undefined ? {} : { failure: change };
      return [[step.id, { id: step.id, ...lines, ...failure }] as const];
    }),
  );
}

/** The lines of a stretch; null for one of a file that is no script of the plan. */
export type LinesOf = (span: Span) => ScriptLines | null;

/** The lines of the scripts of a plan. */
export function createLinesOf({ trace }: Plan): LinesOf {
  const tables = new Map(
    trace.scripts.map(({ file }) => [file, createLineTable(trace.sources.get(file)?.text ?? '')]),
  );
  return ({ file, start, end }) => {
    const table = tables.get(file);
    if (table === undefined) return null;
    const line = table.positionOf(start).line;
    return { file, line, endLine: table.positionOf(Math.max(start, end - 1)).line };
  };
}

/**
 * The origins of a generated file as lines of what stands there after merging. A part of which no
 * line is left is left out.
 */
export function tracedLines(
  origins: readonly OutputOrigin[],
  places: readonly (number | null)[],
  steps: ReadonlyMap<StepId, TracedStep>,
  linesOf: LinesOf,
): readonly TracedLines[] {
  return origins.flatMap((origin) => {
    const lines = places
      .slice(origin.line - 1, origin.endLine)
      .filter((place) => place !== null)
      .map((place) => place + 1);
    const from = origin.steps.flatMap((id) => steps.get(id) ?? []);
    const written = (origin.spans ?? []).flatMap((span) => linesOf(span) ?? []);
    const [first] = lines;
    if (first === undefined || from.length + written.length === 0) return [];
    const stretch = { line: first, endLine: lines.at(-1) ?? first, steps: from };
    return [written.length === 0 ? stretch : { ...stretch, lines: written }];
  });
}

export function parseTraceFile(text: string | null): TraceFile {
  try {
    const data = JSON.parse(text ?? '{}') as Partial<TraceFile>;
    return { files: data.files ?? {} };
  } catch {
    return { files: {} };
  }
}

/** One part of a file a line: readable, and small enough for Git to merge. */
export function traceFileText({ files }: TraceFile): string {
  const entries = Object.entries(files).sort(([one], [other]) => (one < other ? -1 : 1));
  const written = entries.map(([path, lines]) => {
    const parts = lines.map((part) => `      ${JSON.stringify(part)}`).join(',\n');
    return `    ${JSON.stringify(path)}: ${lines.length === 0 ? '[]' : `[\n${parts}\n    ]`}`;
  });
  return written.length === 0
    ? '{\n  "files": {}\n}\n'
    : `{\n  "files": {\n${written.join(',\n')}\n  }\n}\n`;
}
