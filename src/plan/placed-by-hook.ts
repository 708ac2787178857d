/** Copies whose folder is chosen while the script runs: `rsync ./ web1:/srv/$COLOUR/`. */
import type { ClassifiedStep } from '../model/classified.ts';
import type { Value } from '../model/value.ts';
import { alternativesOf, textOf } from '../shell/value.ts';
import { hasFlag } from './arguments.ts';

/** The target may be one of several folders, whatever the environment. */
export function hasSeveralTargets({ step }: ClassifiedStep): boolean {
  if (step.stream !== null || step.batch !== undefined) return false;
  const words =
    step.variants.length < 2 ? [step.words] : step.variants.map((variant) => variant.words);
  return words.some((own) => targetsOf(own.at(-1)?.value).size > 1);
}

function targetsOf(value: Value | undefined): ReadonlySet<string> {
  const texts = value === undefined ? [] : alternativesOf(value).map(textOf);
  const paths = texts.map((text) => /^[^/]*:(\/[^?|*]*)$/.exec(text ?? '')?.[1]);
  return new Set(paths.flatMap((path) => path ?? []));
}

/** A hook can do what the command did, from the bundle: one source, and options that say how to copy. */
export function canBePlaced({ step }: ClassifiedStep): boolean {
  const isFile = step.name === 'scp' && !hasFlag(step.words, '-r');
  return (step.name === 'rsync' || isFile) && step.plain.length === 2;
}
