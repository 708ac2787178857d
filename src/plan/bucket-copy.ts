import type { Step } from '../model/step.ts';
import { argumentTexts, commandHead } from './arguments.ts';

/** What a copy of the AWS CLI puts into a bucket. */
export interface BucketCopy {
  /** The file or folder here; null where the files lie in a bucket already, or come by a pipe. */
  readonly source: string | null;
  readonly bucket: string;
}

/**
 * `aws s3 cp|mv|sync SOURCE s3://bucket/key`; null for a download, and for every other command.
 * Source: https://docs.aws.amazon.com/cli/latest/reference/s3/, "Path Argument Type".
 */
export function bucketCopyOf(step: Step): BucketCopy | null {
  if (!/^aws s3 (sync|cp|mv)$/.test(commandHead(step, 3))) return null;
  const [, , source, target] = argumentTexts(step);
  if (source === undefined || target?.startsWith('s3://') !== true) return null;
  return {
    source: source.startsWith('s3://') || source === '-' ? null : source,
    bucket: target.replace(/^s3:\/\//, '').replace(/\/.*$/, ''),
  };
}
