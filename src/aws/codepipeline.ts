import {
  CodePipelineClient,
  GetPipelineCommand,
  GetPipelineExecutionCommand,
  GetPipelineStateCommand,
  ListPipelineExecutionsCommand,
  RollbackStageCommand,
  StartPipelineExecutionCommand,
} from '@aws-sdk/client-codepipeline';
import type {
  GetPipelineStateOutput,
  PipelineDeclaration,
  PipelineExecutionSummary,
} from '@aws-sdk/client-codepipeline';

import { AwsFailure, callAws } from './aws-failure.ts';
import { clientSettings } from './settings.ts';
import type { AwsSettings } from './settings.ts';

/** One execution in AWS's words, without what we don't use. Times are ISO 8601. */
export interface ExecutionSummary {
  readonly execution: string;
  readonly status: string;
  readonly type: 'standard' | 'rollback';
  readonly startedAt: string | null;
  readonly updatedAt: string | null;
  readonly revision: string | null;
  readonly trigger: string | null;
  readonly rollbackTo: string | null;
}

/** What runs or stands in a pipeline right now. */
export interface PipelineState {
  readonly version: number;
  readonly stages: readonly {
    readonly name: string;
    readonly execution: string | null;
    readonly status: string | null;
    readonly actions: readonly {
      readonly name: string;
      readonly status: string | null;
      readonly changedAt: string | null;
      /** The id of the build or deployment that the action started. */
      readonly external: string | null;
    }[];
  }[];
}

/** What a pipeline is made of. */
export interface PipelineStructure {
  readonly version: number;
  readonly executionMode: string;
  readonly stages: readonly {
    readonly name: string;
    readonly actions: readonly {
      readonly name: string;
      readonly category: string;
      readonly provider: string;
      readonly configuration: Readonly<Record<string, string>>;
    }[];
  }[];
}

/** AWS keeps executions for twelve months; a hundred pages is more than any pipeline runs in that time. */
const maxPages = 100;

/** The calls of CodePipeline that a rollout needs. Each throws an AwsFailure. */
export function createCodePipeline(settings: AwsSettings) {
  const client = new CodePipelineClient(clientSettings(settings));
  return {
    /** The executions, newest first, page by page: the caller stops when it has seen enough. */
    executions: (pipeline: string) => executionPages(client, pipeline),
    /** Those that succeeded in a stage, newest first. */
    async succeededIn(pipeline: string, stage: string): Promise<readonly ExecutionSummary[]> {
      const output = await callAws('codepipeline:ListPipelineExecutions', pipeline, () =>
        client.send(
          new ListPipelineExecutionsCommand({
            pipelineName: pipeline,
            maxResults: 20,
            filter: { succeededInStage: { stageName: stage } },
          }),
        ),
      );
      return (output.pipelineExecutionSummaries ?? []).flatMap(summaryOf);
    },
    /** The version of the pipeline that an execution ran with. */
    async versionOf(pipeline: string, execution: string): Promise<number> {
      const output = await callAws('codepipeline:GetPipelineExecution', pipeline, () =>
        client.send(
          new GetPipelineExecutionCommand({
            pipelineName: pipeline,
            pipelineExecutionId: execution,
          }),
        ),
      );
      return output.pipelineExecution?.pipelineVersion ?? 0;
    },
    /** Null when there is no such pipeline. */
    state: (pipeline: string) =>
      unlessMissing(async () =>
        stateOf(
          await callAws('codepipeline:GetPipelineState', pipeline, () =>
            client.send(new GetPipelineStateCommand({ name: pipeline })),
          ),
        ),
      ),
    /** Null when there is no such pipeline. */
    structure: (pipeline: string) =>
      unlessMissing(async () => {
        const output = await callAws('codepipeline:GetPipeline', pipeline, () =>
          client.send(new GetPipelineCommand({ name: pipeline })),
        );
        return output.pipeline === undefined ? null : structureOf(output.pipeline);
      }),
    /** Goes back with one stage; gives the id of the new execution. */
    rollbackStage: (pipeline: string, stage: string, target: string) =>
      rollbackStage(client, pipeline, stage, target),
    /** Starts the pipeline on one commit; gives the id of the new execution. */
    start: (pipeline: string, sourceAction: string, commit: string) =>
      start(client, pipeline, sourceAction, commit),
  };
}
export type CodePipeline = ReturnType<typeof createCodePipeline>;

