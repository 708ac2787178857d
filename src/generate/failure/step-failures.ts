import type { Destination } from '../../model/kind.ts';
import type { Lore } from '../../model/lore.ts';
import type { OutputFile } from '../../model/output-file.ts';
import type { Plan, PlannedStep } from '../../model/plan.ts';
import type { ReadFleetFile } from '../../model/fleet.ts';
import type { FailureChange, MeantSoftening, StepFailure } from '../../model/step-failure.ts';
import type { Failure, StepId } from '../../model/step.ts';
import { outputCommands } from './output-commands.ts';
import type { OutputCommand } from './output-commands.ts';

/**
 * For each step that the new deployment carries out, what its failure did to the script and what it
 * does to the deployment, read from the files as they were generated. Steps that lie outside of a
 * deployment (the machine image, rollback), and consent, which is no command, have none.
 */
export function stepFailures(
  plan: Plan,
  files: readonly OutputFile[],
  { read, lore }: { readonly read: ReadFleetFile; readonly lore: Lore },
): readonly StepFailure[] {
  const prefix = plan.root === '.' ? '' : `${plan.root}/`;
  const commands = outputCommands(files, (file) => read(`${prefix}${file}`), lore);
  const byStep = commandsByStep(plan, files, commands);
  return plan.steps.flatMap((planned) => {
    const { step } = planned.classified;
    const found = byStep.get(step.id) ?? [];
    const now = found.length > 0 ? gravest(found) : failureAt(planned);
    if (now === null) return [];
    const [first] = found;
    const at =
      first === undefined ? placeOf(step.id, files) : { path: first.path, line: first.line };
    const change = changeOf(step.failure, now);
    const meant = change === 'softened' ? meantSoftening(planned) : null;
    return [{ step: step.id, change, before: step.failure, now, meant, at }];
  });
}

function changeOf(before: Failure, now: Failure): FailureChange {
  if (now === 'aborts') return before === 'aborts' ? 'unchanged' : 'hardened';
  return before === 'aborts' ? 'softened' : 'tolerant';
}

function meantSoftening({ destination }: PlannedStep): MeantSoftening | null {
  if (destination === 'hook/ApplicationStop') return 'stop-script';
  return destination === 'notification' ? 'message' : null;
}

/** The first line that comes from a step. */
function placeOf(id: StepId, files: readonly OutputFile[]): StepFailure['at'] {
  for (const { path, origins } of files)
    for (const { line, steps } of origins) if (steps.includes(id)) return { path, line };
  return null;
}

/** Where a step stands in several places, its failure stops the deployment in one of them. */
function gravest(commands: readonly OutputCommand[]): Failure {
  const all = commands.map(({ step }) => step.failure);
  return all.find((one) => one === 'aborts') ?? all.find((one) => one === 'handled') ?? 'ignored';
}

/** The commands of output files that carry each step out. */
function commandsByStep(
  plan: Plan,
  files: readonly OutputFile[],
  commands: readonly OutputCommand[],
): ReadonlyMap<StepId, readonly OutputCommand[]> {
  const places = new Map<StepId, readonly OutputCommand[]>();
  const planned = new Map(plan.steps.map((one) => [one.classified.step.id, one]));
  for (const { path, origins } of files) {
    const here = commands.filter((command) => command.path === path);
    for (const origin of origins) {
      const within = here.filter(
        ({ line, endLine }) => line <= origin.endLine && origin.line <= endLine,
      );
      for (const id of origin.steps) {
        const step = planned.get(id);
        if (step === undefined) continue;
        const known = places.get(id) ?? [];
        const own = within.some((one) => isOwn(step, one))
          ? within
          : [...within, ...here.filter((one) => isOwn(step, one))];
        places.set(id, [...known, ...own.filter((one) => !known.includes(one))]);
      }
    }
  }
  for (const [id, all] of places) places.set(id, meant(planned.get(id) as PlannedStep, all));
  return places;
}

/** The very command: where `"$@"` runs it, it stands on the line of the call. */
function isOwn({ classified: { step } }: PlannedStep, command: OutputCommand): boolean {
  return command.step.name === step.name && wordsOf(command.step.text) === wordsOf(step.text);
}

/** Of the commands on a step's lines, those that are the step: its own text, its name, or all of them. */
function meant(
  { classified: { step } }: PlannedStep,
  all: readonly OutputCommand[],
): readonly OutputCommand[] {
  const commands = all.filter(
    ({ step: { form, followed } }) => form === step.form && (!followed || step.followed),
  );
  const reached = commands.filter((one) => one.step.reached);
  const some = reached.length > 0 ? reached : commands;
  const named = some.filter((one) => one.step.name === step.name);
  const same = named.filter((one) => wordsOf(one.step.text) === wordsOf(step.text));
  return [same, named, some].find((list) => list.length > 0) ?? [];
}

/** The text of a command without what its new place changes: quotes, sudo, blanks. */
function wordsOf(text: string): string {
  return text
    .replace(/["'\\]|\bsudo\b/g, '')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What a failure does at a destination where AWS itself does the work; null outside of a deployment. */
function failureAt({ classified, destination, disposition }: PlannedStep): Failure | null {
  if (destination === null || classified.kind === 'approval-prompt') return null;
  if (disposition !== 'converted' && disposition !== 'replaced') return null;
  // A message that is not delivered fails no pipeline: EventBridge sends it.
  if (destination === 'notification') return 'ignored';
  return outside.includes(destination) ? null : 'aborts';
}

const outside: readonly Destination[] = [
  'parameter',
  'secret',
  'infrastructure',
  'image',
  'rollback',
  'none',
];
