import type { Origin, Span } from '../model/source.ts';
import type { Value, Word } from '../model/value.ts';
import { alternativesOf, keyOf, textOf } from '../shell/value.ts';
import type { Context } from './context.ts';
import { coveringSpan } from './context.ts';
import type { Running } from './running.ts';

/**
 * The characters of a call whose arguments are the command that runs: `git fetch` of `retry 3 git
 * fetch`, where the function says `"$@"`. Null where the command word is the function's own text.
 */
function argumentSpan(running: Running, { callWords }: Context): Span | null {
  const { words, wrappers, span, node } = running;
  const [command] = words;
  const isHandedOn = handedOn.test(node.name?.text ?? '');
  // A text that the call hands to a shell stands there already, its commands at their own characters.
  if (command === undefined || callWords.flat().some((word) => isInside(span, word.span)))
    return null;
  // The outermost call whose words they are: what hands its own arguments on only carries them.
  for (const given of callWords) {
    const from = given.find((word) =>
      isHandedOn ? isGiven(command, word) || isChosenFrom(command, word) : comesFrom(command, word),
    );
    if (from === undefined) continue;
    if (keyOf(from.value) !== keyOf(command.value) && !isChosenFrom(command, from))
      return withoutQuotes(from);
    return [...wrappers.flatMap((wrapper) => wrapper.words), ...words]
      .flatMap(
        (word) =>
          given.find((one) => isGiven(word, one) || (word === command && isChosenFrom(word, one)))
            ?.span ?? [],
      )
      .reduce(coveringSpan, from.span);
  }
  return null;
}

/** `"$@"`, `$1`, `"${command[@]}"`: the function's own text names no command. */
const handedOn = /^"?\$(\{?[@*\d]|\{\w+\[[@*]\])/;

/** Where a command stands: where its words were written, at the call that gave them to a function. */
export function standing(
  running: Running,
  context: Context,
): { readonly span: Span; readonly covers: readonly Span[] } {
  const span = argumentSpan(running, context);
  return span === null ? { span: running.span, covers: [] } : { span, covers: [running.span] };
}

/** The word's first characters were written in the other one, or came by way of it. */
function comesFrom(word: Word, given: Word): boolean {
  return originsOf(word.value).some((site) => isInside(site, given.span));
}

function isInside(inner: Span, outer: Span): boolean {
  return inner.file === outer.file && outer.start <= inner.start && inner.end <= outer.end;
}

/** What is not known has no characters: the same unknown value is taken to be the same word. */
function isGiven(word: Word, given: Word): boolean {
  return originsOf(word.value).length > 0
    ? comesFrom(word, given)
    : keyOf(word.value) === keyOf(given.value);
}

/** The program was one of several that the word may be, or what the word looks up. */
function isChosenFrom({ value }: Word, given: Word): boolean {
  const text = textOf(value);
  return (
    text !== null &&
    alternativesOf(given.value).some((one) =>
      one.kind === 'output' ? one.command.split(/\s+/).includes(text) : textOf(one) === text,
    )
  );
}

function originsOf(value: Value): readonly Origin[] {
  const first = value.kind === 'concat' ? value.parts[0] : value;
  return first?.kind === 'literal' ? (first.at ?? []) : [];
}

/** `run "make all"`: the command lies inside one word. */
function withoutQuotes({ span, value }: Word): Span {
  const first = originsOf(value)[0];
  const opens = first !== undefined && first.file === span.file && first.start === span.start + 1;
  return opens ? { ...span, start: span.start + 1, end: span.end - 1 } : span;
}
