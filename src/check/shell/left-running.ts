import { walk } from '../../syntax/nodes.ts';
import type {
  Command,
  ParsedScript,
  Redirect,
  Redirection,
  Statement,
} from '../../syntax/nodes.ts';

/** Whether standard output and errors go elsewhere than where they went at first. */
interface Moved {
  readonly out: boolean;
  readonly errors: boolean;
}

/**
 * Offsets of commands that are left in the background with the script's own output open. The agent
 * of CodeDeploy waits until that is closed, and then fails the event.
 * Source: https://docs.aws.amazon.com/codedeploy/latest/userguide/troubleshooting-deployments.html#troubleshooting-long-running-processes
 */
export function leftRunning(script: ParsedScript): readonly number[] {
  const started: Statement[] = [];
  const commands: Command[] = [];
  walk(script, (node) => {
    if (node.type === 'Statement' && node.background === true) started.push(node);
    if (node.type === 'Command') commands.push(node);
    return undefined;
  });
  if (commands.some(closesAll)) return [];
  return started.filter((one) => !isMoved(one.command)).map(({ pos }) => pos);
}

/** `wait` takes the process in again; `exec >file 2>&1` moves the output of all that follows. */
function closesAll({ name, args, redirects }: Command): boolean {
  if (name?.value === 'wait') return true;
  return name?.value === 'exec' && args.length === 0 && isMovedBy(redirects);
}

function isMoved(command: Statement['command']): boolean {
  if (command.type === 'AndOr' || command.type === 'Pipeline') {
    const last = command.commands.at(-1);
    return last !== undefined && isMoved(last);
  }
  return (
    (command.type === 'Command' || command.type === 'Redirected') && isMovedBy(command.redirects)
  );
}

/** Whether both output and errors go elsewhere; redirections count from left to right. */
function isMovedBy(redirections: readonly Redirection[]): boolean {
  let moved = { out: false, errors: false };
  for (const redirection of redirections)
    if (redirection.type === 'Redirect') moved = movedBy(redirection, moved);
  return moved.out && moved.errors;
}

function movedBy({ operator, descriptor, target }: Redirect, before: Moved): Moved {
  if (operator.includes('<')) return before;
  const number = descriptor?.type === 'FileDescriptor' ? descriptor.value : null;
  const isCopy = operator === '>&' && /^\d+$/.test(target?.value ?? '');
  if (operator.startsWith('&') || (operator === '>&' && !isCopy && number === null))
    return { out: true, errors: true };
  // A copy goes where the other one goes at that moment.
  if (number === 2) return { ...before, errors: isCopy ? before.out : true };
  return { ...before, out: isCopy ? before.errors : true };
}
