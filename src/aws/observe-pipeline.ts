import type { Observation } from '../model/rollout.ts';
import type { CodeBuild } from './codebuild.ts';
import type { CodePipeline, PipelineState } from './codepipeline.ts';

export interface ObservedTarget {
  readonly app: string;
  readonly pipeline: string;
  /** When we look, ISO 8601. */
  readonly seenAt: string;
  /** Whether an execution with this status is known and nothing more can come of it. */
  readonly isSettled: (execution: string, status: string) => boolean;
}

/**
 * What AWS tells of one pipeline: its version, its executions as far back as there is news, what stands
 * in each stage, and the builds of the latest run. Null when there is no such pipeline. Throws an
 * AwsFailure.
 */
export async function observePipeline(
  { app, pipeline, seenAt, isSettled }: ObservedTarget,
  codePipeline: CodePipeline,
  codeBuild: CodeBuild,
): Promise<readonly Observation[] | null> {
  const state = await codePipeline.state(pipeline);
  if (state === null) return null;
  const seen: Observation[] = [{ kind: 'pipeline', app, pipeline, version: state.version, seenAt }];
  for await (const page of codePipeline.executions(pipeline)) {
    for (const one of page) seen.push({ kind: 'execution', app, pipeline, ...one });
    if (page.length > 0 && page.every(({ execution, status }) => isSettled(execution, status)))
      break;
  }
  seen.push(...stagesOf(app, pipeline, state));
  for (const build of await codeBuild.builds(buildIds(state)))
    seen.push({ kind: 'build', app, pipeline, ...build });
  return seen;
}

function stagesOf(
  app: string,
  pipeline: string,
  { stages }: PipelineState,
): readonly Observation[] {
  return stages.flatMap(({ name, execution, status, actions }): readonly Observation[] => {
    if (execution === null || status === null) return [];
    const changes = actions.flatMap(({ changedAt }) => (changedAt === null ? [] : [changedAt]));
    const changedAt = changes.sort().at(-1) ?? null;
    return [{ kind: 'stage', app, pipeline, stage: name, execution, status, changedAt }];
  });
}

/** A build's id is `project:uuid`; deployments and others look different. Source: API_Build. */
function buildIds({ stages }: PipelineState): readonly string[] {
  const ids = stages.flatMap(({ actions }) => actions.flatMap(({ external }) => external ?? []));
  return [...new Set(ids)]
    .filter((id) => /^[A-Za-z0-9][\w-]{1,254}:[0-9a-f-]{36}$/.test(id))
    .sort();
}
