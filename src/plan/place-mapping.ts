import type { ClassifiedStep } from '../model/classified.ts';
import type { FileMapping } from '../model/deployment.ts';
import { argumentTexts } from './arguments.ts';
import type { Evidence } from './evidence.ts';
import { machineOf } from './evidence.ts';
import { applicationFolderQuestion, assumedFolder } from './installed.ts';
import { isKnownAbsolute, isWithin, normalPath, parentOf } from './paths.ts';
import { treeMapping } from './tree-mapping.ts';
import { assumedText } from './value-text.ts';

// What is done in the folder of an application, and with its files.
const worksOnSource = ['install-deps', 'build', 'container-build', 'db-migrate'];

/**
 * A script that lies in the application's folder on the host and works there, while somebody else
 * brought the new version: the bundle brings it from now on.
 */
export function mappingOfPlace(
  steps: readonly ClassifiedStep[],
  evidence: Evidence,
): readonly FileMapping[] {
  const folders = steps
    .filter(
      (classified) =>
        machineOf(classified.step, evidence) === 'host' &&
        classified.step.place.kind === 'local' &&
        (worksOnSource.includes(classified.kind) ||
          startsContainers(classified) ||
          takesFromHere(classified)),
    )
    .map(({ step }) => (step.cwd === null ? '.' : assumedText(step.cwd)));
  const [first] = folders;
  if (first === undefined) return [];
  const named = folders.every(isKnownAbsolute) ? folderOfAll(folders) : null;
  const { folder: assumed, isAssumed: isOpen } = assumedFolder(evidence);
  const isAssumed = named === null && isOpen;
  const own = folders.filter((one) => /^(~|\$\w+)\/?[\w./-]*$/.test(one));
  return [
    treeMapping({
      destination: named ?? assumed,
      question: isAssumed ? applicationFolderQuestion : null,
      isAssumed,
      standsFor: named === null ? [...new Set(['.', ...own])] : [named],
    }),
  ];
}

/** `cp target/shop.war /opt/tomcat/webapps`: what it copies is a file of the application's. */
function takesFromHere({ kind, step }: ClassifiedStep): boolean {
  if (kind !== 'transfer' || !/^(cp|mv|install|rsync)$/.test(step.name ?? '')) return false;
  const [destination, ...sources] = [...argumentTexts(step)].reverse();
  return (
    isKnownAbsolute(destination ?? null) &&
    sources.length > 0 &&
    sources.every((source) => /^[\w.@-]+(\/|$)/.test(source) && !/^\.+(\/|$)/.test(source))
  );
}

/** Compose reads its file in the working directory. Source: docs.docker.com, "compose file". */
function startsContainers({ step }: ClassifiedStep): boolean {
  return step.name === 'docker-compose' || argumentTexts(step)[0] === 'compose';
}

/** The folder that all of them lie in; the first, where they have nothing but the system in common. */
function folderOfAll(folders: readonly string[]): string | null {
  const [first = '/'] = folders;
  for (let folder = normalPath(first); folder.split('/').length > 2; folder = parentOf(folder))
    if (folders.every((one) => isWithin(one, folder))) return folder;
  return first.split('/').length > 2 ? normalPath(first) : null;
}
