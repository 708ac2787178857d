import type { Lore } from '../../model/lore.ts';
import { isSecretName } from '../../classify/secret-value.ts';
import type { Plan } from '../../model/plan.ts';
import { neededNames } from './openings.ts';
import { slicesOf } from './slices.ts';

/** A value that a person gave the script and now gives the pipeline. */
export interface PipelineVariable {
  readonly name: string;
  /** Where the script took it from. */
  readonly description: string;
}

/** Names that a release must be given, for the build and for each job of its own. */
export interface PipelineVariables {
  readonly all: readonly PipelineVariable[];
  readonly build: readonly string[];
  readonly once: ReadonlyMap<string, readonly string[]>;
}

/** What buildspecs insist on (`${VERSION:?…}`), as variables of the pipeline. */
export function pipelineVariablesOf(plan: Plan, lore: Lore): PipelineVariables {
  const slices = slicesOf(plan, lore);
  const wanted = slices.buildNames.filter((name) => !slices.answers.has(name));
  const build = shown(neededNames([...slices.phases.values()], plan, wanted));
  const once = new Map(
    [...slices.once].map(([name, slice]) => [name, shown(neededNames([slice], plan))] as const),
  );
  const names = [...new Set([...build, ...[...once.values()].flat()])].sort();
  return { all: names.map((name) => ({ name, description: originOf(name, plan) })), build, once };
}

const secretLike = /pass|pwd|secret|token|key|credential/i;

/** CodePipeline shows its variables to everybody, and takes 1000 characters of them for an action. */
function shown(names: readonly string[]): readonly string[] {
  const open = names.filter((name) => !secretLike.test(name) || !isSecretName(name));
  return open.length > 10 ? [] : open;
}

function originOf(name: string, { trace, deployment, root }: Plan): string {
  const use = trace.assignments.find(
    (one) => one.name === name && one.value.kind === 'variable' && /^\d+$/.test(one.value.name),
  );
  const file = (use?.file ?? deployment.entry?.file ?? '').replace(`${root}/`, '');
  const position =
    use?.value.kind === 'variable' ? use.value.name : (/^ARGUMENT_(\d+)$/.exec(name)?.[1] ?? null);
  return position === null
    ? `the caller of ${file} gave it`.slice(0, 200)
    : `argument ${position} of ${file}`.slice(0, 200);
}
