/** Verbs that move files, with both ends in their words. Source: sftp(1), lftp(1), ftp(1). */
import type { BatchAct } from '../model/lore.ts';
import type { Value, Word } from '../model/value.ts';
import { concat, literal, textOf } from '../shell/value.ts';
import type { BatchSession } from './batch-session.ts';
import type { CommandWords } from './command-line.ts';

/** `put a.jar` in `/opt/app` is `put a.jar user@host:/opt/app/`; `get log` is `get user@host:… .`. */
export function verbWords(
  act: BatchAct,
  words: readonly Word[],
  command: CommandWords,
  session: BatchSession,
): readonly Word[] {
  const [verb] = words;
  if (verb === undefined) return words;
  const options = words.filter((_, index) => isOption(index, words, command));
  const at = (value: Value, like: Word = verb): Word => ({ ...like, value });
  const { from, to } = endsOf(act, command);
  if (act === 'mirror') {
    const isUp = command.options.some(({ name }) => name === '-R' || name === '--reverse');
    return isUp
      ? [
          verb,
          ...options,
          contentsOf(from[0], to, verb),
          at(session.end(to ?? from[0]?.value ?? null)),
        ]
      : [verb, ...options, at(session.end(from[0]?.value ?? null)), at(to ?? literal('.'))];
  }
  const target = act.startsWith('upload') ? session.end(to) : (to ?? literal('.'));
  const sources = act.startsWith('upload')
    ? from
    : from.map((word) => at(session.end(word.value), word));
  return [verb, ...options, ...sources, at(target)];
}

const targetOptions = ['-o', '-O', '--target-directory'];

/** What is moved, and where to; null for the folder that the other side is in. */
function endsOf(
  act: BatchAct,
  command: CommandWords,
): { readonly from: readonly Word[]; readonly to: Value | null } {
  const words = command.arguments;
  const named = namedTarget(act, command);
  // One word is what is moved; without any, a mirror is of the folders that both sides are in.
  if (act.endsWith('-all') || words.length <= 1) return { from: words, to: named };
  const from = act === 'mirror' || words.length > 2 ? words.slice(0, -1) : words.slice(0, 1);
  return { from, to: named ?? words.at(-1)?.value ?? null };
}

/** lftp's `-o NAME`, `-O FOLDER`. */
function namedTarget(act: BatchAct, { options }: CommandWords): Value | null {
  const name = options.find((option) => option.name === '-o' && act !== 'mirror')?.value;
  if (name != null) return name;
  const folder = options.find((option) => targetOptions.slice(1).includes(option.name))?.value;
  return folder == null ? null : concat([folder, literal('/')]);
}

/** A mirror copies what the folder holds; with a slash at the end of the target, the folder itself. */
function contentsOf(source: Word | undefined, to: Value | null, verb: Word): Word {
  if (source === undefined) return { ...verb, value: literal('./') };
  const text = textOf(source.value);
  const keepsName = to !== null && (textOf(to)?.endsWith('/') ?? false) && textOf(to) !== '/';
  if (keepsName || text?.endsWith('/') === true) return source;
  return { ...source, value: concat([source.value, literal('/')]) };
}

function isOption(index: number, words: readonly Word[], command: CommandWords): boolean {
  if (index === 0 || command.argumentIndexes.includes(index)) return false;
  const isTarget = (at: number): boolean =>
    command.options.some((option) => option.index === at && targetOptions.includes(option.name));
  return !isTarget(index) && !(isTarget(index - 1) && !isOneWord(words[index - 1]));
}

/** `-o=x`, `--target-directory=x`: name and value in one word. */
function isOneWord(word: Word | undefined): boolean {
  return word !== undefined && (textOf(word.value)?.includes('=') ?? false);
}
