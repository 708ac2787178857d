import { optionValues } from '../../plan/arguments.ts';
import { valueText } from '../../plan/value-text.ts';
import type { Step } from '../../model/step.ts';
import type { Value, Word } from '../../model/value.ts';
import { alternativesOf, textsOf } from '../../shell/value.ts';

/** One call of the AWS CLI, with what is known of its words in all environments. */
export interface AwsCall {
  readonly service: string;
  readonly operation: string;
  /** Every text that an option may have; null where it is not given, or only a run knows it. */
  texts(...names: readonly string[]): readonly string[] | null;
  /** The same as text for people, `$NAME` for what is not known. */
  shown(...names: readonly string[]): readonly string[];
  has(flag: string): boolean;
  /** Plain words after service and operation, as text for people; several where they differ. */
  readonly operands: readonly (readonly string[])[];
}

/** Null where the step is no call of the AWS CLI, or does not say of which service. */
export function awsCallOf(step: Step): AwsCall | null {
  if (step.name !== 'aws') return null;
  const [service, operation, ...operands] = step.plain;
  const named = [service, operation].map((word) =>
    word === undefined ? null : oneText(word.value),
  );
  if (named[0] === null || named[0] === undefined) return null;
  const all = [step.words, ...step.variants.map(({ words }) => words)];
  return {
    service: named[0],
    operation: named[1] ?? '',
    texts: (...names) => textsIn(all.flatMap((words) => valuesOf(words, names))),
    shown: (...names) =>
      all
        .flatMap((words) => valuesOf(words, names))
        .flatMap((value) => alternativesOf(value).map(valueText)),
    has: (flag) => step.words.some(({ value }) => oneText(value) === flag),
    operands: operands.map((word) =>
      sameWord(word, step).flatMap((value) => alternativesOf(value).map(valueText)),
    ),
  };
}

function oneText(value: Value): string | null {
  const texts = textsOf(value);
  return texts?.length === 1 ? (texts[0] ?? null) : null;
}

/** The word as it is in each environment. */
function sameWord(word: Word, step: Step): readonly Value[] {
  const at = step.words.indexOf(word);
  const others = step.variants.flatMap(({ words }) => words[at]?.value ?? []);
  return others.length > 0 ? others : [word.value];
}

/** `--names a b c` takes several words. */
function valuesOf(words: readonly Word[], names: readonly string[]): readonly Value[] {
  const found = [...optionValues(words, names)];
  for (const value of [...found]) {
    const at = words.findIndex((word) => word.value === value);
    for (const word of at < 0 ? [] : words.slice(at + 1)) {
      if (oneText(word.value)?.startsWith('-') === true) break;
      found.push(word.value);
    }
  }
  return found;
}

function textsIn(values: readonly Value[]): readonly string[] | null {
  const texts = values.map(textsOf);
  if (texts.length === 0 || texts.some((one) => one === null)) return null;
  const all = [...new Set(texts.flatMap((one) => one ?? []))];
  return all.some((text) => text === '' || /[*{}\s]/.test(text)) ? null : all;
}
