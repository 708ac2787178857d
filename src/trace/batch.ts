/**
 * Clients that move files (sftp, lftp, ftp): each verb that they read is a step of its own, at its
 * own characters, with both ends resolved. Source: sftp(1), lftp(1), ftp(1).
 */
import type { BatchAct, BatchCarrier } from '../model/lore.ts';
import type { SourceText } from '../model/source.ts';
import type { Value, Word } from '../model/value.ts';
import { concat, literal, textOf } from '../shell/value.ts';
import { splitHoles } from '../syntax/hole.ts';
import { originRuns, spanInFile } from '../syntax/origin.ts';
import { readBatch } from './batch-language.ts';
import type { BatchLine, BatchWord } from './batch-language.ts';
import { BatchSession } from './batch-session.ts';
import { verbWords } from './batch-verbs.ts';
import { effectOf, splitCommand } from './command-line.ts';
import type { CommandWords } from './command-line.ts';
import type { Context, Flow } from './context.ts';
import { emitStep } from './emit.ts';
import { failureOf, shellFailure } from './failure.ts';
import { fileText } from './files.ts';
import { commandName } from './running.ts';
import type { Running } from './running.ts';
import { ShellState } from './shell-state.ts';
import { plainStep } from './walk-command.ts';
import { carriedSource, walkText } from './walk-text.ts';
import type { Walk } from './walk.ts';

/** Walks the verbs that a client reads; null when there are none to read, or none that are known. */
export function openBatch(
  walk: Walk,
  running: Running,
  carrier: BatchCarrier,
  state: ShellState,
  context: Context,
): Flow | null {
  const split = splitCommand(running.words, walk.workspace.lore);
  const text = textOfBatch(walk, split, carrier, state, context);
  if (text === null) return null;
  const id = `${context.source.id}!${running.span.start}`;
  const source = carriedSource(walk, { id, span: running.span, value: text });
  if (source === null) return null;
  const lines = readBatch(source.text, carrier.splits);
  if (!lines.some(({ words, shell }) => words.length > 0 || shell !== null)) return null;
  // The client itself is a step that only leads to others, as a call does; what it is called with,
  // a password among it, is looked at there.
  plainStep(walk, running, state, context, { followed: true });
  const session = new BatchSession(carrier, split, state, running.span, context);
  const batch: Batch = { walk, running, carrier, source, session, state, context };
  lines.forEach((line, index) => walkLine(batch, line, index, isLastVerb(batch, lines, index)));
  return 'next';
}

interface Batch {
  readonly walk: Walk;
  readonly running: Running;
  readonly carrier: BatchCarrier;
  readonly source: SourceText;
  readonly session: BatchSession;
  readonly state: ShellState;
  readonly context: Context;
}

/** What the client reads: the value of an option, a file, then standard input. */
function textOfBatch(
  walk: Walk,
  { options }: CommandWords,
  { texts, files }: BatchCarrier,
  state: ShellState,
  context: Context,
): Value | null {
  const parts: Value[] = [];
  let readsInput = true;
  for (const { name, value } of options) {
    if (value === null) continue;
    if (texts.includes(name)) parts.push(value, literal('\n'));
    if (!files.includes(name) || textOf(value) === '-') continue;
    readsInput = false;
    const text = fileText(walk, value, state, context);
    if (text === null) return null;
    parts.push(text);
  }
  if (readsInput && context.stdinText !== null) parts.push(context.stdinText);
  const text = concat(parts);
  const isKnown = (text.kind === 'concat' ? text.parts : [text]).some(
    (part) => part.kind === 'literal' && part.text.trim() !== '',
  );
  return parts.length > 0 && isKnown ? text : null;
}

function walkLine(batch: Batch, line: BatchLine, index: number, isLast: boolean): void {
  const { walk, carrier, session, source } = batch;
  if (line.shell !== null) {
    walkHere(batch, line.shell, index);
    return;
  }
  const words = line.words.map((word) => wordOf(word, batch));
  const verb = words[0] === undefined ? null : textOf(words[0].value);
  const act = verb === null ? undefined : carrier.acts.get(verb);
  const command = splitCommand(words, walk.workspace.lore);
  if (act !== undefined && session.take(act, command)) return;
  const span = spanInFile(source, line.words[0]?.start ?? 0, line.words.at(-1)?.end ?? 0);
  const goesOn = !(isLast || session.stops);
  emitVerb(batch, meaningOf(words, verb, command, batch), {
    index,
    span,
    goesOn,
    mayFail: line.goesOn,
  });
}

/** What a verb comes to: the words of the same work on a host, and on which side it is done. */
interface Meaning {
  readonly words: readonly Word[];
  /** It works on the server alone. */
  readonly far: boolean;
  readonly isKnown: boolean;
}

