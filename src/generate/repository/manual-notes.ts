import type { Plan, PlannedStep } from '../../model/plan.ts';
import type { MarginNotes } from '../margin-notes.ts';
import type { Piece } from '../slice/print.ts';
import { machineOf } from '../slice/room.ts';

/**
 * Says between two commands of a hook that a step stood there which is left to a person: what follows may
 * need what it did.
 */
export function withManualNotes(
  pieces: readonly Piece[],
  plan: Plan,
  notes: MarginNotes,
): readonly Piece[] {
  const manual = plan.steps.filter((planned) => isLeftOnHost(planned, plan));
  if (manual.length === 0) return pieces;
  return pieces.map((piece, at) => {
    const before = pieces[at - 1];
    if (before === undefined || piece.steps.length === 0) return piece;
    const between = manual.filter(
      ({ classified: { step } }) =>
        step.span.file === piece.span.file &&
        before.span.file === piece.span.file &&
        before.span.end <= step.span.start &&
        step.span.end <= piece.span.start,
    );
    if (between.length === 0) return piece;
    const place = notes.of(between.map(({ classified }) => classified.step.id));
    const note = `# ${place} stood here, and is left to a person: RUNBOOK.md, "What stays manual".`;
    return { ...piece, comments: [note, ...piece.comments] };
  });
}

/** A step of the deployment itself, on a host, outside of functions. */
function isLeftOnHost({ classified, disposition, destination }: PlannedStep, plan: Plan): boolean {
  return (
    disposition === 'manual' &&
    destination !== 'rollback' &&
    classified.step.calledFrom.length === 0 &&
    machineOf(classified.step, plan) === 'host'
  );
}
