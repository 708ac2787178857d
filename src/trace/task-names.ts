import type { Value } from '../model/value.ts';
import { knownText, leadingText } from './command-line.ts';
import type { CommandWords } from './command-line.ts';

/**
 * The tasks that a task runner is asked for: `build` of `npm run build`, `yarn build`, `make build`;
 * the default task is empty. Null when none of the names is a task runner's. The program that is run
 * comes last among the names, so it is asked first.
 */
export function taskNamesOf(
  names: readonly string[],
  command: CommandWords,
): readonly Value[] | null {
  const runner = names.findLast((name) => readers.has(name));
  return (runner === undefined ? undefined : readers.get(runner))?.(command) ?? null;
}

type Reader = (command: CommandWords) => readonly Value[];

/** Sub-commands of package managers that are their own, and never a script of the package. */
const ownSubs = new Set(
  `access add adduser audit bin cache ci clean-install completion config create dedupe deprecate dist-tag
  dlx docs doctor edit exec explain explore fetch fund generate-lock-entry get global help home hook i
  import info init install install-clean install-test licenses link list login logout ls node npm org
  outdated owner pack patch ping pkg plugin pm policies prefix prune publish query rb rebuild remove
  repl root search self-update set set-script setup shrinkwrap star stars store team token unlink
  unpublish up update upgrade upgrade-interactive version versions view why x`.split(/\s+/),
);

/** Scripts that have a sub-command of their own. */
const shortcuts = new Set(['test', 't', 'tst', 'start', 'stop', 'restart']);

const text = (value: string): Value => ({ kind: 'literal', text: value });

function firstArgument({ arguments: words }: CommandWords): readonly Value[] {
  return words.slice(0, 1).map(({ value }) => value);
}

/** `npm run NAME`, `npm test`. */
const npm: Reader = (command) => {
  if (command.sub === null) return [];
  if (['run', 'run-script', 'rum', 'urn'].includes(command.sub)) return firstArgument(command);
  return shortcuts.has(command.sub) ? [text(command.sub === 't' ? 'test' : command.sub)] : [];
};

/** `yarn NAME`, `pnpm run NAME`, `yarn workspace web NAME`. */
const anyScript: Reader = (command) => {
  const [sub] = command.subWords;
  if (sub === undefined) return [];
  const name = knownText(sub.value);
  if (name === 'run' || name === 'run-script') return firstArgument(command);
  if (name === 'workspace' || name === 'workspaces') return lastButRun(command);
  return name !== null && ownSubs.has(name) ? [] : [sub.value];
};

function lastButRun({ arguments: words }: CommandWords): readonly Value[] {
  const named = words.filter(
    ({ value }) =>
      !['run', 'foreach'].includes(knownText(value) ?? '') && !leadingText(value).startsWith('-'),
  );
  return named.slice(0, 1).map(({ value }) => value);
}

/** Every argument is a task; `NAME=value` sets a variable. */
const everyArgument: Reader = ({ arguments: words }) => {
  const tasks = words.filter(({ value }) => !/^[A-Za-z_]\w*:?=/.test(leadingText(value)));
  return tasks.length === 0 ? [text('')] : tasks.map(({ value }) => value);
};

/** A sub-command that is the task, or `run` with the task behind it. */
const subOrRun: Reader = (command) => {
  if (command.subWords.length === 0) return firstArgument(command);
  return ['run', 'run-script', 'task'].includes(command.sub ?? '')
    ? firstArgument(command)
    : command.subWords.slice(0, 1).map(({ value }) => value);
};

/** Sub-commands of Nx that are its own, and never a target. */
const nxSubs = new Set(
  `add affected connect daemon dep-graph exec format:check format:write format g generate graph import init
  list login migrate print-affected release repair report reset show sync sync:check view-logs watch`.split(
    /\s+/,
  ),
);

/** `nx build web`, `nx run web:build:production`, `nx affected --target=lint`, `nx affected:lint`. */
const nx: Reader = (command) => {
  const { sub } = command;
  if (sub === null) return subOrRun(command);
  if (sub === 'run-many' || sub === 'affected') return optionValues(command, nxTargets);
  if (sub.startsWith('affected:')) return [text(sub.slice('affected:'.length))];
  if (nxSubs.has(sub)) return [];
  if (sub !== 'run') return subOrRun(command);
  const [project] = firstArgument(command);
  const target = project === undefined ? undefined : knownText(project)?.split(':')[1];
  return target === undefined ? [] : [text(target)];
};

const nxTargets = ['--target', '--targets', '-t'];

const onlyRun: Reader = (command) =>
  ['run', 'run-script', 'task', 'run-many', 'affected'].includes(command.sub ?? '')
    ? [...firstArgument(command), ...optionValues(command, ['--target', '-t', '--targets'])]
    : [];

function optionValues({ options }: CommandWords, names: readonly string[]): readonly Value[] {
  return options.flatMap(({ name, value }) =>
    names.includes(name) && value !== null ? [value] : [],
  );
}

const readers: ReadonlyMap<string, Reader> = new Map([
  ['npm', npm],
  ['yarn', anyScript],
  ['yarnpkg', anyScript],
  ['pnpm', anyScript],
  ['bun', anyScript],
  ['make', everyArgument],
  ['gmake', everyArgument],
  ['just', everyArgument],
  ['task', everyArgument],
  ['gulp', everyArgument],
  ['grunt', everyArgument],
  ['rake', everyArgument],
  ['mage', everyArgument],
  ['invoke', everyArgument],
  ['inv', everyArgument],
  ['poe', everyArgument],
  ['rush', subOrRun],
  ['turbo', subOrRun],
  ['nx', nx],
  ['lerna', onlyRun],
  ['deno', onlyRun],
  ['moon', onlyRun],
  ['composer', onlyRun],
]);

/** Names of the commands that have tasks. */
export const taskRunners: readonly string[] = [...readers.keys()];
