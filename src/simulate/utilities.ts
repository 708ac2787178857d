/** The few programs that scripts of the shell alone lean on; all others are refused here. */
import { filterText } from './text-filters.ts';
import { BufferChannel } from './channel.ts';
import { absolutePath, folder } from './file-tree.ts';
import { openText } from './redirect.ts';
import { runWords } from './run-command.ts';
import type { Variable } from '../shell/scope.ts';
import type { ShellProcess } from './shell-process.ts';
import { Refused } from './signals.ts';

/** Runs a program; gives its status. */
type Utility = (args: readonly string[], shell: ShellProcess) => number;

const textFilters = [
  'head',
  'tail',
  'wc',
  'sort',
  'uniq',
  'tr',
  'cut',
  'grep',
  'sed',
  'tac',
  'rev',
];

export const utilities: ReadonlyMap<string, Utility> = new Map<string, Utility>([
  ['true', () => 0],
  ['false', () => 1],
  ['sleep', () => 0],
  ['cat', cat],
  ['tee', tee],
  ['mkdir', makeFolder],
  [
    'rmdir',
    (args, shell) => (shell.machine.files.remove(absolutePath(shell.cwd, args[0] ?? '')) ? 0 : 1),
  ],
  ['touch', touch],
  ['rm', remove],
  ['ls', list],
  ['ln', link],
  ['readlink', readLink],
  ['chmod', changeMode],
  ['mktemp', makeTemporary],
  ['dirname', (args, shell) => line(folderOf(args[0] ?? ''), shell)],
  ['basename', (args, shell) => line(baseOf(args[0] ?? '', args[1] ?? ''), shell)],
  ['seq', sequence],
  ['env', environment],
  ['printenv', environment],
  ['xargs', runEach],
  ['nohup', (args, shell) => carried(args, shell)],
  ['timeout', limit],
  ['yes', repeat],
  ['whoami', (_args, shell) => line('root', shell)],
  ['hostname', (_args, shell) => line('host', shell)],
  ['uname', (_args, shell) => line('Linux', shell)],
  ['id', (args, shell) => line(args.includes('-un') ? 'root' : '0', shell)],
  ['flock', lock],
  ...textFilters.map((name) => [name, filter(name)] as const),
]);

function line(text: string, shell: ShellProcess): number {
  shell.write(1, `${text}\n`);
  return 0;
}

function plainArgs(args: readonly string[]): readonly string[] {
  return args.filter((arg) => !/^-./.test(arg));
}

function refuseOptions(args: readonly string[], known: RegExp, name: string): void {
  const other = args.find((arg) => /^-./.test(arg) && !known.test(arg));
  if (other !== undefined) throw new Refused('utility', `${name} ${other}`);
}

function inputOf(paths: readonly string[], shell: ShellProcess): string | null {
  if (paths.length === 0) return shell.descriptors.get(0)?.readAll() ?? '';
  const texts = paths.map((path) =>
    path === '-' ? shell.descriptors.get(0)?.readAll() : openText(path, shell)?.readAll(),
  );
  return texts.includes(undefined) ? null : texts.join('');
}

function cat(args: readonly string[], shell: ShellProcess): number {
  refuseOptions(args, /^-u$/, 'cat');
  if (args.length === 0) return passOn(shell);
  const text = inputOf(plainArgs(args), shell);
  if (text === null) return 1;
  shell.write(1, text);
  return 0;
}

/** Standard input, piece by piece: it may have no end, and then neither has what is written. */
function passOn(shell: ShellProcess): number {
  const input = shell.descriptors.get(0);
  for (let text = input?.readCount(4096); text; text = input?.readCount(4096)) shell.write(1, text);
  const output = shell.descriptors.get(1);
  if (input?.isCut === true && output instanceof BufferChannel) output.isFull = true;
  return 0;
}

