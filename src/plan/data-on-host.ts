/** Signs that files which nobody deploys live on the hosts: what users or other programs leave there. */
import type { ClassifiedStep } from '../model/classified.ts';
import { argumentTexts, hasFlag, optionValues } from './arguments.ts';
import type { Evidence } from './evidence.ts';
import { machineOf } from './evidence.ts';
import { baseName, isKnownAbsolute, isWithin, normalPath, resolvedFrom } from './paths.ts';
import type { Situation } from './situation.ts';
import { textOfStep } from './step-text.ts';
import { transferEndsOf } from './transfer-ends.ts';
import { valueText } from './value-text.ts';

const uploadFolder =
  /(^|[/\s|'"])(uploads?|wp-content\/uploads|media|storage\/app|user-?files|attachments|pieces[-_]jointes|pi[eè]ces|spool|shared\/(public|storage|uploads|media|files))([/\s|'":,]|$)/;

/** The step shows that such files lie on a host. */
export function showsDataOnHost(classified: ClassifiedStep, situation: Situation): boolean {
  if (!classified.step.reached) return false;
  return (
    uploadFolder.test(textOfStep(classified.step)) ||
    sparesWhatOnlyTheHostHas(classified, situation) ||
    opensFolderForWriting(classified, situation) ||
    preparesDataFolder(classified, situation) ||
    mountsDataFolder(classified, situation)
  );
}

// What a copy leaves out because it belongs to the build, to the machine or to nobody.
const noData =
  /^(\..*|node_modules|bower_components|vendor|venv|env|__pycache__|cache|tmp|temp|logs?|tests?|specs?|src|docs?_src|coverage|build|dist|target|scripts?|deploy|config|conf|etc)$/i;

/** A copy that removes what the source lacks, and spares a folder that is not in the repository. */
function sparesWhatOnlyTheHostHas(classified: ClassifiedStep, situation: Situation): boolean {
  const ends = classified.kind === 'transfer' ? transferEndsOf(classified) : null;
  if (ends?.deletes !== true) return false;
  return ends.excludes.some((pattern) => {
    const path = normalPath(pattern.replace(/^\//, ''));
    const name = baseName(path);
    const isFolder = !/[*?[$]/.test(path) && !/\.\w{1,8}$/.test(name);
    return (
      isFolder &&
      !path.split('/').some((part) => noData.test(part)) &&
      !isInRepository(path, situation)
    );
  });
}

function isInRepository(path: string, { application }: Evidence): boolean {
  const prefix = application.root === '.' ? '' : `${application.root}/`;
  return application.files.some((file) => file.startsWith(`${prefix}${path}/`));
}

const scratch = /^(cache|caches|tmp|temp|logs?|var|run|pids?|sockets|bootstrap|\*)$/i;

/** One folder of the application is made writable for everybody, so that a program can write there. */
function opensFolderForWriting({ kind, step }: ClassifiedStep, situation: Situation): boolean {
  if (kind !== 'permission' || step.name !== 'chmod' || machineOf(step, situation) !== 'host')
    return false;
  const [mode, ...objects] = argumentTexts(step);
  if (!/^(0?[0-7][0-7][2367]|[ugoa]*[oa][ugoa]*\+\w*w\w*)$/.test(mode ?? '')) return false;
  const folders = situation.files.flatMap(({ destination }) => destination ?? []);
  return pathsOf(objects, step.cwd === null ? null : valueText(step.cwd)).some(
    (path) =>
      !scratch.test(baseName(path)) &&
      folders.some((folder) => isWithin(path, folder) && path !== normalPath(folder)),
  );
}

// Roots under which data lies by custom. Source: the Filesystem Hierarchy Standard 3.0, sections 3.12
// (/mnt) and 5.8 (/var/lib); /data is what people make when they add a disk.
const dataRoot = /^\/(data|mnt|donnees|var\/lib|srv\/data|nfs)\//;
const machineState = /\/(backups?|sauv\w*|docker|apt|dpkg|systemd|jenkins|releases?)(\/|$)/;

/** A folder for data, apart from the application, is made or given to somebody. */
function preparesDataFolder({ kind, step }: ClassifiedStep, situation: Situation): boolean {
  if (kind !== 'provision' && kind !== 'permission') return false;
  if (machineOf(step, situation) !== 'host') return false;
  const folders = situation.files.flatMap(({ destination }) => destination ?? []);
  return pathsOf(argumentTexts(step), null).some(
    (path) =>
      dataRoot.test(path) &&
      !machineState.test(path) &&
      !folders.some((folder) => isWithin(folder, path) || isWithin(path, folder)),
  );
}

/** A container is given a folder of the host, not only to read and not only its configuration. */
function mountsDataFolder({ step }: ClassifiedStep, situation: Situation): boolean {
  if (!/^(docker|podman|nerdctl)$/.test(step.name ?? '')) return false;
  if (machineOf(step, situation) !== 'host' || hasFlag(step.words, '--rm')) return false;
  return optionValues(step.words, ['-v', '--volume']).some((value) => {
    const [from = '', , options = ''] = valueText(value).split(':');
    return dataRoot.test(from) && !/\bro\b/.test(options);
  });
}

function pathsOf(texts: readonly string[], cwd: string | null): readonly string[] {
  return texts
    .flatMap((text) => text.split('|'))
    .map((text) => resolvedFrom(cwd, text))
    .filter((path) => isKnownAbsolute(path));
}
