import type { ClassifiedStep } from '../model/classified.ts';
import type { FileMapping, ReleaseLayout } from '../model/deployment.ts';
import type { Step, StepVariant } from '../model/step.ts';
import { roleOfStep } from './actions.ts';
import { argumentTexts, commandHead } from './arguments.ts';
import { checkoutFolder } from './checkout.ts';
import { isEnvFile } from './env-file.ts';
import type { Evidence } from './evidence.ts';
import { isEffectful, isInContainer, machineOf } from './evidence.ts';
import { groupsOfStep } from './host-groups.ts';
import { isHandedImage } from './image-handover.ts';
import { applicationFolderQuestion, assumedFolder } from './installed.ts';
import { landingOfFile, landingOfFolder } from './landing.ts';
import type { Landing } from './landing.ts';
import { withLoginHome } from './login-home.ts';
import { isOfOtherRepository, isPartOfCopy } from './own-repository.ts';
import { baseName, isKnownAbsolute, isWithin, normalPath, parentOf } from './paths.ts';
import { canBePlaced, hasSeveralTargets } from './placed-by-hook.ts';
import { repositoryPath } from './repository-path.ts';
import { isSecretFile } from './secret-files.ts';
import { arrivalFromShare } from './share.ts';
import { isFolder } from './source-shape.ts';
import { turnsOf } from './loop-turns.ts';
import { movedIntoPlace } from './staged-files.ts';
import type { TransferEnd, TransferEnds } from './transfer-ends.ts';
import { endsOfWrite, transferEndsOf } from './transfer-ends.ts';
import { assumedText, valueText } from './value-text.ts';

/** Identifier of the question for the folder that receives the application. */
export const deployPathQuestion = 'deploy_path';

/**
 * What the bundle brings to the hosts: copies from the deploying machine, and checkouts on a host,
 * whose whole tree the bundle takes over. Entries with the same source and destination are joined.
 */
export function filesMappingOf(
  evidence: Evidence,
  release: ReleaseLayout | null,
): readonly FileMapping[] {
  const steps = evidence.classification.steps.filter(
    (step) => isEffectful(step) && roleOfStep(step.step, evidence.trace.actions) === 'deploy',
  );
  const all = steps.flatMap((step) => [
    ...turnsOf(step)
      .flatMap((turn) => mappingsOfTransfer(turn, evidence, release))
      .flatMap(({ from, mapping }) =>
        isSecretFile(from, step.step.cwd, evidence) || isHandedImage(from, evidence) ? [] : mapping,
      ),
    ...mappingsOfCheckout(step, evidence, release),
    ...mappingsOfArchive(step, steps, evidence, release),
    ...mappingsOfShare(step, evidence),
  ]);
  const hasSource = all.some(({ source, isDirectory }) => isDirectory && source === '.');
  const place = hasSource ? [] : mappingOfPlace(steps, evidence);
  return joined(withLastPlaces([...all, ...place], steps, evidence), evidence);
}

/** Files that are sent to one place and moved to another get the entry of the last one. */
function withLastPlaces(
  mappings: readonly FileMapping[],
  steps: readonly ClassifiedStep[],
  evidence: Evidence,
): readonly FileMapping[] {
  const arrivals = steps.flatMap((step) => {
    const ends = upload(step, evidence);
    const mapping = mappings.find((one) => one.steps.includes(step.step.id));
    return ends === null || mapping === undefined ? [] : [{ step, ends, mapping }];
  });
  const moved = new Map<FileMapping, FileMapping>();
  for (const [at, step] of steps.entries()) {
    // What is moved away before the new file comes is the old one.
    const before = arrivals.filter((arrival) => steps.indexOf(arrival.step) < at);
    const last = movedIntoPlace(step, before, evidence);
    const first = arrivals.find(({ mapping }) => mapping.steps[0] === last?.steps[0]);
    if (last !== null && first !== undefined) moved.set(first.mapping, last);
  }
  return mappings.map((mapping) => moved.get(mapping) ?? mapping);
}

