import type { Diagnostic } from '../model/diagnostic.ts';
import type { OutputFile } from '../model/output-file.ts';
import type { Plan } from '../model/plan.ts';
import type { StepFailure } from '../model/step-failure.ts';
import { addedStops } from './failure/added-stops.ts';
import { softenedDiagnostics } from './failure/softened.ts';
import { stepFailures } from './failure/step-failures.ts';
import { generators } from './generators.ts';
import type { GenerateContext } from './generator.ts';

import { repository } from './repository/repository.ts';
import { shareSlices } from './repository/slices.ts';

/** What is generated for one application. */
export interface ApplicationOutput {
  /** Sorted by path, below `apps/<application>/`. */
  readonly files: readonly OutputFile[];
  /** What a failing step did to the script and does to the deployment, by these very files. */
  readonly failures: readonly StepFailure[];
  /** What should not be so in them. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * All output files of one application. Pure: nothing is written. Every secret's characters are taken
 * out of every file, whatever a generator did.
 */
export function generateApplication(plan: Plan, context: GenerateContext): ApplicationOutput {
  // What runs comes first: the other files tell of it.
  const code = repository.generate(plan, context);
  const failures = stepFailures(plan, code, context);
  const told = { ...context, failures, addedStops: addedStops(code) };
  const asking = withReadParameters(plan, code, context);
  const rest = generators.flatMap((generator) => generator.generate(asking, told));
  const prefix = `apps/${plan.application}/`;
  const files = [...code, ...rest]
    .map((file) => ({
      ...file,
      path: `${prefix}${file.path}`,
      text: context.redaction.redact(file.text),
    }))
    .sort((left, right) => (left.path < right.path ? -1 : 1));
  const placed = failures.map(({ at, ...failure }) => ({
    ...failure,
    at: at === null ? null : { ...at, path: `${prefix}${at.path}` },
  }));
  return { files, failures: placed, diagnostics: softenedDiagnostics(placed, context.notes) };
}

/**
 * Nobody is asked for a secret that no file reads: what needed it stayed behind with the script. What is
 * left to a person still needs its own, and a file of secrets any of them.
 */
function withReadParameters(
  plan: Plan,
  code: readonly OutputFile[],
  { lore }: Pick<GenerateContext, 'lore'>,
): Plan {
  const text = code.map((file) => file.text).join('\n');
  const byHand = plan.steps.filter(
    ({ disposition, classified }) => disposition === 'manual' && classified.step.reached,
  );
  if (byHand.some(({ destination }) => destination === 'secret')) return plan;
  const commands = byHand.map(({ classified }) => classified.step.text).join('\n');
  const names = new Set(`${text}\n${commands}`.match(/\w+/g));
  const parameters = plan.parameters.filter(({ name }) => names.has(name));
  if (parameters.length === plan.parameters.length) return plan;
  const asking = { ...plan, parameters };
  shareSlices(plan, asking, lore);
  return asking;
}
