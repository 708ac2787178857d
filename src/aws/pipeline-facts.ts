import type { PipelineFacts } from '../model/rollout.ts';
import type { CodeDeploy } from './codedeploy.ts';
import type { CodePipeline, PipelineStructure } from './codepipeline.ts';

/** One call each for the version of an execution: the newest few decide. */
const candidates = 5;

/**
 * What going back depends on: what stands in the stage, what is being deployed, and the executions that
 * succeeded there. Without a stage named, the last one that deploys is meant. Null when there is no such
 * pipeline, or no such stage. Throws an AwsFailure.
 */
export async function pipelineFacts(
  pipeline: string,
  stageName: string | null,
  codePipeline: CodePipeline,
  codeDeploy: CodeDeploy,
): Promise<PipelineFacts | null> {
  const structure = await codePipeline.structure(pipeline);
  const state = await codePipeline.state(pipeline);
  const stage = structure === null ? null : stageToTurn(structure, stageName);
  if (structure === null || state === null || stage === null) return null;
  const standing = state.stages.find(({ name }) => name === stage.name);
  const deploys = new Set(
    stage.actions
      .filter(({ provider }) => provider.startsWith('CodeDeploy'))
      .map(({ name }) => name),
  );
  const id = standing?.actions.find(({ name, external }) => deploys.has(name) && external !== null);
  const succeeded = await codePipeline.succeededIn(pipeline, stage.name);
  const good: PipelineFacts['good'][number][] = [];
  for (const { execution, type, revision } of succeeded.slice(0, candidates)) {
    const version = await codePipeline.versionOf(pipeline, execution);
    good.push({ execution, version, type, revision });
  }
  const source = structure.stages[0]?.actions.find(({ category }) => category === 'Source');
  return {
    pipeline,
    version: structure.version,
    executionMode: structure.executionMode,
    stage: stage.name,
    current: standing?.execution ?? null,
    sourceAction: source?.name ?? null,
    deployment: id?.external == null ? null : await codeDeploy.deployment(id.external),
    good,
  };
}

function stageToTurn({ stages }: PipelineStructure, name: string | null) {
  const deploying = stages.filter(({ actions }) =>
    actions.some(({ category }) => category === 'Deploy'),
  );
  return (name === null ? deploying.at(-1) : stages.find((stage) => stage.name === name)) ?? null;
}
