import { fileSource, parseSource } from '../syntax/parse-source.ts';
import { runProgram } from './run-node.ts';
import type { ShellProcess } from './shell-process.ts';

/** Runs what is set for a signal, once; `$?` is as it was before, and afterwards too. */
export function runTrap(signal: string, shell: ShellProcess): void {
  const text = shell.traps.get(signal);
  if (text === undefined || text === '') return;
  shell.traps.delete(signal);
  const { status, source, line, quiet, keepsLine } = shell;
  shell.quiet++;
  shell.keepsLine = true;
  try {
    runText(text, 'trap', shell);
  } finally {
    Object.assign(shell, { status, source, line, quiet, keepsLine });
    if (signal !== 'EXIT' && !shell.traps.has(signal)) shell.traps.set(signal, text);
  }
}

/** Runs a text in this very shell: `eval`, a trap, a sourced file. Its `$LINENO` is not followed. */
export function runText(text: string, name: string, shell: ShellProcess): void {
  const before = shell.source;
  const parsed = parseSource({ ...fileSource(name, text) });
  if (parsed.errors.some(({ code }) => code === 'syntax/parse-error')) {
    shell.complain('syntax error');
    shell.status = 2;
    return;
  }
  shell.source = parsed.source;
  try {
    runProgram(parsed.script.commands, shell);
  } finally {
    shell.source = before;
  }
}
