import { linesForGroups } from './host-group-cases.ts';
import type { Plan } from '../../model/plan.ts';
import type { SecretFile } from '../../model/deployment.ts';
import type { MarginNotes } from '../margin-notes.ts';
import { markOrigin } from '../origin-marks.ts';
import { quoteShell } from '../quote-shell.ts';

/**
 * Files of settings with secrets in them: written on the host from the Parameter Store, so that
 * neither the repository nor an artifact ever holds them.
 */
export function secretFiles(plan: Plan, runAs: string | null, notes: MarginNotes): string {
  const { deployment } = plan;
  const { login } = deployment.users;
  const owner = runAs === null && login !== null && login !== 'root' ? login : null;
  return deployment.secretFiles.map((file) => secretFile(file, owner, plan, notes)).join('\n\n');
}

function secretFile(
  { parameter, destination, byEnvironment, fileName, hostGroups, steps }: SecretFile,
  owner: string | null,
  plan: Plan,
  notes: MarginNotes,
): string {
  const folder = destination === null ? '"$FOLDER"' : quoteShell(destination);
  const target = `${folder}/${quoteShell(fileName)}`;
  // The assignment fails where the parameter can't be read, before the old file is touched.
  const write = [
    `${parameter}=$(secret ${parameter})`,
    markOrigin(
      `install -D -m 600${owner === null ? '' : ` -o ${quoteShell(owner)}`} /dev/stdin ${target} <<< "$${parameter}"`,
      steps,
    ),
  ];
  const lines = [...(destination === null ? choice(byEnvironment ?? {}) : []), ...write];
  return [
    `# ${notes.of(steps)}: the file holds secrets, so its text is a parameter and in no artifact.`,
    ...linesForGroups(lines, hostGroups, plan),
  ].join('\n');
}

function choice(byEnvironment: Readonly<Record<string, string>>): readonly string[] {
  return [
    'case "$ENVIRONMENT" in',
    ...Object.entries(byEnvironment).map(
      ([environment, folder]) => `  ${quoteShell(environment)}) FOLDER=${quoteShell(folder)} ;;`,
    ),
    'esac',
  ];
}
