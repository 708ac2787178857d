import type { FileMapping, InstalledApplication } from '../model/deployment.ts';
import type { Step } from '../model/step.ts';
import { pathInApplication } from './installed.ts';
import { withLoginHome } from './login-home.ts';
import { isWithin, normalPath } from './paths.ts';

/**
 * Where in the source a path of a host lies, once the bundle installs the whole source there; null for
 * a path that the source does not bring.
 */
export function sourcePathOf(
  path: string,
  step: Step,
  {
    files,
    installed,
  }: { readonly files: readonly FileMapping[]; readonly installed: InstalledApplication | null },
): string | null {
  const inside = installed === null ? null : pathInApplication(path, installed);
  if (inside !== null) return inside;
  const whole = normalPath(withLoginHome(path, step));
  const [folder] = files
    .flatMap(({ source, isDirectory, destination }) =>
      source === '.' && isDirectory && destination !== null ? [destination] : [],
    )
    .filter((one) => isWithin(whole, one))
    .sort((one, other) => other.length - one.length);
  if (folder === undefined) return null;
  return normalPath(whole.slice(folder.length).replace(/^\/+/, '') || '.');
}