function meaningOf(
  words: readonly Word[],
  verb: string | null,
  command: CommandWords,
  { carrier, session }: Batch,
): Meaning {
  const [act, near, far] = [carrier.acts, carrier.near, carrier.commands].map((verbs) =>
    verb === null ? undefined : verbs.get(verb),
  );
  if (act !== undefined)
    return {
      words: verbWords(act as BatchAct, words, command, session),
      far: false,
      isKnown: true,
    };
  if (near !== undefined) return { words: renamed(near, words), far: false, isKnown: true };
  if (far === undefined) return { words, far: session.overSsh, isKnown: false };
  const known = session.overSsh ? words : session.addressed(words, command);
  return { words: renamed(far, known), far: session.overSsh, isKnown: true };
}

/** The verb whose failure is the client's own, where the first one does not end the batch. */
function isLastVerb({ carrier }: Batch, lines: readonly BatchLine[], index: number): boolean {
  return !lines
    .slice(index + 1)
    .some(({ words }) => words.length > 0 && !isQuiet(carrier.acts.get(words[0]?.text ?? '')));
}

function isQuiet(act: BatchAct | undefined): boolean {
  return act === 'nothing' || act === 'setting';
}

/** `rename a b` is `mv a b`. */
function renamed(command: string, [first, ...rest]: readonly Word[]): readonly Word[] {
  if (first === undefined) return rest;
  const own = command.split(' ').map((text) => ({ ...first, value: literal(text) }));
  return [...own, ...rest];
}

/** `!command`: a line for the shell of this machine. */
function walkHere(
  { walk, running, source, session, state, context }: Batch,
  { start, end }: { readonly start: number; readonly end: number },
  index: number,
): void {
  const value = valueOf(source.text.slice(start, end), start, { walk, source });
  const span = spanInFile(source, start, end);
  walkText(walk, { id: `${source.id}!${start}`, span, value }, session.here.clone(), {
    ...context,
    path: `${context.path}>${running.span.start}:${index}`,
    stdin: { kind: 'inherited' },
    stdinText: null,
    depth: context.depth + 1,
    failure: shellFailure(session.stops ? failureOf(state, context.failure) : 'ignored'),
  });
}

interface VerbStands {
  readonly index: number;
  readonly span: Running['span'];
  /** Nobody looks at its failure. */
  readonly goesOn: boolean;
  readonly mayFail: boolean;
}

function emitVerb(
  { walk, running, session, state, context }: Batch,
  { words, far, isKnown }: Meaning,
  { index, span, goesOn, mayFail }: VerbStands,
): void {
  const client = commandName(running) ?? '';
  const verb = words[0] === undefined ? null : textOf(words[0].value);
  const inner: Context = {
    ...context,
    path: `${context.path}>${running.span.start}:${index}`,
    place: far ? session.place : context.place,
    stdin: { kind: 'inherited' },
    failure: shellFailure(goesOn || mayFail ? 'ignored' : failureOf(state, context.failure)),
  };
  emitStep(walk, far ? new ShellState(session.folder, literal(client)) : session.here, inner, {
    // Without the redirections, which are the client's.
    node: { pos: running.node.pos, end: running.node.end },
    span,
    form: 'command',
    name: verb,
    words,
    wrappers: [...running.wrappers, wrapperOf(client, running)],
    assignments: [],
    redirections: [],
    stdin: inner.stdin,
    covers: [],
    runAs: far ? null : running.runAs,
    unresolved: isKnown ? null : verb === null ? 'dynamic-command' : 'foreign-language',
    followed: false,
    isPlumbing: isKnown && effectOf(words, walk.workspace.lore) !== 'effect',
    stream: null,
    batch: { client, overSsh: session.overSsh, mayFail },
  });
}

/** The client by its name alone: its other words stand in its own step. */
function wrapperOf(name: string, { words, span }: Running) {
  return { name, words: words.slice(0, 1), span };
}

function wordOf({ text, start, end, glob }: BatchWord, batch: Batch): Word {
  const { source } = batch;
  const isPlain = source.text.slice(start, end) === text;
  const value = isPlain ? valueOf(text, start, batch) : valueOf(text, null, batch);
  return { value, span: spanInFile(source, start, end), glob, many: false };
}

/** A stretch of the batch, what is not known of it put back for its holes. */
function valueOf(
  text: string,
  start: number | null,
  { walk, source }: Pick<Batch, 'walk' | 'source'>,
): Value {
  let at = start ?? 0;
  return concat(
    splitHoles(text).map((piece) => {
      if (typeof piece === 'number') return walk.workspace.hole(piece);
      const [run, ...more] = originRuns(source, at, at + piece.length);
      at += piece.length;
      return start === null || more.length > 0 ? literal(piece) : literal(piece, run?.sites);
    }),
  );
}
