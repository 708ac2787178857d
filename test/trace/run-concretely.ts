import { literal, simplified, textOf } from '../../src/shell/value.ts';
import { entryContext } from '../../src/trace/context.ts';
import { walkShell } from '../../src/trace/walk-shell.ts';
import { noSelection } from '../../src/trace/selection.ts';
import { ShellState } from '../../src/trace/shell-state.ts';
import { Walk, Workspace } from '../../src/trace/walk.ts';
import { applicationOf } from './applications.ts';
import { ourLore } from './our-lore.ts';

/** What a script of builtins prints, by the same walk that traces; null where it is not known. */
export function runConcretely(text: string): string | null {
  const { application, read } = applicationOf({ 'script.sh': text });
  const workspace = new Workspace(application, read, ourLore);
  const walk = new Walk(workspace, noSelection, true);
  const parsed = workspace.script('script.sh');
  if (parsed === null) return null;
  const state = new ShellState(literal('/'), literal('script.sh'));
  state.positional = { values: [], open: false, shifted: 0, fromCaller: false };
  walkShell(walk, parsed.script.commands, state, {
    ...entryContext(parsed.source),
    isCaptured: true,
  });
  return textOf(simplified(state.printed));
}
