import { literal } from '../shell/value.ts';
import { scalarVariable } from '../shell/variable.ts';
import { fileSource, parseSource } from '../syntax/parse-source.ts';
import { BufferChannel, nowhere, TextChannel } from './channel.ts';
import { FileTree } from './file-tree.ts';
import { runApart, runProgram } from './run-node.ts';
import { ShellProcess } from './shell-process.ts';
import { Refused } from './signals.ts';

/** What a script did, or what of it this run does not know how to do. */
export type ScriptRun =
  | {
      readonly kind: 'done';
      readonly stdout: string;
      readonly stderr: string;
      readonly status: number;
    }
  | { readonly kind: 'refused'; readonly reason: string; readonly subject: string };

export interface ScriptRunOptions {
  readonly args?: readonly string[];
  readonly stdin?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Absolute path of the script; its folder is where it starts. */
  readonly path?: string;
  readonly files?: FileTree;
}

/** Commands after which a run is given up as endless. */
export const maxCommands = 200_000;

/**
 * Runs a script with all values known, on virtual files. Nothing real is touched, and what this run
 * can't do is refused with its reason, never guessed.
 */
export function runScript(text: string, options: ScriptRunOptions = {}): ScriptRun {
  const path = options.path ?? '/home/deploy/x/s.sh';
  const parsed = parseSource(fileSource(path, text));
  const problem = parsed.errors.find(({ code }) => code === 'syntax/parse-error');
  if (problem !== undefined) return { kind: 'refused', reason: 'syntax', subject: problem.message };
  const shell = startShell(path, options);
  const [stdout, stderr] = [new BufferChannel(), new BufferChannel()];
  const input = options.stdin === undefined ? nowhere : new TextChannel(options.stdin);
  shell.descriptors = new Map([
    [0, input],
    [1, stdout],
    [2, stderr],
  ]);
  shell.source = parsed.source;
  try {
    const status = runApart(shell, () => {
      runProgram(parsed.script.commands, shell);
    });
    return { kind: 'done', stdout: stdout.text, stderr: stderr.text, status };
  } catch (error) {
    return refusalOf(error);
  }
}

function refusalOf(error: unknown): ScriptRun {
  if (error instanceof Refused)
    return { kind: 'refused', reason: error.reason, subject: error.subject };
  if (error instanceof RangeError) return { kind: 'refused', reason: 'limit', subject: 'depth' };
  throw error;
}

/** A shell on a machine of its own, in the script's folder. */
function startShell(path: string, options: ScriptRunOptions): ShellProcess {
  const shell = new ShellProcess({
    files: options.files ?? new FileTree(),
    ended: new Map<number, number>(),
    sleeping: new Set<number>(),
    nextProcess: 1001,
    nextPipe: 60,
    budget: maxCommands,
  });
  shell.scriptName = path;
  shell.cwd = path.slice(0, path.lastIndexOf('/')) || '/';
  shell.positional = [...(options.args ?? [])];
  const environment = { ...defaults, PWD: shell.cwd, ...options.environment };
  for (const [name, value] of Object.entries(environment))
    shell.scopes[0]?.set(name, scalarVariable(literal(value), true));
  for (const [name, value] of Object.entries(own))
    shell.scopes[0]?.set(name, scalarVariable(literal(value)));
  return shell;
}

const defaults: Readonly<Record<string, string>> = {
  HOME: '/root',
  USER: 'root',
  LOGNAME: 'root',
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  SHELL: '/bin/bash',
  SHLVL: '1',
};

/** Variables that bash sets and does not export. */
const own: Readonly<Record<string, string>> = {
  IFS: ' \t\n',
  OPTIND: '1',
  UID: '0',
  EUID: '0',
  HOSTNAME: 'host',
  OSTYPE: 'linux-gnu',
  HOSTTYPE: 'x86_64',
  MACHTYPE: 'x86_64-pc-linux-gnu',
  BASH: '/bin/bash',
  BASH_VERSION: '5.2.15(1)-release',
  PS4: '+ ',
};
