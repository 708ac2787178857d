/** `while read host role; do case $role in …`: a table of hosts that only the deploying machine has. */
import { assignVariable } from '../shell/assign.ts';
import type { Row, Value } from '../model/value.ts';
import { textOf } from '../shell/value.ts';
import type { CompoundList } from '../syntax/nodes.ts';
import type { Context, Flow } from './context.ts';
import { meet, noLeaving } from './leaving.ts';
import type { Draft } from './draft.ts';
import type { ShellState } from './shell-state.ts';
import { walkList } from './walk-node.ts';
import { walkTurn } from './walk-loops.ts';
import type { Walk } from './walk.ts';

/** The column of a table that says what is done with the host of a row. */
export interface RoleColumn {
  readonly table: string;
  readonly name: string;
  /** The words that the loop compares it with. */
  readonly words: readonly string[];
  /** The variables that name the host. */
  readonly hosts: readonly string[];
}

/** More roles than these are data, not roles. */
const maxRoles = 8;

/** Finds the column by looking at one turn: it reaches a host and asks another field for words. */
export function roleColumnOf(
  walk: Walk,
  body: CompoundList,
  names: readonly string[],
  state: ShellState,
  context: Context,
): RoleColumn | null {
  const { stdin } = context;
  const table = stdin.kind === 'file' ? textOf(stdin.path) : null;
  if (names.length < 2 || table === null || context.dead !== null) return null;
  const turn = state.clone();
  for (const name of names)
    assignVariable(turn, name, { kind: 'variable', name: markOf(name), suppliedBy: 'prompt' });
  const { drafts, uses, compared } = glance(walk, names, () =>
    walkList(walk, body.commands, turn, { ...context, leaving: noLeaving() }),
  );
  walk.uses.length = uses;
  const hosts = names.filter((name) => drafts.some((draft) => goesTo(draft, name)));
  const columns = names
    .filter((name) => !hosts.includes(name))
    .map((name) => ({ table, name, words: compared(name), hosts }))
    .filter(({ words }) => words.length > 0 && words.length <= maxRoles)
    .sort((one, other) => other.words.length - one.words.length);
  return hosts.length > 0 ? (columns[0] ?? null) : null;
}

/** A walk that leaves nothing behind but what it saw. */
function glance(walk: Walk, names: readonly string[], look: () => void) {
  const uses = walk.uses.length;
  const { drafts } = walk.collect(look);
  const words = new Map(
    names.map((name) => [name, [...(walk.comparisons.get(markOf(name)) ?? [])]]),
  );
  for (const name of names) walk.comparisons.delete(markOf(name));
  return { drafts, uses, compared: (name: string) => words.get(name) ?? [] };
}

function markOf(name: string): string {
  return `\u0000${name}`;
}

function goesTo({ place, reached }: Draft, name: string): boolean {
  return (
    reached && place.hosts.some((host) => host.kind === 'variable' && host.name === markOf(name))
  );
}

/** One turn for each role, and one for the hosts that have another, if that does something of its own. */
export function walkRows(
  walk: Walk,
  body: CompoundList,
  column: RoleColumn,
  state: ShellState,
  context: Context,
): Flow {
  const ends: ShellState[] = [];
  let left: Flow = 'next';
  const turn = (text: string | null) => {
    const target = state.clone();
    assignRow(target, column, text);
    const { drafts, result: flow } = walk.collect(() => walkTurn(walk, body, target, context));
    if (flow === 'next') ends.push(target);
    else left = flow;
    return drafts;
  };
  const own = column.words.map(turn).flat();
  const rest = turn(null);
  const reached = new Set(own.flatMap((draft) => (draft.reached ? [draft.key] : [])));
  const isOfItsOwn = (draft: Draft) =>
    draft.reached && !draft.isPlumbing && draft.place.kind !== 'local' && !reached.has(draft.key);
  const hasRest = column.words.length < 2 || rest.some(isOfItsOwn);
  for (const draft of hasRest ? [...own, ...rest] : own) walk.emit(draft);
  if (ends.length === 0) return left;
  meet(walk, state, ends, context);
  return 'next';
}

function assignRow(state: ShellState, column: RoleColumn, text: string | null): void {
  const { table, name, words, hosts } = column;
  const row: Row = { table, column: name, text, others: text === null ? words : [] };
  const field: Value = { kind: 'unknown', reason: 'file-contents', row };
  assignVariable(state, name, text === null ? field : { kind: 'literal', text });
  for (const host of hosts) assignVariable(state, host, field);
}
