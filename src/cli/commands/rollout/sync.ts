import { AwsFailure } from '../../../aws/aws-failure.ts';
import { sentenceOf } from '../../../messages/messages.ts';
import type { Observation } from '../../../model/rollout.ts';
import { addObservations } from '../../../rollout/observations.ts';
import { isFinal } from '../../../rollout/settled-executions.ts';
import { awsSettings } from '../../aws-settings.ts';
import type { DefineCommand } from '../../command.ts';
import { UsageError } from '../../errors.ts';
import { exitCodes } from '../../exit-codes.ts';
import type { Io } from '../../io.ts';
import { configOf } from '../../shared.ts';
import { fleetNames } from './fleet-names.ts';
import { openRollout } from './open-rollout.ts';
import type { OpenedRollout } from './open-rollout.ts';
import { sayIn, withRolloutOptions } from './options.ts';
import type { RolloutOptions } from './options.ts';
import { pipelineOf } from './pipelines.ts';
import type { PipelineOf } from './pipelines.ts';

interface SyncOptions extends RolloutOptions {
  readonly region?: string;
}

/** `rollout sync`: reads what happened in AWS into rollout-executions.jsonl; changes nothing there. */
export const defineRolloutSync: DefineCommand = (program, io, finish) => {
  withRolloutOptions(
    program.command('sync').description('reads what happened in AWS; changes nothing there'),
  )
    .option('--region <region>', 'of the pipelines (default: as pipewright.yaml or AWS_REGION say)')
    .action(async (options: SyncOptions) => {
      const say = sayIn(options.lang);
      const opened = openRollout(io, options);
      const targets = targetsOf(io, opened, options);
      if (targets.length === 0) throw new UsageError(say('sync/nobody'));
      const read = await readAll(io, targets, opened, options);
      let added: readonly Observation[] = [];
      const update = await io.sharedFiles.update(opened.files.executions, (text) => {
        const result = addObservations(text, read.seen);
        added = result.added;
        return result.text;
      });
      if (!update.ok)
        throw new UsageError(say('locked', { file: update.file, holder: update.holder }));
      const params = { added: added.length, pipelines: targets.length, failed: read.failed };
      io.stdout(`${say('sync/done', params)}\n`);
      finish(read.failed > 0 ? exitCodes.unreadInput : exitCodes.done);
    });
};

function targetsOf(io: Io, opened: OpenedRollout, options: SyncOptions): readonly PipelineOf[] {
  const planned = (opened.plan?.waves ?? []).flatMap(({ members }) =>
    members.map(({ app }) => app),
  );
  const names = planned.length > 0 ? planned : [...fleetNames(io, options).keys()];
  const config = configOf(io, opened.files, options.config);
  return names
    .filter((app) => options.app?.includes(app) ?? true)
    .map((app) => pipelineOf(io, app, opened.plan, config, options));
}

/** One pipeline that can't be read never stops the others. */
async function readAll(
  io: Io,
  targets: readonly PipelineOf[],
  { observations }: OpenedRollout,
  options: SyncOptions,
): Promise<{ readonly seen: readonly Observation[]; readonly failed: number }> {
  const say = sayIn(options.lang);
  // The SDK is loaded where it is needed, so that everything else starts without it.
  const [{ createCodePipeline }, { createCodeBuild }, { observePipeline }] = await Promise.all([
    import('../../../aws/codepipeline.ts'),
    import('../../../aws/codebuild.ts'),
    import('../../../aws/observe-pipeline.ts'),
  ]);
  const seen: Observation[] = [];
  let failed = 0;
  for (const { app, pipeline, region } of targets) {
    if (options.quiet !== true) io.stderr(`${say('sync/reading', { app, pipeline })}\n`);
    const settings = awsSettings(io, region);
    const target = {
      app,
      pipeline,
      seenAt: io.clock.now(),
      isSettled: settledIn(observations, app),
    };
    try {
      const found = await observePipeline(
        target,
        createCodePipeline(settings),
        createCodeBuild(settings),
      );
      if (found === null) io.stderr(`${say('sync/no-pipeline', { app, pipeline })}\n`);
      else seen.push(...found);
    } catch (error) {
      if (!(error instanceof AwsFailure)) throw error;
      failed += 1;
      io.stderr(`${app}: ${sentenceOf(error.said, options.lang)}\n`);
    }
  }
  return { seen, failed };
}

function settledIn(observations: readonly Observation[], app: string) {
  const known = new Set(
    observations.flatMap((seen) =>
      seen.kind === 'execution' && seen.app === app && isFinal(seen.status)
        ? [`${seen.execution} ${seen.status}`]
        : [],
    ),
  );
  return (execution: string, status: string) => known.has(`${execution} ${status}`);
}
