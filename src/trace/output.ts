/** What commands print, where that can be computed from the words alone. */
import type { Value } from '../model/value.ts';
import { concat, literal, mapText, pathFromStart, simplified, textOf } from '../shell/value.ts';
import type { Context } from './context.ts';
import { fileText } from './files.ts';
import { filterText } from './filter-text.ts';
import { isFromStart, nameOf, parentPath, printedPath, resolvePath } from './paths.ts';
import { formatPrintf } from '../shell/printf.ts';
import { commandName } from './running.ts';
import type { Running } from './running.ts';
import type { ShellState } from './shell-state.ts';
import type { Walk } from './walk.ts';

/** The text that a command writes to its standard output; null where it is not known. */
export function outputOf(
  walk: Walk,
  running: Running,
  state: ShellState,
  context: Context,
): Value | null {
  const values = running.words.slice(1).map(({ value }) => value);
  const name = commandName(running);
  const isLocal = context.place.kind === 'local';
  switch (name) {
    case 'dirname':
      return line(parentPath(lastOf(values)));
    case 'basename':
      return baseName(values);
    case 'readlink':
    case 'realpath':
      return isLocal ? pathLine(name, values, state) : null;
    case 'pwd':
      return state.cwd === null ? null : line(isLocal ? printedPath(state.cwd) : state.cwd);
    case 'whoami':
      return isLocal
        ? line({ kind: 'identity', name: 'user', text: '$(whoami)' })
        : userLine(running, context);
    case 'id':
      return isLocal && values.some((value) => /^-[a-z]*n/.test(textOf(value) ?? ''))
        ? line({ kind: 'identity', name: 'user', text: '$(id -un)' })
        : null;
    case 'hostname':
      return isLocal ? line({ kind: 'identity', name: 'host', text: '$(hostname)' }) : null;
    case 'tty':
      return line({ kind: 'identity', name: 'tty', text: '$(tty)' });
    case 'git':
      return gitIdentity(values, isLocal) ?? topLevel(values, state, isLocal);
    case 'cat':
      return contents(walk, values, state, context);
    case 'echo':
    case 'printf':
      return name === 'echo' ? echoed(values, state) : formatPrintf(values);
    case 'seq':
      return sequence(values);
    default:
      return filtered(walk, name, values, state, context);
  }
}

function line(value: Value): Value {
  return concat([value, literal('\n')]);
}

function lastOf(values: readonly Value[]): Value {
  return values.at(-1) ?? literal('');
}

function baseName(values: readonly Value[]): Value | null {
  const plain = values.filter((value) => !(textOf(value) ?? '').startsWith('--'));
  const [path = literal(''), suffix] = plain;
  const ending = suffix === undefined ? '' : textOf(suffix);
  // What the folder is called in which the script starts, only the machine knows.
  if (isFromStart(path) && /^\.{1,2}$/.test(nameOf(textOf(path) ?? ''))) return null;
  return line(mapText(path, (text) => nameOf(text, ending ?? '')));
}

/**
 * `readlink -f x` and `realpath x` of a relative path, the way in which scripts find their own
 * folder, give the path itself. What an absolute link leads to only the machine knows.
 */
function pathLine(name: string, values: readonly Value[], state: ShellState): Value | null {
  const options = values.filter((value) => (textOf(value) ?? '').startsWith('-'));
  const path = values.find((value) => !options.includes(value));
  const follows =
    name === 'realpath' ||
    options.some((value) => /^-[a-z]*[fem]|canonicalize/.test(textOf(value) ?? ''));
  const resolved = path === undefined || !follows ? null : resolvePath(state.cwd, path);
  const text = resolved === null ? null : textOf(resolved);
  return resolved === null || text?.startsWith('/') ? null : line(printedPath(resolved));
}

function userLine(running: Running, context: Context): Value | null {
  const user = running.runAs ?? context.place.user;
  return user === null ? null : line(user);
}

