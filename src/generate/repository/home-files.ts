/** Files of the deployer's own home that commands read: CodeBuild has no such home. */
import type { Plan, PlannedStep } from '../../model/plan.ts';
import type { StepId } from '../../model/step.ts';
import { machineOf } from '../slice/room.ts';
import type { Block } from './build-blocks.ts';
import { ownBlock } from './build-blocks.ts';

export interface HomeFile {
  /** As the script names it, with `$HOME` for the home. */
  readonly path: string;
  readonly steps: readonly StepId[];
}

/** `$(cat ~/.x)`, `< ~/.x`, `--env-file ~/.x`: the command can't do without what is in the file. */
const reading =
  /(?:\$\((?:cat\s+|<\s*)|(?<![<\d&])<(?![<(&])\s*|--[\w-]+-file[=\s]\s*)["']?((?:~|\$HOME|\$\{HOME\})\/[\w./${}@+-]+)/g;

// Keys and settings of tools whose sign-in is seen to elsewhere.
const seenTo = /^\$HOME\/\.(ssh|aws|kube|docker|npmrc|netrc|config\/gcloud)(\/|$)/;

/** What the steps of a CodeBuild project read there, in the order of the script. */
export function homeFilesOf(steps: readonly PlannedStep[], plan: Plan): readonly HomeFile[] {
  const found = new Map<string, StepId[]>();
  for (const { classified, disposition, destination } of steps) {
    const { step } = classified;
    const isOurs =
      disposition === 'converted' && /^(buildspec|stage|deploy)\//.test(destination ?? '');
    if (!isOurs || step.place.kind !== 'local' || machineOf(step, plan) !== 'build') continue;
    for (const [, written = ''] of step.text.matchAll(reading)) {
      const path = written.replace(/^(~|\$\{HOME\})/, '$HOME');
      if (!seenTo.test(path)) found.set(path, [...(found.get(path) ?? []), step.id]);
    }
  }
  return [...found].map(([path, ids]) => ({ path, steps: ids }));
}

/** A read that fails inside `$(…)` would hand the command an empty text. */
export function homeFileBlocks(files: readonly HomeFile[]): readonly Block[] {
  return files.length === 0
    ? []
    : [
        ownBlock(
          'The deployer’s own home had this: RUNBOOK.md says what to do before the first release.',
          files.map(
            ({ path }) =>
              `[ -r "${path}" ] || { echo "${path}: only the deployer's own home had it" >&2; exit 1; }`,
          ),
        ),
      ];
}
