/** Files that a script names: those of the fleet, and those that the script itself wrote or copied. */
import type { Place } from '../model/step.ts';
import type { Value } from '../model/value.ts';
import { alternativesOf, concat, literal, textOf } from '../shell/value.ts';
import { outsideNames } from './condition.ts';
import type { Context } from './context.ts';
import { folderOf, nameOf, normalisePath, resolvePath } from './paths.ts';
import type { ShellState } from './shell-state.ts';
import type { Walk } from './walk.ts';

/** Names a machine for the files on it. */
function machineOf(place: Place): string {
  if (place.kind === 'local') return 'local';
  // Copies most often go to all hosts of a loop alike, so hosts are not told apart here.
  return place.kind;
}

/** A file of the fleet that a path means, or null. Paths are relative to the application's folder. */
export function fleetFile(
  walk: Walk,
  path: Value,
  state: ShellState,
  context: Context,
): string | null {
  const { application } = walk.workspace;
  const text = textOf(path);
  const resolved = resolvePath(state.cwd, path);
  const full = resolved === null ? null : textOf(resolved);
  const candidates: string[] = [];
  if (full !== null && !full.startsWith('/') && !full.startsWith('~'))
    candidates.push(inFleet(application.root, full));
  if (text !== null && !text.startsWith('/')) {
    // A script that is started from its own folder names its neighbours without one.
    candidates.push(normalisePath(`${folderOf(context.file)}/${text}`));
  }
  for (const file of candidates) if (walk.workspace.text(file) !== null) return file;
  return fileBySuffix(walk, path, full ?? text);
}

function inFleet(root: string, path: string): string {
  return normalisePath(root === '.' ? path : `${root}/${path}`);
}

/** `$SOMEWHERE/lib/common.sh` means the one file of the application that ends so. */
function fileBySuffix(walk: Walk, path: Value, text: string | null): string | null {
  const suffix = text !== null ? null : knownSuffix(path);
  if (suffix === null) return null;
  const { application } = walk.workspace;
  const candidates = application.scripts.map(({ file }) => file).concat(application.files);
  const matching = [...new Set(candidates.filter((file) => `/${file}`.endsWith(suffix)))];
  const [only] = matching;
  return matching.length === 1 && only !== undefined && walk.workspace.text(only) !== null
    ? only
    : null;
}

/**
 * `. config.$ENV`, `[ -d inventories/$ENV ]`: the files and folders of the application that the path may mean tell what the variable may be,
 * as a comparison with each of them would.
 */
export function noteFileChoices(walk: Walk, path: Value, state: ShellState): void {
  const resolved = resolvePath(state.cwd, path) ?? path;
  for (const choice of alternativesOf(resolved)) {
    const parts = choice.kind === 'concat' ? choice.parts : [];
    const at = parts.findIndex(({ kind }) => kind !== 'literal');
    const [before, after] = [
      textOf(concat(parts.slice(0, at))),
      textOf(concat(parts.slice(at + 1))),
    ];
    const [name] = at < 0 ? [] : outsideNames(parts[at] as Value);
    if (name === undefined || before === null || after === null) continue;
    const start = normalisePath(`${before}x`).slice(0, -1);
    for (const file of inApplication(walk)) {
      const middle = file.startsWith(start) ? middleOf(file.slice(start.length), after) : null;
      if (middle !== null && /^[\w-]+$/.test(middle)) walk.compare(name, middle);
    }
  }
}

/** What stands before `after` at the end of a path, or names its first folder. */
function middleOf(path: string, after: string): string | null {
  const slash = path.indexOf('/');
  if (after === '' && slash >= 0) return path.slice(0, slash);
  return path.endsWith(after) ? path.slice(0, path.length - after.length) : null;
}

/** All files of the application, as they are named from its folder. */
function inApplication(walk: Walk): readonly string[] {
  const { root, scripts, files } = walk.workspace.application;
  const all = new Set([...scripts.map(({ file }) => file), ...files]);
  return [...all].flatMap((file) =>
    root === '.' ? [file] : file.startsWith(`${root}/`) ? [file.slice(root.length + 1)] : [],
  );
}

