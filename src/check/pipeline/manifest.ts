import type { Document } from '../document.ts';
import { listAt, recordAt, textAt } from '../reading.ts';

/** An action of `pipeline.yaml` as far as it could be read. */
export interface ManifestEntry {
  readonly name: string;
  readonly type: string;
  readonly data: unknown;
  readonly path: string;
}

export interface ManifestStageEntry {
  readonly name: string;
  readonly rollsBack: boolean;
  readonly actions: readonly ManifestEntry[];
  readonly path: string;
}

export interface ManifestProject {
  readonly name: string;
  readonly project: string;
  readonly buildspec: string;
  readonly path: string;
}

/** `pipeline.yaml`; what its schema refuses is left out. */
export interface ReadManifest {
  readonly document: Document;
  readonly platform: string;
  readonly image: string | null;
  readonly buildProject: string;
  readonly jobs: readonly ManifestProject[];
  readonly environments: readonly string[];
  readonly groups: readonly string[];
  readonly rollbackOwner: string;
  readonly stages: readonly ManifestStageEntry[];
}

/** The buildspec that CodeBuild takes when nothing else is said. */
export const defaultBuildspec = 'buildspec.yml';

/** Reads the parts of a manifest that are checked further. Never throws, whatever the data. */
export function readManifest(document: Document): ReadManifest {
  const { data } = document;
  const build = recordAt(data, 'build');
  const environments = listAt(data, 'environments');
  return {
    document,
    platform: textAt(data, 'platform') ?? '',
    image: textAt(build, 'image'),
    buildProject: textAt(build, 'project') ?? '',
    jobs: listAt(data, 'jobs').map((job, index) => ({
      name: textAt(job, 'name') ?? '',
      project: textAt(job, 'project') ?? '',
      buildspec: textAt(job, 'buildspec') ?? '',
      path: `/jobs/${index}`,
    })),
    environments: environments.flatMap((one) => textAt(one, 'name') ?? []),
    groups: environments.flatMap((one) =>
      listAt(one, 'deploymentGroups').flatMap((group) => textAt(group, 'name') ?? []),
    ),
    rollbackOwner: textAt(recordAt(data, 'rollback'), 'owner') ?? '',
    stages: listAt(data, 'stages').map(stageOf),
  };
}

function stageOf(stage: unknown, index: number): ManifestStageEntry {
  const path = `/stages/${index}`;
  return {
    name: textAt(stage, 'name') ?? '',
    rollsBack: textAt(stage, 'onFailure') === 'rollback',
    actions: listAt(stage, 'actions').map((action, at) => ({
      name: textAt(action, 'name') ?? '',
      type: textAt(action, 'type') ?? '',
      data: action,
      path: `${path}/actions/${at}`,
    })),
    path,
  };
}
