import type { ClassifiedStep } from '../model/classified.ts';
import type { Destination } from '../model/kind.ts';
import type { Step } from '../model/step.ts';
import type { Decision } from './decision.ts';
import { converted, manual, replaced } from './decision.ts';
import { isInContainer, machineOf } from './evidence.ts';
import { environmentsOf } from './host-groups.ts';
import {
  asksDatabaseOfHosts,
  asksOwnDatabase,
  isDatabaseClient,
  keepsDatabaseInFile,
} from './own-database.ts';
import { isKnownAbsolute, isWithin } from './paths.ts';
import { onHostAt, inBuild } from './room.ts';
import type { Situation } from './situation.ts';
import { argumentTexts } from './arguments.ts';
import { resolvedFrom } from './paths.ts';
import { alternativesOf } from '../shell/value.ts';
import { toldServerOf } from './told-server.ts';
import { valueText } from './value-text.ts';

export const dumpTools =
  /^(pg_dump|pg_dumpall|pg_basebackup|mysqldump|mariadb-dump|mysqlpump|mongodump|redis-cli|influxd|cqlsh|sqlite3|xtrabackup|mariabackup|aws|expdp|sqlpackage)$/;

/** A change of a schema or of data happens once per deployment, never once per host. */
export function decideMigration(classified: ClassifiedStep, situation: Situation): Decision {
  return once(classified, situation, 'stage/Migrate');
}

/** A hook's output goes nowhere: a dump that was sent home from a host needs another place. */
export function decideBackup(classified: ClassifiedStep, situation: Situation): Decision {
  const decision = decideKept(classified, situation);
  const { stream } = classified.step;
  const comesHome = stream !== null && stream.from.kind === 'remote' && stream.to.kind === 'local';
  return comesHome &&
    decision.disposition === 'converted' &&
    decision.destination.startsWith('hook/')
    ? manual(decision.destination, 'plan/dump-sent-home')
    : decision;
}

/** A dump happens once; a copy of the old files is what CodeDeploy's revisions are. */
function decideKept(classified: ClassifiedStep, situation: Situation): Decision {
  const { step, destination } = classified;
  // The schedule of the host itself: nobody else can read it.
  if (step.name === 'crontab') return onHostAt(classified, situation);
  // What a dump is piped into goes where the dump goes.
  const ofDump = step.pipeline?.before.some((name) => dumpTools.test(name)) === true;
  if (ofDump) return once(classified, situation, 'stage/Backup');
  const isDump = dumpTools.test(step.name ?? '') || destination === 'stage/Backup';
  if (isDump && !isCopyOfFiles(step.name)) return once(classified, situation, 'stage/Backup');
  if (machineOf(step, situation) === 'build') {
    return classified.disposition === 'converted'
      ? inBuild(classified, 'pre_build')
      : replaced('rollback', 'plan/backup-of-release');
  }
  return savesRelease(classified, situation) && !makesRoom(classified, situation)
    ? replaced('rollback', 'plan/backup-of-release')
    : onHostAt(classified, situation);
}

/** The dump whose folder the step looks after: it makes it, or removes old ones there; null for none. */
export function dumpServed(
  { step }: ClassifiedStep,
  { classification }: Situation,
): ClassifiedStep | null {
  const folders = foldersOf(step);
  if (folders.length === 0) return null;
  const writer = classification.steps.find(
    ({ kind, step: one }) =>
      (kind === 'backup' || one.pipeline !== null) &&
      one.reached &&
      standsBeside(one, step, folders) &&
      (dumpTools.test(one.name ?? '') ||
        one.pipeline?.before.some((name) => dumpTools.test(name)) === true) &&
      one.redirections.some(
        ({ target }) =>
          target !== null &&
          alternativesOf(target).some((value) =>
            folders.some((folder) => isWithin(valueText(value), folder)),
          ),
      ),
  );
  if (writer === undefined || writer.kind === 'backup') return writer ?? null;
  // The file is the filter's: what it writes is the dump of the command in front of it.
  const dump = classification.steps.findLast(
    (one) => one.kind === 'backup' && feedsInto(one.step, writer.step),
  );
  return dump ?? null;
}