function knownSuffix(path: Value): string | null {
  const last = path.kind === 'concat' ? path.parts.at(-1) : undefined;
  if (last?.kind !== 'literal') return null;
  const slash = last.text.indexOf('/');
  const suffix = slash < 0 ? '' : last.text.slice(slash);
  return suffix.length > 1 && !suffix.includes('..') ? suffix : null;
}

/** The text of a file as the script would read it at this point; null where that is not known. */
export function fileText(
  walk: Walk,
  path: Value,
  state: ShellState,
  context: Context,
): Value | null {
  const written = writtenText(walk, path, state, context.place);
  if (written !== null) return written;
  if (context.place.kind !== 'local') return null;
  const file = fleetFile(walk, path, state, context);
  const text = file === null ? null : walk.workspace.text(file);
  return text === null || file === null
    ? null
    : literal(text, [{ file, start: 0, end: text.length }]);
}

/** A text that the script wrote there itself. */
export function writtenText(
  walk: Walk,
  path: Value,
  state: ShellState,
  place: Place,
): Value | null {
  const full = resolvePath(state.cwd, path);
  const text = full === null ? textOf(path) : textOf(full);
  if (text === null) return null;
  return walk.files.get(`${machineOf(place)}:${text}`) ?? null;
}

/** Remembers what the script writes into a file. */
export function writeText(
  walk: Walk,
  path: Value,
  content: Value,
  state: ShellState,
  place: Place,
): void {
  const full = resolvePath(state.cwd, path);
  const text = full === null ? textOf(path) : textOf(full);
  if (text !== null) walk.files.set(`${machineOf(place)}:${text}`, content);
}

/** Where a copied file or folder of the fleet now lies on another machine. */
export interface Copy {
  /** Path on the local side, relative to the application's folder. */
  readonly from: string;
  /** Path on the other side. */
  readonly to: string;
  readonly isFolder: boolean;
}

/** The file of the fleet that lies at a path of a remote host because the script copied it there. */
export function copiedFile(walk: Walk, path: Value, state: ShellState): string | null {
  const full = resolvePath(state.cwd, path);
  const text = (full === null ? null : textOf(full)) ?? textOf(path);
  if (text === null) return null;
  const { root } = walk.workspace.application;
  for (const copy of [...walk.copies].reverse()) {
    const to = homeFree(copy.to);
    const wanted = homeFree(text);
    if (copy.isFolder && wanted.startsWith(`${to}/`)) {
      const file = inFleet(root, `${copy.from}/${wanted.slice(to.length + 1)}`);
      if (walk.workspace.text(file) !== null) return file;
    }
    const isTarget = wanted === to || wanted === normalisePath(`${to}/${nameOf(copy.from)}`);
    const file = inFleet(root, copy.from);
    if (!copy.isFolder && isTarget && walk.workspace.text(file) !== null) return file;
  }
  return null;
}

/**
 * `ssh host "cd /srv/shop && bash scripts/build.sh"`: the script of the application that lies where
 * the end of the path says, seen from the top. Null for the script that asks, or for one above it.
 */
export function checkedOutFile(walk: Walk, path: Value, context: Context): string | null {
  const text = textOf(path);
  if (text === null || !/\.(sh|bash)$/.test(text)) return null;
  const { root, scripts } = walk.workspace.application;
  const parts = normalisePath(text).split('/');
  const tails = parts.map((_, at) => inFleet(root, parts.slice(at).join('/')));
  const file = tails.find((tail) => scripts.some((script) => script.file === tail));
  const isOpen =
    file !== undefined &&
    file !== context.file &&
    context.calls.every(({ callee, span }) => callee !== file && span.file !== file);
  return isOpen ? file : null;
}

/** `~/x`, `./x` and `x` are the same for somebody who has just logged in. */
function homeFree(path: string): string {
  return normalisePath(path.replace(/^~\//, ''));
}
