import { NotYaml, readYaml } from './yaml.ts';
import type { YamlNode } from './yaml.ts';

/** `rollout.yaml` as people keep it. */
export interface PlanFile {
  readonly proof: string | null;
  readonly waves: readonly PlannedWave[];
}

export interface PlannedWave {
  readonly name: string;
  readonly members: readonly PlannedMember[];
  /** Where the last member ends and where the first begins; null where nothing can be added by splicing. */
  readonly place: { readonly start: number; readonly end: number } | null;
}

export interface PlannedMember {
  readonly app: string;
  readonly because: string | null;
  /** The name of its pipeline, where it is not the application's own. */
  readonly pipeline: string | null;
  readonly region: string | null;
  readonly line: number;
}

/** A file of the rollout is not as it must be: which, on which line, and what is wrong. */
export class RolloutFileError extends Error {
  readonly file: string;
  readonly line: number;
  readonly code: string;
  readonly params: Readonly<Record<string, string>>;

  constructor(file: string, line: number, name: string, params: Record<string, string> = {}) {
    super(`${file}:${line}: ${name}`);
    this.name = 'RolloutFileError';
    this.file = file;
    this.line = line;
    this.code = `rollout/file/${name}`;
    this.params = params;
  }
}

/** Reads the plan. Throws a RolloutFileError at the first thing that can't be understood. */
export function readPlanFile(text: string, file: string): PlanFile {
  const root = parsed(text, file);
  const waves = root.get('waves');
  const items = waves?.items() ?? null;
  if (items === null) throw new RolloutFileError(file, waves?.line ?? 1, 'no-waves');
  const seen = new Map<string, number>();
  const read = items.map((wave, at) => waveOf(wave, at, text, file));
  for (const { members } of read)
    for (const { app, line } of members) {
      const first = seen.get(app);
      if (first !== undefined)
        throw new RolloutFileError(file, line, 'twice', { app, first: String(first) });
      seen.set(app, line);
    }
  return { proof: textOf(root.get('proofOfConcept')), waves: read };
}

function parsed(text: string, file: string): YamlNode {
  try {
    return readYaml(text);
  } catch (error) {
    if (error instanceof NotYaml)
      throw new RolloutFileError(file, error.line, 'not-yaml', { message: error.message });
    throw error;
  }
}

function waveOf(wave: YamlNode, at: number, text: string, file: string): PlannedWave {
  const list = wave.get('applications');
  const items = list?.items() ?? null;
  if (list === null || items === null)
    throw new RolloutFileError(file, wave.line, 'no-applications');
  const members = items.map((item) => memberOf(item, file));
  const last = items.at(-1);
  const isBlock = last !== undefined && text[list.start] === '-';
  return {
    name: textOf(wave.get('name')) ?? String(at),
    members,
    place: isBlock ? { start: list.start, end: last.end } : null,
  };
}

/** An application stands there by its name alone, or with what people know of it. */
function memberOf(item: YamlNode, file: string): PlannedMember {
  const app = textOf(item) ?? textOf(item.get('app'));
  if (app === null) throw new RolloutFileError(file, item.line, 'no-app');
  return {
    app,
    because: textOf(item.get('because')),
    pipeline: textOf(item.get('pipeline')),
    region: textOf(item.get('region')),
    line: item.line,
  };
}

function textOf(node: YamlNode | null): string | null {
  return typeof node?.data === 'string' && node.data !== '' ? node.data : null;
}
