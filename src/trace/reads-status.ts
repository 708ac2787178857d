/** Who looks at the status of a statement after it has run: `make; if [ $? -ne 0 ]; then …`. */
import type { Failure } from '../model/step.ts';
import type { Statement, SyntaxNode } from '../syntax/nodes.ts';
import type { Context } from './context.ts';
import { decisionOf } from './exits.ts';
import type { ShellState } from './shell-state.ts';

/** What those who read the status of statement `index` make of its failure. */
export interface StatusReader {
  readonly fails: Failure;
  /** They read the statuses of all members of a pipeline. */
  readonly ofMembers: boolean;
}

/** The statement that reads the status of the one at `index`; null where nobody does. */
export function statusReader(
  statements: readonly Statement[],
  index: number,
  state: ShellState,
  context: Context,
): StatusReader | null {
  const next = statements[index + 1];
  if (next === undefined) return null;
  const head = headText(next, context);
  const ofMembers = head.includes('PIPESTATUS');
  const { failure } = context;
  const saved = savedIn(head);
  if (saved !== null) {
    const reader = statements
      .slice(index + 2)
      .find((statement) => readsVariable(textOf(statement, context), saved));
    const fails = reader === undefined ? 'handled' : decisionOf(reader, state, failure);
    return { fails, ofMembers };
  }
  if (readsStatus(head)) return { fails: decisionOf(next, state, failure), ofMembers };
  const called = calledBody(next, state);
  return called !== null && readsStatus(called.head)
    ? { fails: decisionOf(called.body, state, failure), ofMembers: called.head.includes('PIPE') }
    : null;
}

function readsStatus(head: string): boolean {
  return /\$(\?|\{\?\}|\{?PIPESTATUS)/.test(head) || /^(exit|return)\s*$/.test(head.trim());
}

function savedIn(head: string): string | null {
  return (
    /^\s*(?:local\s+)?([A-Za-z_]\w*)=["']?\$(?:\?|\{\?\}|\{?PIPESTATUS)/.exec(head)?.[1] ?? null
  );
}

function readsVariable(text: string, name: string): boolean {
  return (
    new RegExp(`\\$\\{?${name}\\b`).test(text) || new RegExp(`\\(\\(.*\\b${name}\\b`).test(text)
  );
}

function textOf(node: SyntaxNode, context: Context): string {
  return context.source.text.slice(node.pos, node.end);
}

/** The first line of a statement: what it does before anything sets the status anew. */
function headText(node: SyntaxNode, context: Context): string {
  const text = textOf(node, context);
  const end = text.indexOf('\n');
  const line = end < 0 ? text : text.slice(0, end);
  return line.split(/[;&|]|\bthen\b/)[0] ?? line;
}

/** `check_result`, a function that begins by looking at `$?`. */
function calledBody(
  node: Statement,
  state: ShellState,
): { readonly body: SyntaxNode; readonly head: string } | null {
  const { command } = node;
  const called =
    command.type === 'Command' ? state.functions.get(command.name?.text ?? '') : undefined;
  if (called === undefined) return null;
  const { body } = called.node;
  const text = called.source.text.slice(body.pos, body.end).replace(/^\{\s*/, '');
  return { body, head: text.split('\n')[0] ?? '' };
}
