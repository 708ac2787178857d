import type { Value, Word } from '../model/value.ts';
import { concat, literal, textOf } from '../shell/value.ts';
import { childShell } from './child-shell.ts';
import { samePlace } from './condition.ts';
import type { Context, Flow } from './context.ts';
import type { Draft } from './draft.ts';
import { failureOf, shellFailure } from './failure.ts';
import { meet, noLeaving } from './leaving.ts';
import { noteEdge, scriptOf } from './script-edges.ts';
import { outputFile } from './redirections.ts';
import type { Running } from './running.ts';
import type { ShellState } from './shell-state.ts';
import { plainStep, unresolvedStep } from './walk-command.ts';
import { moves } from './walk-pipeline.ts';
import { walkText } from './walk-text.ts';
import type { Walk } from './walk.ts';

export interface CarriedOptions {
  /** The text runs in this very shell: `eval`, `source`. */
  readonly sharesShell?: boolean;
  readonly args?: readonly Word[];
  readonly scriptName?: Value;
  /** The text is what stood on standard input. */
  readonly fromInput?: boolean;
  /** The shell that reads the text stands elsewhere. */
  readonly at?: Context;
  readonly state?: ShellState;
}

/** Walks a text that a command hands to a shell. When nothing in it runs, the command is a step itself. */
export function walkCarriedText(
  walk: Walk,
  running: Running,
  sent: Value,
  state: ShellState,
  context: Context,
  options: CarriedOptions = {},
): Flow {
  const text = withSentScripts(walk, sent, context);
  const base = options.at ?? context;
  const choices = choicesOf(text);
  if (choices.length > 1) return walkChoices(walk, running, choices, state, context, options);
  if (isUnknownText(text)) return unknownText(walk, running, state, base);
  const child = options.state ?? shellFor(running, state, options);
  child.printed = state.printed;
  const inner = carriedContext(running, state, context, options);
  const carried = {
    id: carriedId(running, context),
    span: running.span,
    value: text,
  };
  walk.visited.add(`${context.source.id}:${running.node.pos}`);
  const { drafts, result: flow } = walk.collect(() => walkText(walk, carried, child, inner));
  const [first, ...rest] = drafts;
  if (first === undefined) {
    const isEmpty = textOf(text)?.trim() === '';
    return isEmpty
      ? plainStep(walk, running, state, context, { followed: true })
      : unresolvedStep(walk, running, state, context, 'not-parsed');
  }
  const body = options.fromInput && context.stdin.kind === 'text' ? [context.stdin.span] : [];
  const covers = [...first.covers, running.span, ...body];
  const carriedDrafts = [{ ...first, covers }, ...rest];
  for (const draft of throughRedirections(walk, carriedDrafts, running, context)) walk.emit(draft);
  state.printed = child.printed;
  state.status = options.sharesShell ? state.status : null;
  return options.sharesShell ? flow : 'next';
}

/** `ssh host "$(cat remote.sh)"`: the text is a script of the application, whose own lines run. */
function withSentScripts(walk: Walk, text: Value, context: Context): Value {
  if (text.kind === 'concat')
    return concat(text.parts.map((part) => withSentScripts(walk, part, context)));
  const file = text.kind === 'literal' ? scriptOf(walk, text) : null;
  if (file === null || text.kind !== 'literal') return text;
  noteEdge(walk, context, file, 'called');
  return literal(text.text, [{ file, start: 0, end: text.text.length }]);
}

/** The name of the text that a command carries. */
function carriedId(running: Running, { source }: Context): string {
  return `${source.id}!${running.span.start}`;
}

function carriedContext(
  running: Running,
  state: ShellState,
  context: Context,
  options: CarriedOptions,
): Context {
  const base = options.at ?? context;
  return {
    ...base,
    ...(options.fromInput ? { stdin: { kind: 'inherited' }, stdinText: null } : {}),
    handover: options.fromInput
      ? { source: carriedId(running, context), failure: null, open: () => undefined }
      : null,
    runAs: running.runAs,
    failure: options.sharesShell
      ? context.failure
      : shellFailure(failureOf(state, context.failure)),
    depth: context.depth + 1,
    path: `${context.path}>${running.span.file}:${running.span.start}`,
    leaving: options.sharesShell ? base.leaving : noLeaving(),
  };
}

/** `ssh host "pg_dump db" > dump.sql`: what the carried commands print goes where the carrier's output goes. */
function throughRedirections(
  walk: Walk,
  drafts: readonly Draft[],
  running: Running,
  context: Context,
): readonly Draft[] {
  const file = outputFile(running.redirections);
  if (file === null) return drafts;
  const giver = drafts.findLast(
    (draft) => moves(walk, draft, 'out') && outputFile(draft.redirections) === null,
  );
  return drafts.map((draft) => {
    if (samePlace(draft.place, context.place))
      return { ...draft, redirections: [...running.redirections, ...draft.redirections] };
    if (draft !== giver || draft.stream !== null) return draft;
    const consumer = [literal('>'), file.path].map((value) => ({
      value,
      span: running.span,
      glob: false,
      many: false,
    }));
    const stream = { from: draft.place, to: context.place, producer: draft.words, consumer };
    return { ...draft, isPlumbing: false, stream };
  });
}

function shellFor(running: Running, state: ShellState, options: CarriedOptions): ShellState {
  const { sharesShell = false, args = [], scriptName = literal('bash') } = options;
  return sharesShell ? state : childShell(state, args, scriptName, running);
}

/** `ssh web1 "$C"`, where each branch before gave `C` another text: one of them is what runs. */
function choicesOf(text: Value): readonly Value[] {
  const choices = text.kind === 'one-of' ? text.values : [text];
  return choices.some((choice) => !isUnknownText(choice)) ? choices : [text];
}

function walkChoices(
  walk: Walk,
  running: Running,
  choices: readonly Value[],
  state: ShellState,
  context: Context,
  options: CarriedOptions,
): Flow {
  const ends = choices.map((choice) => {
    const end = state.clone();
    const there = options.state === undefined ? {} : { state: options.state.clone() };
    walkCarriedText(walk, running, choice, end, context, { ...options, ...there });
    return end;
  });
  meet(walk, state, ends, context);
  state.status = null;
  return 'next';
}

/** Not one character of what the shell would read is known. */
function isUnknownText(text: Value): boolean {
  const parts = text.kind === 'concat' ? text.parts : [text];
  return (
    parts.every((part) => part.kind !== 'literal' || part.text.trim() === '') &&
    textOf(text) === null
  );
}

/** The command reads what curl or wget prints. */
export function isDownloaded({ pipeline }: Context): boolean {
  return pipeline?.before.some((name) => name === 'curl' || name === 'wget') ?? false;
}

/** `bash -c "$(curl …)"`. */
function fetchesText({ words }: Running): boolean {
  return words.some(({ value }) => value.kind === 'output' && /^(curl|wget) /.test(value.command));
}

function unknownText(walk: Walk, running: Running, state: ShellState, context: Context): Flow {
  // What is downloaded and run at once is an installer: the rules know it by its pipe, or its words.
  return isDownloaded(context) || fetchesText(running)
    ? plainStep(walk, running, state, context)
    : unresolvedStep(walk, running, state, context, 'dynamic-text');
}
