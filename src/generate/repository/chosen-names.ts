/** Values that are another one each time they are asked for: the build asks once, and the jobs are told. */
import type { OnceAction } from '../../model/deployment.ts';
import type { Plan } from '../../model/plan.ts';
import type { StepId } from '../../model/step.ts';
import type { Value } from '../../model/value.ts';
import { namesSecret } from '../../plan/secret-names.ts';
import { variablesRead } from '../../plan/variables-read.ts';

/** Names that the build and this job read, and that hold such a value: `TAG=$(date +%s)`. */
export function namesChosenFor({ steps: ids }: OnceAction, plan: Plan): readonly string[] {
  // What lies in the artifact of a site is published.
  if (plan.platform.name === 's3') return [];
  const chosen = chosenNames(plan);
  if (chosen.size === 0) return [];
  const inBuild = plan.steps.flatMap(({ destination, disposition, classified: { step } }) =>
    disposition === 'converted' && destination?.startsWith('buildspec/') === true ? [step.id] : [],
  );
  const ofBuild = namesRead(inBuild, plan);
  const ofJob = namesRead(ids, plan);
  return [...chosen].filter((name) => ofBuild.has(name) && ofJob.has(name)).sort();
}

/** The same for all jobs of the deployment. */
export function namesChosen(plan: Plan): readonly string[] {
  return [
    ...new Set(plan.deployment.once.flatMap((action) => namesChosenFor(action, plan))),
  ].sort();
}

function chosenNames({ trace }: Plan): ReadonlySet<string> {
  const chosen = trace.assignments.filter(({ value }) => changes(value)).map(({ name }) => name);
  const ofFunctions = trace.assignments.flatMap(({ name, file, span }) => {
    const before = (trace.sources.get(file)?.text ?? '').slice(0, span.start);
    return /\b(local|declare|typeset|readonly)\s+(-\w+\s+)*$/.test(before) ? [name] : [];
  });
  return new Set(chosen.filter((name) => !ofFunctions.includes(name) && !namesSecret(name, trace)));
}

/** Source: date(1), uuidgen(1), openssl-rand(1). */
function changes(value: Value): boolean {
  if (value.kind === 'concat') return value.parts.some(changes);
  if (value.kind === 'one-of') return value.values.some(changes);
  return value.kind === 'output' && /^(date|uuidgen|openssl rand)\b/.test(value.command);
}

/** What steps read, and what the settings of those names read. */
function namesRead(ids: readonly StepId[], plan: Plan): ReadonlySet<string> {
  const { trace } = plan;
  const names = new Set<string>();
  const open = plan.steps.flatMap(({ classified: { step } }) =>
    ids.includes(step.id) ? [...variablesRead(step, trace)] : [],
  );
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (names.has(name)) continue;
    names.add(name);
    for (const use of trace.assignments.filter((one) => one.name === name)) {
      const text = trace.sources.get(use.file)?.text.slice(use.span.start, use.span.end) ?? '';
      for (const [, read = ''] of text.matchAll(/\$\{?[#!]?([A-Za-z_]\w*)/g)) open.push(read);
    }
  }
  return names;
}
