/** What an application on hosts publishes beside them: a folder in a bucket, of which users see the files. */
import type { ClassifiedStep } from '../model/classified.ts';
import type { OnceAction } from '../model/deployment.ts';
import type { PlannedStep } from '../model/plan.ts';
import type { Step } from '../model/step.ts';
import { commandHead, hasFlag } from './arguments.ts';
import { bucketCopyOf } from './bucket-copy.ts';
import { isEffectful } from './evidence.ts';
import { isWithin, resolvedFrom } from './paths.ts';
import type { Situation } from './situation.ts';
import { isFileOfSource } from './source-file.ts';
import { textOfStep } from './step-text.ts';
import { valueText } from './value-text.ts';

/** Files of the build that a job publishes, by their place in the source. */
export interface Published {
  readonly path: string;
  readonly isDirectory: boolean;
}

const makers = ['install-deps', 'build', 'package', 'config-write'];

/**
 * A folder goes into a bucket, or a file beside such a folder, and nothing takes it from there to a
 * host or into a revision: it is the release itself, and waits for the approval.
 */
export function publishesFolder({ step }: ClassifiedStep, situation: Situation): boolean {
  const copy = bucketCopyOf(step);
  if (copy === null || isReadLater(step, copy.bucket, situation)) return false;
  const { steps } = situation.classification;
  const isWhole =
    takesFolder(step) ||
    steps.some(
      (other) => takesFolder(other.step) && bucketCopyOf(other.step)?.bucket === copy.bucket,
    );
  if (!isWhole || copy.source === null) return isWhole && takesFolder(step);
  const path = placeOf(step, copy.source);
  if (path === null) return false;
  // Of the whole source the job has what the repository holds, and nothing that was made of it.
  return path !== '.' || !steps.some((one) => isEffectful(one) && makers.includes(one.kind));
}

/** What the jobs that publish need of the build; nothing where it leaves the source as it came. */
export function publishedOf(
  steps: readonly PlannedStep[],
  all: readonly PlannedStep[],
): readonly Published[] {
  const isMade = all.some(
    ({ classified, destination, disposition }) =>
      disposition === 'converted' &&
      destination?.startsWith('buildspec/') === true &&
      makers.includes(classified.kind),
  );
  if (!isMade) return [];
  const found = steps.flatMap(({ classified: { step }, destination, disposition }) => {
    if (destination !== 'stage/Publish' || disposition !== 'converted') return [];
    const source = sourceOf(step);
    const path = source === null ? null : placeOf(step, source);
    return path === null || path === '.' ? [] : [{ path, isDirectory: takesFolder(step) }];
  });
  return found.filter(
    ({ path }, at) =>
      !found.some(
        (other, place) =>
          isWithin(path, other.path) && (other.path === path ? place < at : other.isDirectory),
      ),
  );
}

/** A bucket is filled before the hosts ask for its files, where the script did so. */
export function publishesFirst(steps: readonly PlannedStep[], when: OnceAction['when']): boolean {
  return (
    when === 'before-deploy' &&
    steps.some(
      ({ classified: { step }, destination }) =>
        destination === 'stage/Publish' && takesFolder(step),
    )
  );
}

/** A later step names the bucket otherwise than to fill or to clear it. */
function isReadLater(step: Step, bucket: string, { classification }: Situation): boolean {
  if (bucket === '' || bucket.includes('?')) return true;
  const { steps } = classification;
  const own = steps.findIndex((one) => one.step.id === step.id);
  return steps
    .slice(own + 1)
    .some(
      (other) =>
        isEffectful(other) &&
        !/^(health-check|notify|cleanup|cache-clear)$/.test(other.kind) &&
        bucketCopyOf(other.step) === null &&
        !/^aws (s3 (rm|ls|website)\b|s3api|cloudfront)/.test(commandHead(other.step, 3)) &&
        textOfStep(other.step).includes(bucket),
    );
}

/** Source: https://docs.aws.amazon.com/cli/latest/reference/s3/, https://cloud.google.com/storage/docs/gsutil */
function takesFolder(step: Step): boolean {
  const copies = bucketCopyOf(step) !== null || storeCopy.test(commandHead(step, 3));
  return (
    copies &&
    (/\b(sync|rsync)\b/.test(commandHead(step, 3)) ||
      hasFlag(step.words, '--recursive', '-r', '-R'))
  );
}

const storeCopy = /^(gsutil|gcloud storage) (cp|rsync)( |$)/;

function sourceOf(step: Step): string | null {
  const copy = bucketCopyOf(step);
  if (copy !== null) return copy.source;
  const head = /^(gsutil|gcloud storage) (cp|rsync)$/;
  const texts = step.plain.map((word) => valueText(word.value));
  const count = step.name === 'gsutil' ? 1 : 2;
  const [source, target] = texts.slice(count);
  return head.test([step.name, ...texts.slice(0, count)].join(' ')) &&
    source !== undefined &&
    target?.startsWith('gs://') === true
    ? source
    : null;
}

/** Its place below the source; null where only a run could tell it. */
function placeOf({ cwd }: Step, source: string): string | null {
  const path = resolvedFrom(cwd === null ? null : valueText(cwd), source);
  return isFileOfSource(path) ? path : null;
}
