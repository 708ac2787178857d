import type { MarginNotes } from '../margin-notes.ts';
import { quoteShell } from '../quote-shell.ts';
import type { Bundle, BundleEntry } from './bundle.ts';

/** Entries whose folder hangs on the environment: an appspec knows one folder only. */
export function placedEntries({ entries }: Bundle): readonly BundleEntry[] {
  return entries.filter(({ mapping }) => mapping.byEnvironment !== null);
}

/** What the placements must know of the deployment. */
export interface PlacementContext {
  /** Names of all environments that are deployed to. */
  readonly environments: readonly string[];
  /** Set where the hook runs as root: whom the files belonged to. */
  readonly owner: string | null;
  readonly notes: MarginNotes;
}

/** Commands of a hook that copy them from the bundle to where they belong. */
export function placements(bundle: Bundle, context: PlacementContext): string {
  return placedEntries(bundle)
    .map((entry) => placement(entry, context))
    .join('\n\n');
}

function placement(entry: BundleEntry, { environments, owner, notes }: PlacementContext): string {
  const folders = Object.entries(entry.mapping.byEnvironment ?? {});
  const from = notes.of(entry.steps);
  if (environments.some((name) => entry.mapping.byEnvironment?.[name] === undefined)) {
    const arms = folders.flatMap(([environment, folder]) => [
      `  ${quoteShell(environment)})`,
      ...copyTo(quoteShell(folder), entry, owner).map((line) => `    ${line}`),
      '    ;;',
    ]);
    const why = `# ${from}: one appspec serves all environments, and these files are not for all of them.`;
    return [why, 'case "$ENVIRONMENT" in', ...arms, 'esac'].join('\n');
  }
  const arms = folders.map(
    ([environment, folder]) => `  ${quoteShell(environment)}) FOLDER=${quoteShell(folder)} ;;`,
  );
  return [
    `# ${from}: an appspec knows one folder only, and this one hangs on the environment.`,
    'case "$ENVIRONMENT" in',
    ...arms,
    '  *)',
    '    echo "no folder is known for the files of $ENVIRONMENT" >&2',
    '    exit 1',
    '    ;;',
    'esac',
    ...copyTo('"$FOLDER"', entry, owner),
  ].join('\n');
}

/** What the agent unpacked is root's, and `cp -a` would keep it so. */
function copyTo(
  folder: string,
  { source, isDirectory }: BundleEntry,
  owner: string | null,
): readonly string[] {
  const from = `"$BUNDLE/${source}"`;
  const isFolder = isDirectory || !source.includes('/');
  return [
    `mkdir -p ${folder}`,
    ...(owner === null ? [] : [`chown -R ${quoteShell(owner)} ${from}`]),
    `cp -a ${isFolder ? `"$BUNDLE/${source}/."` : from} ${folder}/`,
  ];
}
