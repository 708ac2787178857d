import { sentenceOf } from '../../../messages/messages.ts';
import type { PipelineFacts } from '../../../model/rollout.ts';
import { firstOpen, rollbackLadder } from '../../../rollout/rollback-ladder.ts';
import type { Rung } from '../../../rollout/rollback-ladder.ts';
import { awsSettings } from '../../aws-settings.ts';
import type { DefineCommand } from '../../command.ts';
import { UsageError } from '../../errors.ts';
import { exitCodes } from '../../exit-codes.ts';
import type { ExitCode } from '../../exit-codes.ts';
import type { Io } from '../../io.ts';
import { configOf } from '../../shared.ts';
import { fleetNames } from './fleet-names.ts';
import { checkApplication, openRollout } from './open-rollout.ts';
import { decider, sayIn, withDecisionOptions } from './options.ts';
import type { DecisionOptions } from './options.ts';
import { pipelineOf } from './pipelines.ts';
import { record } from './record.ts';

interface RollbackOptions extends DecisionOptions {
  readonly region?: string;
  readonly stage?: string;
}

/** `rollout rollback APP`: shows the ways back; takes the gentlest open one with --confirm. */
export const defineRolloutRollback: DefineCommand = (program, io, finish) => {
  withDecisionOptions(
    program
      .command('rollback')
      .description('shows the ways back; takes the gentlest open one with --confirm')
      .argument('<app>'),
  )
    .option('--region <region>', 'of the pipeline (default: as pipewright.yaml or AWS_REGION say)')
    .option('--stage <name>', 'the pipeline stage to go back with (default: the last that deploys)')
    .action(async (app: string, options: RollbackOptions) => {
      finish(await rollback(io, app, options));
    });
};

async function rollback(io: Io, app: string, options: RollbackOptions): Promise<ExitCode> {
  const say = sayIn(options.lang);
  const { because } = options;
  if (options.confirm === true && because === undefined)
    throw new UsageError(say('because-needed', { command: 'rollback --confirm' }));
  const opened = openRollout(io, options);
  checkApplication(app, { ...opened, facts: fleetNames(io, options) }, options);
  const config = configOf(io, opened.files, options.config);
  const { pipeline, region } = pipelineOf(io, app, opened.plan, config, options);
  const services = await servicesFor(io, region);
  const { pipelineFacts } = await import('../../../aws/pipeline-facts.ts');
  const { codePipeline, codeDeploy } = services;
  const facts = await pipelineFacts(pipeline, options.stage ?? null, codePipeline, codeDeploy);
  if (facts === null) {
    io.stderr(`${say('rollback/no-pipeline', { app, pipeline, stage: options.stage ?? '–' })}\n`);
    return exitCodes.unreadInput;
  }
  const ladder = rollbackLadder(facts);
  const rung = firstOpen(ladder);
  showLadder(io, { facts, ladder, chosen: rung }, options);
  if (rung?.target == null) return exitCodes.findings;
  if (options.confirm !== true || because === undefined) {
    io.stderr(`${say('rollback/confirm')}\n`);
    return exitCodes.done;
  }
  return take(io, app, { facts, rung, target: rung.target, services, because }, options);
}

async function servicesFor(io: Io, region: string | null) {
  const [{ createCodePipeline }, { createCodeDeploy }] = await Promise.all([
    import('../../../aws/codepipeline.ts'),
    import('../../../aws/codedeploy.ts'),
  ]);
  const settings = awsSettings(io, region);
  return { codePipeline: createCodePipeline(settings), codeDeploy: createCodeDeploy(settings) };
}

interface Ladder {
  readonly facts: PipelineFacts;
  readonly ladder: readonly Rung[];
  readonly chosen: Rung | null;
}

function showLadder(io: Io, { facts, ladder, chosen }: Ladder, options: RollbackOptions): void {
  const say = sayIn(options.lang);
  const { pipeline, stage } = facts;
  if (options.json === true || options.format === 'json') {
    const rungs = ladder.map((rung) => ({
      ...rung,
      because: { ...rung.because, text: sentenceOf(rung.because, options.lang) },
    }));
    const result = {
      schema: 'pipewright/rollout-rollback/1',
      pipeline,
      stage,
      rungs,
      chosen: chosen?.rung ?? null,
      databaseIsNotUndone: true,
    };
    io.stdout(`${JSON.stringify(result, null, 2)}\n`);
    return;
  }
  io.stdout(`${say('rollback/ladder', { pipeline, stage })}\n`);
  for (const [at, rung] of ladder.entries()) {
    const mark = rung === chosen ? '->' : '  ';
    const state = say(rung.open ? 'rung/open' : 'rung/closed');
    const title = say(`rung/${rung.rung}`);
    const because = sentenceOf(rung.because, options.lang);
    io.stdout(`${mark} ${at + 1}. ${title} [${state}]: ${because}\n`);
  }
  if (chosen === null) io.stdout(`${say('rollback/none')}\n`);
  io.stdout(`${say('rollback/database')}\n`);
}

interface Taken {
  readonly facts: PipelineFacts;
  readonly rung: Rung;
  readonly target: string;
  readonly services: Awaited<ReturnType<typeof servicesFor>>;
  readonly because: string;
}

/** Goes back first and writes it down then: a log that can't be written must not keep an outage going. */
async function take(
  io: Io,
  app: string,
  { facts, rung, target, services, because }: Taken,
  options: RollbackOptions,
): Promise<ExitCode> {
  const say = sayIn(options.lang);
  decider(io, options);
  const { climb } = await import('../../../aws/climb.ts');
  const execution = await climb(rung.rung, target, facts, services);
  io.stderr(
    `${execution === null ? say('rollback/stopped', { target }) : say('rollback/started', { execution })}\n`,
  );
  const { pipeline } = facts;
  await record(io, app, options, () => {
    return { type: 'rollback', app, rung: rung.rung, pipeline, target, because };
  });
  return exitCodes.done;
}
