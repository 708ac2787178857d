import { textOf } from '../shell/value.ts';
import type { ParsedScript } from '../syntax/nodes.ts';
import { fileSource, parseSource } from '../syntax/parse-source.ts';
import { leaves } from './exits.ts';
import type { ShellState } from './shell-state.ts';

/** What traps run, by their text: a failing command asks for it each time. */
const parsed = new Map<string, ParsedScript>();
const maxKept = 64;

/** Whether the trap on ERR ends the shell: `trap 'echo failed; exit 1' ERR`. Source: bash manual, 4.1. */
export function leavesOnError(state: ShellState): boolean {
  const action = state.traps.get('ERR')?.action;
  const text = action === undefined ? null : textOf(action);
  return text !== null && leaves(scriptOf(text), state) === 'exit';
}

function scriptOf(text: string): ParsedScript {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const { script } = parseSource(fileSource('', text));
  if (parsed.size >= maxKept) parsed.clear();
  parsed.set(text, script);
  return script;
}
