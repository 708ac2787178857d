import type { Plan } from '../../model/plan.ts';
import { quoteShell } from '../quote-shell.ts';

/**
 * The live path of a release layout is a link on hosts of the old script. CodeDeploy would write
 * through it into the last release: the link goes once, the releases stay where they are.
 */
export function oldLink({ deployment: { release } }: Plan): string {
  if (release === null) return '';
  const live = quoteShell(release.live);
  return [
    '# The old script left a link here, and CodeDeploy installs into a folder.',
    `if [ -L ${live} ]; then`,
    `  rm ${live}`,
    'fi',
  ].join('\n');
}
