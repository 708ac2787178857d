import { lockPath, parseLock } from '../../generate/merge/lock.ts';
import type { GeneratedPart } from '../../generate/merge/merge-tree.ts';
import { partOf, platformPart, repositoryPart, sharedPart } from '../../generate/merge/part-of.ts';
import type { GeneratedFleet, ScannedFleet } from '../../pipeline.ts';
import { UsageError } from '../errors.ts';
import type { Io } from '../io.ts';
import { openOutput } from '../output-folder.ts';
import { join } from '../shared.ts';
import type { OpenedFleet } from '../shared.ts';
import { sentence } from './options.ts';
import type { GenerateOptions } from './options.ts';

/** A folder to write into, with what goes there. */
export interface Target {
  readonly folder: string;
  readonly parts: readonly GeneratedPart[];
}

/** Everything into -o; what belongs to an application's repository into its checkout, where one is named. */
export function targetsOf(
  io: Io,
  { knowledge, fleet }: OpenedFleet,
  { plans }: ScannedFleet,
  { applications, shared }: GeneratedFleet,
  options: GenerateOptions,
): readonly Target[] {
  const parts = applications.flatMap((output) => {
    const plan = plans.find(({ application }) => application === output.application);
    return plan === undefined ? [] : [partOf(plan, output)];
  });
  if (options.into !== undefined) return [intoTarget(io, options.into, parts, options)];
  const checkouts = new Map<string, string>();
  for (const { application } of parts) {
    const path = knowledge.config.apps[application ?? '']?.checkout;
    if (application === null || path === undefined) continue;
    const folder = join(fleet.dir, path);
    if (io.reader.kindOf(folder) === 'directory') checkouts.set(application, folder);
    else io.stderr(`${sentence('generate/no-checkout', { path: folder, application }, options)}\n`);
  }
  const own = parts.flatMap((part): readonly Target[] => {
    const folder = checkouts.get(part.application ?? '');
    return folder === undefined ? [] : [{ folder, parts: [repositoryPart(part)] }];
  });
  if (options.output === undefined) {
    if (own.length === 0) throw new UsageError(sentence('generate/need-place', {}, options));
    return own;
  }
  const rest = parts.map((part) =>
    checkouts.has(part.application ?? '') ? platformPart(part) : part,
  );
  // One application alone is no reason to lay out anew what all of them share.
  const isPartial =
    (options.app ?? []).length > 0 &&
    parseLock(openOutput(io.reader, options.output, options.lang).read(lockPath)) !== null;
  const together = isPartial ? rest : [...rest, sharedPart(shared)];
  return [{ folder: options.output, parts: together }, ...own];
}

function intoTarget(
  io: Io,
  folder: string,
  parts: readonly GeneratedPart[],
  options: GenerateOptions,
): Target {
  if (io.reader.kindOf(folder) !== 'directory')
    throw new UsageError(sentence('generate/no-folder', { path: folder }, options));
  const [part] = parts;
  if (part === undefined || parts.length > 1) {
    const names = parts.map(({ application }) => application ?? '').join(', ');
    throw new UsageError(sentence('generate/into-one', { names }, options));
  }
  return { folder, parts: [repositoryPart(part)] };
}
