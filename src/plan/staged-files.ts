/**
 * `scp app.jar host:/tmp/` and then `ssh host sudo mv /tmp/app.jar /opt/app/`: a user who may not write in
 * the last folder sends the file somewhere else first. CodeDeploy installs as root, straight into it.
 */
import type { ClassifiedStep } from '../model/classified.ts';
import type { FileMapping } from '../model/deployment.ts';
import { argumentTexts } from './arguments.ts';
import type { Evidence } from './evidence.ts';
import { isInContainer, machineOf } from './evidence.ts';
import { baseName, isKnownAbsolute, normalPath, parentOf, resolvedFrom } from './paths.ts';
import type { TransferEnds } from './transfer-ends.ts';
import { valueText } from './value-text.ts';

/** A file's copy from the deploying machine, and the entry that it would have by itself. */
export interface Arrival {
  readonly step: ClassifiedStep;
  readonly ends: TransferEnds;
  readonly mapping: FileMapping;
}

/** The entry of the file's last place, for a move of what arrived; null for any other step. */
export function movedIntoPlace(
  move: ClassifiedStep,
  arrivals: readonly Arrival[],
  evidence: Evidence,
): FileMapping | null {
  const { step } = move;
  const [from, to, ...rest] = argumentTexts(step);
  if (step.name !== 'mv' || from === undefined || to === undefined || rest.length > 0) return null;
  if (machineOf(step, evidence) !== 'host' || isInContainer(step)) return null;
  const cwd = step.cwd === null ? null : valueText(step.cwd);
  const here = resolvedFrom(cwd, from);
  const arrival = arrivals.find(
    (one) => placesOf(one).includes(here) && step.guards.length <= one.step.step.guards.length,
  );
  const place = arrival === undefined ? null : lastPlace(arrival, here, cwd, to);
  if (arrival === undefined || place === null) return null;
  const { mapping } = arrival;
  return {
    ...mapping,
    destination: place.folder,
    byEnvironment: null,
    fileName: place.fileName,
    question: null,
    steps: [...mapping.steps, step.id],
  };
}

function placesOf({ ends, mapping }: Arrival): readonly string[] {
  if (mapping.isDirectory || ends.from.length !== 1) return [];
  const name = baseName(ends.from[0]?.path ?? '');
  return [normalPath(ends.to.path), normalPath(`${ends.to.path}/${name}`)];
}

function lastPlace(
  { ends }: Arrival,
  here: string,
  cwd: string | null,
  to: string,
): { readonly folder: string; readonly fileName: string | null } | null {
  const own = baseName(ends.from[0]?.path ?? '');
  const path = resolvedFrom(cwd, to);
  const isFile =
    !to.endsWith('/') && (baseName(path) === own || /\.\w{1,12}$/.test(baseName(path)));
  const folder = isFile ? parentOf(path) : path;
  const name = baseName(isFile ? path : here);
  if (!isKnownAbsolute(folder) || /[$?|*`]/.test(name)) return null;
  return { folder, fileName: name === own ? null : name };
}
