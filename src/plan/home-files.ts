/** Files of the deployer's own home that commands of CodeBuild read: it has no such home. */
import type { HomeFile } from '../model/build-plan.ts';
import type { EnvironmentValue } from '../model/deployment.ts';
import type { PlannedStep } from '../model/plan.ts';
import type { StepId } from '../model/step.ts';
import { machineOf } from './evidence.ts';
import { baseName, isKnownAbsolute, isWithin } from './paths.ts';
import type { Situation } from './situation.ts';
import { valueText } from './value-text.ts';

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
  const settings = settingsOfHosts(steps, situation);
  const chosen = [
    ...situation.trace.choices.flatMap(({ environment }) => environment ?? []),
    ...values.map(({ name }) => name),
  ];
  const names = [...found.keys()].map((path) => nameFor(path, chosen));
  const ofHome = [...found].map(([path, ids], at) => {
    const name = names[at] ?? null;
    // Two paths of one name would share a text.
    const isOne = names.filter((other) => other === name).length === 1;
    return { path, parameter: isOne ? name : null, steps: ids };
  });
  return [
    ...ofHome,
    ...[...settings].flatMap(([path, ids]) => {
      const own = parameterNamed(baseName(path));
      const isOne = [...settings.keys()].filter((one) => baseName(one) === baseName(path)).length;
      const parameter = isOne === 1 ? own : parameterNamed(path);
      return parameter === null ? [] : [{ path, parameter, isOfHosts: true, steps: ids }];
    }),
  ];
}

const settingsFile =
  /\.(conf|cnf|cfg|ini|properties|ya?ml|json|toml|xml|env)$|(^|\/)\.(env|my\.cnf|pgpass)$/;

/**
 * `flyway -configFiles=/opt/shop/conf/flyway.conf` of a host, which a job of its own does now: the settings
 * are a few lines, with a password among them, and stand nowhere else.
 */
function settingsOfHosts(
  steps: readonly PlannedStep[],
  situation: Situation,
): ReadonlyMap<string, readonly StepId[]> {
  const found = new Map<string, StepId[]>();
  const brought = situation.files.flatMap(({ destination, isDirectory }) =>
    isDirectory && destination !== null ? [destination] : [],
  );
  for (const { classified, disposition, destination } of steps) {
    const { step } = classified;
    if (disposition !== 'converted' || !/^stage\//.test(destination ?? '')) continue;
    if (step.place.kind === 'container' || machineOf(step, situation) !== 'host') continue;
    const words = step.words.slice(1).map(({ value }) => valueText(value).replace(/^-[\w-]+=/, ''));
    const paths = words.filter(
      (word) =>
        isKnownAbsolute(word) &&
        settingsFile.test(word) &&
        !brought.some((folder) => isWithin(word, folder)),
    );
    for (const path of paths) found.set(path, [...(found.get(path) ?? []), step.id]);
  }
  return found;
}

/** `$HOME/.secrets/kafka-$ENV` → `SECRETS_KAFKA_FILE`: each environment has a parameter of its own anyway. */
function nameFor(path: string, chosen: readonly string[]): string | null {
  const own = path
    .replace(/^\$HOME/, '')
    .replace(/\$\{?(\w+)\}?/g, (text, name: string) => (chosen.includes(name) ? '' : text));
  return own.includes('$') ? null : parameterNamed(own);
}

function parameterNamed(path: string): string | null {
  const name = path
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return /^[A-Z]/.test(name) ? `${name}_FILE` : null;
}