/** The folder that the step names, in each way in which it may be called. */
function foldersOf({ plain }: Step): readonly string[] {
  const [named] = plain;
  return named === undefined
    ? []
    : alternativesOf(named.value)
        .map(valueText)
        .filter((text) => !/^[./]*$/.test(text));
}

/** On the same machine; a relative folder is the same one from the same place only. */
function standsBeside(one: Step, { place, cwd }: Step, folders: readonly string[]): boolean {
  const isInContainer = one.place.kind === 'container';
  const machine = isInContainer ? (one.place.on?.kind ?? 'local') : one.place.kind;
  const folderOf = (value: Step['cwd']) => (value === null ? '' : valueText(value));
  const isSamePlace = isInContainer || folderOf(one.cwd) === folderOf(cwd);
  return machine === place.kind && (isSamePlace || folders.some(isKnownAbsolute));
}

function isCopyOfFiles(name: string | null): boolean {
  return /^(cp|mv|tar|rsync|zip|scp)$/.test(name ?? '');
}

/** What it copies is what was deployed, or what the script overwrites afterwards. */
function savesRelease({ step }: ClassifiedStep, situation: Situation): boolean {
  const { files, release } = situation;
  const cwd = step.cwd === null ? null : valueText(step.cwd);
  const folders = files.flatMap(({ destination }) => (destination === null ? [] : [destination]));
  if (release !== null) folders.push(release.live);
  const paths = argumentTexts(step).map((text) => resolvedFrom(cwd, text));
  folders.push(...overwrittenBy(situation));
  return (
    folders.length === 0 ||
    paths.some((path) => folders.some((folder) => isWithin(path, folder) || isWithin(folder, path)))
  );
}

/**
 * `mv app app.old; mv dist app`: the old version also has to be out of the way, or the new one would
 * land inside it. What CodeDeploy itself writes needs no room.
 */
function makesRoom({ step }: ClassifiedStep, situation: Situation): boolean {
  const [from] = argumentTexts(step);
  if (step.name !== 'mv' || from === undefined) return false;
  const path = hostPathOf(step, from);
  if (situation.files.some(({ destination }) => destination === path)) return false;
  const { steps } = situation.classification;
  const later = steps.slice(steps.findIndex((one) => one.step.id === step.id) + 1);
  return later.some(({ step: other }) => {
    const target = argumentTexts(other).at(-1);
    return (
      /^(mv|cp|ln|git|rsync)$/.test(other.name ?? '') &&
      machineOf(other, situation) === 'host' &&
      target !== undefined &&
      hostPathOf(other, target) === path
    );
  });
}

function hostPathOf({ cwd }: ClassifiedStep['step'], path: string): string {
  return resolvedFrom(cwd === null ? null : valueText(cwd), path);
}

/** Files of a host that the script replaces by copies on the same host. */
function overwrittenBy({ classification }: Situation): readonly string[] {
  return classification.steps.flatMap(({ kind, step }) => {
    const target = argumentTexts(step).at(-1);
    if (kind !== 'transfer' || !/^(cp|mv|install)$/.test(step.name ?? '') || target === undefined)
      return [];
    const path = resolvedFrom(step.cwd === null ? null : valueText(step.cwd), target);
    return isKnownAbsolute(path) && /\.\w+$/.test(path) ? [path] : [];
  });
}

function once(classified: ClassifiedStep, situation: Situation, fallback: Destination): Decision {
  const { step, destination } = classified;
  const stage = destination?.startsWith('stage/') === true ? destination : fallback;
  const own = decideOwnDatabase(classified, stage, situation);
  if (own !== null) return own;
  if (onlyHostHas(step, situation) && hasOneHost(situation))
    return onHostAt(classified, situation, 'plan/once-where-it-lies');
  if (!isInContainer(step)) return converted(stage, 'plan/once');
  // A container that runs on the host can't be reached from CodeBuild.
  if (machineOf(step, situation) === 'build') return converted(stage, 'plan/once');
  if (hasOneHost(situation)) return onHostAt(classified, situation, 'plan/once-on-only-host');
  return namesNoHost(situation)
    ? onHostAt(classified, situation, 'plan/once-where-it-ran')
    : manual(stage, 'plan/once-in-container', 'once_in_container');
}

