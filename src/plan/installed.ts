/** Where an application lies on the hosts when its script only ever says "here". */
import type { FileMapping, InstalledApplication } from '../model/deployment.ts';
import { argumentTexts } from './arguments.ts';
import { checkoutFolder } from './checkout.ts';
import type { Evidence } from './evidence.ts';
import { isInContainer, machineOf } from './evidence.ts';
import { isOfOtherRepository } from './own-repository.ts';
import { isKnownAbsolute, normalPath } from './paths.ts';

/** Identifier of the question for the folder of an application whose script lies in it. */
export const applicationFolderQuestion = 'app_directory';

/**
 * The folder that a person named, else a guess: the one that another script or a unit of the checkout
 * works in. Data of the services that a machine offers belong below `/srv`.
 * Source: the Filesystem Hierarchy Standard 3.0, section 3.17.
 */
export function assumedFolder(evidence: Evidence): InstalledApplication {
  const { application, config } = evidence;
  const answer = config.answers[applicationFolderQuestion];
  if (isKnownAbsolute(answer ?? null))
    return { folder: normalPath(answer ?? ''), isAssumed: false, standsFor: [] };
  const name = application.name.replace(/[^\w.-]+/g, '-');
  const folder = namedElsewhere(evidence) ?? `/srv/${name}`;
  return { folder, isAssumed: true, standsFor: [] };
}

/** The only folder of a host in which another script of the checkout pulls, else that of its units. */
function namedElsewhere(evidence: Evidence): string | null {
  const pulled = evidence.classification.steps.flatMap(({ kind, step }) => {
    const isPull =
      kind === 'source-checkout' &&
      step.name === 'git' &&
      /^(pull|fetch|reset|checkout|switch)$/.test(argumentTexts(step)[0] ?? '');
    const folder = isPull ? checkoutFolder(step) : null;
    return step.reached &&
      isKnownAbsolute(folder) &&
      machineOf(step, evidence) === 'host' &&
      !isInContainer(step) &&
      !isOfOtherRepository(step, evidence)
      ? [normalPath(folder)]
      : [];
  });
  return onlyOne(pulled) ?? onlyOne(foldersOfUnits(evidence));
}

function onlyOne(folders: readonly string[]): string | null {
  const [first, ...others] = new Set(folders);
  return first !== undefined && others.length === 0 ? first : null;
}

/** Source: systemd.exec(5), WorkingDirectory=. */
function foldersOfUnits({ application: { root, files }, read }: Evidence): readonly string[] {
  const prefix = root === '.' || root === '' ? '' : `${root}/`;
  return files
    .filter((file) => file.endsWith('.service'))
    .flatMap((file) => {
      const named = /^WorkingDirectory=-?(.+)$/m.exec(read(file) ?? '')?.[1]?.trim() ?? null;
      if (!isKnownAbsolute(named) || named.includes('%')) return [];
      return [
        withoutOwnFolders(normalPath(named), (path) =>
          files.some((one) => one.startsWith(`${prefix}${path}/`)),
        ),
      ];
    });
}

/** `/opt/shop/backend` of a checkout that has a folder `backend` is `/opt/shop`. */
function withoutOwnFolders(path: string, isOwn: (path: string) => boolean): string {
  const parts = path.split('/');
  for (let at = 2; at < parts.length; at += 1)
    if (isOwn(parts.slice(at).join('/'))) return parts.slice(0, at).join('/');
  return path;
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
