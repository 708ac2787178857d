import type { FileMapping } from '../model/deployment.ts';
import type { Evidence } from './evidence.ts';
import { environmentsOf } from './host-groups.ts';
import { environmentsOfMapping, excludesOf } from './joined-mappings.ts';

/**
 * Mappings whose copies run in some environments only are told by environment: one appspec serves
 * all of them, and would bring what is staging's to production as well. Those that take the same
 * to two folders, each in its own environment, become one.
 */
export function withOwnEnvironments(
  mappings: readonly FileMapping[],
  evidence: Evidence,
): readonly FileMapping[] {
  const all = environmentsOf(evidence).map(({ name }) => name);
  const kept: FileMapping[] = [];
  for (const mapping of mappings) {
    const own = byOwnEnvironments(mapping, all, evidence);
    const at = own === null ? -1 : kept.findIndex((one) => isCounterpart(one, own));
    const counterpart = kept[at];
    if (counterpart === undefined || own === null) kept.push(own ?? mapping);
    else kept[at] = together(counterpart, own, evidence);
  }
  return kept;
}

/** Null for what all environments get, and for what has no known folder. */
function byOwnEnvironments(
  mapping: FileMapping,
  all: readonly string[],
  evidence: Evidence,
): FileMapping | null {
  const { destination } = mapping;
  const own = environmentsOfMapping(mapping, evidence);
  const isPartly = own.length > 0 && all.some((name) => !own.includes(name));
  if (destination === null || !isPartly || mapping.isSecret) return null;
  const byEnvironment = Object.fromEntries(own.map((name) => [name, destination]));
  return { ...mapping, destination: null, byEnvironment };
}

/** The same thing on its way to another folder, in other environments. */
function isCounterpart(one: FileMapping, other: FileMapping): boolean {
  const names = Object.keys(one.byEnvironment ?? {});
  return (
    names.length > 0 &&
    one.source === other.source &&
    one.isDirectory === other.isDirectory &&
    one.fileName === other.fileName &&
    String(one.filters) === String(other.filters) &&
    !Object.keys(other.byEnvironment ?? {}).some((name) => names.includes(name))
  );
}

function together(one: FileMapping, other: FileMapping, evidence: Evidence): FileMapping {
  return {
    ...one,
    ...excludesOf(one, other, evidence),
    byEnvironment: { ...one.byEnvironment, ...other.byEnvironment },
    deletes: one.deletes || other.deletes,
    hostGroups:
      one.hostGroups.length === 0 || other.hostGroups.length === 0
        ? []
        : [...new Set([...one.hostGroups, ...other.hostGroups])],
    steps: [...one.steps, ...other.steps],
  };
}
