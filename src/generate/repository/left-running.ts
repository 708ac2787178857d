import type { Plan } from '../../model/plan.ts';
import type { Piece } from '../slice/print.ts';

/**
 * Says where a hook starts a process in the background that nothing of the script ever ends: the next
 * deployment starts a second one beside it, as the script did.
 */
export function withLeftRunning(pieces: readonly Piece[], plan: Plan): readonly Piece[] {
  const isStopped = plan.steps.some(
    ({ classified, disposition }) =>
      classified.kind === 'stop-service' && classified.step.reached && disposition !== 'dropped',
  );
  if (isStopped) return pieces;
  const started = new Set(
    plan.steps.flatMap(({ classified: { kind, step } }) =>
      kind === 'start-service' && (step.background || /^(screen|tmux)$/.test(step.name ?? ''))
        ? [step.id]
        : [],
    ),
  );
  return pieces.map((piece) =>
    piece.steps.some((id) => started.has(id))
      ? { ...piece, comments: [...piece.comments, ...note] }
      : piece,
  );
}

const note: readonly string[] = [
  '# Nothing of the script ends what an earlier release started, so each deployment starts one more. A unit',
  '# of systemd (`systemctl restart`) keeps one, and starts it with the machine.',
];
