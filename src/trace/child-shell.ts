import type { Value, Word } from '../model/value.ts';
import { scalarVariable } from '../shell/variable.ts';
import type { Running } from './running.ts';
import { ShellState } from './shell-state.ts';

/** The state of a new shell process: exported variables, no functions, no options. */
export function childShell(
  state: ShellState,
  args: readonly Word[],
  scriptName: Value,
  running: Running,
): ShellState {
  const child = new ShellState(state.cwd, scriptName);
  for (const name of state.names()) {
    const variable = state.variable(name);
    if (variable?.exported) child.scopes[0]?.set(name, variable);
  }
  for (const name of state.exportedFunctions) {
    const entry = state.functions.get(name);
    if (entry !== undefined) child.functions.set(name, entry);
  }
  child.exportedFunctions = new Set(state.exportedFunctions);
  for (const { name, value } of running.assignments)
    child.scopes[0]?.set(name, scalarVariable(value, true));
  child.positional = {
    values: args.map(({ value }) => value),
    open: args.some(({ many }) => many),
    shifted: 0,
    fromCaller: false,
  };
  return child;
}
