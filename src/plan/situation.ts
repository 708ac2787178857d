import type { FileMapping, ReleaseLayout } from '../model/deployment.ts';
import type { PlatformChoice } from '../model/plan.ts';
import type { StepId } from '../model/step.ts';
import type { Evidence } from './evidence.ts';
import { filesMappingOf } from './files-mapping.ts';
import { handedRoundOf } from './handed-round.ts';
import type { HandedRound } from './handed-round.ts';
import { platformOf } from './platform.ts';
import type { Position } from './position.ts';
import { positionsOf } from './position.ts';
import { releaseLayoutOf } from './release-layout.ts';
import { takenProductsOf } from './taken-products.ts';
import type { TakenProducts } from './taken-products.ts';

/** The evidence together with what was concluded of the application as a whole. */
export interface Situation extends Evidence {
  readonly platform: PlatformChoice;
  readonly release: ReleaseLayout | null;
  readonly files: readonly FileMapping[];
  /** What takes the place of a checkout on the hosts that only served to build. */
  readonly taken: TakenProducts | null;
  /** How one host handed on to the others what it had built. */
  readonly handedRound: Omit<HandedRound, 'files'>;
  readonly positions: ReadonlyMap<StepId, Position>;
}

export function situationOf(evidence: Evidence): Situation {
  const release = releaseLayoutOf(evidence);
  const round = handedRoundOf(filesMappingOf(evidence, release), evidence);
  const { files } = round;
  const taken = takenProductsOf(files, evidence);
  return {
    ...evidence,
    platform: platformOf(evidence),
    release,
    files,
    taken,
    handedRound: round,
    positions: positionsOf(evidence, taken),
  };
}
