import type { Variable } from '../shell/scope.ts';
import { runNode } from './run-node.ts';
import type { ShellProcess } from './shell-process.ts';
import { Refused, ReturnSignal } from './signals.ts';

const maxDepth = 200;

/** Runs a function's body with these arguments. Source: bash manual, 3.3 Shell Functions. */
export function callFunction(name: string, args: readonly string[], shell: ShellProcess): void {
  const entry = shell.functions.get(name);
  if (entry === undefined) return;
  if (shell.calls.length >= maxDepth) throw new Refused('limit', 'recursion');
  const before = {
    positional: shell.positional,
    source: shell.source,
    loops: shell.loops,
    calls: shell.calls,
    files: shell.files,
  };
  const depth = shell.scopes.length;
  shell.scopes.push(new Map<string, Variable>());
  Object.assign(shell, {
    positional: [...args],
    source: entry.source,
    loops: 0,
    calls: [...shell.calls, name],
    files: [...shell.files, shell.scriptName],
  });
  try {
    runNode(entry.node.body, shell);
  } catch (error) {
    if (!(error instanceof ReturnSignal)) throw error;
    shell.status = error.status;
  } finally {
    shell.scopes.length = depth;
    Object.assign(shell, before);
  }
}
