import type { FileMapping } from '../model/deployment.ts';
import type { Evidence } from './evidence.ts';

/** One entry for each source and destination, with what any of its copies says. */
export function joinedMappings(
  mappings: readonly FileMapping[],
  evidence: Evidence,
): readonly FileMapping[] {
  const byKey = new Map<string, FileMapping>();
  for (const mapping of mappings) {
    const key = JSON.stringify([
      mapping.source,
      mapping.destination,
      mapping.byEnvironment,
      mapping.fileName,
      mapping.isPlaced === true ? mapping.steps : [],
    ]);
    const known = byKey.get(key);
    byKey.set(
      key,
      known === undefined
        ? mapping
        : {
            ...known,
            ...excludesOf(known, mapping, evidence),
            filters: union(known.filters, mapping.filters),
            // Empty means all groups.
            hostGroups:
              known.hostGroups.length === 0 || mapping.hostGroups.length === 0
                ? []
                : union(known.hostGroups, mapping.hostGroups),
            deletes: known.deletes || mapping.deletes,
            ...standing(known, mapping),
            steps: union(known.steps, mapping.steps),
          },
    );
  }
  return [...byKey.values()];
}

/** Copies of one run leave out what any of them does; those of separate environments, each its own. */
export function excludesOf(
  one: FileMapping,
  other: FileMapping,
  evidence: Evidence,
): Pick<FileMapping, 'excludes' | 'excludesOfSome'> {
  const ours = environmentsOfMapping(one, evidence);
  const theirs = environmentsOfMapping(other, evidence);
  const isApart = theirs.length > 0 && !ours.some((name) => theirs.includes(name));
  if (!isApart || ours.length === 0)
    return {
      excludes: union(one.excludes, other.excludes),
      excludesOfSome: one.excludesOfSome ?? [],
    };
  const each = [
    ...ours.map((name) => ({ name, excludes: excludesIn(name, one) })),
    ...theirs.map((name) => ({ name, excludes: excludesIn(name, other) })),
  ];
  const shared = (each[0]?.excludes ?? []).filter((pattern) =>
    each.every(({ excludes }) => excludes.includes(pattern)),
  );
  const own = each.map(({ name, excludes }) => ({
    environments: [name],
    excludes: excludes.filter((pattern) => !shared.includes(pattern)),
  }));
  return { excludes: shared, excludesOfSome: own.filter(({ excludes }) => excludes.length > 0) };
}

function excludesIn(
  environment: string,
  { excludes, excludesOfSome = [] }: FileMapping,
): readonly string[] {
  const own = excludesOfSome.filter(({ environments }) => environments.includes(environment));
  return [...excludes, ...own.flatMap((one) => one.excludes)];
}

/** Names of the environments in which one of its copies runs. */
export function environmentsOfMapping(
  { steps }: FileMapping,
  { classification }: Evidence,
): readonly string[] {
  const own = classification.steps.filter(({ step }) => steps.includes(step.id));
  return [...new Set(own.flatMap(({ step }) => step.environments))];
}

/** The folder in both of their terms. */
function standing(one: FileMapping, other: FileMapping): Pick<FileMapping, 'standsFor'> {
  return one.standsFor === undefined && other.standsFor === undefined
    ? {}
    : { standsFor: union(one.standsFor ?? [], other.standsFor ?? []) };
}

function union(one: readonly string[], other: readonly string[]): readonly string[] {
  return [...new Set([...one, ...other])];
}
