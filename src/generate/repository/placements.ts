import type { MarginNotes } from '../margin-notes.ts';
import { quoteShell } from '../quote-shell.ts';
import type { Bundle, BundleEntry } from './bundle.ts';

/** Entries whose folder hangs on the environment: the appspec puts them in a folder of their own. */
export function stagedEntries({ entries }: Bundle): readonly BundleEntry[] {
  return entries.filter(({ mapping }) => mapping.byEnvironment !== null);
}

/** Copies them on to where they belong. */
export function placements(bundle: Bundle, notes: MarginNotes): string {
  return stagedEntries(bundle)
    .map((entry) => placement(entry, notes))
    .join('\n\n');
}

function placement({ destination, steps, mapping }: BundleEntry, notes: MarginNotes): string {
  const arms = Object.entries(mapping.byEnvironment ?? {}).map(
    ([environment, folder]) => `  ${quoteShell(environment)}) FOLDER=${quoteShell(folder)} ;;`,
  );
  return [
    `# ${notes.of(steps)}: an appspec knows one folder only, and this one hangs on the environment.`,
    'case "$ENVIRONMENT" in',
    ...arms,
    '  *)',
    '    echo "no folder is known for the files of $ENVIRONMENT" >&2',
    '    exit 1',
    '    ;;',
    'esac',
    'mkdir -p "$FOLDER"',
    `cp -a ${destination}/. "$FOLDER"/`,
  ].join('\n');
}
