import type { ClassifiedStep } from '../model/classified.ts';
import type { Step } from '../model/step.ts';
import type { Value, Word } from '../model/value.ts';
import { textOf } from '../shell/value.ts';

/**
 * A step of a loop over known values, once for each of them: `for s in api web; do scp $s.jar …:/srv/$s`.
 * The step itself where it stands in no such loop, or where the loop goes over hosts.
 */
export function turnsOf(classified: ClassifiedStep): readonly ClassifiedStep[] {
  const { step } = classified;
  const turns = numberOfTurns(step);
  return turns < 2
    ? [classified]
    : Array.from({ length: turns }, (_, turn) => ({
        ...classified,
        step: { ...step, words: inTurn(step.words, turn), plain: inTurn(step.plain, turn) },
      }));
}

/** Words of the step differ from turn to turn of its loop. */
export function changesByTurn(step: Step): boolean {
  return numberOfTurns(step) > 1;
}

/** By its words: each that differs has one text per turn, which holds the value of the turn. */
function numberOfTurns({ loop, words }: Step): number {
  if (loop === null || loop.overHosts) return 1;
  const differing = words.flatMap(({ value }) => (value.kind === 'one-of' ? [value.values] : []));
  const turns = differing[0]?.length ?? 1;
  const over = loop.over?.map(textOf) ?? null;
  const isOfLoop = (values: readonly Value[]) =>
    values.length === turns &&
    values.every((one, turn) => {
      const text = textOf(one);
      return text !== null && (over === null || text.includes(over[turn] ?? ' '));
    });
  if (over !== null ? over.length !== turns : loop.kind !== 'carrier') return 1;
  return differing.every((values) => isOfLoop(values) && isOnOneHost(values)) ? turns : 1;
}

/** `$h:/srv` for one host after the other is one copy, which every host gets. */
function isOnOneHost(values: readonly Value[]): boolean {
  return new Set(values.map((one) => /^[^/:]*:/.exec(textOf(one) ?? '')?.[0])).size === 1;
}

function inTurn(words: readonly Word[], turn: number): readonly Word[] {
  return words.map((word) =>
    word.value.kind === 'one-of' ? { ...word, value: word.value.values[turn] ?? word.value } : word,
  );
}
