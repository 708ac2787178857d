import { backquotedSource } from '../syntax/backquote.ts';
import type { CommandExpansionPart, ProcessSubstitutionPart } from '../syntax/nodes.ts';
import { BufferChannel, nowhere } from './channel.ts';
import { ProcessScope } from './process-scope.ts';
import { openText } from './redirect.ts';
import { runApart, runProgram } from './run-node.ts';
import type { ShellProcess } from './shell-process.ts';

/** Expansion's view of the shell at this point. */
export function scopeOf(shell: ShellProcess): ProcessScope {
  return new ProcessScope(shell, { command: commandOutput, process: pipeName });
}

/** `$( … )`. */
function commandOutput(part: CommandExpansionPart, shell: ShellProcess): string {
  const { script } = part;
  const child = shell.fork();
  child.pid = shell.machine.nextProcess++;
  const output = new BufferChannel();
  child.descriptors.set(1, output);
  if (!shell.shopts.has('inherit_errexit')) child.options.delete('errexit');
  if (script === undefined) return readsFile(part, shell);
  if (script.source !== undefined)
    child.source = backquotedSource(shell.source, part.pos, part.end);
  shell.status = runApart(child, () => {
    runProgram(script.commands, child);
  });
  return output.text.replaceAll('\0', '');
}

/** `$(< file)`. */
function readsFile(part: CommandExpansionPart, shell: ShellProcess): string {
  const name = /^\$\(\s*<\s*(.*?)\s*\)$/s.exec(part.text)?.[1] ?? '';
  return openText(name.replace(/^(["'])(.*)\1$/, '$2'), shell)?.readAll() ?? '';
}

/** `<( … )`: what it prints, under the name of a pipe. `>( … )` is run when the pipe is closed. */
function pipeName(part: ProcessSubstitutionPart, shell: ShellProcess): string {
  const path = `/dev/fd/p${shell.machine.nextPipe++}`;
  const child = shell.fork();
  child.pid = shell.machine.nextProcess++;
  const commands = part.script?.commands ?? [];
  const { files } = shell.machine;
  if (part.operator === '>') {
    shell.pending.push({ path, child, commands });
    files.makeFolders('/dev/fd');
    files.put(path, { kind: 'file', mode: 0o600, text: '' });
    return path;
  }
  const output = new BufferChannel(true);
  child.descriptors.set(1, output);
  child.descriptors.set(0, shell.descriptors.get(0) ?? nowhere);
  runApart(child, () => {
    runProgram(commands, child);
  });
  files.makeFolders('/dev/fd');
  files.put(path, { kind: 'file', mode: 0o600, text: output.text });
  return path;
}
