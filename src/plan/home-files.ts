/** Files of the deployer's own home that commands of CodeBuild read: it has no such home. */
import type { HomeFile } from '../model/build-plan.ts';
import type { EnvironmentValue } from '../model/deployment.ts';
import type { PlannedStep } from '../model/plan.ts';
import type { StepId } from '../model/step.ts';
import { machineOf } from './evidence.ts';
import type { Situation } from './situation.ts';

/** `$(cat ~/.x)`, `< ~/.x`, `--env-file ~/.x`: the command can't do without what is in the file. */
const reading =
  /(?:\$\((?:cat\s+|<\s*)|(?<![<\d&])<(?![<(&])\s*|--[\w-]+-file[=\s]\s*)["']?((?:~|\$HOME|\$\{HOME\})\/[\w./${}@+-]+)/g;

// Keys and settings of tools whose sign-in is seen to elsewhere.
const seenTo = /^\$HOME\/\.(ssh|aws|kube|docker|npmrc|netrc|config\/gcloud)(\/|$)/;

/** What the commands read there, in the order of the script, each with the parameter that holds its text. */
export function homeFilesOf(
  steps: readonly PlannedStep[],
  values: readonly EnvironmentValue[],
  situation: Situation,
): readonly HomeFile[] {
  const found = new Map<string, StepId[]>();
  for (const { classified, disposition, destination } of steps) {
    const { step } = classified;
    const isOurs =
      disposition === 'converted' && /^(buildspec|stage|deploy)\//.test(destination ?? '');
    if (!isOurs || step.place.kind !== 'local' || machineOf(step, situation) !== 'build') continue;
    for (const [, written = ''] of step.text.matchAll(reading)) {
      const path = written.replace(/^(~|\$\{HOME\})/, '$HOME');
      if (!seenTo.test(path)) found.set(path, [...(found.get(path) ?? []), step.id]);
    }
  }
  const chosen = [
    ...situation.trace.choices.flatMap(({ environment }) => environment ?? []),
    ...values.map(({ name }) => name),
  ];
  const names = [...found.keys()].map((path) => nameFor(path, chosen));
  return [...found].map(([path, ids], at) => {
    const name = names[at] ?? null;
    // Two paths of one name would share a text.
    const isOne = names.filter((other) => other === name).length === 1;
    return { path, parameter: isOne ? name : null, steps: ids };
  });
}

/** `$HOME/.secrets/kafka-$ENV` → `SECRETS_KAFKA_FILE`: each environment has a parameter of its own anyway. */
function nameFor(path: string, chosen: readonly string[]): string | null {
  const own = path
    .replace(/^\$HOME/, '')
    .replace(/\$\{?(\w+)\}?/g, (text, name: string) => (chosen.includes(name) ? '' : text));
  if (own.includes('$')) return null;
  const name = own
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return /^[A-Z]/.test(name) ? `${name}_FILE` : null;
}
