import { walk } from '../../syntax/nodes.ts';
import type { Command, CommandNode, ParsedScript, Statement } from '../../syntax/nodes.ts';

/**
 * Whether a failing command ends the script from its first command on: `set -e` stands before all
 * others, or the first line says it.
 */
export function stopsOnFailure(script: ParsedScript): boolean {
  if (/\s-[a-zA-Z]*e/.test(script.shebang ?? '')) return true;
  for (const { command } of script.commands) {
    if (command.type !== 'Command' || command.name === undefined) {
      if (command.type === 'Command') continue;
      return false;
    }
    if (command.name.value !== 'set') return false;
    if (turnsOnErrexit(command)) return true;
  }
  return false;
}

function turnsOnErrexit(set: Command): boolean {
  const words = set.args.flatMap((word) => (word.type === 'Word' ? [word.value] : []));
  return words.some(
    (word, at) =>
      /^-[a-zA-Z]*e/.test(word) ||
      (word === 'errexit' && /^-[a-zA-Z]*o$/.test(words[at - 1] ?? '')),
  );
}

/** Whether something follows a command that may fail, so that its status is lost by default. */
export function hasSequence(script: ParsedScript): boolean {
  let found = false;
  walk(script, (node) => {
    if (node.type === 'Script' || node.type === 'CompoundList')
      found ||= node.commands.slice(0, -1).some(canFail);
    return !found;
  });
  return found;
}

function canFail({ command }: Statement): boolean {
  if (command.type === 'Function') return false;
  if (command.type !== 'Command') return true;
  // A plain assignment and `set` don't fail.
  if (command.name === undefined)
    return command.prefix.some((item) => 'text' in item && /\$\(|`/.test(item.text));
  return !['set', 'echo', 'printf', 'export', ':', 'true', 'exit'].includes(command.name.value);
}

/** Commands that make text and don't fail, so that nothing is lost in front of a pipe. */
const harmless = new Set(['echo', 'printf', 'cat', 'yes', 'true', ':']);

/**
 * The offset of the first pipe that hides a failure: without `pipefail` only the status of its last
 * command counts. Null when there is none.
 */
export function hiddenByPipe(script: ParsedScript, text: string): number | null {
  if (/\bpipefail\b/.test(text)) return null;
  let found: number | null = null;
  walk(script, (node) => {
    if (node.type === 'Pipeline' && node.operators.length > 0) {
      const before = node.commands.slice(0, -1);
      if (before.some((command) => !isHarmless(command))) found ??= node.pos;
    }
    return found === null;
  });
  return found;
}

function isHarmless(command: CommandNode): boolean {
  return command.type === 'Command' && harmless.has(command.name?.value ?? '');
}