/** A copy from the deploying machine to hosts, its two ends known. */
export function upload(classified: ClassifiedStep, evidence: Evidence): TransferEnds | null {
  const isWrite = endsOfWrite(classified.step) !== null;
  const copies =
    classified.kind === 'transfer' ||
    (isWrite && ['config-write', 'provision'].includes(classified.kind));
  if (!copies || streamsImage(classified.step)) return null;
  const ends = transferEndsOf(classified);
  if (ends === null || [...ends.from, ends.to].some(({ path }) => hasPlaceholder(path)))
    return null;
  const fromHere = ends.from.every(({ remote }) => !remote);
  const starts =
    classified.step.stream === null && !isWrite ? machineOf(classified.step, evidence) : 'build';
  return fromHere && ends.to.remote && starts === 'build' ? ends : null;
}

/** `parallel scp {1} {2}:/srv`, `xargs -I{} scp {} …`: what it stands for only a run knows. */
function hasPlaceholder(path: string): boolean {
  return path === '?' || /\{\d*[/.]{0,2}\}/.test(path.replace(/\$\{/g, ''));
}

/** `docker save x | ssh host docker load`: an image is no file that CodeDeploy could install. */
export function streamsImage({ stream }: Step): boolean {
  const words = [...(stream?.producer ?? []), ...(stream?.consumer ?? [])];
  return words.some(({ value }) => /^(docker|podman|nerdctl)$/.test(valueText(value)));
}

/** An entry for each thing that a copy takes, with its path on the deploying machine. */
export function mappingsOfTransfer(
  classified: ClassifiedStep,
  evidence: Evidence,
  release: ReleaseLayout | null,
): readonly { readonly from: string; readonly mapping: FileMapping }[] {
  const ends = upload(classified, evidence);
  if (ends === null) return [];
  return ends.from.map((from, at) => {
    // The working directory of a step that joins two machines is that of the far one.
    const isFar = classified.step.stream !== null || from.isFile;
    const here = !isFar ? classified.step : { cwd: null };
    const source = repositoryPath(from.path, here, evidence);
    const isDirectory = isFolder(from, classified, evidence);
    const target =
      linkedFile(from, ends.to, isDirectory, release) ??
      landingOf(from, ends, isDirectory, classified, evidence);
    const isOpen = hasSeveralTargets(classified);
    const isPlaced = isOpen && canBePlaced(classified);
    const path = isOpen ? null : hostPath(target.folder, classified, release, evidence);
    const byEnvironment =
      path === null && !isOpen ? pathsByEnvironment(classified, at, isDirectory, evidence) : null;
    const mapping: FileMapping = {
      source,
      isDirectory,
      destination: path,
      byEnvironment,
      fileName: target.fileName,
      excludes: ends.excludes,
      filters: filtersIn(ends, classified.step, evidence),
      deletes: ends.deletes,
      hostGroups: groupsOfStep(classified.step, evidence, ends.to.host),
      isSecret: !isDirectory && isEnvFile(source, evidence),
      question: path === null && byEnvironment === null && !isPlaced ? deployPathQuestion : null,
      ...(isPlaced ? { isPlaced } : {}),
      steps: [classified.step.id],
    };
    return { from: from.path, mapping };
  });
}

/** Lists of patterns are files of the repository. */
function filtersIn({ filters }: TransferEnds, step: Step, evidence: Evidence): readonly string[] {
  return filters.map((option) => {
    const [, name, path] = /^(--[\w-]+-from)=(.*)$/.exec(option) ?? [];
    return name === undefined || path === undefined
      ? option
      : `${name}=${repositoryPath(path, step, evidence)}`;
  });
}

function landingOf(
  from: TransferEnd,
  { from: all, to }: TransferEnds,
  isDirectory: boolean,
  classified: ClassifiedStep,
  evidence: Evidence,
): Landing {
  if (isDirectory) return landingOfFolder(from, to);
  if (all.length > 1 && !from.isStreamed) return { folder: to.path, fileName: null };
  const whole = hostPath(to.path, classified, null, evidence);
  return landingOfFile(from, to, whole, evidence);
}

/**
 * A file of a name that is new each time, with a link that names the live one: CodeDeploy installs it
 * where the link was, under the link's name. Null for any other copy.
 */
function linkedFile(
  from: TransferEnd,
  to: TransferEnd,
  isDirectory: boolean,
  release: ReleaseLayout | null,
): Landing | null {
  if (isDirectory || release === null || !release.directories.includes(to.path)) return null;
  const name = baseName(release.live);
  return {
    folder: parentOf(release.live),
    fileName: name === baseName(from.path) ? null : name,
  };
}

/** The absolute folder, or null when only a run or a person could tell it. */
function hostPath(
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

/** The folder in each environment, when it is known in all of them. */
function pathsByEnvironment(
  classified: ClassifiedStep,
  at: number,
  isDirectory: boolean,
  evidence: Evidence,
): Readonly<Record<string, string>> | null {
  const { step } = classified;
  const variants: readonly StepVariant[] = step.variants;
  if (variants.length < 2) return null;
  const found: Record<string, string> = {};
  for (const variant of variants) {
    const ends = transferEndsOf({ ...classified, step: { ...step, words: variant.words } });
    const from = ends?.from[at];
    if (ends === null || from === undefined || !isKnownAbsolute(ends.to.path)) return null;
    found[variant.environment] = normalPath(
      landingOf(from, ends, isDirectory, classified, evidence).folder,
    );
  }
  return found;
}

// The bundle has the source without Git's own data; what lives on the host only must stay there.
const keptOnHost = ['.git', '.env'];

function mappingsOfCheckout(
  classified: ClassifiedStep,
  evidence: Evidence,
  release: ReleaseLayout | null,
): readonly FileMapping[] {
  const { step, kind } = classified;
  if (kind !== 'source-checkout' || machineOf(step, evidence) !== 'host' || isInContainer(step))
    return [];
  // It fills no folder by itself: what unpacks its archive does.
  if (argumentTexts(step)[0] === 'archive') return [];
  if (isOfOtherRepository(step, evidence) || isPartOfCopy(step, evidence)) return [];
  const folder = checkoutFolder(step);
  if (isOnlyPacked(folder, evidence)) return [];
  const path = folder === null ? null : hostPath(folder, classified, release, evidence);
  const { folder: assumed, isAssumed } = assumedFolder(evidence);
  return [
    {
      source: '.',
      isDirectory: true,
      destination: path ?? assumed,
      byEnvironment: null,
      fileName: null,
      excludes: keptOnHost,
      filters: [],
      deletes: false,
      hostGroups: groupsOfStep(step, evidence, null),
      isSecret: false,
      question: path === null && isAssumed ? applicationFolderQuestion : null,
      isAssumed: path === null && isAssumed,
      standsFor: [folder ?? '.'],
      steps: [step.id],
    },
  ];
}

/** `git archive HEAD:web | tar -x -C /srv/shop`: the tree arrives where it is unpacked. */
function mappingsOfArchive(
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
    {
      source: /^[\w./-]+:([\w./-]+)$/.exec(tree)?.[1] ?? '.',
      isDirectory: true,
      destination: path,
      byEnvironment: null,
      fileName: null,
      excludes: keptOnHost,
      filters: [],
      deletes: false,
      hostGroups: groupsOfStep(step, evidence, null),
      isSecret: false,
      question: null,
      steps: [step.id],
    },
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

// What is done in the folder of an application, and with its files.
const worksOnSource = ['install-deps', 'build', 'container-build', 'db-migrate'];

/**
 * A script that lies in the application's folder on the host and works there, while somebody else
 * brought the new version: the bundle brings it from now on.
 */
function mappingOfPlace(
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
    {
      source: '.',
      isDirectory: true,
      destination: named ?? assumed,
      byEnvironment: null,
      fileName: null,
      excludes: keptOnHost,
      filters: [],
      deletes: false,
      hostGroups: [],
      isSecret: false,
      question: isAssumed ? applicationFolderQuestion : null,
      isAssumed,
      standsFor: named === null ? [...new Set(['.', ...own])] : [named],
      steps: [],
    },
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

function mappingsOfShare(classified: ClassifiedStep, evidence: Evidence): readonly FileMapping[] {
  const ends = arrivalFromShare(classified, evidence);
  if (ends === null) return [];
  const { step } = classified;
  return [
    {
      source: '.',
      isDirectory: true,
      destination: normalPath(ends.to.path),
      byEnvironment: null,
      fileName: null,
      excludes: union(keptOnHost, ends.excludes),
      filters: [],
      deletes: ends.deletes,
      hostGroups: groupsOfStep(step, evidence, null),
      isSecret: false,
      question: null,
      steps: [step.id],
    },
  ];
}

function joined(mappings: readonly FileMapping[], evidence: Evidence): readonly FileMapping[] {
  const byKey = new Map<string, FileMapping>();
  for (const mapping of mappings) {
    const key = JSON.stringify([
      mapping.source,
      mapping.destination,
      mapping.byEnvironment,
      mapping.fileName,
      mapping.isPlaced === true ? mapping.steps : [],
    ]);
    const known = byKey.get(key);
    byKey.set(
      key,
      known === undefined
        ? mapping
        : {
            ...known,
            ...excludesOf(known, mapping, evidence),
            filters: union(known.filters, mapping.filters),
            // Empty means all groups.
            hostGroups:
              known.hostGroups.length === 0 || mapping.hostGroups.length === 0
                ? []
                : union(known.hostGroups, mapping.hostGroups),
            deletes: known.deletes || mapping.deletes,
            ...standing(known, mapping),
            steps: union(known.steps, mapping.steps),
          },
    );
  }
  return [...byKey.values()];
}

/** Copies of one run leave out what any of them does; those of separate environments, each its own. */
function excludesOf(
  one: FileMapping,
  other: FileMapping,
  evidence: Evidence,
): Pick<FileMapping, 'excludes' | 'excludesOfSome'> {
  const ours = environmentsOf(one, evidence);
  const theirs = environmentsOf(other, evidence);
  const isApart = theirs.length > 0 && !ours.some((name) => theirs.includes(name));
  if (!isApart || ours.length === 0)
    return {
      excludes: union(one.excludes, other.excludes),
      excludesOfSome: one.excludesOfSome ?? [],
    };
  const each = [
    ...ours.map((name) => ({ name, excludes: excludesIn(name, one) })),
    ...theirs.map((name) => ({ name, excludes: excludesIn(name, other) })),
  ];
  const shared = (each[0]?.excludes ?? []).filter((pattern) =>
    each.every(({ excludes }) => excludes.includes(pattern)),
  );
  const own = each.map(({ name, excludes }) => ({
    environments: [name],
    excludes: excludes.filter((pattern) => !shared.includes(pattern)),
  }));
  return { excludes: shared, excludesOfSome: own.filter(({ excludes }) => excludes.length > 0) };
}

function excludesIn(
  environment: string,
  { excludes, excludesOfSome = [] }: FileMapping,
): readonly string[] {
  const own = excludesOfSome.filter(({ environments }) => environments.includes(environment));
  return [...excludes, ...own.flatMap((one) => one.excludes)];
}

function environmentsOf({ steps }: FileMapping, { classification }: Evidence): readonly string[] {
  const own = classification.steps.filter(({ step }) => steps.includes(step.id));
  return [...new Set(own.flatMap(({ step }) => step.environments))];
}

/** The folder in both of their terms. */
function standing(one: FileMapping, other: FileMapping): Pick<FileMapping, 'standsFor'> {
  return one.standsFor === undefined && other.standsFor === undefined
    ? {}
    : { standsFor: union(one.standsFor ?? [], other.standsFor ?? []) };
}

function union(one: readonly string[], other: readonly string[]): readonly string[] {
  return [...new Set([...one, ...other])];
}
