/** `read` and `mapfile`: variables from standard input. Source: bash manual, 4.2. */
import type { Value } from '../model/value.ts';
import { assignArray, assignVariable } from '../shell/assign.ts';
import { ifsOf } from '../shell/expand-word.ts';
import { nextOption } from '../shell/get-options.ts';
import { readFields } from '../shell/read-fields.ts';
import { alternativesOf, concat, literal, oneOf, sliceLiteral, textOf } from '../shell/value.ts';
import type { Context, Flow } from './context.ts';
import { wordText } from './running.ts';
import type { Running } from './running.ts';
import { scopeOf } from './scope-of.ts';
import type { ShellState } from './shell-state.ts';
import { plainStep } from './walk-command.ts';
import type { Walk } from './walk.ts';

/** The words of `read` told apart; an unknown word is neither an option nor a name. */
export interface ReadWords {
  readonly names: readonly string[];
  readonly array: string | null;
  readonly delimiter: string;
  readonly isRaw: boolean;
}

function optionsOf(running: Running, letters: string) {
  const args = running.words.slice(1).map((_, index) => wordText(running, index + 1) ?? '\0');
  const options = new Map<string, string>();
  let found = nextOption(letters, args, { index: 1, cluster: 0 });
  for (; !found.isOver; found = nextOption(letters, args, found))
    options.set(found.name, found.value ?? '');
  const names = args.slice(found.index - 1).filter((text) => /^[A-Za-z_]\w*$/.test(text));
  return { options, names };
}

function readWords(running: Running): ReadWords {
  const { options, names } = optionsOf(running, 'ersa:d:i:n:N:p:t:u:');
  const array = options.get('a') ?? null;
  return {
    names: names.length > 0 || array !== null ? names : ['REPLY'],
    array,
    delimiter: delimiterOf(options),
    isRaw: options.has('r'),
  };
}

function delimiterOf(options: ReadonlyMap<string, string>): string {
  const given = options.get('d');
  return given === '' ? '\0' : (given?.charAt(0) ?? '\n');
}

/** `read`: the first line of what is known of the input, or what a person or a stream will say. */
export function readValues(
  walk: Walk,
  running: Running,
  state: ShellState,
  context: Context,
): Flow {
  plainStep(walk, running, state, context, { status: context.stdinText === null ? null : 0 });
  if (context.dead !== null) return 'next';
  const words = readWords(running);
  const texts = context.stdinText === null ? [null] : textsOf(context.stdinText);
  const ifs = running.assignments.find(({ name }) => name === 'IFS')?.value;
  const separators =
    (ifs === undefined ? null : textOf(ifs)) ?? ifsOf(scopeOf(walk, state, context));
  if (texts.every((text) => text !== null)) {
    const whole = wholeText(words, texts, separators, context.stdinText);
    if (whole !== null) {
      assignVariable(state, words.names[0] ?? 'REPLY', whole);
      return 'next';
    }
    const lines = texts.map((text) => text.split(words.delimiter)[0] ?? '');
    assignFields(state, words, lines, separators);
    return 'next';
  }
  if (words.array !== null) assignArray(state, words.array, [], { open: true });
  for (const name of words.names) assignVariable(state, name, asked(walk, name, context));
  return 'next';
}

/** `read -r -d '' TEXT <<EOF`: all of it, each character with the place where it was written. */
function wholeText(
  { names, array, delimiter, isRaw }: ReadWords,
  texts: readonly string[],
  separators: string,
  input: Value | null,
): Value | null {
  const [text, ...others] = texts;
  const isWhole = isRaw && array === null && names.length === 1 && delimiter === '\0';
  if (!isWhole || text === undefined || others.length > 0 || input === null) return null;
  if (input.kind !== 'literal' && input.kind !== 'concat') return null;
  return /[ \t\n]/.test(separators) ? trimmed(input) : input;
}

