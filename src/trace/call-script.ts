import type { Value, Word } from '../model/value.ts';
import { literal, textOf } from '../shell/value.ts';
import type { ParsedSource } from '../syntax/parse-source.ts';
import { calledContext } from './called-context.ts';
import { walkCarriedText } from './walk-carried-text.ts';
import { childShell } from './child-shell.ts';
import { commandName as commandNameOf } from './command-line.ts';
import type { Context, Flow } from './context.ts';
import { pathInApplication } from './environment-value.ts';
import { failureOf, shellFailure } from './failure.ts';
import { writtenText } from './files.ts';
import { noLeaving } from './leaving.ts';
import { commandName } from './running.ts';
import type { Running } from './running.ts';
import { noteEdge } from './script-edges.ts';
import { fileAt } from './file-at.ts';
import type { ShellState } from './shell-state.ts';
import { standing } from './standing.ts';
import { plainStep, unresolvedStep } from './walk-command.ts';
import { walkShell } from './walk-shell.ts';
import type { Walk } from './walk.ts';

const shells = new Set(['bash', 'sh', 'dash', 'ksh', 'zsh', 'ash']);

/** `./script args…`, `bash script args…`: a process of its own. Null when the command is no script. */
export function followScript(
  walk: Walk,
  running: Running,
  state: ShellState,
  context: Context,
): Flow | null {
  const isShell = shells.has(commandName(running) ?? '');
  const at = isShell ? scriptArgument(running.words) : 0;
  const path = at < 0 ? undefined : running.words[at];
  if (path === undefined) return null;
  const text = textOf(path.value);
  const looksLikePath = isShell || /\/|\.(sh|bash|ksh)$/.test(text ?? '/');
  if (!looksLikePath) return null;
  const written = writtenText(walk, path.value, state, context.place);
  const args = running.words.slice(at + 1);
  if (written !== null)
    return walkCarriedText(walk, running, written, state, context, {
      args,
      scriptName: path.value,
    });
  const file = fileAt(walk, path, state, context);
  const parsed =
    file === null || !isScript(walk, file, isShell) ? null : walk.workspace.script(file);
  if (file !== null && parsed !== null)
    return callScript(walk, running, { file, parsed, args, path: path.value }, state, context);
  return isShell || /\.(sh|bash|ksh)$/.test(text ?? '')
    ? outsideScript(walk, running, at, state, context)
    : null;
}

/** A script that is not in the fleet: one of a product that the lore knows, or a missing one. */
function outsideScript(
  walk: Walk,
  running: Running,
  at: number,
  state: ShellState,
  context: Context,
): Flow | null {
  const path = running.words[at];
  if (path === undefined) return null;
  if (!walk.workspace.lore.has(commandNameOf(path) ?? ''))
    return missingScript(walk, running, path, state, context);
  return at === 0 ? null : plainStep(walk, withoutShell(running, at), state, context);
}

/** `sh /opt/tomcat/bin/startup.sh`: a script of a product, which is known without its text. */
function withoutShell(running: Running, at: number): Running {
  const wrapper = {
    name: commandName(running) ?? '',
    words: running.words.slice(0, at),
    span: running.words[0]?.span ?? running.span,
  };
  return {
    ...running,
    words: running.words.slice(at),
    wrappers: [...running.wrappers, wrapper],
  };
}

function missingScript(
  walk: Walk,
  running: Running,
  path: Word,
  state: ShellState,
  context: Context,
): Flow {
  if (context.dead === null)
    walk.workspace.report('trace/missing-file', standing(running, context).span, {
      file: textOf(path.value) ?? walk.workspace.textOf(path.span),
    });
  return unresolvedStep(walk, running, state, context, 'missing-file');
}

/** Files that are known to be bash, or that somebody starts with a shell. */
export function isScript(walk: Walk, file: string, isShell: boolean): boolean {
  if (isShell) return true;
  const script = walk.workspace.application.scripts.find((candidate) => candidate.file === file);
  return script !== undefined
    ? script.shell !== 'other'
    : /^#!.*\b(ba|da|k)?sh\b/.test(walk.workspace.text(file) ?? '');
}

/**
 * Index of the script among the words of `bash -x script …`; -1 for `bash -c`, `bash -s`, `bash`, and
 * for `bash -n script`, which only reads it.
 */
function scriptArgument(words: readonly Word[]): number {
  for (let index = 1; index < words.length; index++) {
    const text = textOf((words[index] as Word).value);
    if (text === null || !/^[-+]/.test(text)) return index;
    if (/^-[a-z]*[csn]/.test(text)) return -1;
    if (/^[-+][a-zA-Z]*[oO]$/.test(text) || text === '--rcfile' || text === '--init-file') index++;
  }
  return -1;
}

interface CalledScript {
  readonly file: string;
  readonly parsed: ParsedSource;
  readonly args: readonly Word[];
  readonly path: Value;
}

function callScript(
  walk: Walk,
  running: Running,
  called: CalledScript,
  state: ShellState,
  context: Context,
): Flow {
  const { file, parsed } = called;
  const isRecursive = file === context.file || context.calls.some(({ callee }) => callee === file);
  if (isRecursive) {
    walk.workspace.report('trace/recursion', running.span, { name: file });
    if (context.place.kind !== 'local')
      return unresolvedStep(walk, running, state, context, 'recursion');
    plainStep(walk, running, state, context, { followed: true });
    state.status = null;
    return 'next';
  }
  noteEdge(walk, context, file, 'called');
  plainStep(walk, running, state, { ...context, isCaptured: false }, { followed: true });
  if (context.dead !== null) return 'next';
  const inner: Context = {
    ...calledContext(walk, context, running, file),
    source: parsed.source,
    file,
    functions: [],
    runAs: running.runAs,
    failure: shellFailure(failureOf(state, context.failure)),
    wrappers: [],
    leaving: noLeaving(),
  };
  const child = childShell(state, called.args, scriptNameOf(walk, called, context), running);
  child.printed = state.printed;
  walkShell(walk, parsed.script.commands, child, inner);
  state.printed = child.printed;
  state.status = null;
  return 'next';
}

function scriptNameOf(walk: Walk, called: CalledScript, context: Context): Value {
  return context.place.kind === 'local'
    ? literal(pathInApplication(walk.workspace.application.root, called.file))
    : called.path;
}
