import { calledContext } from './called-context.ts';
import { walkCarriedText } from './walk-carried-text.ts';
import type { Context, Flow } from './context.ts';
import { calledFailure } from './failure.ts';
import { noteFileChoices, writtenText } from './files.ts';
import { returned } from './returned.ts';
import type { Running } from './running.ts';
import { noteEdge } from './script-edges.ts';
import { fileAt } from './file-at.ts';
import type { ShellState } from './shell-state.ts';
import { plainStep, unresolvedStep } from './walk-command.ts';
import { walkList } from './walk-node.ts';
import type { Walk } from './walk.ts';

/** `source file args…`: the file runs in this shell. */
export function sourceFile(
  walk: Walk,
  running: Running,
  state: ShellState,
  context: Context,
): Flow | null {
  const [, path, ...rest] = running.words;
  if (path === undefined) return null;
  const written = writtenText(walk, path.value, state, context.place);
  if (written !== null)
    return walkCarriedText(walk, running, written, state, context, { sharesShell: true });
  const file = fileAt(walk, path, state, context);
  if (file === null) {
    noteFileChoices(walk, path.value, state);
    return null;
  }
  const parsed = walk.workspace.script(file);
  if (parsed === null) return null;
  if (context.calls.filter(({ callee }) => callee === file).length > 1 || file === context.file) {
    walk.workspace.report('trace/source-cycle', running.span, { file });
    return unresolvedStep(walk, running, state, context, 'recursion');
  }
  noteEdge(walk, context, file, 'sourced');
  plainStep(walk, running, state, { ...context, isCaptured: false }, { followed: true });
  if (context.dead !== null) return 'next';
  const inner: Context = {
    ...calledContext(walk, context, running, file),
    source: parsed.source,
    file,
    failure: calledFailure(state, context.failure),
    leaving: { ...context.leaving, returns: [] },
  };
  const positional = state.positional;
  if (rest.length > 0)
    state.positional = {
      values: rest.map(({ value }) => value),
      open: rest.some(({ many }) => many),
      shifted: 0,
      fromCaller: false,
    };
  const flow = walkList(walk, parsed.script.commands, state, inner);
  const after = flow === 'break' || flow === 'continue' ? flow : returned(walk, state, flow, inner);
  if (rest.length > 0) state.positional = positional;
  return after;
}
