/** What an installer comes with: fetched, made executable, removed again, and of no other use. */
import type { ClassifiedStep } from '../model/classified.ts';
import type { Step } from '../model/step.ts';
import { argumentTexts, optionValues } from './arguments.ts';
import { machineOf } from './evidence.ts';
import { baseName } from './paths.ts';
import type { Situation } from './situation.ts';
import { valueText } from './value-text.ts';

/**
 * `curl -o get-docker.sh …; sh get-docker.sh; rm get-docker.sh`: the image runs the installer, so nobody
 * needs its file on a host any more.
 */
export function servesInstaller(classified: ClassifiedStep, situation: Situation): boolean {
  const files = handled(classified);
  if (files.length === 0 || machineOf(classified.step, situation) !== 'host') return false;
  const others = situation.classification.steps.filter(
    (other) => other !== classified && other.step.reached && other.kind !== 'log',
  );
  return files.every((file) => {
    const users = others.filter(
      (other) => names(other.step, file) && !handled(other).includes(file),
    );
    return users.length > 0 && users.every((user) => isInstaller(user, situation));
  });
}

function isInstaller(
  { kind, disposition, destination, step }: ClassifiedStep,
  situation: Situation,
) {
  return (
    kind === 'provision' &&
    disposition === 'replaced' &&
    (destination === null || destination === 'image') &&
    machineOf(step, situation) === 'host'
  );
}

/** The files that a step fetches, readies or removes, by name. */
function handled({ kind, step }: ClassifiedStep): readonly string[] {
  const words = argumentTexts(step);
  if (kind === 'transfer' && /^(curl|wget)$/.test(step.name ?? '')) {
    const named = optionValues(step.words, ['-o', '-O', '--output', '--output-document']);
    return named.map((value) => baseName(valueText(value))).filter(isFileName);
  }
  const isTool = /^(rm|chmod)$/.test(step.name ?? '');
  if (!isTool || (kind !== 'cleanup' && kind !== 'permission')) return [];
  const files = step.name === 'chmod' ? words.slice(1) : words;
  return files.map(baseName).every(isFileName) ? files.map(baseName) : [];
}

function isFileName(name: string): boolean {
  return /^[\w.-]+\.\w+$/.test(name);
}

function names(step: Step, file: string): boolean {
  return step.words.some(({ value }) => baseName(valueText(value)) === file);
}
