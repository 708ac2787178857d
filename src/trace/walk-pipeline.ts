import type { Span } from '../model/source.ts';
import type { Value } from '../model/value.ts';
import { emptyText } from '../shell/value.ts';
import type { CommandNode, Pipeline } from '../syntax/nodes.ts';
import { effectOf, loreOf } from './command-line.ts';
import { samePlace } from './condition.ts';
import { ownShell } from './context.ts';
import type { Context, Flow } from './context.ts';
import { limits } from './limits.ts';
import type { Draft } from './draft.ts';
import { negatedFailure, shellFailure, subshellFailure } from './failure.ts';
import type { FailureContext } from './failure.ts';
import type { ShellState } from './shell-state.ts';
import { statusAfter, walkNode } from './walk-node.ts';
import type { Walk } from './walk.ts';

/** `! time a | b | c`. Source: bash manual, 3.2.3 Pipelines. */
export function walkPipeline(
  walk: Walk,
  node: Pipeline,
  state: ShellState,
  context: Context,
): Flow {
  const isNegated = node.prefixes.filter((prefix) => prefix.type === 'Negation').length % 2 === 1;
  const [only] = node.commands;
  // errexit does not look at a command after `!`.
  const inner: Context = isNegated
    ? { ...context, failure: negatedFailure(context.failure) }
    : context;
  const flow =
    node.commands.length === 1 && only !== undefined
      ? walkNode(walk, only, state, inner)
      : walkMembers(walk, node, state, inner);
  if (isNegated && state.status !== null) state.status = state.status === 0 ? 1 : 0;
  return flow;
}

interface Member {
  readonly drafts: readonly Draft[];
  /** Those that are the member itself, not something that it carries or holds. */
  readonly own: readonly Draft[];
}

function isOwn(draft: Draft, command: CommandNode, context: Context): boolean {
  return draft.site.source === context.source.id && draft.site.start === command.pos;
}

function walkMembers(walk: Walk, node: Pipeline, state: ShellState, context: Context): Flow {
  const names = node.commands.map(commandName);
  const members: Member[] = [];
  let input: Value | null = null;
  node.commands.forEach((command, index) => {
    const isLast = index === node.commands.length - 1;
    const member: Context = {
      ...ownShell(context),
      pipeline: {
        before: names.slice(Math.max(0, index - limits.pipeNeighbours), index).reverse(),
        after: names.slice(index + 1, index + 1 + limits.pipeNeighbours),
      },
      isCaptured: isLast ? context.isCaptured : true,
      reader: context.reader ?? (isLast ? null : { place: context.place, as: 'pipe' }),
      stdin: index === 0 ? context.stdin : { kind: 'pipe', from: names[index - 1] ?? '' },
      stdinText: index === 0 ? context.stdinText : input,
      failure: memberFailure(context, state, isLast),
      statusUsed: isLast ? context.statusUsed : 'ignored',
    };
    // Each member runs in a subshell of its own.
    const subshell = state.clone();
    if (!isLast) subshell.printed = emptyText;
    const { drafts, result } = walk.collect(() => walkNode(walk, command, subshell, member));
    members.push({ drafts, own: drafts.filter((draft) => isOwn(draft, command, context)) });
    input = subshell.printed;
    if (!isLast) return;
    state.printed = subshell.printed;
    state.status = statusAfter(subshell, result, member);
  });
  settle(walk, withPeeledNames(members, names));
  return 'next';
}

/** Names of neighbours as they stand behind their wrappers: `| sudo tee` is a tee. */
function withPeeledNames(members: readonly Member[], written: readonly string[]): Member[] {
  const names = members.map(({ own }, index) => own.at(-1)?.name ?? written[index] ?? '');
  return members.map(({ drafts, own }, index) => {
    const pipeline = { before: names.slice(0, index).reverse(), after: names.slice(index + 1) };
    const renamed = new Map(own.map((draft) => [draft, { ...draft, pipeline }]));
    return {
      drafts: drafts.map((draft) => renamed.get(draft) ?? draft),
      own: [...renamed.values()],
    };
  });
}

/** Without `pipefail` only the last member's status counts. */
function memberFailure(context: Context, state: ShellState, isLast: boolean): FailureContext {
  if (isLast || state.options.has('pipefail')) return subshellFailure(state, context.failure);
  return { ...shellFailure(context.failure.members), armed: context.failure.armed };
}

