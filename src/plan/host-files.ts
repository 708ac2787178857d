/** Files of a host that no release brings and that its steps take from there. */
import type { ClassifiedStep } from '../model/classified.ts';
import type { Step } from '../model/step.ts';
import { argumentTexts, optionValues } from './arguments.ts';
import { machineOf } from './evidence.ts';
import { withLoginHome } from './login-home.ts';
import { isKnownAbsolute, isWithin, resolvedFrom } from './paths.ts';
import type { Situation } from './situation.ts';
import { valueText } from './value-text.ts';

const copies = /^(cp|ln|install|rsync)$/;

/** The absolute paths that a step of a host reads there, where nothing of the deployment makes them. */
export function hostFilesRead({ step }: ClassifiedStep, situation: Situation): readonly string[] {
  if (!step.reached || step.place.kind === 'container') return [];
  if (machineOf(step, situation) !== 'host') return [];
  return pathsRead(step).filter(
    (path) => isKnownAbsolute(path) && !isSystem(path) && !isMade(path, step, situation),
  );
}

function pathsRead(step: Step): readonly string[] {
  const words = argumentTexts(step);
  if (copies.test(step.name ?? ''))
    return words.length < 2 ? [] : words.slice(0, -1).map((word) => homeAt(word, step));
  if (step.name === 'source' || step.name === '.')
    return words.slice(0, 1).map((word) => homeAt(word, step));
  return optionValues(step.words, ['--env-file']).map((value) => homeAt(valueText(value), step));
}

/** Only what is written from the root or from a home: the rest lies in the application. */
function homeAt(word: string, step: Step): string {
  return word.startsWith('~') ? withLoginHome(word, step) : word;
}

/** Programs and settings that come with the system or its packages. */
function isSystem(path: string): boolean {
  return /^\/(usr|bin|s?bin|lib|dev|proc|sys|tmp|run)(\/|$)|^\/etc\/(profile|bash|environment|os-release|nginx|apache2|ssl)/.test(
    path,
  );
}

/** The release installs it, or another step of the host has it in its hands. */
function isMade(path: string, step: Step, { files, release, classification }: Situation): boolean {
  const folders = files.flatMap(({ destination }) => destination ?? []);
  if (release !== null) folders.push(release.live, ...release.directories);
  if (folders.some((folder) => isWithin(path, folder))) return true;
  return classification.steps.some(
    ({ step: other }) =>
      other !== step &&
      other.reached &&
      other.place.kind !== 'local' &&
      pathsMade(other).some((made) => isWithin(path, made) || isWithin(made, path)),
  );
}

function pathsMade(step: Step): readonly string[] {
  const cwd = step.cwd === null ? null : valueText(step.cwd);
  const written = step.redirections.flatMap(({ operator, target }) =>
    operator.includes('>') && target !== null ? [valueText(target)] : [],
  );
  const words = argumentTexts(step);
  const named = copies.test(step.name ?? '') ? words.slice(-1) : isReader(step) ? [] : words;
  return [...written, ...named].map((word) => resolvedFrom(cwd, homeAt(word, step)));
}

function isReader({ name }: Step): boolean {
  return /^(source|\.|\[|\[\[|test|cat|ls|cd|grep|chmod|chown)$/.test(name ?? '');
}
