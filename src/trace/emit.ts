/** Turns what the walk knows of a command into a step. */
import type { Span } from '../model/source.ts';
import type {
  Batch,
  Loop,
  Place,
  Redirection,
  StandardInput,
  StepForm,
  Stream,
  UnresolvedReason,
  Wrapper,
} from '../model/step.ts';
import type { Value, Word } from '../model/value.ts';
import { simplified } from '../shell/value.ts';
import type { Redirection as Redirect, SyntaxNode } from '../syntax/nodes.ts';
import { spanInFile } from '../syntax/origin.ts';
import type { Context } from './context.ts';
import type { Draft } from './draft.ts';
import { failureOf } from './failure.ts';
import { seenFrom } from './paths.ts';
import type { ShellState } from './shell-state.ts';
import type { Walk } from './walk.ts';

/** What of a step is not already said by its context. */
export interface StepParts {
  readonly node: {
    readonly pos: number;
    readonly end: number;
    readonly redirects?: readonly Redirect[];
  };
  readonly form: StepForm;
  readonly name: string | null;
  readonly words: readonly Word[];
  readonly wrappers: readonly Wrapper[];
  readonly assignments: readonly { readonly name: string; readonly value: Value }[];
  readonly redirections: readonly Redirection[];
  readonly stdin: StandardInput;
  readonly covers: readonly Span[];
  readonly runAs: Value | null;
  readonly unresolved: UnresolvedReason | null;
  readonly followed: boolean;
  readonly isPlumbing: boolean;
  readonly stream: Stream | null;
  /** What the task does that the command runs. */
  readonly behind?: readonly Draft[];
  readonly batch?: Batch;
  /** Span of the step itself, where it is not the whole node. */
  readonly span?: Span;
}

const noParts = {
  name: null,
  words: [],
  wrappers: [],
  assignments: [],
  redirections: [],
  covers: [],
  unresolved: null,
  followed: false,
  isPlumbing: true,
  stream: null,
} as const;

/** A step for syntax that is no command: `[[ … ]]`, `(( … ))`, a lone assignment or redirection. */
export function emitSyntaxStep(
  walk: Walk,
  node: SyntaxNode,
  form: StepForm,
  state: ShellState,
  context: Context,
  more: Partial<StepParts> = {},
): void {
  emitStep(walk, state, context, {
    ...noParts,
    node,
    form,
    stdin: context.stdin,
    runAs: context.runAs,
    ...more,
  });
}

/** Adds a step. */
export function emitStep(walk: Walk, state: ShellState, context: Context, parts: StepParts): void {
  const span = parts.span ?? spanInFile(context.source, parts.node.pos, parts.node.end);
  walk.visited.add(`${context.source.id}:${parts.node.pos}`);
  walk.workspace.keep(context.source);
  const place = simplifiedPlace(context.place);
  const draft: Draft = {
    key: `${context.path}|${nodeKey(walk, context, parts, span)}`,
    site: { source: context.source.id, start: parts.node.pos, end: parts.node.end },
    span,
    covers: [...parts.covers, ...bodySpans(context, parts.node)],
    calledFrom: context.calls,
    form: parts.form,
    name: parts.name,
    words: parts.words.map((word) =>
      simplifiedWord({ ...word, value: seenFrom(state.cwd, word.value) }),
    ),
    wrappers: [...context.wrappers, ...parts.wrappers].map((wrapper) => ({
      ...wrapper,
      words: wrapper.words.map(simplifiedWord),
    })),
    text: walk.workspace.textOf(span),
    assignments: parts.assignments.map(({ name, value }) => ({ name, value: simplified(value) })),
    redirections: parts.redirections.map((redirection) => ({
      ...redirection,
      target: redirection.target === null ? null : seenFrom(state.cwd, redirection.target),
    })),
    stdin: parts.stdin,
    pipeline: context.pipeline,
    place,
    cwd: state.cwd === null ? null : simplified(state.cwd),
    runAs: parts.runAs === null ? null : simplified(parts.runAs),
    guards: context.guards,
    loop: loopOver(context.loop, place),
    background: context.background,
    failure: failureOf(state, context.failure),
    statusUsed: context.statusUsed,
    outputUsed: context.isCaptured,
    outputLeavesAs:
      context.reader === null || context.reader.place === context.place ? null : context.reader.as,
    reached: context.dead === null,
    unreachedBecause: context.dead,
    unresolved: parts.unresolved,
    followed: parts.followed,
    stream: parts.stream,
    isPlumbing: parts.isPlumbing,
    ...(parts.behind === undefined ? {} : { behind: parts.behind }),
    ...(parts.batch === undefined ? {} : { batch: parts.batch }),
  };
  walk.emit(draft);
}

/** The bodies of a command's here-documents, which lie outside its own span. */
function bodySpans(context: Context, node: StepParts['node']): readonly Span[] {
  return (node.redirects ?? []).flatMap((redirect) =>
    redirect.type === 'HereDoc'
      ? [spanInFile(context.source, redirect.body.pos, redirect.body.end)]
      : [],
  );
}

/** Inside a carried text, offsets change with the values spliced in; where it stands in the file does not. */
function nodeKey(walk: Walk, context: Context, parts: StepParts, span: Span): string {
  return context.source.segments.length === 0
    ? `${context.source.id}:${parts.node.pos}:${parts.form}`
    : `${span.file}:${span.start}:${span.end}:${parts.form}:${walk.ordinals.get(parts.node) ?? ''}`;
}

export function simplifiedWord(word: Word): Word {
  return { ...word, value: simplified(word.value) };
}

export function simplifiedPlace(place: Place): Place {
  return {
    ...place,
    hosts: place.hosts.map(simplified),
    user: place.user === null ? null : simplified(place.user),
    port: place.port === null ? null : simplified(place.port),
    container: place.container === null ? null : simplified(place.container),
    on: place.on === null ? null : simplifiedPlace(place.on),
  };
}

function loopOver(loop: Loop | null, place: Place): Loop | null {
  if (loop === null) return null;
  const over = loop.over?.map(simplified) ?? null;
  const hosts = place.kind === 'container' ? (place.on?.hosts ?? []) : place.hosts;
  const texts = new Set((over ?? []).map((value) => JSON.stringify(value)));
  const overHosts = hosts.some((host) => texts.has(JSON.stringify(host)));
  return { ...loop, over, overHosts: loop.overHosts || overHosts };
}
