/** Paths as text: joined and shortened without asking a file system. */
import type { Value } from '../model/value.ts';
import {
  concat,
  literal,
  mapText,
  oneOf,
  alternativesOf,
  pathFromStart,
  textOf,
} from '../shell/value.ts';
import { packageProgram } from './package-program.ts';

/** A path without `.`, double slashes and, where that is safe, `..`. An empty one is `.`. */
export function normalisePath(path: string): string {
  const isAbsolute = path.startsWith('/');
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    const last = parts.at(-1);
    if (part === '..' && last !== undefined && last !== '..' && last !== '~') parts.pop();
    else if (!(part === '..' && isAbsolute && last === undefined)) parts.push(part);
  }
  const joined = parts.join('/');
  return isAbsolute ? `/${joined}` : joined || '.';
}

/** Where `path` leads when the working directory is `cwd`; null where that is not known. */
export function resolvePath(cwd: Value | null, path: Value): Value | null {
  const results = alternativesOf(path).map((alternative) => resolveOne(cwd, alternative));
  return results.some((result) => result === null) ? null : oneOf(results as Value[]);
}

function resolveOne(cwd: Value | null, path: Value): Value | null {
  const start = path.kind === 'concat' ? path.parts[0] : path;
  const text = start?.kind === 'literal' ? start.text : null;
  const isAbsolute =
    text === null || text.startsWith('/') || text.startsWith('~') || isFromStart(path);
  // A path that begins with something unknown most often is an absolute one: `$APP_DIR/current`.
  if (isAbsolute) return simplifiedPath(path);
  if (cwd === null) return null;
  return simplifiedPath(concat([cwd, literal('/'), path]));
}

function simplifiedPath(path: Value): Value {
  const text = textOf(path);
  if (text !== null) return literal(normalisePath(text));
  if (
    path.kind === 'one-of' ||
    (path.kind === 'concat' && path.parts.some((part) => part.kind === 'one-of'))
  ) {
    return oneOf(
      alternativesOf(path).map((inner) => (textOf(inner) === null ? inner : simplifiedPath(inner))),
    );
  }
  return withoutLastSlash(path);
}

function withoutLastSlash(path: Value): Value {
  const last = path.kind === 'concat' ? path.parts.at(-1) : undefined;
  if (path.kind !== 'concat' || last?.kind !== 'literal') return path;
  return concat([...path.parts.slice(0, -1), mapText(last, (text) => text.replace(/\/+$/, ''))]);
}

/** The path was printed in full, so no working directory goes before it. */
export function isFromStart(path: Value): boolean {
  const first = path.kind === 'concat' ? path.parts[0] : path;
  return first?.kind === 'literal' && first.fromStart === true;
}

/** A path as a command prints it in full; a relative one is written from the start of the script. */
export function printedPath(path: Value): Value {
  if (path.kind === 'one-of') return oneOf(path.values.map(printedPath));
  const [first, ...rest] = path.kind === 'concat' ? path.parts : [path];
  return first?.kind === 'literal' && !/^[/~]/.test(first.text)
    ? concat([pathFromStart(first.text, first.at), ...rest])
    : path;
}

/** A path printed in full, as it is named from another folder below the start of the script. */
export function seenFrom(cwd: Value | null, path: Value): Value {
  if (path.kind === 'one-of') return oneOf(path.values.map((one) => seenFrom(cwd, one)));
  const from = cwd === null ? null : textOf(cwd);
  const isBelow = from !== null && from !== '.' && !/^([/~]|\.\.(\/|$))/.test(from);
  const [first, ...rest] = path.kind === 'concat' ? path.parts : [path];
  if (!isBelow || !isFromStart(path) || first?.kind !== 'literal') return path;
  const up = from.split('/');
  const down = first.text.replace(/^\.(\/|$)/, '').split('/');
  // The last part stays: more may follow it.
  while (down.length > 1 && up[0] === down[0]) {
    up.shift();
    down.shift();
  }
  const text = [...up.map(() => '..'), ...(down.join() === '' ? [] : down)].join('/');
  return concat([literal(text === '' ? '.' : text, first.at), ...rest]);
}

/** What `dirname` prints. Above a path printed in full there always is a folder. */
export function parentPath(path: Value): Value {
  if (path.kind === 'one-of') return oneOf(path.values.map(parentPath));
  const text = textOf(path);
  if (text === null || !isFromStart(path)) return mapText(path, folderOf);
  return pathFromStart(normalisePath(`${text}/..`));
}

/** The part before the last slash, as `dirname` prints it. */
export function folderOf(path: string): string {
  const trimmed = path.replace(/\/+$/, '');
  if (trimmed === '') return path.startsWith('/') ? '/' : '.';
  const slash = trimmed.lastIndexOf('/');
  if (slash < 0) return '.';
  return trimmed.slice(0, slash).replace(/\/+$/, '') || '/';
}

/** The part after the last slash, as `basename` prints it. */
export function nameOf(path: string, suffix = ''): string {
  const trimmed = path.replace(/\/+$/, '');
  const name = trimmed.slice(trimmed.lastIndexOf('/') + 1) || (path.startsWith('/') ? '/' : '');
  return suffix !== '' && name !== suffix && name.endsWith(suffix)
    ? name.slice(0, -suffix.length)
    : name;
}

/**
 * The program that a path names. An application with several kernels has a console for each beside
 * Symfony's own (`bin/adminconsole` of Sulu, `bin/consoleAdmin`), which knows the same commands; a
 * package of npm keeps its program in a file of JavaScript (`node_modules/webpack/bin/webpack.js`).
 */
export function programAt(path: string): string {
  const isConsole = /(^|\/)(bin|app)\/([a-z]+console|console[A-Z]\w*)$/.test(path);
  if (isConsole) return 'console';
  const isPackaged = /(^|\/)node_modules\/.+\/[\w-]+\.[cm]?js$/.test(path);
  if (isPackaged) return nameOf(path).replace(/\.[cm]?js$/, '');
  const name = nameOf(packageProgram(path));
  // The same program as Windows names it.
  return name.length > 4 ? name.replace(/\.exe$/i, '') : name;
}
