import type { Step } from '../model/step.ts';
import type { Evidence } from './evidence.ts';
import { normalPath, resolvedFrom } from './paths.ts';
import { valueText } from './value-text.ts';

/**
 * A path of the deploying machine as it stands in the repository. Absolute paths of a person's
 * machine are cut at the folder of the application, where its files show which one that is.
 */
export function repositoryPath(
  path: string,
  step: Pick<Step, 'cwd'>,
  { application }: Evidence,
): string {
  const cwd = step.cwd === null ? null : valueText(step.cwd);
  const base = cwd !== null && /^[^$?|]*$/.test(cwd) ? cwd : null;
  const whole = resolvedFrom(base, path);
  if (!whole.startsWith('/')) return whole.replace(/^(\.\.\/)+/, '');
  const prefix = application.root === '.' ? '' : `${application.root}/`;
  const names = application.files
    .filter((file) => file.startsWith(prefix))
    .map((file) => file.slice(prefix.length));
  const parts = whole.slice(1).split('/');
  for (let at = 1; at < parts.length; at += 1) {
    const tail = parts.slice(at).join('/');
    if (names.some((name) => name === tail || name.startsWith(`${tail}/`))) return tail;
  }
  // The working directory of the build is the checkout, so what stands below it is in the repository.
  if (base?.startsWith('/') === true && whole.startsWith(`${base}/`))
    return whole.slice(base.length + 1);
  return base === whole ? '.' : normalPath(path);
}
