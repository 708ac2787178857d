import type { OutputOrigin } from '../../model/output-file.ts';
import type { Plan } from '../../model/plan.ts';
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
}

export interface TracedStep {
  readonly id: StepId;
  /** Relative to the folder that was scanned. */
  readonly file: string;
  readonly line: number;
  readonly endLine: number;
  /** What the move does to its failure; absent where the step runs outside of a deployment. */
  readonly failure?: FailureChange;
}

export const tracePath = '.pipewright/trace.json';

/** The script lines of every step of a plan. */
export function tracedSteps(
  { steps, trace }: Plan,
  failures: readonly StepFailure[],
): ReadonlyMap<StepId, TracedStep> {
  const changes = new Map(failures.map(({ step, change }) => [step, change]));
  const tables = new Map(
    trace.scripts.map(({ file }) => [file, createLineTable(trace.sources.get(file)?.text ?? '')]),
  );
  return new Map(
    steps.flatMap(({ classified: { step } }) => {
      const { file, start, end } = step.span;
      const table = tables.get(file);
      if (table === undefined) return [];
      const line = table.positionOf(start).line;
      const endLine = table.positionOf(Math.max(start, end - 1)).line;
      const change = changes.get(step.id);
      const failure = change === undefined ? {} : { failure: change };
      return [[step.id, { id: step.id, file, line, endLine, ...failure }] as const];
    }),
  );
}

/**
 * The origins of a generated file as lines of what stands there after merging. A part of which no
 * line is left is left out.
 */
export function tracedLines(
  origins: readonly OutputOrigin[],
  places: readonly (number | null)[],
  steps: ReadonlyMap<StepId, TracedStep>,
): readonly TracedLines[] {
  return origins.flatMap((origin) => {
    const lines = places
      .slice(origin.line - 1, origin.endLine)
      .filter((place) => place !== null)
      .map((place) => place + 1);
    const from = origin.steps.flatMap((id) => steps.get(id) ?? []);
    const [first] = lines;
    if (first === undefined || from.length === 0) return [];
    return [{ line: first, endLine: lines.at(-1) ?? first, steps: from }];
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