function trimmed(input: Value): Value {
  const parts = input.kind === 'concat' ? [...input.parts] : [input];
  const [first] = parts;
  if (first?.kind === 'literal')
    parts[0] = sliceLiteral(first, first.text.search(/\S|$/), first.text.length);
  const last = parts.at(-1);
  if (last?.kind === 'literal')
    parts[parts.length - 1] = sliceLiteral(last, 0, last.text.trimEnd().length);
  return concat(parts);
}

/** `<<<` ends its text with a line end. */
function withoutLineEnd(input: Value): Value {
  const last = input.kind === 'concat' ? input.parts.at(-1) : undefined;
  return input.kind === 'concat' && last?.kind === 'literal' && last.text === '\n'
    ? concat(input.parts.slice(0, -1))
    : input;
}

/** `<<< "${SSH:-ssh}"`: the default is read, what the environment may say instead is none yet. */
function textsOf(input: Value): readonly (string | null)[] {
  const choices = alternativesOf(withoutLineEnd(input));
  const known = choices.filter((choice) => textOf(choice) !== null);
  const others = choices.filter((choice) => textOf(choice) === null);
  const isDefault = others.every(
    (choice) => choice.kind === 'variable' && choice.suppliedBy === 'environment',
  );
  return (known.length > 0 && isDefault ? known : choices).map(textOf);
}

/** What comes from a person, or from a stream that is not known. */
function asked(walk: Walk, name: string, context: Context): Value {
  const bound = walk.bindings.get(name);
  if (bound !== undefined) return literal(bound);
  if (context.stdin.kind === 'inherited') return { kind: 'variable', name, suppliedBy: 'prompt' };
  const table = context.stdin.kind === 'file' ? textOf(context.stdin.path) : null;
  const row = table === null ? {} : { row: { table, column: null, text: null, others: [] } };
  return { kind: 'unknown', reason: 'file-contents', ...row };
}

/** Gives names or an array the fields of a line; of several lines, any may be the one. */
export function assignFields(
  state: ShellState,
  { names, array, isRaw }: Pick<ReadWords, 'names' | 'array' | 'isRaw'>,
  lines: readonly string[],
  ifs: string,
): void {
  const all = lines.map((line) =>
    readFields(line, ifs, array === null ? names.length : null, isRaw),
  );
  const fieldAt = (index: number) =>
    oneOf(all.flatMap((fields) => literalOf(fields[index], array === null)));
  if (array === null) {
    names.forEach((name, index) => {
      assignVariable(state, name, fieldAt(index));
    });
    return;
  }
  const length = Math.max(...all.map((fields) => fields.length));
  const entries = Array.from({ length }, (_, index) => ({ key: null, value: fieldAt(index) }));
  assignArray(state, array, entries, { open: all.some((fields) => fields.length < length) });
}

/** A name without a field is empty; an array has no such element. */
function literalOf(text: string | undefined, isName: boolean): readonly Value[] {
  return text === undefined && !isName ? [] : [literal(text ?? '')];
}

/** `mapfile`, `readarray`. */
export function readArray(walk: Walk, running: Running, state: ShellState, context: Context): Flow {
  plainStep(walk, running, state, context, { status: 0 });
  if (context.dead !== null) return 'next';
  const { options, names } = optionsOf(running, 'td:n:O:s:u:C:c:');
  const name = names[0] ?? 'MAPFILE';
  const text = context.stdinText === null ? null : textOf(context.stdinText);
  if (text === null) {
    assignArray(state, name, [], { open: true });
    return 'next';
  }
  const end = delimiterOf(options);
  const lines = text.split(end);
  const last = lines.pop() ?? '';
  const kept = lines.map((line) => (options.has('t') ? line : line + end));
  const from = Number(options.get('s') ?? 0);
  const most = Number(options.get('n') ?? 0);
  const all = (last === '' ? kept : [...kept, last]).slice(
    from,
    most > 0 ? from + most : undefined,
  );
  assignArray(
    state,
    name,
    all.map((value) => ({ key: null, value: literal(value) })),
  );
  return 'next';
}