function tee(args: readonly string[], shell: ShellProcess): number {
  refuseOptions(args, /^-a$/, 'tee');
  const text = shell.descriptors.get(0)?.readAll() ?? '';
  for (const path of plainArgs(args)) {
    const node = shell.machine.files.find(absolutePath(shell.cwd, path));
    const before = args.includes('-a') && node?.kind === 'file' ? node.text : '';
    if (node?.kind !== 'null') write(path, before + text, shell);
  }
  shell.write(1, text);
  return 0;
}

function write(path: string, text: string, shell: ShellProcess): boolean {
  const full = absolutePath(shell.cwd, path);
  const node = shell.machine.files.find(full);
  if (node?.kind === 'file') {
    node.text = text;
    return true;
  }
  return shell.machine.files.put(full, { kind: 'file', mode: 0o666 & ~shell.umask, text });
}

function makeFolder(args: readonly string[], shell: ShellProcess): number {
  refuseOptions(args, /^-[pv]+$/, 'mkdir');
  const makesParents = args.some((arg) => /^-[pv]+$/.test(arg));
  const { files } = shell.machine;
  return plainArgs(args).every((path) => {
    const full = absolutePath(shell.cwd, path);
    const exists = files.find(full) !== null;
    const made = makesParents ? files.makeFolders(full) : !exists && files.put(full, folder());
    if (!made) shell.complain(`mkdir: cannot create directory '${path}'`);
    return made;
  })
    ? 0
    : 1;
}

function touch(args: readonly string[], shell: ShellProcess): number {
  refuseOptions(args, /^-$/, 'touch');
  return args.every((path) => {
    const node = shell.machine.files.find(absolutePath(shell.cwd, path));
    return node !== null || write(path, '', shell);
  })
    ? 0
    : 1;
}

function remove(args: readonly string[], shell: ShellProcess): number {
  refuseOptions(args, /^-[rRfv]+$/, 'rm');
  const flags = args.filter((arg) => /^-/.test(arg)).join('');
  const { files } = shell.machine;
  let status = 0;
  for (const path of plainArgs(args)) {
    const full = absolutePath(shell.cwd, path);
    const node = files.find(full, false);
    const isRefused =
      node === null ? !flags.includes('f') : node.kind === 'folder' && !/r/i.test(flags);
    if (isRefused) {
      shell.complain(`rm: cannot remove '${path}'`);
      status = 1;
    } else files.remove(full);
  }
  return status;
}

function list(args: readonly string[], shell: ShellProcess): number {
  refuseOptions(args, /^-[1A]+$/, 'ls');
  const { files } = shell.machine;
  const paths = plainArgs(args);
  const shown = paths.length === 0 ? ['.'] : [...paths].sort();
  let status = 0;
  for (const path of shown) {
    const full = absolutePath(shell.cwd, path);
    const node = files.find(full);
    if (node === null) {
      shell.complain(`ls: cannot access '${path}': No such file or directory`);
      status = 2;
    } else if (node.kind !== 'folder') shell.write(1, `${path}\n`);
    else {
      if (shown.length > 1) throw new Refused('utility', 'ls of several folders');
      const names = (files.list(full) ?? []).filter(
        (name) => args.some((arg) => /A/.test(arg)) || !name.startsWith('.'),
      );
      shell.write(1, names.map((name) => `${name}\n`).join(''));
    }
  }
  return status;
}

function link(args: readonly string[], shell: ShellProcess): number {
  refuseOptions(args, /^-[sfnT]+$/, 'ln');
  const flags = args.filter((arg) => /^-/.test(arg)).join('');
  const [target, name, ...more] = plainArgs(args);
  if (!flags.includes('s') || target === undefined || name === undefined || more.length > 0)
    throw new Refused('utility', 'ln');
  const { files } = shell.machine;
  let full = absolutePath(shell.cwd, name);
  const existing = files.find(full, !/[nT]/.test(flags));
  if (existing?.kind === 'folder') full = `${full}/${baseOf(target, '')}`;
  if (files.find(full, false) !== null && !flags.includes('f')) {
    shell.complain(`ln: failed to create symbolic link '${name}': File exists`);
    return 1;
  }
  return files.put(full, { kind: 'link', mode: 0o777, target }) ? 0 : 1;
}

