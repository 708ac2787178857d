import type { ClassifiedStep } from '../model/classified.ts';
import type { FileMapping, ReleaseLayout } from '../model/deployment.ts';
import type { Step, StepVariant } from '../model/step.ts';
import { isEnvFile } from './env-file.ts';
import type { Evidence } from './evidence.ts';
import { groupsOfStep } from './host-groups.ts';
import { deployPathQuestion, hostPath } from './host-path.ts';
import { isMadeByCopy, landingOfFile, landingOfFolder } from './landing.ts';
import type { Landing } from './landing.ts';
import { baseName, isKnownAbsolute, normalPath, parentOf } from './paths.ts';
import { canBePlaced, hasSeveralTargets } from './placed-by-hook.ts';
import { repositoryPath } from './repository-path.ts';
import { isFolder } from './source-shape.ts';
import type { TransferEnd, TransferEnds } from './transfer-ends.ts';
import { transferEndsOf } from './transfer-ends.ts';
import { upload } from './upload.ts';

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
  if (isDirectory)
    return all.length === 1 && classified.step.name === 'scp' && isMadeByCopy(to.path, evidence)
      ? { folder: to.path, fileName: null }
      : landingOfFolder(from, to);
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
