/** Copies whose folder is chosen while the script runs: `rsync ./ web1:/srv/$COLOUR/`. */
import type { ClassifiedStep } from '../model/classified.ts';
import type { Value } from '../model/value.ts';
import { alternativesOf, textOf } from '../shell/value.ts';
import { hasFlag } from './arguments.ts';
import type { Situation } from './situation.ts';
import { variablesRead } from './variables-read.ts';

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

/**
 * The version that did not come up, beside the one that goes on serving: `pm2 stop "api-$COLOUR"` of the colour
 * that the files went to. Nothing of CodeDeploy would stop it, because the next deployment chooses anew.
 */
export function stopsPlacedVersion(
  { step, kind }: ClassifiedStep,
  { files, classification, trace }: Situation,
): boolean {
  if (kind !== 'stop-service') return false;
  const placed = new Set(files.flatMap((one) => (one.isPlaced === true ? one.steps : [])));
  const targets = classification.steps.flatMap(({ step: other }) =>
    placed.has(other.id) ? (other.words.at(-1) ?? []) : [],
  );
  const chosen = targets.flatMap(({ span }) => {
    const text = trace.sources.get(span.file)?.text.slice(span.start, span.end) ?? '';
    return [...text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, name = '']) => name);
  });
  const read = variablesRead(step, trace);
  return chosen.some((name) => read.has(name) && hasSeveralTexts(name, trace));
}

function hasSeveralTexts(name: string, { assignments }: Situation['trace']): boolean {
  const own = assignments.filter((use) => use.name === name);
  return new Set(own.map(({ value }) => textOf(value) ?? '')).size > 1;
}
