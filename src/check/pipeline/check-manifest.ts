import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnose } from '../diagnose.ts';
import { listAt, recordAt, textAt } from '../reading.ts';
import { createJudge } from '../schema-problems.ts';
import { manifestSchema } from '../schemas/manifest-schema.ts';
import type { ManifestEntry, ReadManifest } from './manifest.ts';

const judge = createJudge(manifestSchema);

/** `pipeline.yaml` by itself: its shape, and that whatever it names is in it. */
export function checkManifest(manifest: ReadManifest): readonly Diagnostic[] {
  return [
    ...judge(manifest.document),
    ...manifest.stages.flatMap(({ actions }) =>
      actions.flatMap((action) => referenceProblems(manifest, action)),
    ),
    ...rollbackProblems(manifest),
    ...targetProblems(manifest),
  ];
}

/** Which list an action's key names something of. */
const references = [
  { key: 'job', listOf: (manifest: ReadManifest) => manifest.jobs.map(({ name }) => name) },
  { key: 'environment', listOf: (manifest: ReadManifest) => manifest.environments },
  { key: 'group', listOf: (manifest: ReadManifest) => manifest.groups },
] as const;

function referenceProblems(
  manifest: ReadManifest,
  { name: action, data, path }: ManifestEntry,
): readonly Diagnostic[] {
  return references.flatMap(({ key, listOf }) => {
    const name = textAt(data, key);
    const known = listOf(manifest);
    if (name === null || known.includes(name)) return [];
    const { file, lineOf } = manifest.document;
    const params = { place: `${action}.${key}`, name, known: known.join(', ') || '–' };
    return [diagnose('check/unknown-reference', file, lineOf(`${path}/${key}`), params)];
  });
}

function rollbackProblems({ document, rollbackOwner, stages }: ReadManifest) {
  if (rollbackOwner !== 'codedeploy') return [];
  return stages.flatMap(({ name, rollsBack, actions, path }) => {
    const group = actions.find(({ type }) => type === 'codedeploy');
    if (!rollsBack || group === undefined) return [];
    const params = { stage: name, group: textAt(group.data, 'group') ?? group.name };
    const line = document.lineOf(`${path}/onFailure`);
    return [diagnose('check/two-rollback-owners', document.file, line, params)];
  });
}

/** Blue/green copies an Auto Scaling group and moves a target group: it needs both. */
function targetProblems({ document }: ReadManifest): readonly Diagnostic[] {
  return listAt(document.data, 'environments').flatMap((environment, index) =>
    listAt(environment, 'deploymentGroups').flatMap((group, at) => {
      if (textAt(group, 'style') !== 'blue-green') return [];
      const path = `/environments/${index}/deploymentGroups/${at}`;
      const given = recordAt({ group }, 'group');
      return ['autoScalingGroup', 'targetGroup']
        .filter((key) => textAt(given, key) === null)
        .map((key) =>
          diagnose('check/missing-key', document.file, document.lineOf(`${path}/${key}`), {
            place: textAt(group, 'name') ?? path,
            key,
          }),
        );
    }),
  );
}