/**
 * A database on the machine that asks it: from CodeBuild nobody reaches it. The hosts that asked theirs go
 * on doing so; null for any other step.
 */
export function decideOwnDatabase(
  classified: ClassifiedStep,
  stage: Destination,
  situation: Situation,
): Decision | null {
  const { step } = classified;
  if (changesDataOfHost(classified, situation))
    return onHostAt(classified, situation, 'plan/database-of-host');
  const asker = asksOwnDatabase(step, situation) ? step : feederOf(step, situation);
  if (asker === null) return null;
  // A job takes the dump before another job changes the data; a hook would come after it.
  const { steps } = situation.classification;
  if (classified.kind === 'backup' && toldServerOf(asker, steps) !== null)
    return converted(stage, 'plan/dump-over-network');
  if (machineOf(asker, situation) === 'host')
    return onHostAt(classified, situation, 'plan/database-of-host');
  // A database for the tests stands beside the build.
  if (startsInBuild(situation)) return null;
  return manual(stage, 'plan/database-of-workstation', 'database_host');
}

/** The application's own program changes the database that lies on the host, as a file or served there. */
function changesDataOfHost({ kind, step }: ClassifiedStep, situation: Situation): boolean {
  return (
    kind === 'db-migrate' &&
    step.place.kind !== 'container' &&
    machineOf(step, situation) === 'host' &&
    !isDatabaseClient(step) &&
    (keepsDatabaseInFile(situation) || asksDatabaseOfHosts(step, situation))
  );
}

/** `mysqldump shop | gzip > FILE`: what stands behind a pipe goes where its data comes from. */
function feederOf({ pipeline, span }: Step, situation: Situation): Step | null {
  const feeder = situation.classification.steps
    .map(({ step }) => step)
    .findLast((one) => feedsInto(one, { pipeline, span }));
  return feeder !== undefined && asksOwnDatabase(feeder, situation) ? feeder : null;
}

/** The one stands in front of the other in a pipe. */
export function feedsInto(one: Step, { pipeline, span }: Pick<Step, 'pipeline' | 'span'>): boolean {
  return (
    one.pipeline !== null &&
    one.span.file === span.file &&
    one.span.end <= span.start &&
    pipeline?.before.includes(one.name ?? '') === true
  );
}

/** The build starts services of its own. */
export function startsInBuild(situation: Situation): boolean {
  return situation.classification.steps.some(
    ({ kind, step }) =>
      (kind === 'start-service' || kind === 'restart-service') &&
      step.reached &&
      machineOf(step, situation) === 'build',
  );
}

// Programs that work with the application around them.
const workInFolder = /^(wp|drush|occ|bin\/magento|magento)$/;

/**
 * A product of the host works in its own folder, of which the bundle brings a part at most: WordPress,
 * with a theme of ours. No job has that folder.
 */
function onlyHostHas({ name, cwd, ...step }: Step, situation: Situation): boolean {
  const folder = cwd === null ? null : valueText(cwd);
  const { files, release } = situation;
  if (machineOf({ name, cwd, ...step }, situation) !== 'host') return false;
  if (!workInFolder.test(name ?? '') || !isKnownAbsolute(folder)) return false;
  const brought = files.flatMap(({ isDirectory, destination }) =>
    isDirectory && destination !== null ? [destination] : [],
  );
  return ![...brought, ...(release === null ? [] : [release.live, ...release.directories])].some(
    (one) => isWithin(folder, one),
  );
}

/** Every environment has one known host at most. */
function hasOneHost(situation: Situation): boolean {
  return environmentsOf(situation).every(
    ({ hostGroups }) =>
      hostGroups.length === 1 && hostGroups.every(({ hosts }) => hosts.length === 1),
  );
}

/** The script is started on a host, and nothing says which: whoever ran it did so there, on each. */
function namesNoHost(situation: Situation): boolean {
  return environmentsOf(situation).every(({ hostGroups }) =>
    hostGroups.every(({ hosts }) => hosts.length === 0),
  );
}
