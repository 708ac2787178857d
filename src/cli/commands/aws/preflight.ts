import type { Needs, Preflight } from '../../../aws/preflight.ts';
import { sentenceOf } from '../../../messages/messages.ts';
import { awsSettings } from '../../aws-settings.ts';
import { columnsText } from '../../columns.ts';
import type { DefineCommand } from '../../command.ts';
import { UsageError } from '../../errors.ts';
import { exitCodes } from '../../exit-codes.ts';
import type { ExitCode } from '../../exit-codes.ts';
import { choose } from '../../formats.ts';
import type { Io } from '../../io.ts';
import { configOf } from '../../shared.ts';
import { generatedPipeline } from '../rollout/generated-pipeline.ts';
import { readPlan } from '../rollout/open-rollout.ts';
import { rolloutFiles } from '../rollout/options.ts';
import { pipelineOf } from '../rollout/pipelines.ts';
import { withAwsOptions } from './options.ts';
import type { AwsOptions } from './options.ts';
import { generatedApplications, neededParameters } from './parameters-file.ts';

type Found = Preflight & { readonly app: string };

/** `aws preflight`: what the account still lacks for the pipelines that were generated. Changes nothing. */
export const defineAwsPreflight: DefineCommand = (program, io, finish) => {
  withAwsOptions(
    program.command('preflight').description('what the account still lacks; changes nothing'),
  ).action(async (options: AwsOptions) => {
    const given = options.json === true ? 'json' : options.format;
    const format = choose(given, ['table', 'json'], '--format', options.lang);
    const found = await lookAll(io, options);
    if (format === 'json') {
      const results = found.map((one) => ({
        ...one,
        because:
          one.because === null
            ? null
            : { ...one.because, text: sentenceOf(one.because, options.lang) },
      }));
      const result = { schema: 'pipewright/aws-preflight/1', results };
      io.stdout(`${JSON.stringify(result, null, 2)}\n`);
    } else io.stdout(tableOf(found, options));
    finish(codeOf(found));
  });
};

async function lookAll(io: Io, options: AwsOptions): Promise<readonly Found[]> {
  const files = rolloutFiles(io, options);
  const output = options.output ?? options.fleet;
  const apps = generatedApplications(io, output).filter(
    (app) => options.app?.includes(app) ?? true,
  );
  if (apps.length === 0)
    throw new UsageError(
      sentenceOf({ code: 'aws/secrets/no-apps', params: { output } }, options.lang),
    );
  const config = configOf(io, files, options.config);
  const plan = readPlan(io, files);
  const { preflight } = await import('../../../aws/preflight.ts');
  const found: Found[] = [];
  for (const app of apps) {
    const { pipeline, region } = pipelineOf(io, app, plan, config, options);
    const needs = needsOf(io, output, app, pipeline);
    for (const one of await preflight(needs, awsSettings(io, region))) found.push({ app, ...one });
  }
  return found;
}

function needsOf(io: Io, output: string, app: string, pipeline: string): Needs {
  const stages = generatedPipeline(io, output, app)?.stages ?? [];
  const actions = stages.flatMap((stage) => stage.actions);
  const texts = (provider: string, key: string) =>
    actions.flatMap((action) => {
      const value = action.provider === provider ? action.configuration[key] : undefined;
      return typeof value === 'string' ? [value] : [];
    });
  const applications = texts('CodeDeploy', 'ApplicationName');
  return {
    pipeline,
    projects: [...new Set(texts('CodeBuild', 'ProjectName'))],
    groups: texts('CodeDeploy', 'DeploymentGroupName').map((group, at) => {
      return { application: applications[at] ?? '', group };
    }),
    parameters: neededParameters(io, output, app).map(({ path }) => path),
  };
}

function tableOf(found: readonly Found[], { lang }: AwsOptions): string {
  const say = (name: string) => sentenceOf({ code: `aws/preflight/${name}`, params: {} }, lang);
  const heads = ['application', 'what', 'name', 'state', 'remarks'].map((name) =>
    say(`heading-${name}`),
  );
  const rows = found.map(({ app, what, name, state, because }) => [
    app,
    say(what),
    name,
    say(state),
    because === null ? '' : sentenceOf(because, lang),
  ]);
  return columnsText([heads, ...rows]);
}

function codeOf(found: readonly Found[]): ExitCode {
  if (found.some(({ state }) => state === 'unknown')) return exitCodes.unreadInput;
  return found.some(({ state }) => state !== 'there') ? exitCodes.findings : exitCodes.done;
}
