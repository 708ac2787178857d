import { linesForGroups } from './host-group-cases.ts';
import type { AwaitedFile } from '../../model/deployment.ts';
import type { Plan } from '../../model/plan.ts';
import type { MarginNotes } from '../margin-notes.ts';
import { quoteShell } from '../quote-shell.ts';

/** Files that a person puts on the hosts: a deployment that misses one says so before anything starts. */
export function awaitedFiles(plan: Plan, notes: MarginNotes): string {
  const { deployment } = plan;
  const paths = [...new Set(deployment.awaitedFiles.map(({ path }) => path))];
  return paths
    .map((path) =>
      check(
        path,
        deployment.awaitedFiles.filter((one) => one.path === path),
        plan,
        notes,
      ),
    )
    .join('\n\n');
}

function check(
  path: string,
  files: readonly AwaitedFile[],
  plan: Plan,
  notes: MarginNotes,
): string {
  const isForAll = files.some(({ hostGroups }) => hostGroups.length === 0);
  const groups = [...new Set(files.flatMap(({ hostGroups }) => hostGroups))];
  const lines = [
    `if [ ! -f ${quoteShell(path)} ]; then`,
    `  echo ${quoteShell(`${path} is missing: it holds secrets, and a person puts it there (see the runbook)`)} >&2`,
    '  exit 1',
    'fi',
  ];
  return [
    `# ${notes.of(files.flatMap(({ steps }) => steps))} stays with a person: nothing starts without the file.`,
    ...linesForGroups(lines, isForAll ? [] : groups, plan),
  ].join('\n');
}