function gitIdentity(values: readonly Value[], isLocal: boolean): Value | null {
  const texts = values.map(textOf);
  const isUser =
    texts[0] === 'config' && texts.some((text) => text === 'user.name' || text === 'user.email');
  return isLocal && isUser
    ? line({ kind: 'identity', name: 'git-user', text: '$(git config user.name)' })
    : null;
}

/**
 * `git rev-parse --show-toplevel` prints the folder that the application's checkout is. Whoever went
 * above it first may stand in another repository.
 * Source: https://git-scm.com/docs/git-rev-parse, `--show-toplevel`.
 */
function topLevel(values: readonly Value[], state: ShellState, isLocal: boolean): Value | null {
  const words = values.map(textOf);
  const folder = words[0] === '-C' ? (values[1] ?? null) : literal('.');
  const asks = words.slice(words[0] === '-C' ? 2 : 0);
  if (!isLocal || folder === null || asks.join(' ') !== 'rev-parse --show-toplevel') return null;
  const standing = resolvePath(state.cwd, folder);
  const text = standing === null ? null : textOf(standing);
  return text === null || /^([/~]|\.\.(\/|$))/.test(text) ? null : line(pathFromStart('.'));
}

function contents(
  walk: Walk,
  values: readonly Value[],
  state: ShellState,
  context: Context,
): Value | null {
  const paths = values.filter((value) => textOf(value) !== '-');
  if (paths.length === 0) return context.stdinText;
  const texts = paths.map((path) => fileText(walk, path, state, context));
  return texts.some((text) => text === null) ? null : concat(texts as Value[]);
}

/** Source: bash manual, 4.2, `echo`. */
function echoed(values: readonly Value[], state: ShellState): Value {
  let index = 0;
  let [breaks, escapes] = [true, state.shopts.has('xpg_echo')];
  for (; index < values.length; index++) {
    const text = textOf(values[index] as Value);
    if (text === null || !/^-[neE]+$/.test(text)) break;
    if (text.includes('n')) breaks = false;
    if (text.includes('e')) escapes = true;
    if (text.includes('E')) escapes = false;
  }
  const words = values
    .slice(index)
    .flatMap((value, at) => (at === 0 ? [value] : [literal(' '), value]));
  const joined = concat(words);
  const shown = escapes
    ? mapText(joined, (text) => text.replaceAll('\\n', '\n').replaceAll('\\t', '\t'))
    : joined;
  return breaks ? line(shown) : shown;
}

function sequence(values: readonly Value[]): Value | null {
  const numbers = values.map((value) => Number(textOf(value) ?? Number.NaN));
  if (numbers.length === 0 || numbers.some((number) => !Number.isInteger(number))) return null;
  const first = numbers.length === 1 ? 1 : (numbers[0] as number);
  const step = numbers.length === 3 ? (numbers[1] as number) : 1;
  const last = numbers.at(-1) as number;
  if (step === 0 || Math.abs(last - first) / Math.abs(step) > 1000) return null;
  let text = '';
  for (let number = first; step > 0 ? number <= last : number >= last; number += step)
    text += `${number}\n`;
  return literal(text);
}

function filtered(
  walk: Walk,
  name: string | null,
  values: readonly Value[],
  state: ShellState,
  context: Context,
): Value | null {
  if (name === null) return null;
  const words = values.map(textOf);
  if (words.some((word) => word === null)) return null;
  const known = words as readonly string[];
  const onInput = context.stdinText === null ? null : textOf(simplified(context.stdinText));
  if (onInput !== null) return asValue(filterText(name, known, onInput));
  // The last argument may be the file that it reads.
  const file =
    known.length > 0 ? fileText(walk, literal(known.at(-1) as string), state, context) : null;
  const text = file === null ? null : textOf(file);
  return text === null ? null : asValue(filterText(name, known.slice(0, -1), text));
}

function asValue(text: string | null): Value | null {
  return text === null ? null : literal(text);
}
