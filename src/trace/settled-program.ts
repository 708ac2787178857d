/** Which program a command word names that holds a variable: what its name or its values tell. */
import type { Lore } from '../model/lore.ts';
import type { Value, Word } from '../model/value.ts';
import { alternativesOf, literal, textOf } from '../shell/value.ts';
import { nameOf } from './paths.ts';
import { commandName } from './running.ts';
import type { Running } from './running.ts';

/**
 * `$SUDO systemctl …`, where `$SUDO` may be empty: the reading with it set is the one to follow. A
 * name that nobody sets gives no word at all. `$GIT pull`, `$PYTHON_BIN -m pip`: the name tells which
 * command it holds.
 */
export function settledProgram(running: Running, lore: Lore): Running {
  const [first, ...rest] = running.words;
  if (first === undefined) return running;
  const tool = first.value.kind === 'variable' ? toolOf(first.value.name) : null;
  if (tool !== null && lore.has(tool)) return withProgram(running, [literal(tool)]);
  if (first.many && first.value.kind === 'variable' && rest.length > 0) {
    if (/^sudo(_cmd)?$/i.test(first.value.name)) return withProgram(running, [literal('sudo')]);
    if (first.value.suppliedBy === 'nobody') return { ...running, words: rest };
  }
  const tail = tailOf(first.value);
  if (tail !== null && lore.has(tail)) return withProgram(running, [literal(tail)]);
  return withOneProgram(running, first, lore);
}

/** The command word replaced by the words that it stands for. */
function withProgram(running: Running, values: readonly Value[]): Running {
  const [first, ...rest] = running.words;
  if (first === undefined) return running;
  return {
    ...running,
    words: [...values.map((value) => ({ ...first, value, many: false })), ...rest],
  };
}

/** Names that people give to a variable that holds a command. */
const shortNames: ReadonlyMap<string, string> = new Map([
  ['py', 'python'],
  ['dc', 'docker-compose'],
  ['compose', 'docker-compose'],
  ['k', 'kubectl'],
  ['kube', 'kubectl'],
  ['tf', 'terraform'],
]);

/** `GIT`, `PYTHON_BIN`, `MVN_CMD`. */
function toolOf(name: string): string {
  const tool = name.toLowerCase().replace(/_?(bin|cmd|command|exe|exec|executable|binary)$/, '');
  return shortNames.get(tool) ?? tool.replaceAll('_', '-');
}

/** `${PREFIX}mysqldump`: whatever stands before it, the path or a command that carries it. */
function tailOf(value: Value): string | null {
  const last = value.kind === 'concat' ? value.parts.at(-1) : undefined;
  return last?.kind === 'literal' && /^[\w.-]+$/.test(last.text) ? last.text : null;
}

/** `$(command -v python3)`: the path of the program that it names. */
function isLookup(value: Value): boolean {
  return value.kind === 'output' && /^(which|command -v|type -[pP]) /.test(value.command);
}

/** Of several programs that the word may be, those that are known, when they stand for each other. */
function withOneProgram(running: Running, first: Word, lore: Lore): Running {
  if (first.value.kind !== 'one-of' && !isLookup(first.value)) return running;
  const known = alternativesOf(first.value).flatMap((value) => {
    const words = wordsOfChoice(running, first, value);
    return words.length === 0 ? [] : [words];
  });
  const [words] = known;
  const families = new Set(known.map((one) => familyOf(one, lore)));
  return families.size === 1 && words !== undefined ? withProgram(running, words) : running;
}

/** The words that one value of a command word is; none where it is not known, or empty. */
function wordsOfChoice(running: Running, first: Word, value: Value): readonly Value[] {
  if (value.kind === 'output') {
    const name = commandName({ ...running, words: [{ ...first, value }] });
    return name === null || name === '' ? [] : [literal(name)];
  }
  const text = textOf(value);
  if (text === null || text.trim() === '') return [];
  // Unquoted, `docker compose` is two words; where there is one, the value keeps its origin.
  return first.many && /\s/.test(text) ? splitAtBlanks(text) : [value];
}

function splitAtBlanks(text: string): readonly Value[] {
  return text
    .trim()
    .split(/\s+/)
    .map((part) => literal(part));
}

/**
 * Programs that stand for each other: `./mvnw` and `mvn`, `python3.11` and `python`, `gmake` and `make`, `docker-compose`
 * and `docker compose`, with `sudo` or without.
 */
function familyOf(words: readonly Value[], lore: Lore): string {
  const texts = words.map((word) => textOf(word) ?? '');
  const own = texts[0] === 'sudo' && texts.length > 1 ? texts.slice(1) : texts;
  const name = nameOf(own[0] ?? '')
    .replace(/(?<=mvn|gradle)w$|[\d.]+$/, '')
    .replace(/^g(?=(make|tar|sed|awk|find|date|cp|readlink)$)/, '');
  const joined = own.slice(0, 2).join('-');
  return own.length > 1 && lore.has(joined)
    ? [joined, ...own.slice(2)].join(' ')
    : [name, ...own.slice(1)].join(' ');
}
