import type { ReleaseLayout } from '../../model/deployment.ts';
import type { Plan } from '../../model/plan.ts';
import { isWithin, resolvedFrom } from '../../plan/paths.ts';
import { valueText } from '../../plan/value-text.ts';
import { quoteShell } from '../quote-shell.ts';

/**
 * The live path of a release layout is a link on hosts of the old script. CodeDeploy would write
 * through it into the last release: the link goes once, the releases stay where they are.
 */
export function oldLink(plan: Plan): string {
  const { release } = plan.deployment;
  if (release === null) return '';
  const live = quoteShell(release.live);
  if (isUnpackedByHook(plan, release))
    return [
      '# Each release was unpacked into an empty folder; at first there is the link of the old script.',
      `rm -rf ${live}`,
    ].join('\n');
  return [
    '# The old script left a link here, and CodeDeploy installs into a folder.',
    `if [ -L ${live} ]; then`,
    `  rm ${live}`,
    'fi',
  ].join('\n');
}

/** What a hook unpacks, CodeDeploy does not know of and never removes; nothing else lies there. */
function isUnpackedByHook({ steps, deployment }: Plan, release: ReleaseLayout): boolean {
  const isInstalled = deployment.files.some(
    ({ destination, byEnvironment }) =>
      byEnvironment !== null || (destination !== null && isWithin(destination, release.live)),
  );
  return (
    !isInstalled &&
    steps.some(
      ({ destination, disposition, classified: { step } }) =>
        disposition === 'converted' &&
        destination === 'hook/AfterInstall' &&
        /^(tar|unzip|bsdtar)$/.test(step.name ?? '') &&
        step.words.some(({ value }) => {
          const folder = step.cwd === null ? null : valueText(step.cwd);
          return release.directories.includes(resolvedFrom(folder, valueText(value)));
        }),
    )
  );
}
