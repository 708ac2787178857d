import type { Destination } from '../model/kind.ts';

/**
 * The action of its own in which CodeBuild runs a converted step, once per deployment; null where none
 * does. A command that deploys to a managed service by itself is its environment's deployment.
 */
export function jobNameOf(destination: Destination | null): string | null {
  if (destination === null || destination === 'stage/Approve') return null;
  if (destination.startsWith('deploy/')) return 'Deploy';
  return /^stage\/(.+)$/.exec(destination)?.[1] ?? null;
}
