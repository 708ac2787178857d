import type { Value } from '../model/value.ts';
import { calledContext } from './called-context.ts';
import { scalarVariable } from '../shell/variable.ts';
import type { Context, Flow } from './context.ts';
import { calledFailure } from './failure.ts';
import { noLeaving } from './leaving.ts';
import { returned } from './returned.ts';
import { sharingOutput } from './shared-output.ts';
import { commandText } from './running.ts';
import type { Running } from './running.ts';
import type { ShellState } from './shell-state.ts';
import type { FunctionEntry } from './shell-state.ts';
import { SharedMap } from './shared-map.ts';
import { plainStep } from './walk-command.ts';
import { walkNode } from './walk-node.ts';
import type { Walk } from './walk.ts';

/** Walks a function's body with the call's arguments. Source: bash manual, 3.3. */
export function callFunction(
  walk: Walk,
  running: Running,
  entry: FunctionEntry,
  state: ShellState,
  context: Context,
): Flow {
  const name = commandText(running) ?? '';
  if (isRecursive(name, context)) {
    // Its commands have been walked already: only what changes from call to call stays unknown.
    walk.workspace.report('trace/recursion', running.span, { name });
    plainStep(walk, running, state, context, { followed: true });
    state.status = null;
    return 'next';
  }
  plainStep(walk, running, state, { ...context, isCaptured: false }, { followed: true });
  if (context.dead !== null) return 'next';
  const inner: Context = {
    ...calledContext(walk, context, running, name),
    source: entry.source,
    functions: [...context.functions, name],
    failure: calledFailure(state, context.failure),
    runAs: running.runAs,
    leaving: { ...noLeaving(), exits: context.leaving.exits },
  };
  const before = { positional: state.positional, depth: state.scopes.length };
  state.positional = {
    values: argumentValues(running),
    open: running.words.slice(1).some(({ many }) => many),
    shifted: 0,
    fromCaller: false,
  };
  state.scopes.push(new SharedMap());
  for (const { name: variable, value } of running.assignments) {
    state.scopes.at(-1)?.set(variable, scalarVariable(value, true));
  }
  const flow = sharingOutput(walk, running.redirections, context, () =>
    walkNode(walk, entry.node.body, state, inner),
  );
  const after = returned(walk, state, flow, inner);
  state.scopes.length = before.depth;
  state.positional = before.positional;
  return after;
}

/** How deep functions lie when one that called others on the way is walked a second time. */
const secondRound = 4;

/**
 * A second round shows what a function does with the arguments that it gives itself. Menus that lead to
 * each other would make of it all ways through all of them, so that deep down there is none.
 */
function isRecursive(name: string, { functions }: Context): boolean {
  const count = functions.filter((called) => called === name).length;
  const isDirect = functions.at(-1) === name;
  return count > 1 || (count === 1 && !isDirect && functions.length > secondRound);
}

function argumentValues(running: Running): readonly Value[] {
  // After a word that may be several, positions are not known any more.
  const open = running.words.slice(1).findIndex(({ many }) => many);
  const args = running.words.slice(1, open < 0 ? undefined : open + 1);
  return args.map(({ value }) => value);
}