function readLink(args: readonly string[], shell: ShellProcess): number {
  refuseOptions(args, /^-[fe]$/, 'readlink');
  const [path = ''] = plainArgs(args);
  const full = absolutePath(shell.cwd, path);
  if (args.some((arg) => /^-/.test(arg))) {
    const place = shell.machine.files.locate(full);
    return place === null ? 1 : line(place.path, shell);
  }
  const node = shell.machine.files.find(full, false);
  return node?.kind === 'link' ? line(node.target, shell) : 1;
}

function changeMode(args: readonly string[], shell: ShellProcess): number {
  const [mode = '', ...paths] = args;
  return paths.every((path) => {
    const node = shell.machine.files.find(absolutePath(shell.cwd, path));
    if (node === null) return false;
    if (/^[0-7]{3,4}$/.test(mode)) node.mode = Number.parseInt(mode, 8);
    else if (/^[ua]?\+x$/.test(mode)) node.mode |= 0o111;
    else throw new Refused('utility', `chmod ${mode}`);
    return true;
  })
    ? 0
    : 1;
}

function makeTemporary(args: readonly string[], shell: ShellProcess): number {
  refuseOptions(args, /^-d$/, 'mktemp');
  const [template = '/tmp/tmp.XXXXXXXXXX'] = plainArgs(args);
  const count = String(shell.machine.nextPipe++);
  const path = absolutePath(
    shell.cwd,
    template.replace(/X+$/, (all) => count.padStart(all.length, 'a')),
  );
  const node = args.includes('-d')
    ? folder(0o700)
    : ({ kind: 'file', mode: 0o600, text: '' } as const);
  return shell.machine.files.put(path, { ...node }) ? line(path, shell) : 1;
}

function folderOf(path: string): string {
  const trimmed = path.replace(/\/+$/, '');
  const slash = trimmed.lastIndexOf('/');
  if (trimmed === '') return path.startsWith('/') ? '/' : '.';
  return slash < 0 ? '.' : trimmed.slice(0, slash).replace(/\/+$/, '') || '/';
}

function baseOf(path: string, suffix: string): string {
  const trimmed = path.replace(/\/+$/, '');
  const name = trimmed.slice(trimmed.lastIndexOf('/') + 1) || (path.startsWith('/') ? '/' : '');
  return suffix !== '' && name !== suffix && name.endsWith(suffix)
    ? name.slice(0, -suffix.length)
    : name;
}

function sequence(args: readonly string[], shell: ShellProcess): number {
  const numbers = args.map(Number);
  if (numbers.length === 0 || numbers.some((number) => !Number.isInteger(number)))
    throw new Refused('utility', 'seq');
  const first = numbers.length === 1 ? 1 : (numbers[0] as number);
  const step = numbers.length === 3 ? (numbers[1] as number) : 1;
  const last = numbers.at(-1) as number;
  for (let number = first; step > 0 ? number <= last : number >= last; number += step || 1)
    shell.write(1, `${number}\n`);
  return 0;
}

