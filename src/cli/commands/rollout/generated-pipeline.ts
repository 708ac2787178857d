import { RolloutFileError } from '../../../rollout/plan-file.ts';
import type { Io } from '../../io.ts';
import { readText } from '../../package-files.ts';
import { join } from '../../shared.ts';

/** An action of a pipeline, as far as AWS must hold something for it. */
export interface GeneratedAction {
  readonly name: string;
  readonly category: string;
  readonly provider: string;
  readonly configuration: Readonly<Record<string, unknown>>;
}

/** `apps/<app>/pipeline.json`: the input of CreatePipeline that was generated. */
export interface GeneratedPipeline {
  readonly name: string;
  readonly stages: readonly {
    readonly name: string;
    readonly actions: readonly GeneratedAction[];
  }[];
}

/** The pipeline that was generated for an application; null when none was. Throws a RolloutFileError. */
export function generatedPipeline(io: Io, output: string, app: string): GeneratedPipeline | null {
  const path = join(output, `apps/${app}/pipeline.json`);
  const text = readText(io.reader, path);
  if (text === null) return null;
  const pipeline = member(parsed(text, path), 'pipeline');
  const name = member(pipeline, 'name');
  if (typeof name !== 'string') throw new RolloutFileError(path, 1, 'no-pipeline');
  return {
    name,
    stages: list(member(pipeline, 'stages')).map((stage) => ({
      name: textOf(member(stage, 'name')),
      actions: list(member(stage, 'actions')).map(actionOf),
    })),
  };
}

/** The pipeline stages that deploy; the last one is production. */
export function deployStages({ stages }: GeneratedPipeline): readonly string[] {
  return stages
    .filter(({ actions }) => actions.some(({ category }) => category === 'Deploy'))
    .map(({ name }) => name);
}

function actionOf(action: unknown): GeneratedAction {
  const type = member(action, 'actionTypeId');
  const configuration = member(action, 'configuration');
  return {
    name: textOf(member(action, 'name')),
    category: textOf(member(type, 'category')),
    provider: textOf(member(type, 'provider')),
    configuration:
      typeof configuration === 'object' && configuration !== null ? { ...configuration } : {},
  };
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    const offset = Number(/position (\d+)/.exec(message)?.[1] ?? 0);
    throw new RolloutFileError(path, text.slice(0, offset).split('\n').length, 'not-json');
  }
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)[key]
    : undefined;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
