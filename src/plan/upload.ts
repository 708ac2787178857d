import type { ClassifiedStep } from '../model/classified.ts';
import type { Step } from '../model/step.ts';
import type { Evidence } from './evidence.ts';
import { machineOf } from './evidence.ts';
import type { TransferEnds } from './transfer-ends.ts';
import { endsOfWrite, transferEndsOf } from './transfer-ends.ts';
import { valueText } from './value-text.ts';

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
