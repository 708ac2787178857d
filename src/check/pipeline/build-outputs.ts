import type { Buildspec } from '../buildspec/buildspec.ts';
import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnose } from '../diagnose.ts';
import type { PipelineDeclaration } from './declaration.ts';

/**
 * What the pipeline takes from a build against what its buildspec gives: one output is the primary
 * artifact, several are secondary artifacts of the same names.
 * Source: https://docs.aws.amazon.com/codebuild/latest/userguide/sample-multi-in-out.html
 */
export function outputProblems(
  { stages }: PipelineDeclaration,
  buildspecOf: (project: string) => Buildspec | null,
): readonly Diagnostic[] {
  return stages.flatMap(({ actions }) =>
    actions.flatMap(({ provider, configuration, outputs }) => {
      if (provider !== 'CodeBuild' || outputs.length === 0) return [];
      const buildspec = buildspecOf(configuration['ProjectName'] ?? '');
      return buildspec === null ? [] : against(buildspec, outputs);
    }),
  );
}

function against({ document, artifacts }: Buildspec, outputs: readonly string[]) {
  const line = document.lineOf('/artifacts');
  if (artifacts.length === 0) {
    const params = { artifacts: outputs.join(', ') };
    return [diagnose('check/no-artifacts', document.file, line, params)];
  }
  if (outputs.length === 1) return [];
  const given = artifacts.flatMap(({ name }) => name ?? []);
  const isSame = outputs.every((name) => given.includes(name)) && given.length === outputs.length;
  if (isSame) return [];
  const params = { wanted: outputs.join(', '), given: given.join(', ') || '–' };
  return [diagnose('check/artifact-names', document.file, line, params)];
}
