/** The words of a step, as the plan's decisions need them. */
import type { Step } from '../model/step.ts';
import type { Value, Word } from '../model/value.ts';
import { valueText } from './value-text.ts';

/** The texts of the plain arguments, for people. */
export function argumentTexts({ plain }: Pick<Step, 'plain'>): readonly string[] {
  return plain.map((word) => valueText(word.value));
}

/** Every value of an option: `--exclude x`, `--exclude=x`; short ones also attached (`-Cdir`). */
export function optionValues(words: readonly Word[], names: readonly string[]): readonly Value[] {
  const found: Value[] = [];
  words.forEach((word, at) => {
    const text = valueText(word.value);
    const next = words[at + 1];
    if (names.includes(text) && next !== undefined) found.push(next.value);
    const attached = names.find((name) => text.startsWith(`${name}=`));
    if (attached !== undefined)
      found.push({ kind: 'literal', text: text.slice(attached.length + 1) });
  });
  return found;
}

/** One of the flags stands among the words; single letters are also found in clusters (`-avz`). */
export function hasFlag(words: readonly Word[], ...names: readonly string[]): boolean {
  return words.some((word) => {
    const text = valueText(word.value);
    return names.some((name) =>
      /^-[A-Za-z]$/.test(name)
        ? /^-[A-Za-z]+$/.test(text) && text.includes(name.slice(1))
        : text === name || text.startsWith(`${name}=`),
    );
  });
}

/** Name and first plain arguments, such as `aws ecs update-service`. */
export function commandHead(step: Pick<Step, 'plain' | 'name'>, count: number): string {
  return [step.name ?? '', ...argumentTexts(step).slice(0, count - 1)].join(' ');
}
