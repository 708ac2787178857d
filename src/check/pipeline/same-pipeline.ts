import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnose } from '../diagnose.ts';
import type { PipelineDeclaration } from './declaration.ts';
import type { ReadManifest } from './manifest.ts';

/** `pipeline.yaml` and `pipeline.json` tell of one pipeline: the same stages with the same actions. */
export function differences(
  manifest: ReadManifest,
  declaration: PipelineDeclaration,
): readonly Diagnostic[] {
  const inYaml = actionsOf(manifest.stages);
  const inJson = actionsOf(declaration.stages);
  const yaml = manifest.document.file;
  const json = declaration.document.file;
  const missing = (from: readonly string[], to: readonly string[], file: string, other: string) =>
    from
      .filter((what) => !to.includes(what))
      .map((what) => diagnose('check/pipeline-differs', other, null, { what, file }));
  return [...missing(inYaml, inJson, yaml, json), ...missing(inJson, inYaml, json, yaml)];
}

function actionsOf(
  stages: readonly {
    readonly name: string;
    readonly actions: readonly { readonly name: string }[];
  }[],
): readonly string[] {
  return stages.flatMap((stage) => stage.actions.map((action) => `${stage.name}/${action.name}`));
}
