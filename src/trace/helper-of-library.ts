/**
 * `run_cmd npm ci`, `exec_func restart`: a helper whose file is not in the fleet, and which by its name
 * runs what it is given. What is behind it is read; the step keeps the helper among its wrappers, so
 * that everybody can see that it is a guess.
 */
import type { Word } from '../model/value.ts';
import { literal, textOf } from '../shell/value.ts';
import { builtins } from './builtins.ts';
import { callFunction } from './call-function.ts';
import type { Context, Flow } from './context.ts';
import { commandText } from './running.ts';
import type { Running } from './running.ts';
import type { ShellState } from './shell-state.ts';
import { walkCarriedText } from './walk-carried-text.ts';
import { runCommand } from './walk-command.ts';
import type { Walk } from './walk.ts';

/** Parts of the names of helpers that run their arguments. */
const runs = new Set(
  'run runs exec execute cmd command retry retries try attempt do call eval launch perform invoke quietly silently quiet silent dry dryrun must safe safely timed spinner spin'.split(
    ' ',
  ),
);
/** What such a helper runs it runs elsewhere, or not now. */
const elsewhere = /^(remote(ly)?|ssh|hosts?|on|servers?|nodes?|vm|later|exit|ssm|sql|query|in)$/;

/** Opens what such a helper carries; null when the command is no such helper. */
export function openHelper(
  walk: Walk,
  running: Running,
  state: ShellState,
  context: Context,
): Flow | null {
  const name = commandText(running) ?? '';
  if (!runsArguments(name) || walk.workspace.lore.has(name)) return null;
  const at = running.words.findIndex((word, index) => index > 0 && isCommand(word, walk, state));
  if (at > 0 && running.words.slice(1, at).every(isLabel))
    return openBehind(walk, running, at, state, context);
  const [, text, ...more] = running.words;
  if (text === undefined || more.some((word) => !isLabel(word))) return null;
  const whole = textOf(text.value);
  const first = whole?.trim().split(/\s+/)[0];
  if (whole === null || first === undefined || !/\s/.test(whole)) return null;
  if (!isCommand({ ...text, value: literal(first) }, walk, state)) return null;
  return walkCarriedText(walk, running, text.value, state, withHelper(running, 1, context), {
    sharesShell: true,
  });
}

function runsArguments(name: string): boolean {
  if (!/^[A-Za-z][\w-]*$/.test(name)) return false;
  const parts = name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[_-]/);
  return parts.some((part) => runs.has(part)) && !parts.some((part) => elsewhere.test(part));
}

function isCommand({ value }: Word, walk: Walk, state: ShellState): boolean {
  const text = textOf(value);
  if (text === null || builtins.has(text)) return false;
  return state.functions.has(text) || walk.workspace.lore.has(text);
}

/** A number of tries, an option, a title that is shown. */
function isLabel({ value }: Word): boolean {
  const text = textOf(value);
  return text !== null && /^(\d+[smh]?|-.*|.*\s.*|[A-Z][\w.…]*)$/s.test(text);
}

function openBehind(
  walk: Walk,
  running: Running,
  at: number,
  state: ShellState,
  context: Context,
): Flow {
  const inner = { ...running, words: running.words.slice(at) };
  const around = withHelper(running, at, context);
  const entry = state.functions.get(commandText(inner) ?? '');
  return entry === undefined
    ? runCommand(walk, inner, state, around)
    : callFunction(walk, inner, entry, state, around);
}

function withHelper(running: Running, at: number, context: Context): Context {
  const helper = {
    name: commandText(running) ?? '',
    words: running.words.slice(0, at),
    span: running.words[0]?.span ?? running.span,
  };
  return { ...context, wrappers: [...context.wrappers, helper] };
}
