import type { OutputFile } from '../model/output-file.ts';
import type { Plan } from '../model/plan.ts';
import { generators } from './generators.ts';
import type { GenerateContext } from './generator.ts';

/**
 * All output files of one application, sorted by path, below `apps/<application>/`. Pure: nothing
 * is written. Every secret's characters are taken out of every file, whatever a generator did.
 */
export function generateApplication(plan: Plan, context: GenerateContext): readonly OutputFile[] {
  return generators
    .flatMap((generator) => generator.generate(plan, context))
    .map((file) => ({
      ...file,
      path: `apps/${plan.application}/${file.path}`,
      text: context.redaction.redact(file.text),
    }))
    .sort((left, right) => (left.path < right.path ? -1 : 1));
}
