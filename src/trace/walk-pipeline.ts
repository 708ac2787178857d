import type { Span } from '../model/source.ts';
import type { Place } from '../model/step.ts';
import type { Value } from '../model/value.ts';
import { concat } from '../shell/value.ts';
import type { CommandNode, Pipeline } from '../syntax/nodes.ts';
import { samePlace } from './condition.ts';
import type { Context, Flow } from './context.ts';
import type { Draft } from './draft.ts';
import type { ShellState } from './shell-state.ts';
import { walkNode } from './walk-node.ts';
import type { Walk } from './walk.ts';

/** `! time a | b | c`. Source: bash manual, 3.2.3 Pipelines. */
export function walkPipeline(walk: Walk, node: Pipeline, state: ShellState, context: Context): Flow {
  const isNegated = node.prefixes.filter((prefix) => prefix.type === 'Negation').length % 2 === 1;
  const [only] = node.commands;
  // errexit does not look at a command after `!`.
  const inner: Context = isNegated
    ? { ...context, failure: { ...context.failure, decided: context.failure.decided ?? 'ignored' } }
    : context;
  const flow = node.commands.length === 1 && only !== undefined ? walkNode(walk, only, state, inner) : walkMembers(walk, node, state, inner);
  if (isNegated && state.status !== null) state.status = state.status === 0 ? 1 : 0;
  return flow;
}

interface Member {
  readonly drafts: readonly Draft[];
}

function walkMembers(walk: Walk, node: Pipeline, state: ShellState, context: Context): Flow {
  const names = node.commands.map(commandName);
  const members: Member[] = [];
  let input: Value | null = null;
  node.commands.forEach((command, index) => {
    const isLast = index === node.commands.length - 1;
    const printed: Value[] = [];
    const member: Context = {
      ...context,
      pipeline: { before: names.slice(0, index).reverse(), after: names.slice(index + 1) },
      capture: isLast ? context.capture : printed,
      stdin: index === 0 ? context.stdin : { kind: 'pipe', from: names[index - 1] ?? '' },
      stdinText: index === 0 ? context.stdinText : input,
      failure: memberFailure(context, state, isLast),
      statusUsed: isLast ? context.statusUsed : 'ignored',
    };
    // Each member runs in a subshell of its own.
    const subshell = state.clone();
    members.push({ drafts: walk.collect(() => walkNode(walk, command, subshell, member)) });
    input = concat(printed);
    if (isLast) state.status = subshell.status;
  });
  settle(walk, members.map(({ drafts }) => drafts));
  return 'next';
}

/** Without `pipefail` only the last member's status counts. */
function memberFailure(context: Context, state: ShellState, isLast: boolean): Context['failure'] {
  if (isLast || state.options.has('pipefail')) return context.failure;
  return { ...context.failure, decided: context.failure.decided ?? 'ignored' };
}

function commandName(node: CommandNode): string {
  return node.type === 'Command' ? (node.name?.text ?? '') : node.type.toLowerCase();
}

/** Filters belong to the member that has an effect; a pipe between machines is one transfer. */
function settle(walk: Walk, members: readonly (readonly Draft[])[]): void {
  const all = members.flat();
  const stream = streamOf(members);
  const carried = stream === null ? all : all.filter((draft) => draft !== stream.producer && draft !== stream.consumer);
  const kept = carried.filter((draft) => !draft.isPlumbing);
  const filters = carried.filter((draft) => draft.isPlumbing).map(({ span }) => span);
  if (stream !== null) {
    const { producer, consumer } = stream;
    walk.emit(withStream(consumer, producer, [producer.span, ...producer.covers, ...filters]));
    for (const draft of kept) walk.emit(draft);
    return;
  }
  const [first, ...rest] = kept.length > 0 ? kept : all;
  if (first === undefined) return;
  walk.emit({ ...first, covers: [...first.covers, ...(kept.length > 0 ? filters : spansOf(rest))] });
  if (kept.length > 0) for (const draft of rest) walk.emit(draft);
}

function spansOf(drafts: readonly Draft[]): readonly Span[] {
  return drafts.flatMap(({ span, covers }) => [span, ...covers]);
}

/** The two ends of a pipe that crosses machines, when something arrives at the far one. */
function streamOf(members: readonly (readonly Draft[])[]): { producer: Draft; consumer: Draft } | null {
  for (let index = members.length - 1; index > 0; index--) {
    const consumer = members[index]?.find((draft) => draft.stdin.kind === 'pipe' || draft.stdin.kind === 'inherited');
    if (consumer === undefined || !receives(consumer)) continue;
    const producer = members.slice(0, index).reverse().flat().find((draft) => !samePlace(draft.place, consumer.place));
    if (producer !== undefined && emits(producer)) return { producer, consumer };
  }
  return null;
}

function receives(draft: Draft): boolean {
  return draft.form === 'command' && (!draft.isPlumbing || draft.redirections.some(({ operator }) => operator.startsWith('>')));
}

/** A fixed word or two that answers a question (`yes |`, `echo "$PASS" |`) is no transfer. */
function emits(draft: Draft): boolean {
  return draft.form === 'command' && !['echo', 'printf', 'yes', 'true', ':', 'sleep'].includes(draft.name ?? '');
}

function withStream(consumer: Draft, producer: Draft, covers: readonly Span[]): Draft {
  const from: Place = producer.place;
  return {
    ...consumer,
    isPlumbing: false,
    covers: [...consumer.covers, ...covers],
    stream: { from, to: consumer.place, producer: producer.words, consumer: consumer.words },
  };
}
