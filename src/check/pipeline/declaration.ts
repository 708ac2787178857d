import type { Document } from '../document.ts';
import { isRecord, listAt, recordAt, textAt } from '../reading.ts';

/** An action of `pipeline.json` as far as it could be read. */
export interface Action {
  readonly name: string;
  readonly category: string;
  readonly owner: string;
  readonly provider: string;
  readonly order: number;
  readonly configuration: Readonly<Record<string, string>>;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly hasTimeout: boolean;
  readonly path: string;
  readonly line: number;
}

export interface Stage {
  readonly name: string;
  readonly actions: readonly Action[];
  readonly data: Readonly<Record<string, unknown>>;
  readonly path: string;
  readonly line: number;
}

/** `pipeline.json`; what its schema refuses is left out. */
export interface PipelineDeclaration {
  readonly document: Document;
  readonly data: Readonly<Record<string, unknown>>;
  readonly stages: readonly Stage[];
}

/** Reads the parts of a declaration that are checked further. Never throws, whatever the data. */
export function declarationOf(document: Document): PipelineDeclaration {
  const data = recordAt(document.data, 'pipeline');
  const stages = listAt(data, 'stages').map((stage, index) =>
    stageOf(document, stage, `/pipeline/stages/${index}`),
  );
  return { document, data, stages };
}

function stageOf(document: Document, stage: unknown, path: string): Stage {
  return {
    name: textAt(stage, 'name') ?? '',
    actions: listAt(stage, 'actions').map((action, index) =>
      actionOf(document, action, `${path}/actions/${index}`),
    ),
    data: isRecord(stage) ? stage : {},
    path,
    line: document.lineOf(path),
  };
}

function actionOf(document: Document, action: unknown, path: string): Action {
  const type = recordAt(action, 'actionTypeId');
  const order = isRecord(action) ? action['runOrder'] : undefined;
  const texts = Object.entries(recordAt(action, 'configuration')).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return {
    name: textAt(action, 'name') ?? '',
    category: textAt(type, 'category') ?? '',
    owner: textAt(type, 'owner') ?? '',
    provider: textAt(type, 'provider') ?? '',
    order: typeof order === 'number' ? order : 1,
    configuration: Object.fromEntries(texts),
    inputs: namesAt(action, 'inputArtifacts'),
    outputs: namesAt(action, 'outputArtifacts'),
    hasTimeout: isRecord(action) && Object.hasOwn(action, 'timeoutInMinutes'),
    path,
    line: document.lineOf(path),
  };
}

function namesAt(action: unknown, key: string): readonly string[] {
  return listAt(action, key).flatMap((artifact) => textAt(artifact, 'name') ?? []);
}
