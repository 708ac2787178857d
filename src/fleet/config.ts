import { Ajv2020 } from 'ajv/dist/2020.js';

import type { ApplicationConfig, FleetConfig } from '../model/config.ts';
import { configSchema } from './config-schema.ts';
import { shownKey, shownPath } from './shown-key.ts';
import { parseYamlWithLines, YamlError } from './yaml.ts';
import type { YamlWithLines } from './yaml.ts';

export interface ConfigProblem {
  /** Where it stands, as a path of keys. */
  readonly path: string;
  readonly message: string;
  /** 1-based. */
  readonly line?: number | null;
}

/** `pipewright.yaml` is not what it must be: every problem, each with the path of its key. */
export class ConfigError extends Error {
  readonly file: string;
  readonly problems: readonly ConfigProblem[];

  constructor(file: string, problems: ConfigError['problems']) {
    super(
      `${file}: ${problems
        .map(({ path, message, line }) =>
          line == null ? `${path} ${message}` : `line ${line}: ${path} ${message}`,
        )
        .join('; ')}`,
    );
    this.name = 'ConfigError';
    this.file = file;
    this.problems = problems;
  }
}

export const emptyApplicationConfig: ApplicationConfig = {
  dependsOn: [],
  environments: {},
  answers: {},
  ignores: [],
};
export const emptyConfig: FleetConfig = { freezeWindows: [], targets: {}, rules: [], apps: {} };

const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(configSchema);

/** Reads `pipewright.yaml`. Throws a ConfigError that names every wrong key. */
export function readConfig(text: string, file: string): FleetConfig {
  const { data: written, lineOf } = parsed(text, file);
  const data = written ?? {};
  if (!validate(data)) {
    const problems = (validate.errors ?? []).map(({ instancePath, message, params }) => ({
      path: instancePath === '' ? '/' : shownPath(instancePath),
      message: describe(message ?? 'is wrong', params as Record<string, unknown>),
      line: lineOf(instancePath),
    }));
    throw new ConfigError(file, problems);
  }
  const config = data as Partial<FleetConfig>;
  const apps = Object.entries(config.apps ?? {}).map(
    ([name, app]) =>
      [name, completed(app, (at) => lineOf(`/apps/${name}/ignores/${at}/rule`))] as const,
  );
  return { ...emptyConfig, ...config, apps: Object.fromEntries(apps) };
}

function parsed(text: string, file: string): YamlWithLines {
  try {
    return parseYamlWithLines(text);
  } catch (error) {
    if (error instanceof YamlError)
      throw new ConfigError(file, [{ path: '', message: error.message, line: error.line }]);
    throw error;
  }
}

function describe(message: string, params: Record<string, unknown>): string {
  const { additionalProperty: key, allowedValues: values } = params;
  if (typeof key === 'string') return `${message}: ${shownKey(key)}`;
  return values === undefined ? message : `${message}: ${JSON.stringify(values)}`;
}

/** Answers are written as people write them; inside they are texts. */
function completed(
  app: Partial<ApplicationConfig> | null,
  lineOf: (ignore: number) => number,
): ApplicationConfig {
  const given = app ?? {};
  const written: Readonly<Record<string, string | number | boolean>> = given.answers ?? {};
  const answers = Object.entries(written).map(([id, answer]) => [id, String(answer)] as const);
  const ignores = (given.ignores ?? []).map((ignore, at) => ({ ...ignore, line: lineOf(at) }));
  return { ...emptyApplicationConfig, ...given, ignores, answers: Object.fromEntries(answers) };
}
