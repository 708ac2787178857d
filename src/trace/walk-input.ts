/**
 * A shell that reads its text from standard input hands the rest of it to each shell that it starts
 * there: after `su - deploy` the next lines run as deploy, until `exit`. A shell takes no more of a
 * pipe than the statement that it runs next. Source: POSIX, sh, "INPUT FILES".
 */
import { literal } from '../shell/value.ts';
import type { Statement } from '../syntax/nodes.ts';
import { childShell } from './child-shell.ts';
import { deadContext } from './context.ts';
import type { Context, Flow } from './context.ts';
import { failureOf, shellFailure } from './failure.ts';
import { noLeaving } from './leaving.ts';
import type { Running } from './running.ts';
import type { ShellState } from './shell-state.ts';
import { plainStep } from './walk-command.ts';
import { listed, walkStatement } from './walk-node.ts';
import type { Walk } from './walk.ts';

interface Reader {
  readonly state: ShellState;
  readonly context: Context;
}

/** Walks the statements of a text on standard input, each in the shell that reads it. */
export function walkInput(
  walk: Walk,
  statements: readonly Statement[],
  state: ShellState,
  context: Context,
): Flow {
  const readers: Reader[] = [{ state, context }];
  let flow: Flow = 'next';
  statements.forEach((statement, index) => {
    const reader = readers.at(-1);
    if (reader === undefined) return;
    const opened = { reader: null as Reader | null };
    const open = (next: Reader) => (opened.reader = next);
    // What takes the rest of the input to its end gives the status of the whole.
    const failure = statements.slice(index + 1).some(isExit) ? null : reader.context.failure;
    const handover = mayHandOver(statement) ? { source: context.source.id, failure, open } : null;
    const inner = listed({ ...reader.context, handover }, statements, index, reader.state);
    const result = walkStatement(walk, statement, reader.state, inner);
    if (opened.reader !== null) readers.push(opened.reader);
    if (result !== 'exit') return;
    if (readers.length > 1) {
      readers.pop();
      return;
    }
    flow = 'exit';
    // What is never reached still assigns its variables, for what follows it.
    readers[0] = { state: state.clone(), context: deadContext(context, 'after-exit') };
  });
  return flow;
}

/** Where a shell is started under a condition, or in a loop, nobody knows who reads the next line. */
function mayHandOver({ background, command }: Statement): boolean {
  return background !== true && (command.type === 'Command' || command.type === 'AndOr');
}

function isExit({ command }: Statement): boolean {
  return command.type === 'Command' && command.name?.text === 'exit';
}

/** A shell without a text of its own takes over the input; null where it is not there to be taken. */
export function handOver(
  walk: Walk,
  running: Running,
  state: ShellState,
  context: Context,
  at: Context,
  inner: ShellState | undefined,
): Flow | null {
  const { handover, stdin, pipeline, isCaptured, functions, source } = context;
  const isTop = handover?.source === source.id && functions.length === 0;
  if (!isTop || stdin.kind !== 'inherited' || pipeline !== null || isCaptured) return null;
  plainStep(walk, running, state, context, { followed: true });
  handover.open({
    state: inner ?? childShell(state, [], literal('bash'), running),
    context: {
      ...at,
      runAs: running.runAs,
      failure: shellFailure(failureOf(state, handover.failure ?? context.failure)),
      leaving: noLeaving(),
      guards: context.guards,
    },
  });
  state.status = null;
  return 'next';
}
