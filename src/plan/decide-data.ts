import type { ClassifiedStep } from '../model/classified.ts';
import type { Destination } from '../model/kind.ts';
import type { Decision } from './decision.ts';
import { converted, manual, replaced } from './decision.ts';
import { isInContainer, machineOf } from './evidence.ts';
import { environmentsOf } from './host-groups.ts';
import { isWithin } from './paths.ts';
import { onHostAt, inBuild } from './room.ts';
import type { Situation } from './situation.ts';
import { argumentTexts } from './arguments.ts';
import { resolvedFrom } from './paths.ts';
import { valueText } from './value-text.ts';

export const dumpTools =
  /^(pg_dump|pg_dumpall|pg_basebackup|mysqldump|mariadb-dump|mysqlpump|mongodump|redis-cli|influxd|cqlsh|sqlite3|xtrabackup|mariabackup|aws|expdp|sqlpackage)$/;

/** A change of a schema or of data happens once per deployment, never once per host. */
export function decideMigration(classified: ClassifiedStep, situation: Situation): Decision {
  return once(classified, situation, 'stage/Migrate');
}

/** A dump happens once; a copy of the old files is what CodeDeploy's revisions are. */
export function decideBackup(classified: ClassifiedStep, situation: Situation): Decision {
  const { step, destination } = classified;
  const isDump = dumpTools.test(step.name ?? '') || destination === 'stage/Backup';
  if (isDump && !isCopyOfFiles(step.name)) return once(classified, situation, 'stage/Backup');
  if (machineOf(step, situation) === 'build') {
    return classified.disposition === 'converted'
      ? inBuild(classified, 'pre_build')
      : replaced('rollback', 'plan/backup-of-release');
  }
  return savesRelease(classified, situation)
    ? replaced('rollback', 'plan/backup-of-release')
    : onHostAt(classified, situation);
}

function isCopyOfFiles(name: string | null): boolean {
  return /^(cp|mv|tar|rsync|zip|scp)$/.test(name ?? '');
}

/** What it copies is what was deployed. */
function savesRelease({ step }: ClassifiedStep, { files, release }: Situation): boolean {
  const cwd = step.cwd === null ? null : valueText(step.cwd);
  const folders = files.flatMap(({ destination }) => (destination === null ? [] : [destination]));
  if (release !== null) folders.push(release.live);
  const paths = argumentTexts(step).map((text) => resolvedFrom(cwd, text));
  return (
    folders.length === 0 ||
    paths.some((path) => folders.some((folder) => isWithin(path, folder) || isWithin(folder, path)))
  );
}

function once(classified: ClassifiedStep, situation: Situation, fallback: Destination): Decision {
  const { step, destination } = classified;
  const stage = destination?.startsWith('stage/') === true ? destination : fallback;
  if (!isInContainer(step)) return converted(stage, 'plan/once');
  // A container that runs on the host can't be reached from CodeBuild.
  if (machineOf(step, situation) === 'build') return converted(stage, 'plan/once');
  return hasOneHost(situation)
    ? onHostAt(classified, situation, 'plan/once-on-only-host')
    : manual(stage, 'plan/once-in-container', 'once_in_container');
}

/** Every environment has one known host at most. */
function hasOneHost(situation: Situation): boolean {
  return environmentsOf(situation).every(
    ({ hostGroups }) =>
      hostGroups.length === 1 && hostGroups.every(({ hosts }) => hosts.length === 1),
  );
}
