/** Steps on the files of a host: owners, links, folders, removal. */
import type { ClassifiedStep } from '../model/classified.ts';
import type { Decision } from './decision.ts';
import { converted, dropped, replaced } from './decision.ts';
import { decideBackup, dumpServed } from './decide-data.ts';
import { isInContainer, machineOf } from './evidence.ts';
import { argumentTexts } from './arguments.ts';
import { upload } from './upload.ts';
import { isKnownAbsolute, isWithin, resolvedFrom } from './paths.ts';
import type { Span } from '../model/source.ts';
import type { Step } from '../model/step.ts';
import { isMovedCleanup } from './moved-cleanup.ts';
import { isInScratch } from './scratch.ts';
import { jobNameOf } from './job-name.ts';
import { permissionOf } from './permissions.ts';
import { inBuild, onHostAt } from './room.ts';
import { isSecretFile } from './secret-files.ts';
import type { Situation } from './situation.ts';
import { valueText } from './value-text.ts';

/** Owners and modes of deployed files: the appspec sets them, where it can say the same. */
export function decidePermission(classified: ClassifiedStep, situation: Situation): Decision {
  if (machineOf(classified.step, situation) === 'build') {
    return classified.destination === 'secret'
      ? dropped('plan/keys-not-needed')
      : inBuild(classified, 'build');
  }
  return permissionOf(classified, situation) === null
    ? onHostAt(classified, situation)
    : converted('appspec/permissions', 'plan/permissions');
}

/** The switch of a release layout is what CodeDeploy does when it installs. */
export function decideSwitch(classified: ClassifiedStep, situation: Situation): Decision {
  if (machineOf(classified.step, situation) === 'build') return inBuild(classified, 'build');
  return situation.release?.steps.includes(classified.step.id) === true
    ? replaced('appspec/files', 'plan/release-layout')
    : onHostAt(classified, situation);
}

/** Folders that CodeDeploy makes while it installs; null when the step makes something else. */
export function decideDirectory(classified: ClassifiedStep, situation: Situation): Decision | null {
  const { step } = classified;
  if (!/^(mkdir|install|touch)$/.test(step.name ?? '') || isInContainer(step)) return null;
  const paths = hostPaths(classified);
  const made = paths.length > 0 && paths.every((path) => isMadeByInstall(path, situation));
  return made && step.name === 'mkdir'
    ? replaced('appspec/files', 'plan/folder-made')
    : onHostAt(classified, situation, 'plan/folder');
}

function isMadeByInstall(path: string, { files, release }: Situation): boolean {
  // The folder around a release, when it too is new with each run: `mkdir releases/$NOW && cd $_ && git clone`.
  const isOfRelease = (folder: string): boolean =>
    folder === path || (!isKnownAbsolute(path) && isWithin(folder, path));
  if (release?.directories.some(isOfRelease) === true)
    return files.some(
      ({ destination }) =>
        destination !== null &&
        (isWithin(destination, release.live) || isWithin(destination, path)),
    );
  return files.some(({ destination }) => destination !== null && isWithin(destination, path));
}

/** Absolute paths that a host step names. */
function hostPaths({ step }: ClassifiedStep): readonly string[] {
  const cwd = step.cwd === null ? null : valueText(step.cwd);
  return argumentTexts(step).map((text) => resolvedFrom(cwd, text));
}

const containerTools = /^(docker|podman|docker-compose|nerdctl)$/;

/** Old releases, leftovers of the build, leftovers on the host. */
export function decideCleanup(classified: ClassifiedStep, situation: Situation): Decision {
  const { step } = classified;
  if (machineOf(step, situation) === 'build') return decideBuildCleanup(classified, situation);
  if (containerTools.test(step.name ?? '')) return onHostAt(classified, situation);
  const dump = dumpServed(classified, situation);
  // Old dumps lie where the new one no longer goes: a job keeps each in an artifact of its own.
  if (dump !== null && jobNameOf(decideBackup(dump, situation).destination) !== null)
    return dropped('plan/old-dumps');
  if (dump !== null) return decideBackup(dump, situation);
  if (isMovedCleanup(classified, situation)) return dropped('plan/build-starts-empty');
  if (makesRoomForCopy(classified, situation))
    return replaced('rollback', 'plan/backup-of-release');
  if (isUnusedScratch(step, situation) || situation.handedRound.leftovers.has(step.id))
    return dropped('plan/scratch-unused');
  if (removesLiveLink(classified, situation))
    return replaced('appspec/files', 'plan/release-layout');
  if (isReleaseCleanup(classified, situation)) return replaced('none', 'plan/revisions-kept');
  return onHostAt(classified, situation);
}

