/** A function with a part in the deployment, kept as its author wrote it. */
import type { PlannedStep } from '../../model/plan.ts';
import type { SourceText, Span } from '../../model/source.ts';
import type { FunctionDefinition } from '../../syntax/nodes.ts';
import { spanInFile } from '../../syntax/origin.ts';
import { wholeFunction } from './called-function.ts';
import { commandEdits } from './command-edits.ts';
import type { At, Cutting } from './cutting.ts';
import { sourceLines } from './source-lines.ts';
import { leavesOf } from './tree.ts';
import type { Frame, Line, Tree } from './tree.ts';

/**
 * The whole function, where all that it does is done in this room, or is what its caller gives it to
 * do (`run "what" command…`); null where it must be taken apart.
 */
export function wholeInRoom(
  node: FunctionDefinition,
  source: SourceText,
  body: readonly Tree[],
  at: At,
  cutting: Cutting,
): Frame | null {
  const { index, room } = cutting;
  if (source.segments.length > 0 || body.flatMap(leavesOf).some(({ mayFail }) => mayFail))
    return null;
  const span = spanInFile(source, node.pos, node.end);
  const acting = index.actingIn(span);
  const isOurs = acting.every(
    (planned) =>
      planned.classified.step.place.kind === 'local' &&
      (room.steps.has(planned.classified.step.id) || isHanded(planned, span)),
  );
  if (!isOurs) return null;
  const own = acting.filter(({ classified }) => room.steps.has(classified.step.id));
  // What it does by way of others is cut out of them.
  if (own.some(({ classified }) => !index.standsIn(classified.step, span))) return null;
  const ids = own.map(({ classified }) => classified.step.id);
  const fewest = index.fewestArguments(node.name.text);
  const inside = { ...at, source, inFunction: true, fewest };
  const edits = commandEdits(node, inside, ids, cutting);
  const table = index.lines(source);
  const first = table.positionOf(node.pos).line;
  const lines = sourceLines(node, source, edits, []).map((line, number): Line => {
    const steps = own.filter(
      ({ classified }) =>
        table.positionOf(index.placeOf(classified.step).start).line === first + number,
    );
    return { ...line, steps: steps.map(({ classified }) => classified.step.id) };
  });
  const frame = wholeFunction(node, source, index);
  const rows = frame.rows.map((row) => ({ ...row, head: lines, steps: ids }));
  return { ...frame, rows, machine: at.machine };
}

/** Its words stand at the call. */
function isHanded({ classified: { step } }: PlannedStep, { file, start, end }: Span): boolean {
  return step.span.file !== file || step.span.start < start || step.span.end > end;
}
