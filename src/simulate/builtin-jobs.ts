/** `trap`, `wait`, `kill`, `jobs`: background commands have ended as soon as they are started. */
import type { ShellProcess } from './shell-process.ts';
import { ExitSignal, Refused } from './signals.ts';
import { runTrap } from './traps.ts';

export function setTrap(args: readonly string[], shell: ShellProcess): number {
  const plain = args[0] === '--' ? args.slice(1) : args;
  if (plain[0] === '-l' || plain[0] === '-p' || plain.length === 0) return printTraps(shell);
  const [action = '', ...signals] = plain;
  if (signals.length === 0) {
    shell.traps.delete(signalName(action));
    return 0;
  }
  for (const signal of signals.map(signalName)) {
    if (action === '-') shell.traps.delete(signal);
    else shell.traps.set(signal, action);
  }
  return 0;
}

function printTraps(shell: ShellProcess): number {
  for (const [signal, text] of shell.traps)
    shell.write(
      1,
      `trap -- '${text.replaceAll("'", "'\\''")}' ${signal === 'EXIT' || signal === 'ERR' ? signal : `SIG${signal}`}\n`,
    );
  return 0;
}

const numbers: Readonly<Record<string, string>> = {
  0: 'EXIT',
  1: 'HUP',
  2: 'INT',
  3: 'QUIT',
  9: 'KILL',
  15: 'TERM',
};

function signalName(text: string): string {
  const plain = text.toUpperCase().replace(/^SIG/, '');
  return numbers[plain] ?? plain;
}

export function wait(args: readonly string[], shell: ShellProcess): number {
  const { ended } = shell.machine;
  if (args[0] === '-n') {
    const pid = shell.backgrounds.shift();
    return pid === undefined ? 127 : (ended.get(pid) ?? 127);
  }
  if (args.length === 0) {
    shell.backgrounds = [];
    return 0;
  }
  let status = 0;
  for (const arg of args) {
    const pid = Number(arg);
    shell.backgrounds = shell.backgrounds.filter((other) => other !== pid);
    status = ended.get(pid) ?? 127;
  }
  return status;
}

export function showJobs(args: readonly string[], shell: ShellProcess): number {
  if (!args.includes('-p')) throw new Refused('builtin', 'jobs');
  for (const pid of shell.backgrounds) shell.write(1, `${pid}\n`);
  return 0;
}

export function kill(args: readonly string[], shell: ShellProcess): number {
  const option = args.find((arg) => /^-[A-Za-z0-9]+$/.test(arg));
  const signal = option === undefined ? 'TERM' : signalName(option.slice(1).replace(/^s$/, 'TERM'));
  const targets = args.filter((arg) => arg !== option);
  for (const target of targets) {
    const pid = Number(target);
    if (shell.machine.sleeping.has(pid)) {
      if (signal === '0') continue;
      shell.machine.ended.set(pid, 128 + (signal === 'KILL' ? 9 : 15));
      continue;
    }
    // Another background command that has ended here might still run there.
    if (target !== '1000') throw new Refused('builtin', 'kill');
    if (signal === '0') continue;
    const text = shell.traps.get(signal);
    if (text === undefined) throw new ExitSignal(128 + 15);
    runTrap(signal, shell);
  }
  return 0;
}
