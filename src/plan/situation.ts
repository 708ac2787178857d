import type { FileMapping, ReleaseLayout } from '../model/deployment.ts';
import type { PlatformChoice } from '../model/plan.ts';
import type { StepId } from '../model/step.ts';
import type { Evidence } from './evidence.ts';
import { filesMappingOf } from './files-mapping.ts';
import { platformOf } from './platform.ts';
import type { Position } from './position.ts';
import { positionsOf } from './position.ts';
import { releaseLayoutOf } from './release-layout.ts';

/** The evidence together with what was concluded of the application as a whole. */
export interface Situation extends Evidence {
  readonly platform: PlatformChoice;
  readonly release: ReleaseLayout | null;
  readonly files: readonly FileMapping[];
  readonly positions: ReadonlyMap<StepId, Position>;
}

export function situationOf(evidence: Evidence): Situation {
  const release = releaseLayoutOf(evidence);
  return {
    ...evidence,
    platform: platformOf(evidence),
    release,
    files: filesMappingOf(evidence, release),
    positions: positionsOf(evidence),
  };
}
