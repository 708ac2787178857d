/** Where an application lies on the hosts when its script only ever says "here". */
import type { FileMapping, InstalledApplication } from '../model/deployment.ts';
import type { Evidence } from './evidence.ts';
import { isKnownAbsolute, normalPath } from './paths.ts';

/** Identifier of the question for the folder of an application whose script lies in it. */
export const applicationFolderQuestion = 'app_directory';

/**
 * The folder that a person named, else a guess. Data of the services that a machine offers belong
 * below `/srv`. Source: the Filesystem Hierarchy Standard 3.0, section 3.17.
 */
export function assumedFolder({ application, config }: Evidence): InstalledApplication {
  const answer = config.answers[applicationFolderQuestion];
  if (isKnownAbsolute(answer ?? null))
    return { folder: normalPath(answer ?? ''), isAssumed: false, standsFor: [] };
  const name = application.name.replace(/[^\w.-]+/g, '-');
  return { folder: `/srv/${name}`, isAssumed: true, standsFor: [] };
}

/** The application as the mappings install it; null where no script expects it in its own folder. */
export function installedOf(files: readonly FileMapping[]): InstalledApplication | null {
  const whole = files.find(({ standsFor }) => standsFor !== undefined);
  if (whole?.destination == null) return null;
  return {
    folder: whole.destination,
    isAssumed: whole.isAssumed === true,
    standsFor: whole.standsFor ?? [],
  };
}

/**
 * What is left of a path below the application, where it is written in the script's own terms; null
 * for a path that lies elsewhere. Above the start of a script lies the application that it belongs to.
 */
export function pathInApplication(
  path: string,
  { standsFor }: Pick<InstalledApplication, 'standsFor'>,
): string | null {
  const whole = normalPath(path).replace(/^(\.\.(\/|$))+/, '') || '.';
  for (const folder of standsFor) {
    // One of several folders is none that could be named.
    if (folder.startsWith('/') || whole.includes('|')) continue;
    const own = normalPath(folder).replace(/^(\.\.(\/|$))+/, '') || '.';
    if (whole === own) return '.';
    if (own !== '.' && whole.startsWith(`${own}/`)) return whole.slice(own.length + 1);
    if (own === '.' && /^[^/~$?|]+(\/[^$?|]*)?$/.test(whole)) return whole;
  }
  return null;
}
