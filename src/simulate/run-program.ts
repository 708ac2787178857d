/** Commands that are no builtins: other scripts, shells, and the few utilities that are known here. */
import { fileSource, parseSource } from '../syntax/parse-source.ts';
import { absolutePath } from './file-tree.ts';
import { runApart, runProgram } from './run-node.ts';
import type { ShellProcess } from './shell-process.ts';
import { Refused } from './signals.ts';
import { utilities } from './utilities.ts';

const shells = new Set(['bash', 'sh', 'dash']);

/** Runs a program in a process of its own; the shell's status is the program's. */
export function runProgramFile(words: readonly string[], shell: ShellProcess): void {
  const [name = '', ...args] = words;
  if (name.includes('/')) {
    runFile(name, args, shell);
    return;
  }
  if (shells.has(name)) {
    runShell(args, shell);
    return;
  }
  const utility = utilities.get(name);
  if (utility !== undefined) {
    shell.status = utility(args, shell);
    return;
  }
  if (isMissing(name)) {
    shell.complain(`${name}: command not found`);
    shell.status = 127;
    return;
  }
  throw new Refused('utility', name);
}

/** Names that no machine knows: the tests of scripts ask for such ones. */
export function isMissing(name: string): boolean {
  return /^(zzz|nope|nonexist|no_such|nosuch|missing_)/.test(name) || name === '';
}

function runFile(path: string, args: readonly string[], shell: ShellProcess): void {
  const base = path.slice(path.lastIndexOf('/') + 1);
  const node = shell.machine.files.find(absolutePath(shell.cwd, path));
  if (node === null && /^\/(usr\/)?(local\/)?s?bin\//.test(path)) {
    runProgramFile([base, ...args], shell);
    return;
  }
  if (node?.kind !== 'file') {
    shell.complain(`${path}: ${node === null ? 'No such file or directory' : 'Is a directory'}`);
    shell.status = node === null ? 127 : 126;
    return;
  }
  if ((node.mode & 0o111) === 0) {
    shell.complain(`${path}: Permission denied`);
    shell.status = 126;
    return;
  }
  if (/^#!/.test(node.text) && !/^#!.*\b(ba|da)?sh\b/.test(node.text))
    throw new Refused('utility', node.text.split('\n')[0] ?? '');
  runScriptText(node.text, path, args, [], shell);
}

/** The words of `bash [options] [-c TEXT | -s | FILE] args…`, told apart. */
interface ShellCall {
  readonly mode: 'file' | 'text' | 'input';
  readonly options: readonly string[];
  readonly rest: readonly string[];
}

function shellCall(args: readonly string[]): ShellCall {
  const options: string[] = [];
  let mode: ShellCall['mode'] = 'file';
  let at = 0;
  for (; at < args.length && /^[-+]./.test(args[at] ?? ''); at++) {
    const arg = args[at] as string;
    if (arg === '--') return { mode, options, rest: args.slice(at + 1) };
    if (arg.startsWith('--')) continue;
    if (arg.includes('c')) mode = 'text';
    else if (arg.includes('s')) mode = 'input';
    if (arg.includes('o')) options.push(args[++at] ?? '');
    options.push(...[...arg.slice(1)].flatMap((letter) => longNames[letter] ?? []));
  }
  return { mode, options, rest: args.slice(at) };
}

/** `bash -c TEXT name args…`, `bash -s args…`, `bash FILE args…`. */
function runShell(args: readonly string[], shell: ShellProcess): void {
  const { mode, options, rest } = shellCall(args);
  const [first, ...more] = rest;
  if (mode === 'text') {
    const [scriptName = 'bash', ...positional] = more;
    runScriptText(first ?? '', scriptName, positional, options, shell);
  } else if (mode === 'input' || first === undefined) {
    runScriptText(shell.descriptors.get(0)?.readAll() ?? '', 'bash', rest, options, shell);
  } else {
    const node = shell.machine.files.find(absolutePath(shell.cwd, first));
    if (node?.kind === 'file') runScriptText(node.text, first, more, options, shell);
    else {
      shell.complain(`${first}: No such file or directory`);
      shell.status = 127;
    }
  }
}

const longNames: Readonly<Record<string, string>> = {
  e: 'errexit',
  u: 'nounset',
  x: 'xtrace',
  f: 'noglob',
  a: 'allexport',
};

function runScriptText(
  text: string,
  name: string,
  args: readonly string[],
  options: readonly string[],
  shell: ShellProcess,
): void {
  const child = shell.spawn();
  child.scriptName = name;
  child.positional = [...args];
  for (const option of options) if (option !== '') child.options.add(option);
  const parsed = parseSource(fileSource(name, text));
  if (parsed.errors.some(({ code }) => code === 'syntax/parse-error')) {
    shell.complain(`${name}: syntax error`);
    shell.status = 2;
    return;
  }
  child.source = parsed.source;
  shell.status = runApart(child, () => {
    runProgram(parsed.script.commands, child);
  });
}
