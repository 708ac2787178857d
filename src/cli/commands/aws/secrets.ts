import { AwsFailure } from '../../../aws/aws-failure.ts';
import { valueProblem } from '../../../aws/parameter-value.ts';
import { sentenceOf } from '../../../messages/messages.ts';
import type { Params } from '../../../model/message.ts';
import { awsSettings } from '../../aws-settings.ts';
import type { DefineCommand } from '../../command.ts';
import { UsageError } from '../../errors.ts';
import { exitCodes } from '../../exit-codes.ts';
import type { ExitCode } from '../../exit-codes.ts';
import type { Io } from '../../io.ts';
import { configOf } from '../../shared.ts';
import { withAwsOptions } from './options.ts';
import type { AwsOptions } from './options.ts';
import { generatedApplications, neededParameters } from './parameters-file.ts';
import type { NeededParameter } from './parameters-file.ts';

interface PushOptions extends AwsOptions {
  readonly environment?: string;
  readonly fromEnv?: boolean;
  readonly overwrite?: boolean;
  readonly keyId?: string;
  readonly dryRun?: boolean;
}

/** What became of one secret. */
type Outcome = 'stored' | 'exists' | 'skipped' | 'refused';

/** `aws secrets push`: puts secrets into the Parameter Store, from a prompt or from the environment. */
export const defineAwsSecrets: DefineCommand = (program, io, finish) => {
  const secrets = program.command('secrets').description('the secrets of the applications');
  withAwsOptions(
    secrets
      .command('push')
      .description('puts secrets into SSM; asks for each, or takes them from the environment'),
  )
    .option('--environment <name>', 'only those of this environment')
    .option('--from-env', 'take each from the variable of its name')
    .option('--overwrite', 'replace those that are there already')
    .option('--key-id <key>', "a KMS key of your own (default: the account's aws/ssm)")
    .option('--dry-run', 'say which would be asked for; store nothing')
    .action(async (options: PushOptions) => {
      finish(await push(io, options));
    });
};

function sayer({ lang }: PushOptions) {
  return (name: string, params: Params = {}) =>
    sentenceOf({ code: `aws/secrets/${name}`, params }, lang);
}

async function push(io: Io, options: PushOptions): Promise<ExitCode> {
  const say = sayer(options);
  const wanted = wantedSecrets(io, options);
  if (wanted.length === 0) {
    io.stderr(`${say('none')}\n`);
    return exitCodes.done;
  }
  if (options.dryRun === true) {
    for (const one of wanted) io.stdout(`${one.path}  ${variablesOf(one, wanted).join(' / ')}\n`);
    return exitCodes.done;
  }
  if (options.fromEnv !== true && !options.input) throw new UsageError(say('no-source'));
  const outcomes: Outcome[] = [];
  for (const one of wanted) outcomes.push(await pushOne(io, one, wanted, options));
  const count = (outcome: Outcome) => outcomes.filter((each) => each === outcome).length;
  io.stdout(
    `${say('done', { stored: count('stored'), exists: count('exists'), left: count('skipped') + count('refused') })}\n`,
  );
  return outcomes.every((one) => one === 'stored' || one === 'exists')
    ? exitCodes.done
    : exitCodes.unreadInput;
}

function wantedSecrets(io: Io, options: PushOptions): readonly NeededParameter[] {
  const output = options.output ?? options.fleet;
  const apps = generatedApplications(io, output);
  if (apps.length === 0) throw new UsageError(sayer(options)('no-apps', { output }));
  return apps
    .filter((app) => options.app?.includes(app) ?? true)
    .flatMap((app) => neededParameters(io, output, app))
    .filter(
      ({ secret, environment }) =>
        secret && (options.environment === undefined || environment === options.environment),
    );
}

async function pushOne(
  io: Io,
  one: NeededParameter,
  wanted: readonly NeededParameter[],
  options: PushOptions,
): Promise<Outcome> {
  const say = sayer(options);
  const params = { path: one.path, variable: variablesOf(one, wanted).join(' / ') };
  const value =
    options.fromEnv === true
      ? (variablesOf(one, wanted)
          .map((variable) => io.environment[variable])
          .find((found) => found !== undefined) ?? null)
      : await io.prompt.secret(`${say('ask', params)} `);
  if (value === null && options.fromEnv !== true) throw new UsageError(say('nobody'));
  const problem = valueProblem(value ?? '');
  if (value === null || problem !== null) {
    const name =
      options.fromEnv === true && value === null ? 'no-variable' : `value-${problem ?? 'empty'}`;
    io.stderr(`${say(name, params)}\n`);
    return 'skipped';
  }
  return store(io, one, value, options);
}

async function store(
  io: Io,
  one: NeededParameter,
  value: string,
  options: PushOptions,
): Promise<Outcome> {
  const say = sayer(options);
  const config = configOf(io, { dir: options.fleet }, options.config);
  const region = config.apps[one.app]?.environments[one.environment]?.region ?? config.region;
  const { createParameterStore } = await import('../../../aws/ssm.ts');
  const settings = awsSettings(io, options.region ?? region ?? null);
  try {
    const isStored = await createParameterStore(settings).putSecret(one.path, value, {
      overwrite: options.overwrite === true,
      keyId: options.keyId ?? null,
    });
    io.stderr(`${say(isStored ? 'stored' : 'exists', { path: one.path })}\n`);
    return isStored ? 'stored' : 'exists';
  } catch (error) {
    if (!(error instanceof AwsFailure)) throw error;
    io.stderr(`${one.path}: ${sentenceOf(error.said, options.lang)}\n`);
    return 'refused';
  }
}

/**
 * The variables that may hold a secret, the more exact first: `API_PROD_DB_PASS`, and `DB_PASS` where
 * only one secret of that name is asked for.
 */
function variablesOf(one: NeededParameter, wanted: readonly NeededParameter[]): readonly string[] {
  const exact = `${one.app}_${one.environment}_${one.name}`
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_');
  const isOnly = wanted.filter(({ name }) => name === one.name).length === 1;
  return isOnly ? [exact, one.name] : [exact];
}
