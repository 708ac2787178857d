import type { ClassifiedStep } from '../model/classified.ts';
import type { Evidence } from './evidence.ts';
import { isEffectful, isInContainer, machineOf } from './evidence.ts';
import { isKnownAbsolute } from './paths.ts';
import type { TransferEnds } from './transfer-ends.ts';
import { transferEndsOf } from './transfer-ends.ts';

// Where file systems of other machines are mounted by custom.
// Source: the Filesystem Hierarchy Standard 3.0, sections 3.11 (/media) and 3.12 (/mnt); automount(8) for /net.
const mounted = /^\/(mnt|media|net|nfs|Volumes|partages?|shares?)\//;

/**
 * The new version comes from a share that the host has mounted, and from nowhere else: what the copy
 * brings is the source. Null for any other step.
 */
export function arrivalFromShare(
  classified: ClassifiedStep,
  evidence: Evidence,
): TransferEnds | null {
  const { step, kind } = classified;
  if (kind !== 'transfer' || machineOf(step, evidence) !== 'host' || isInContainer(step))
    return null;
  if (step.stream !== null || !/^(rsync|cp)$/.test(step.name ?? '')) return null;
  const ends = transferEndsOf(classified);
  const from = ends?.from.length === 1 ? ends.from[0] : undefined;
  if (ends === null || from === undefined || ends.to.remote || from.remote) return null;
  if (!mounted.test(from.path) || !isKnownAbsolute(ends.to.path)) return null;
  const hasCheckout = evidence.classification.steps.some(
    (one) => one.kind === 'source-checkout' && isEffectful(one),
  );
  return hasCheckout ? null : ends;
}
