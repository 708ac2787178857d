import { buildPhases, deployTargets, lifecycleEvents } from '../model/kind.ts';
import type { reportMessages } from '../messages/report.ts';
import type { Wording } from './wording.ts';

type Labelled = keyof typeof reportMessages extends infer C
  ? C extends `report/destination/${infer Name}`
    ? Name
    : never
  : never;

const named = ['buildspec', 'hook', 'stage', 'deploy'] as const satisfies Labelled[];
const plain = [
  'source',
  'artifact',
  'appspec/files',
  'appspec/permissions',
  'notification',
  'parameter',
  'secret',
  'infrastructure',
  'image',
  'rollback',
  'none',
] as const satisfies Labelled[];

/** A destination for people; one that this version does not know stays as it is written. */
export function destinationLabel(destination: string | null, wording: Wording): string {
  if (destination === null) return wording.say('report/dash');
  const whole = plain.find((name) => name === destination);
  if (whole !== undefined) return wording.say(`report/destination/${whole}`);
  const family = named.find((name) => destination.startsWith(`${name}/`));
  if (family === undefined) return destination;
  const name = destination.slice(family.length + 1);
  const target = family === 'deploy' ? deployTargets.find((one) => one === name) : undefined;
  return wording.say(`report/destination/${family}`, {
    name: target === undefined ? name : wording.say(`report/platform/${target}`),
  });
}

// In the order in which a deployment meets them: source, build, what is installed, hooks, the rest.
const order: readonly string[] = [
  'source',
  ...buildPhases.map((phase) => `buildspec/${phase}`),
  'artifact',
  'stage/',
  'appspec/files',
  'appspec/permissions',
  ...lifecycleEvents.map((event) => `hook/${event}`),
  'deploy/',
  'notification',
  'parameter',
  'secret',
  'image',
  'infrastructure',
  'rollback',
  'none',
];

/** Sorts destinations in the order in which a deployment meets them, then by name. */
export function compareDestinations(one: string, other: string): number {
  return rankOf(one) - rankOf(other) || (one < other ? -1 : one > other ? 1 : 0);
}

function rankOf(destination: string): number {
  const rank = order.findIndex((name) =>
    name.endsWith('/') ? destination.startsWith(name) : name === destination,
  );
  return rank < 0 ? order.length : rank;
}
