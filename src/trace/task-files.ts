import type { Value, Word } from '../model/value.ts';
import { concat, literal, textOf } from '../shell/value.ts';
import type { CommandWords } from './command-line.ts';
import type { Context } from './context.ts';
import { jsonStringValue, membersUnder } from './json-strings.ts';
import { recipeOf } from './makefile.ts';
import { folderOf, normalisePath, resolvePath } from './paths.ts';
import type { Running } from './running.ts';
import type { ShellState } from './shell-state.ts';
import type { Walk } from './walk.ts';

/** What a task runner does for a task. */
export interface TaskText {
  /** The file of the fleet that says it. */
  readonly file: string;
  readonly text: Value;
  /** The folder that the commands run in. */
  readonly folder: Value;
}

/** One call of a task runner: `npm --prefix web run build`. */
export interface TaskCall {
  /** The runner's own name, without a path. */
  readonly runner: string;
  readonly command: CommandWords;
  readonly running: Running;
  readonly task: string;
}

type Reader = (text: string, file: string, call: TaskCall) => Value | null;

interface RunnerFile {
  readonly names: readonly string[];
  readonly folderFlags: readonly string[];
  /** The runner looks for its file in the folders above too. */
  readonly looksUp: boolean;
  readonly read: Reader;
}

const packageJson: RunnerFile = {
  names: ['package.json'],
  folderFlags: ['--prefix', '-C', '--cwd', '--dir'],
  looksUp: true,
  read: packageTask,
};
const makefile: RunnerFile = {
  names: ['GNUmakefile', 'makefile', 'Makefile'],
  folderFlags: ['-C', '--directory'],
  looksUp: false,
  read: (text, file, { task, command }) => recipeOf(text, file, task, givenVariables(command)),
};
const composerJson: RunnerFile = {
  names: ['composer.json'],
  folderFlags: ['-d', '--working-dir'],
  looksUp: false,
  read: composerTask,
};

const runnerFiles: Readonly<Record<string, RunnerFile>> = {
  npm: packageJson,
  yarn: packageJson,
  yarnpkg: packageJson,
  pnpm: packageJson,
  bun: packageJson,
  make: makefile,
  gmake: makefile,
  composer: composerJson,
};

/** What stands behind a task, where the runner's file lies in the fleet; null where it does not. */
export function taskText(
  walk: Walk,
  call: TaskCall,
  state: ShellState,
  context: Context,
): TaskText | null {
  const runner = runnerFiles[call.runner];
  if (runner === undefined) return null;
  const option = call.command.options.find(({ name }) => runner.folderFlags.includes(name));
  const folder = option?.value ? resolvePath(state.cwd, option.value) : state.cwd;
  const file = runnerFile(walk, runner, folder, context);
  const text = file === null ? null : walk.workspace.text(file);
  if (file === null || text === null) return null;
  const found = runner.read(text, file, call);
  return found === null ? null : { file, text: found, folder: folder ?? literal('.') };
}

/**
 * The runner's file for a folder. A path of the fleet is looked up as it is; for a folder on a host,
 * or one that is not known, the checkout that lies there is taken for the application's own.
 */
function runnerFile(
  walk: Walk,
  runner: RunnerFile,
  folder: Value | null,
  context: Context,
): string | null {
  const { root } = walk.workspace.application;
  const text = folder === null ? null : textOf(folder);
  const top = normalisePath(root);
  if (text !== null && !/^[/~]/.test(text) && context.place.kind === 'local') {
    const here = normalisePath(`${root}/${text}`);
    if (!isBelow(here, top)) return null;
    return firstFile(walk, runner, runner.looksUp ? upwards(here, top) : [here]);
  }
  const own = context.place.kind === 'local' ? upwards(folderOf(context.file), top) : [top];
  return firstFile(walk, runner, [...foldersLike(walk, runner, folder), ...own]);
}

