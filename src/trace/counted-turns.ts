/** Loops that count: when further turns can tell nothing new, they need not be walked one by one. */
import type { Value } from '../model/value.ts';
import { keyOf, textOf } from '../shell/value.ts';
import type { Draft } from './draft.ts';
import type { Walk } from './walk.ts';

/** A loop of fewer turns than these is walked as it is: comparing would not pay. */
const fewTurns = 6;

/** Turns that are walked before the last two are compared, where the list is known to be long. */
const firstTurns = 3;

/** Commands whose words only tell a person which turn it is, or how long one waits. */
const tellsTheTurn = new Set(['echo', 'printf', 'sleep']);

/** Watches the turns of one loop; `values` is the list that it goes through, if there is one. */
export class CountedTurns {
  private readonly walk: Walk;
  private readonly enough: number;
  private readonly shapes: string[] = [];

  constructor(walk: Walk, values: readonly Value[] | null = null) {
    this.walk = walk;
    const isList = values !== null;
    this.enough =
      walk.isClosed || (isList && !isCount(values))
        ? Number.POSITIVE_INFINITY
        : isList
          ? firstTurns
          : fewTurns;
  }

  /** Walks a turn, keeps its steps, and remembers what they were. */
  follow<Result>(turn: () => Result): Result {
    if (this.enough === Number.POSITIVE_INFINITY) return turn();
    const { drafts, result } = this.walk.collect(turn);
    for (const draft of drafts) this.walk.emit(draft);
    this.shapes.push(shapeOf(drafts));
    return result;
  }

  /** Whether the last two turns differed in nothing but the number that is counted. */
  repeat(): boolean {
    return this.shapes.length >= this.enough && this.shapes.at(-1) === this.shapes.at(-2);
  }
}

/** Whether a list is one of integers, as `{1..30}` and `seq` give it: attempts, mostly. */
function isCount(values: readonly Value[]): boolean {
  return values.length >= fewTurns && values.every(isInteger);
}

/** What a turn did, without its number where that changes nothing: in tests, messages and pauses. */
function shapeOf(drafts: readonly Draft[]): string {
  return JSON.stringify(
    drafts.map((draft) => [
      draft.key,
      draft.place,
      draft.cwd,
      draft.runAs,
      draft.redirections,
      tellsTheTurn.has(draft.name ?? '')
        ? null
        : draft.words.map(({ value }) => shown(draft, value)),
      draft.assignments.map(({ name, value }) => [name, shown(draft, value)]),
      draft.reached,
    ]),
  );
}

function shown(draft: Draft, value: Value): string {
  return draft.isPlumbing && isInteger(value) ? '#' : keyOf(value);
}

function isInteger(value: Value): boolean {
  return /^-?\d+$/.test(textOf(value) ?? '');
}