/** `rm -f app.jar.old; mv app.jar app.jar.old`: where revisions keep the old file, no copy needs room. */
function makesRoomForCopy(classified: ClassifiedStep, situation: Situation): boolean {
  const paths = hostPaths(classified);
  if (!/^(rm|unlink)$/.test(classified.step.name ?? '') || paths.length === 0) return false;
  const copies = situation.classification.steps
    .filter(
      (one) =>
        one.kind === 'backup' &&
        one.step.reached &&
        one.step.place.kind === 'remote' &&
        decideBackup(one, situation).disposition === 'replaced',
    )
    .flatMap((one) => hostPaths(one).slice(-1));
  return paths.every((path) => copies.includes(path));
}

/** `rm -f current; ln -s releases/9 current`: CodeDeploy installs into a folder of that name. */
function removesLiveLink(classified: ClassifiedStep, { release }: Situation): boolean {
  const paths = hostPaths(classified);
  return (
    release !== null &&
    /^(rm|unlink)$/.test(classified.step.name ?? '') &&
    paths.length > 0 &&
    paths.every((path) => path === release.live)
  );
}

/** What used the folder of this run has moved to the build, and nothing makes it on the host. */
function isUnusedScratch(step: Step, { classification }: Situation): boolean {
  if (!isInScratch(step)) return false;
  return !classification.steps.some(
    ({ kind, step: other }) =>
      other.reached &&
      isInScratch(other) &&
      !['cleanup', 'control', 'log', 'env-setup', ...movedKinds].includes(kind),
  );
}

const movedKinds = ['install-deps', 'build', 'test', 'lint', 'package', 'source-checkout'];

function isReleaseCleanup(classified: ClassifiedStep, { release }: Situation): boolean {
  if (release === null) return false;
  const { step } = classified;
  // What is removed inside the new release makes room there; no older one goes.
  const isInside = (path: string): boolean =>
    release.directories.some((folder) => path.startsWith(`${folder}/`));
  const paths = hostPaths(classified);
  if (paths.length > 0 && paths.every(isInside)) return false;
  const words = `${step.text} ${step.cwd === null ? '' : valueText(step.cwd)} ${argumentTexts(step).join(' ')}`;
  const holders = release.directories.map((folder) => folder.replace(/\/[^/]*$/, ''));
  return (
    /releases?\b/.test(words) ||
    holders.some((holder) => isKnownAbsolute(holder) && words.includes(holder))
  );
}

/** CodeBuild starts from an empty folder and throws it away: only cleaning in between matters. */
function decideBuildCleanup(classified: ClassifiedStep, situation: Situation): Decision {
  const steps = situation.classification.steps;
  const at = steps.indexOf(classified);
  const paths = argumentTexts(classified.step);
  if (paths.length > 0 && paths.every((path) => isSecretFile(path, classified.step.cwd, situation)))
    return dropped('plan/secret-file-gone');
  // The bundle is made at the end, and takes what the script sent before it tidied up.
  if (paths.length > 0 && paths.every((path) => isSent(path, classified.step, situation)))
    return dropped('plan/build-starts-empty');
  // The end of a trap is the end of the script, wherever it stands; another script begins anew.
  if (classified.step.guards.some(({ source }) => source === 'trap'))
    return dropped('plan/build-starts-empty');
  const makes = (kind: string): boolean =>
    ['build', 'package', 'install-deps', 'container-build'].includes(kind);
  const before = steps.slice(0, at).some(({ kind, step }) => makes(kind) && step.reached);
  const uses = steps
    .slice(at)
    .some(
      ({ kind, step }) =>
        (makes(kind) || kind === 'transfer') &&
        step.reached &&
        machineOf(step, situation) === 'build',
    );
  return before && uses && !isFarewell(classified, steps.slice(at + 1))
    ? inBuild(classified, 'post_build')
    : dropped('plan/build-starts-empty');
}

/** Something of what the path names was copied to the hosts. */
function isSent(path: string, { cwd }: Step, situation: Situation): boolean {
  const removed = resolvedFrom(cwd === null ? null : valueText(cwd), path);
  return situation.classification.steps.some((one) => {
    const folder = one.step.cwd === null ? null : valueText(one.step.cwd);
    const sources = upload(one, situation)?.from ?? [];
    return (
      one.step.reached && sources.some((from) => isWithin(resolvedFrom(folder, from.path), removed))
    );
  });
}

/** `{ rm -rf "$TMP"; exit 1; }`: it gives up right after, and the build with it. */
function isFarewell({ step }: ClassifiedStep, later: readonly ClassifiedStep[]): boolean {
  const next = later.findIndex(
    ({ step: { name, plain, calledFrom, guards } }) =>
      (name === 'exit' || (name === 'return' && plain[0] !== undefined)) &&
      calledFrom.every(({ span }, level) => sameStart(span, step.calledFrom[level]?.span)) &&
      guards.every(({ span }) => step.guards.some((own) => sameStart(span, own.span))),
  );
  const between = later.slice(0, Math.max(0, next));
  return next >= 0 && between.every(({ kind }) => /^(cleanup|control|log|env-setup)$/.test(kind));
}

function sameStart(one: Span, other: Span | undefined): boolean {
  return one.file === other?.file && one.start === other.start;
}