function commandName(node: CommandNode): string {
  return node.type === 'Command' ? (node.name?.text ?? '') : node.type.toLowerCase();
}

/** Filters belong to the member that has an effect; a pipe between machines is one transfer. */
function settle(walk: Walk, members: readonly Member[]): void {
  const all = members.flatMap(({ drafts }) => drafts);
  const own = new Set(members.flatMap((member) => member.own));
  const stream = streamOf(
    walk,
    members.map(({ drafts }) => drafts),
  );
  const carried =
    stream === null
      ? all
      : all.filter((draft) => draft !== stream.producer && draft !== stream.consumer);
  const isFilter = (draft: Draft) => draft.isPlumbing && own.has(draft);
  const kept = carried.filter((draft) => !isFilter(draft));
  const filters = carried.filter(isFilter).map(({ span }) => span);
  if (stream !== null) {
    const { producer, consumer } = stream;
    // `ssh host pg_dump db | gzip > db.gz` is a dump; what only packs its rows is told with it.
    const [bearer, other] = isOnlyWritten(walk, stream)
      ? [producer, consumer]
      : [consumer, producer];
    const covers = [other.span, ...other.covers, ...filters];
    for (const draft of all) {
      if (draft === bearer) walk.emit(withStream(bearer, stream, covers));
      else if (kept.includes(draft)) walk.emit(draft);
    }
    return;
  }
  const [first, ...rest] = kept.length > 0 ? kept : all;
  if (first === undefined) return;
  // A step that stands for the whole pipeline has the pipeline's status, which is the last one's.
  const last = members.at(-1)?.own.at(-1) ?? first;
  walk.emit({
    ...first,
    statusUsed: rest.length === 0 || kept.length === 0 ? last.statusUsed : first.statusUsed,
    covers: [...first.covers, ...(kept.length > 0 ? filters : spansOf(rest))],
  });
  if (kept.length > 0) for (const draft of rest) walk.emit(draft);
}

function spansOf(drafts: readonly Draft[]): readonly Span[] {
  return drafts.flatMap(({ span, covers }) => [span, ...covers]);
}

interface Ends {
  readonly producer: Draft;
  readonly consumer: Draft;
}

/** The two ends of a pipe that crosses machines, when something arrives at the far one. */
function streamOf(walk: Walk, members: readonly (readonly Draft[])[]): Ends | null {
  for (let index = members.length - 1; index > 0; index--) {
    const candidates = (members[index] ?? []).filter(
      (draft) => draft.stdin.kind === 'pipe' && receives(draft),
    );
    // `mkdir -p D && tar x`: what reads the data is the command that is known to.
    const consumer = candidates.find((draft) => moves(walk, draft, 'in')) ?? candidates[0];
    if (consumer === undefined) continue;
    const producer = members
      .slice(0, index)
      .reverse()
      .flat()
      .find((draft) => !samePlace(draft.place, consumer.place));
    if (producer !== undefined && emits(producer)) return { producer, consumer };
  }
  return null;
}

/** Whether the command is known to take or give data. */
export function moves(walk: Walk, draft: Draft, way: 'in' | 'out'): boolean {
  return loreOf(draft.name, walk.workspace.lore).streams?.includes(way) === true;
}

function receives(draft: Draft): boolean {
  return (
    draft.form === 'command' &&
    (!draft.isPlumbing || draft.redirections.some(({ operator }) => operator.startsWith('>')))
  );
}

/** A fixed word or two that answers a question (`yes |`, `echo "$PASS" |`) is no transfer. */
function emits(draft: Draft): boolean {
  return (
    draft.form === 'command' &&
    !['echo', 'printf', 'yes', 'true', ':', 'sleep'].includes(draft.name ?? '')
  );
}

/** A filter writes what the far command gives into a file: the far command says what it is. */
function isOnlyWritten(walk: Walk, { producer, consumer }: Ends): boolean {
  const effect = ({ words }: Draft) => effectOf(words, walk.workspace.lore);
  return effect(consumer) === 'filter' && effect(producer) === 'effect';
}

function withStream(bearer: Draft, { producer, consumer }: Ends, covers: readonly Span[]): Draft {
  return {
    ...bearer,
    isPlumbing: false,
    covers: [...bearer.covers, ...covers],
    stream: {
      from: producer.place,
      to: consumer.place,
      producer: producer.words,
      consumer: consumer.words,
    },
  };
}
