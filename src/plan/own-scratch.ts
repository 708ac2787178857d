/** What is made in a folder of the run (`mktemp -d`, `/tmp/build.$$`) is there for the machine that made it. */
import type { PlannedStep } from '../model/plan.ts';
import type { Step } from '../model/step.ts';
import { jobNameOf } from './job-name.ts';
import { say } from './say.ts';
import type { Situation } from './situation.ts';
import { valueText } from './value-text.ts';

/**
 * An archive that the build makes outside of the source does not travel, and the job that sends it would
 * look for it in vain: what works in that folder goes with the job. Where several jobs need it, none can
 * have it.
 */
export function withOwnScratch(
  steps: readonly PlannedStep[],
  { platform }: Situation,
): readonly PlannedStep[] {
  // There the bundle holds what the job is known to need, and no more.
  if (/^(ec2|ecs|s3)$/.test(platform.name)) return steps;
  const jobs = new Map<string, Set<PlannedStep['destination']>>();
  for (const { classified, destination, disposition } of steps) {
    if (disposition !== 'converted' || jobNameOf(destination) === null) continue;
    for (const folder of scratchFolders(classified.step))
      jobs.set(folder, (jobs.get(folder) ?? new Set()).add(destination));
  }
  return steps.map((planned) => {
    const { classified, destination, disposition } = planned;
    if (disposition !== 'converted' || destination?.startsWith('buildspec/') !== true)
      return planned;
    const wanted = scratchFolders(classified.step).flatMap((folder) => [
      ...(jobs.get(folder) ?? []),
    ]);
    const [job, ...others] = new Set(wanted);
    return job == null || others.length > 0
      ? planned
      : { ...planned, destination: job, because: say('plan/with-scratch') };
  });
}

/** Folders, or single files, that a run of the script keeps outside of everything. */
function scratchFolders({ words, redirections, stdin, cwd }: Step): readonly string[] {
  const values = [
    ...words.map(({ value }) => value),
    ...redirections.flatMap(({ target }) => target ?? []),
    ...(stdin.kind === 'file' ? [stdin.path] : []),
    ...(cwd === null ? [] : [cwd]),
  ];
  return values
    .flatMap((value) => valueText(value).split('|'))
    .flatMap((text) => [
      ...(text.match(/\$\(mktemp[^)]*\)/g) ?? []),
      ...[...text.matchAll(/(?:^|[=@:]|:\/\/)(\/(?:var\/)?tmp\/[^/\s]+)/g)].map(
        ([, path = '']) => path,
      ),
    ]);
}