function environment(args: readonly string[], shell: ShellProcess): number {
  let at = 0;
  const child = shell.fork();
  for (; at < args.length; at++) {
    const arg = args[at] as string;
    const [, name, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(arg) ?? [];
    if (arg === '-i') child.scopes = [new Map<string, Variable>()];
    else if (arg === '-u') child.scopeOf(args[++at] ?? '').delete(args[at] ?? '');
    else if (name !== undefined && value !== undefined) {
      child.setText(name, value);
      const variable = child.scopeOf(name).get(name);
      if (variable !== undefined) child.scopeOf(name).set(name, { ...variable, exported: true });
    } else break;
  }
  const rest = args.slice(at);
  if (rest.length > 0) return carried(rest, child);
  const lines = child.names().flatMap((name) => {
    const text = child.variable(name)?.exported ? child.text(name) : null;
    return text === null ? [] : [`${name}=${text}\n`];
  });
  shell.write(1, lines.join(''));
  return 0;
}

/** Runs a carried program: neither functions nor builtins are looked for, as no shell reads it. */
function carried(args: readonly string[], shell: ShellProcess): number {
  runWords(args, [], shell, false);
  return shell.status;
}

/** Nobody else holds a lock here. */
function lock(args: readonly string[], shell: ShellProcess): number {
  const rest = args.filter(
    (arg, at) => !/^-[nxe]$/.test(arg) && !(at > 0 && args[at - 1] === '-w') && arg !== '-w',
  );
  const [, ...command] = rest;
  if (command.length === 0) return 0;
  return command[0] === '-c' ? carried(['sh', ...command], shell) : carried(command, shell);
}

/** `timeout 5 command`: whoever sleeps longer is stopped. */
function limit(args: readonly string[], shell: ShellProcess): number {
  const [time = '', ...command] = args.filter((arg) => !arg.startsWith('-'));
  if (command[0] === 'sleep') return Number(command[1]) > Number.parseFloat(time) ? 124 : 0;
  return carried(args.slice(args.indexOf(time) + 1), shell);
}

/** The options of xargs, and the command that it runs. */
interface EachOptions {
  readonly values: ReadonlyMap<string, string>;
  readonly command: readonly string[];
}

function eachOptions(args: readonly string[]): EachOptions {
  const values = new Map<string, string>();
  let at = 0;
  for (; at < args.length && /^-./.test(args[at] as string); at++) {
    const arg = args[at] as string;
    const name = arg.slice(0, 2);
    if (['-n', '-L', '-I', '-d', '-P'].includes(name))
      values.set(name.replace('L', 'n'), arg.slice(2) || (args[++at] ?? ''));
    else if (arg === '-0' || arg === '-r') values.set(name, '');
    else throw new Refused('utility', `xargs ${arg}`);
  }
  return { values, command: at < args.length ? args.slice(at) : ['echo'] };
}

function eachItems(values: ReadonlyMap<string, string>, input: string): readonly string[] {
  const delimiter = values.has('-0') ? '\0' : values.get('-d')?.replace('\\n', '\n');
  if (delimiter === undefined && /["'\\]/.test(input)) throw new Refused('utility', 'xargs quotes');
  const separator = delimiter ?? (values.has('-I') ? '\n' : /\s+/);
  return input.split(separator).filter((item) => item !== '');
}

function runEach(args: readonly string[], shell: ShellProcess): number {
  const { values, command } = eachOptions(args);
  const items = eachItems(values, shell.descriptors.get(0)?.readAll() ?? '');
  const name = values.get('-I');
  const most = Number(values.get('-n') ?? Infinity);
  if (name !== undefined) {
    for (const item of items) carried(replacedIn(command, name, item), shell);
  } else if (items.length > 0 || !values.has('-r')) {
    for (let from = 0; from === 0 || from < items.length; from += most)
      carried([...command, ...items.slice(from, from + most)], shell);
  }
  return shell.status === 0 ? 0 : 123;
}

function replacedIn(words: readonly string[], name: string, item: string): readonly string[] {
  return words.map((word) => word.replaceAll(name, item));
}

function repeat(args: readonly string[], shell: ShellProcess): number {
  for (;;) shell.write(1, `${args.length === 0 ? 'y' : args.join(' ')}\n`);
}

function filter(name: string): Utility {
  return (args, shell) => {
    const result = filterText(
      name,
      args,
      (paths) => inputOf(paths, shell),
      (count) => firstLines(count, shell),
    );
    if (result === null) throw new Refused('utility', `${name} ${args.join(' ')}`);
    shell.write(1, result.text);
    return result.status;
  };
}

/** `head` reads no further than it must: what writes to it may go on forever. */
function firstLines(count: number, shell: ShellProcess): string {
  let text = '';
  for (let index = 0; index < count; index++) {
    const next = shell.descriptors.get(0)?.readUntil('\n') ?? null;
    if (next === null) break;
    text += next.text + (next.ended ? '' : '\n');
  }
  return text;
}
