import type { Value } from '../model/value.ts';
import { concat, textOf } from '../shell/value.ts';
import { fileSource } from '../syntax/parse-source.ts';
import { knownName, splitCommand } from './command-line.ts';
import type { Context, Flow } from './context.ts';
import { failureOf, shellFailure } from './failure.ts';
import { calledContext } from './called-context.ts';
import { childShell } from './child-shell.ts';
import { walkText } from './walk-text.ts';
import { noLeaving } from './leaving.ts';
import { commandName } from './running.ts';
import type { Running } from './running.ts';
import type { ShellState } from './shell-state.ts';
import { taskText } from './task-files.ts';
import type { TaskText } from './task-files.ts';
import { taskNamesOf } from './task-names.ts';
import { plainStep } from './walk-command.ts';
import type { Walk } from './walk.ts';

/**
 * `npm run build`, `make deploy`: the commands behind the task are read from the runner's file. The
 * call stays the step, as it is what a person keeps in the pipeline, and what stands behind it
 * explains it; but where a task starts a script of the fleet, the script's steps are followed like
 * those of any other call. Null when nothing of the task is known.
 */
export function runTask(
  walk: Walk,
  running: Running,
  state: ShellState,
  context: Context,
): Flow | null {
  if (context.dead !== null) return null;
  const tasks = tasksOf(walk, running, state, context);
  const [first] = tasks;
  if (first === undefined) return null;
  const callee = `${commandName(running) ?? ''} (${first.file})`;
  if (context.calls.filter((call) => call.callee === callee).length > maxNestedTasks) return null;
  const edges = walk.edges.length;
  const drafts = walk.collect(() => walkTask(walk, running, callee, tasks, state, context)).drafts;
  if (drafts.length === 0) return null;
  for (const { file } of tasks)
    walk.workspace.keep(fileSource(file, walk.workspace.text(file) ?? ''));
  const startsScript = walk.edges.length > edges || drafts.some(({ followed }) => followed);
  if (!startsScript) return plainStep(walk, running, state, context, { behind: drafts });
  plainStep(walk, running, state, { ...context, isCaptured: false }, { followed: true });
  for (const draft of drafts) walk.emit(draft);
  state.status = null;
  return 'next';
}

/** A task that calls tasks of the same file: deeper than this, it calls itself. */
const maxNestedTasks = 6;

function tasksOf(
  walk: Walk,
  running: Running,
  state: ShellState,
  context: Context,
): readonly TaskText[] {
  const { lore } = walk.workspace;
  const name = commandName(running);
  if (name === null) return [];
  const command = splitCommand(running.words, lore);
  const runner = knownName(command.name ?? name, lore);
  const tasks = taskNamesOf([name, runner], command) ?? [];
  return tasks.flatMap((value) => {
    const task = textOf(value);
    const found =
      task === null ? null : taskText(walk, { runner, command, running, task }, state, context);
    return found ?? [];
  });
}

function walkTask(
  walk: Walk,
  running: Running,
  callee: string,
  tasks: readonly TaskText[],
  state: ShellState,
  context: Context,
): void {
  const inner: Context = {
    ...calledContext(walk, context, running, callee),
    functions: [],
    runAs: running.runAs,
    failure: shellFailure(failureOf(state, context.failure)),
    wrappers: [],
    leaving: noLeaving(),
    isCaptured: false,
  };
  const child = childShell(state, [], { kind: 'literal', text: 'sh' }, running);
  const [{ folder }] = tasks as [TaskText];
  child.cwd = folder;
  const value: Value = concat(tasks.map(({ text }) => text));
  const id = `${context.source.id}!${running.span.start}!task`;
  walkText(walk, { id, span: running.span, value }, child, inner);
}
