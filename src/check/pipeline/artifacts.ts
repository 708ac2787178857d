import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnose } from '../diagnose.ts';
import type { Action, PipelineDeclaration } from './declaration.ts';

/**
 * Artifacts have one maker each, and it runs before those who take them: in an earlier pipeline
 * stage, or in the same one with a lower order.
 */
export function artifactProblems({ document, stages }: PipelineDeclaration): readonly Diagnostic[] {
  const problems: Diagnostic[] = [];
  const made = new Set<string>();
  for (const { actions } of stages) {
    for (const order of ordersOf(actions)) {
      const together = actions.filter((action) => action.order === order);
      for (const action of together) problems.push(...inputProblems(document.file, action, made));
      for (const action of together) problems.push(...outputProblems(document.file, action, made));
    }
  }
  return problems;
}

function ordersOf(actions: readonly Action[]): readonly number[] {
  return [...new Set(actions.map(({ order }) => order))].sort((one, other) => one - other);
}

function inputProblems(
  file: string,
  { name, inputs, line }: Action,
  made: ReadonlySet<string>,
): readonly Diagnostic[] {
  const known = made.size === 0 ? '–' : [...made].join(', ');
  return inputs
    .filter((artifact) => !made.has(artifact))
    .map((artifact) =>
      diagnose('check/unknown-artifact', file, line, { action: name, artifact, known }),
    );
}

function outputProblems(
  file: string,
  { outputs, line }: Action,
  made: Set<string>,
): readonly Diagnostic[] {
  return outputs.flatMap((name) => {
    const isTwice = made.has(name);
    made.add(name);
    if (!isTwice) return [];
    return [diagnose('check/duplicate-name', file, line, { name, what: 'outputArtifacts' })];
  });
}
