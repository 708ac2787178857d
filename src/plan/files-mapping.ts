import type { ClassifiedStep } from '../model/classified.ts';
import type { FileMapping, ReleaseLayout } from '../model/deployment.ts';
import { roleOfStep } from './action-choice.ts';
import { withOwnEnvironments } from './environment-mappings.ts';
import type { Evidence } from './evidence.ts';
import { isEffectful } from './evidence.ts';
import { isHandedImage } from './image-handover.ts';
import { joinedMappings } from './joined-mappings.ts';
import { turnsOf } from './loop-turns.ts';
import { mappingOfPlace } from './place-mapping.ts';
import { isSecretFile } from './secret-files.ts';
import { movedIntoPlace } from './staged-files.ts';
import { mappingsOfTransfer } from './transfer-mapping.ts';
import { mappingsOfArchive, mappingsOfCheckout, mappingsOfShare } from './tree-mapping.ts';
import { upload } from './upload.ts';

/**
 * What the bundle brings to the hosts: copies from the deploying machine, and checkouts on a host,
 * whose whole tree the bundle takes over. Entries with the same source and destination are joined.
 */
export function filesMappingOf(
  evidence: Evidence,
  release: ReleaseLayout | null,
): readonly FileMapping[] {
  const steps = evidence.classification.steps.filter(
    (step) => isEffectful(step) && roleOfStep(step.step, evidence) === 'deploy',
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
  const hasSource = all.some(
    ({ source, isDirectory, isGathered }) => isDirectory && (source === '.' || isGathered === true),
  );
  const place = hasSource ? [] : mappingOfPlace(steps, evidence);
  const joined = joinedMappings(withLastPlaces([...all, ...place], steps, evidence), evidence);
  return withOwnEnvironments(joined, evidence);
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