/** `/srv/app/frontend` is the application's `frontend`, where a file of the runner lies in one. */
function foldersLike(walk: Walk, runner: RunnerFile, folder: Value | null): readonly string[] {
  const last = folder?.kind === 'concat' ? folder.parts.at(-1) : folder;
  const tail = last?.kind === 'literal' ? `/${last.text}` : '';
  const { root, files } = walk.workspace.application;
  const prefix = root === '.' ? '' : `${normalisePath(root)}/`;
  return files
    .filter((file) => runner.names.includes(file.slice(file.lastIndexOf('/') + 1)))
    .map((file) => folderOf(file))
    .filter((path) => path.length > prefix.length && tail.endsWith(`/${path.slice(prefix.length)}`))
    .sort((left, right) => right.length - left.length);
}

function isBelow(path: string, top: string): boolean {
  return top === '.' ? !path.startsWith('..') : path === top || path.startsWith(`${top}/`);
}

function upwards(from: string, top: string): readonly string[] {
  const folders = [from];
  for (let at = from; at !== top && at !== '.' && at !== '/';) {
    at = folderOf(at);
    folders.push(at);
  }
  return folders;
}

function firstFile(walk: Walk, runner: RunnerFile, folders: readonly string[]): string | null {
  const paths = folders.flatMap((folder) =>
    runner.names.map((name) => normalisePath(`${folder}/${name}`)),
  );
  return paths.find((path) => walk.workspace.text(path) !== null) ?? null;
}

const newline = literal('\n', []);

/**
 * A script of a package with those that npm runs before and after it.
 * Source: https://docs.npmjs.com/cli/using-npm/scripts (Pre & Post Scripts)
 */
function packageTask(text: string, file: string, call: TaskCall): Value | null {
  const members = membersUnder(text, 'scripts');
  const named = (name: string): readonly Value[] =>
    members
      .filter(({ key }) => key === name)
      .flatMap(({ strings }) => strings.map((one) => jsonStringValue(text, file, one)));
  const [own] = named(call.task);
  if (own === undefined) return null;
  const withArguments = concat([own, ...argumentsAfter(call)]);
  return joined([...named(`pre${call.task}`), withArguments, ...named(`post${call.task}`)]);
}

function joined(texts: readonly Value[]): Value {
  return concat(texts.flatMap((text) => [text, newline]));
}

/** npm hands on what follows `--`, yarn and pnpm also what follows the task. */
function argumentsAfter({ running: { words }, runner, task }: TaskCall): readonly Value[] {
  const separator = words.findIndex(({ value }) => textOf(value) === '--');
  const named = words.findIndex(({ value }) => textOf(value) === task);
  const at = separator >= 0 ? separator : runner === 'npm' ? words.length : named;
  return words.slice(at + 1).flatMap((word: Word) => [literal(' ', []), word.value]);
}

/** Source: https://getcomposer.org/doc/articles/scripts.md */
function composerTask(text: string, file: string, call: TaskCall): Value | null {
  const members = membersUnder(text, 'scripts');
  const linesOf = (task: string, seen: readonly string[]): readonly Value[] =>
    members
      .filter(({ key }) => key === task)
      .flatMap(({ strings }) => strings)
      .flatMap((string) => {
        const line = text.slice(string.start, string.end);
        const called = /^@([\w:.-]+)$/.exec(line)?.[1];
        if (called !== undefined)
          return seen.includes(called) ? [] : linesOf(called, [...seen, called]);
        // A static method of a PHP class, which composer calls itself.
        if (/^[\w\\]+::\w+$/.test(line)) return [];
        const skip = /^@putenv /.test(line) ? 8 : /^@(?=php |composer )/.test(line) ? 1 : 0;
        const rest = jsonStringValue(text, file, { ...string, start: string.start + skip });
        return [skip === 8 ? concat([literal('export ', []), rest]) : rest];
      });
  const lines = linesOf(call.task, [call.task]);
  return lines.length === 0 ? null : joined(lines);
}

/** `make deploy ENV=prod`: a variable given there stands above the file's own. */
function givenVariables({ arguments: words }: CommandWords): ReadonlyMap<string, string> {
  return new Map(
    words.flatMap(({ value }) => {
      const [, name, text] = /^([A-Za-z_]\w*):?=(.*)$/s.exec(textOf(value) ?? '') ?? [];
      return name === undefined ? [] : [[name, text ?? ''] as const];
    }),
  );
}