async function rollbackStage(
  client: CodePipelineClient,
  pipeline: string,
  stage: string,
  target: string,
): Promise<string> {
  const output = await callAws('codepipeline:RollbackStage', pipeline, () =>
    client.send(
      new RollbackStageCommand({
        pipelineName: pipeline,
        stageName: stage,
        targetPipelineExecutionId: target,
      }),
    ),
  );
  return output.pipelineExecutionId ?? '';
}

async function start(
  client: CodePipelineClient,
  pipeline: string,
  sourceAction: string,
  commit: string,
): Promise<string> {
  const output = await callAws('codepipeline:StartPipelineExecution', pipeline, () =>
    client.send(
      new StartPipelineExecutionCommand({
        name: pipeline,
        sourceRevisions: [
          { actionName: sourceAction, revisionType: 'COMMIT_ID', revisionValue: commit },
        ],
      }),
    ),
  );
  return output.pipelineExecutionId ?? '';
}

async function* executionPages(
  client: CodePipelineClient,
  pipeline: string,
): AsyncGenerator<readonly ExecutionSummary[]> {
  let nextToken: string | undefined;
  for (let page = 0; page < maxPages; page++) {
    const token = nextToken;
    const output = await callAws('codepipeline:ListPipelineExecutions', pipeline, () =>
      client.send(
        new ListPipelineExecutionsCommand({
          pipelineName: pipeline,
          maxResults: 100,
          ...(token === undefined ? {} : { nextToken: token }),
        }),
      ),
    );
    yield (output.pipelineExecutionSummaries ?? []).flatMap(summaryOf);
    nextToken = output.nextToken;
    if (nextToken === undefined || nextToken === '' || nextToken === token) return;
  }
}

function summaryOf(summary: PipelineExecutionSummary): readonly ExecutionSummary[] {
  const { pipelineExecutionId, status } = summary;
  if (pipelineExecutionId === undefined || status === undefined) return [];
  return [
    {
      execution: pipelineExecutionId,
      status,
      type: summary.executionType === 'ROLLBACK' ? 'rollback' : 'standard',
      startedAt: timeOf(summary.startTime),
      updatedAt: timeOf(summary.lastUpdateTime),
      revision: summary.sourceRevisions?.[0]?.revisionId ?? null,
      trigger: summary.trigger?.triggerType ?? null,
      rollbackTo: summary.rollbackMetadata?.rollbackTargetPipelineExecutionId ?? null,
    },
  ];
}

function stateOf({ pipelineVersion, stageStates }: GetPipelineStateOutput): PipelineState {
  return {
    version: pipelineVersion ?? 0,
    stages: (stageStates ?? []).map(({ stageName, latestExecution, actionStates }) => ({
      name: stageName ?? '',
      execution: latestExecution?.pipelineExecutionId ?? null,
      status: latestExecution?.status ?? null,
      actions: (actionStates ?? []).map((action) => ({
        name: action.actionName ?? '',
        status: action.latestExecution?.status ?? null,
        changedAt: timeOf(action.latestExecution?.lastStatusChange),
        external: action.latestExecution?.externalExecutionId ?? null,
      })),
    })),
  };
}

function structureOf({ version, executionMode, stages }: PipelineDeclaration): PipelineStructure {
  return {
    version: version ?? 0,
    executionMode: executionMode ?? 'SUPERSEDED',
    stages: (stages ?? []).map((stage) => ({
      name: stage.name ?? '',
      actions: (stage.actions ?? []).map(({ name, actionTypeId, configuration }) => ({
        name: name ?? '',
        category: actionTypeId?.category ?? '',
        provider: actionTypeId?.provider ?? '',
        configuration: configuration ?? {},
      })),
    })),
  };
}

async function unlessMissing<Result>(call: () => Promise<Result>): Promise<Result | null> {
  try {
    return await call();
  } catch (error) {
    if (error instanceof AwsFailure && error.reason === 'PipelineNotFoundException') return null;
    throw error;
  }
}

function timeOf(time: Date | undefined): string | null {
  return time === undefined || Number.isNaN(time.getTime()) ? null : time.toISOString();
}
