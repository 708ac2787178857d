/** What a script installs on the deployer's own machine, and CodeBuild has no use for. */
import type { ClassifiedStep } from '../model/classified.ts';
import { argumentTexts } from './arguments.ts';
import type { Decision } from './decision.ts';
import { dropped, manual } from './decision.ts';
import { asksForMissingTool } from './missing-tool.ts';

const logins = /(^|\/)(sshpass|ssh|openssh(-clients?)?|autossh|ssh-askpass|mosh)$/;
/** Package managers of desktops. */
const desktops = /^(brew|port|mas|choco|scoop|winget)$/;

/**
 * Nobody logs in on hosts any more, and the image of the build is no desktop: where the script installed
 * only what was missing there, the install phase adds what the build lacks. Null for everything else.
 */
export function decideDeployersTools({ step }: ClassifiedStep): Decision | null {
  const [, ...packages] = argumentTexts(step);
  if (packages.length > 0 && packages.every((text) => logins.test(text)))
    return dropped('plan/keys-not-needed');
  if (!desktops.test(step.name ?? '')) return null;
  return step.guards.some(asksForMissingTool)
    ? dropped('plan/desktop-packages')
    : manual('buildspec/install', 'plan/desktop-packages');
}
