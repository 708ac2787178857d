import type { ManifestGroup } from '../pipeline/manifest.ts';

/** The only group, or a word that the line above explains. */
export function groupWord(groups: readonly ManifestGroup[]): string {
  return groups.length === 1 ? (groups[0]?.name ?? '') : 'GROUP';
}

/** What stands for `GROUP` in the commands below, where there are several. */
export function groupNote(groups: readonly ManifestGroup[]): readonly string[] {
  return groups.length > 1 ? [`# GROUP: ${groups.map(({ name }) => name).join(', ')}`] : [];
}
