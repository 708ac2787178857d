import { discoverFleet } from '../../../fleet/discover.ts';
import type { GateFacts } from '../../../model/rollout.ts';
import { nothingKnown } from '../../../rollout/rollout-status.ts';
import type { Io } from '../../io.ts';
import type { RolloutOptions } from './options.ts';

/** The applications in the folder, found without reading what their scripts do. */
export function fleetNames(io: Io, { fleet }: RolloutOptions): ReadonlyMap<string, GateFacts> {
  const { applications } = discoverFleet(io.reader, fleet);
  return new Map(applications.map(({ name }) => [name, nothingKnown] as const));
}
