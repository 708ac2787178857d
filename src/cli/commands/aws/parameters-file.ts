import { parseYamlWithLines, YamlError } from '../../../fleet/yaml.ts';
import { RolloutFileError } from '../../../rollout/plan-file.ts';
import type { Io } from '../../io.ts';
import { readText } from '../../package-files.ts';
import { join } from '../../shared.ts';

/** One place in the Parameter Store that an application reads. */
export interface NeededParameter {
  readonly app: string;
  readonly name: string;
  readonly environment: string;
  readonly path: string;
  readonly secret: boolean;
}

/** The applications below `apps/` of a folder of generated files, sorted. */
export function generatedApplications(io: Io, output: string): readonly string[] {
  const entries = io.reader.list(join(output, 'apps')) ?? [];
  return entries.filter(({ kind }) => kind === 'directory').map(({ name }) => name);
}

/** What `apps/<app>/parameters.yaml` lists; nothing when there is none. Throws a RolloutFileError. */
export function neededParameters(io: Io, output: string, app: string): readonly NeededParameter[] {
  const path = join(output, `apps/${app}/parameters.yaml`);
  const text = readText(io.reader, path);
  if (text === null) return [];
  const { data, lineOf } = parsed(text, path);
  const listed = record(data)['parameters'] ?? [];
  if (!Array.isArray(listed))
    throw new RolloutFileError(path, lineOf('/parameters'), 'no-parameters');
  return listed.flatMap((one, at) => {
    const { name, type, paths } = record(one);
    if (typeof name !== 'string')
      throw new RolloutFileError(path, lineOf(`/parameters/${at}`), 'no-parameter-name');
    return Object.entries(record(paths)).map(([environment, place]) => {
      if (typeof place !== 'string' || !/^\/[\w.\-/]+$/.test(place))
        throw new RolloutFileError(
          path,
          lineOf(`/parameters/${at}/paths/${environment}`),
          'no-parameter-path',
          { name },
        );
      return { app, name, environment, path: place, secret: type !== 'String' };
    });
  });
}

function parsed(text: string, path: string) {
  try {
    return parseYamlWithLines(text);
  } catch (error) {
    if (error instanceof YamlError)
      throw new RolloutFileError(path, error.line, 'not-yaml', { message: error.message });
    throw error;
  }
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}
