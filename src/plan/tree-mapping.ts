import type { ClassifiedStep } from '../model/classified.ts';
import type { FileMapping, ReleaseLayout } from '../model/deployment.ts';
import type { Step } from '../model/step.ts';
import { argumentTexts, commandHead } from './arguments.ts';
import { checkoutFolder } from './checkout.ts';
import type { Evidence } from './evidence.ts';
import { isInContainer, machineOf } from './evidence.ts';
import { groupsOfStep } from './host-groups.ts';
import { hostPath } from './host-path.ts';
import { applicationFolderQuestion, assumedFolder } from './installed.ts';
import { isOfOtherRepository, isPartOfCopy, sourceOfCopy } from './own-repository.ts';
import { isKnownAbsolute, normalPath } from './paths.ts';
import { arrivalFromShare } from './share.ts';

// The bundle has the source without Git's own data; what lives on the host only must stay there.
const keptOnHost = ['.git', '.env'];

/** The entry of a whole tree of the source, but for what is said of it. */
export function treeMapping(
  own: Partial<FileMapping> & Pick<FileMapping, 'destination'>,
): FileMapping {
  return {
    source: '.',
    isDirectory: true,
    byEnvironment: null,
    fileName: null,
    excludes: keptOnHost,
    filters: [],
    deletes: false,
    hostGroups: [],
    isSecret: false,
    question: null,
    steps: [],
    ...own,
  };
}

/** `git pull` on a host, in the application's own repository: the bundle brings that tree. */
export function mappingsOfCheckout(
  classified: ClassifiedStep,
  evidence: Evidence,
  release: ReleaseLayout | null,
): readonly FileMapping[] {
  const { step, kind } = classified;
  if (kind !== 'source-checkout' || machineOf(step, evidence) !== 'host' || isInContainer(step))
    return [];
  const folder = checkoutFolder(step);
  if (!fillsItsFolder(step, evidence)) return [];
  const path = folder === null ? null : hostPath(folder, classified, release, evidence);
  const hostGroups = groupsOfStep(step, evidence, null);
  const source = sourceOfCopy(step, evidence);
  if (source !== '.')
    return [
      treeMapping({ source, destination: folder, hostGroups, isGathered: true, steps: [step.id] }),
    ];
  const byEnvironment = path === null ? foldersByEnvironment(step) : null;
  if (byEnvironment !== null)
    return [treeMapping({ destination: null, byEnvironment, hostGroups, steps: [step.id] })];
  const { folder: assumed, isAssumed } = assumedFolder(evidence);
  return [
    treeMapping({
      destination: path ?? assumed,
      hostGroups,
      question: path === null && isAssumed ? applicationFolderQuestion : null,
      isAssumed: path === null && isAssumed,
      standsFor: [folder ?? '.'],
      steps: [step.id],
    }),
  ];
}

/** With the application's own tree; `git archive` fills no folder by itself, what unpacks it does. */
function fillsItsFolder(step: Step, evidence: Evidence): boolean {
  return !(
    argumentTexts(step)[0] === 'archive' ||
    isOfOtherRepository(step, evidence) ||
    isPartOfCopy(step, evidence) ||
    isOnlyPacked(checkoutFolder(step), evidence)
  );
}

/** The folder that a checkout fills in each environment, when it is known in all of them. */
function foldersByEnvironment(step: Step): Readonly<Record<string, string>> | null {
  const folders = step.variants.map(({ environment, cwd, words }) => {
    const folder = checkoutFolder({ ...step, cwd, words });
    return [environment, isKnownAbsolute(folder) ? normalPath(folder) : null] as const;
  });
  const known = folders.filter((entry): entry is [string, string] => entry[1] !== null);
  const environments = new Set(known.map(([name]) => name)).size;
  const isClear = new Set(known.map(String)).size === environments;
  return known.length === folders.length && isClear && environments > 1
    ? Object.fromEntries(known)
    : null;
}

/** `git archive HEAD:web | tar -x -C /srv/shop`: the tree arrives where it is unpacked. */
export function mappingsOfArchive(
  classified: ClassifiedStep,
  steps: readonly ClassifiedStep[],
  evidence: Evidence,
  release: ReleaseLayout | null,
): readonly FileMapping[] {
  const { step } = classified;
  const archive = steps[steps.indexOf(classified) - 1]?.step;
  if (archive === undefined || !isArchiveOfHost(step, archive, evidence)) return [];
  const [, tree = ''] = argumentTexts(archive);
  const folder = checkoutFolder(step);
  const path = folder === null ? null : hostPath(folder, classified, release, evidence);
  if (path === null) return [];
  return [
    treeMapping({
      source: /^[\w./-]+:([\w./-]+)$/.exec(tree)?.[1] ?? '.',
      destination: path,
      hostGroups: groupsOfStep(step, evidence, null),
      steps: [step.id],
    }),
  ];
}

function isArchiveOfHost(unpacking: Step, archive: Step, evidence: Evidence): boolean {
  return (
    unpacking.name === 'tar' &&
    unpacking.pipeline?.before.includes('git') === true &&
    machineOf(unpacking, evidence) === 'host' &&
    !isInContainer(unpacking) &&
    commandHead(archive, 2) === 'git archive' &&
    !isOfOtherRepository(archive, evidence)
  );
}

/** A clone that only archives are taken from is no place where the application lies. */
function isOnlyPacked(folder: string | null, { classification }: Evidence): boolean {
  return classification.steps.some(
    ({ kind, step }) =>
      kind === 'source-checkout' &&
      step.pipeline?.after[0] !== undefined &&
      argumentTexts(step)[0] === 'archive' &&
      checkoutFolder(step) === folder,
  );
}

/** What a host fetched from a folder that is shared with the deploying machine. */
export function mappingsOfShare(
  classified: ClassifiedStep,
  evidence: Evidence,
): readonly FileMapping[] {
  const ends = arrivalFromShare(classified, evidence);
  if (ends === null) return [];
  const { step } = classified;
  return [
    treeMapping({
      destination: normalPath(ends.to.path),
      excludes: [...new Set([...keptOnHost, ...ends.excludes])],
      deletes: ends.deletes,
      hostGroups: groupsOfStep(step, evidence, null),
      steps: [step.id],
    }),
  ];
}
