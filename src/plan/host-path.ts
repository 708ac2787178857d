import type { ClassifiedStep } from '../model/classified.ts';
import type { ReleaseLayout } from '../model/deployment.ts';
import type { Evidence } from './evidence.ts';
import { withLoginHome } from './login-home.ts';
import { isKnownAbsolute, normalPath } from './paths.ts';

/** Identifier of the question for the folder that receives the application. */
export const deployPathQuestion = 'deploy_path';

/** The absolute folder, or null when only a run or a person could tell it. */
export function hostPath(
  path: string,
  { step }: ClassifiedStep,
  release: ReleaseLayout | null,
  { config }: Evidence,
): string | null {
  const inRelease = release?.directories.find(
    (folder) => path === folder || path.startsWith(`${folder}/`),
  );
  if (release !== null && inRelease !== undefined)
    return normalPath(release.live + path.slice(inRelease.length));
  const expanded = withLoginHome(path, step);
  if (isKnownAbsolute(expanded)) return normalPath(expanded);
  const answer = config.answers[deployPathQuestion];
  return answer !== undefined && isKnownAbsolute(answer) ? normalPath(answer) : null;
}
