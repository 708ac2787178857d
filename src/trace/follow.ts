/** Going into what a command calls: functions, sourced files, scripts, carried texts. */
import type { SourceText, Span } from '../model/source.ts';
import type { ScriptRole } from '../model/trace.ts';
import type { Value, Word } from '../model/value.ts';
import { concat, literal, textOf } from '../shell/value.ts';
import { createCarriedText } from '../syntax/carried-text.ts';
import type { CarriedPiece } from '../syntax/carried-text.ts';
import { encodeHole } from '../syntax/hole.ts';
import { walk as visitNodes } from '../syntax/nodes.ts';
import { parseSource } from '../syntax/parse-source.ts';
import type { ParsedSource } from '../syntax/parse-source.ts';
import { commandName as commandNameOf } from './command-line.ts';
import { localPlace } from './context.ts';
import type { Context, Flow } from './context.ts';
import { standing } from './standing.ts';
import { pathInApplication } from './environment-value.ts';
import { calledFailure, failureOf, shellFailure } from './failure.ts';
import { copiedFile, fleetFile, noteFileChoices, writtenText } from './files.ts';
import { samePlace } from './condition.ts';
import type { Draft } from './draft.ts';
import { moves } from './walk-pipeline.ts';
import { outputFile } from './redirections.ts';
import { meet, noLeaving } from './leaving.ts';
import { limits } from './limits.ts';
import { commandName, commandText } from './running.ts';
import type { Running } from './running.ts';
import type { FunctionEntry } from './shell-state.ts';
import { ShellState } from './shell-state.ts';
import { plainStep, unresolvedStep } from './walk-command.ts';
import { walkList, walkNode } from './walk-node.ts';
import type { Walk } from './walk.ts';
import { holeSites } from './hole-sites.ts';

/** A context one call deeper. */
export function calledContext(context: Context, { span, words }: Running, callee: string): Context {
  return {
    ...context,
    path: `${context.path}>${span.file}:${span.start}`,
    calls: [...context.calls, { span, callee }],
    callWords: [...context.callWords, words],
    depth: context.depth + 1,
    pipeline: null,
  };
}

/** Walks a function's body with the call's arguments. Source: bash manual, 3.3. */
export function callFunction(
  walk: Walk,
  running: Running,
  entry: FunctionEntry,
  state: ShellState,
  context: Context,
): Flow {
  const name = commandText(running) ?? '';
  const isRecursive = context.functions.filter((called) => called === name).length > 1;
  if (isRecursive) {
    walk.workspace.report('trace/recursion', running.span, { name });
    return unresolvedStep(walk, running, state, context, 'recursion');
  }
  plainStep(walk, running, state, { ...context, capture: null }, { followed: true });
  if (context.dead !== null) return 'next';
  const inner: Context = {
    ...calledContext(context, running, name),
    source: entry.source,
    functions: [...context.functions, name],
    failure: calledFailure(state, context.failure),
    runAs: running.runAs,
    leaving: { ...noLeaving(), exits: context.leaving.exits },
  };
  const before = { positional: state.positional, depth: state.scopes.length };
  state.positional = {
    values: argumentValues(running),
    open: running.words.slice(1).some(({ many }) => many),
    shifted: 0,
    fromCaller: false,
  };
  state.scopes.push(new Map());
  for (const { name: variable, value } of running.assignments) {
    state.scopes.at(-1)?.set(variable, { ...emptyVariable, value, exported: true });
  }
  const flow = walkNode(walk, entry.node.body, state, inner);
  const after = returned(walk, state, flow, inner);
  state.scopes.length = before.depth;
  state.positional = before.positional;
  return after;
}

/** Goes on after a function or sourced file: from its end, and from each of its returns. */
function returned(walk: Walk, state: ShellState, flow: Flow, inner: Context): Flow {
  const ends = [...inner.leaving.returns, ...(flow === 'next' ? [state] : [])];
  meet(walk, state, ends, inner);
  return ends.length === 0 ? 'exit' : 'next';
}

const emptyVariable = {
  kind: 'scalar',
  value: null,
  elements: new Map<string, Value>(),
  open: false,
  exported: false,
  integer: false,
  readOnly: false,
  letterCase: null,
  reference: null,
} as const;

function argumentValues(running: Running): readonly Value[] {
  // After a word that may be several, positions are not known any more.
  const open = running.words.slice(1).findIndex(({ many }) => many);
  const args = running.words.slice(1, open < 0 ? undefined : open + 1);
  return args.map(({ value }) => value);
}

/** `source file args…`: the file runs in this shell. */
export function sourceFile(
  walk: Walk,
  running: Running,
  state: ShellState,
  context: Context,
): Flow | null {
  const [, path, ...rest] = running.words;
  if (path === undefined) return null;
  const written = writtenText(walk, path.value, state, context.place);
  if (written !== null)
    return walkCarriedText(walk, running, written, state, context, { sharesShell: true });
  const file = fileAt(walk, path.value, state, context);
  if (file === null) {
    noteFileChoices(walk, path.value, state);
    return null;
  }
  const parsed = walk.workspace.script(file);
  if (parsed === null) return null;
  if (context.calls.filter(({ callee }) => callee === file).length > 1 || file === context.file) {
    walk.workspace.report('trace/source-cycle', running.span, { file });
    return unresolvedStep(walk, running, state, context, 'recursion');
  }
  noteEdge(walk, context, file, 'sourced');
  plainStep(walk, running, state, { ...context, capture: null }, { followed: true });
  if (context.dead !== null) return 'next';
  const inner: Context = {
    ...calledContext(context, running, file),
    source: parsed.source,
    file,
    failure: calledFailure(state, context.failure),
    leaving: { ...context.leaving, returns: [] },
  };
  const positional = state.positional;
  if (rest.length > 0)
    state.positional = {
      values: rest.map(({ value }) => value),
      open: rest.some(({ many }) => many),
      shifted: 0,
      fromCaller: false,
    };
  const flow = walkList(walk, parsed.script.commands, state, inner);
  const after = flow === 'break' || flow === 'continue' ? flow : returned(walk, state, flow, inner);
  if (rest.length > 0) state.positional = positional;
  return after;
}

function fileAt(walk: Walk, path: Value, state: ShellState, context: Context): string | null {
  return context.place.kind === 'local'
    ? fleetFile(walk, path, state, context)
    : copiedFile(walk, path, state);
}

/** Notes the file that a shell reads as its script from standard input. */
export function noteInputScript(walk: Walk, state: ShellState, context: Context): void {
  const file =
    context.stdin.kind === 'file'
      ? fleetFile(walk, context.stdin.path, state, { ...context, place: localPlace })
      : sourceFileOf(walk, context.stdinText);
  if (file !== null) noteEdge(walk, context, file, 'called');
}

/** `cat remote.sh | ssh host`: the script that a text is, when it is one from its first character on. */
function sourceFileOf(walk: Walk, text: Value | null): string | null {
  const first = text?.kind === 'concat' ? text.parts[0] : text;
  const site = first?.kind === 'literal' ? first.at?.at(-1) : undefined;
  const isScript = walk.workspace.application.scripts.some(({ file }) => file === site?.file);
  return site !== undefined && isScript && site.start === 0 ? site.file : null;
}

function noteEdge(walk: Walk, context: Context, to: string, role: ScriptRole): void {
  const isKnown = walk.edges.some(
    (edge) => edge.from === context.file && edge.to === to && edge.role === role,
  );
  if (!isKnown) walk.edges.push({ from: context.file, to, role });
}

const shells = new Set(['bash', 'sh', 'dash', 'ksh', 'zsh', 'ash']);

/** `./script args…`, `bash script args…`: a process of its own. Null when the command is no script. */
export function followScript(
  walk: Walk,
  running: Running,
  state: ShellState,
  context: Context,
): Flow | null {
  const isShell = shells.has(commandName(running) ?? '');
  const at = isShell ? scriptArgument(running.words) : 0;
  const path = at < 0 ? undefined : running.words[at];
  if (path === undefined) return null;
  const text = textOf(path.value);
  const looksLikePath = isShell || /\/|\.(sh|bash|ksh)$/.test(text ?? '/');
  if (!looksLikePath) return null;
  const written = writtenText(walk, path.value, state, context.place);
  const args = running.words.slice(at + 1);
  if (written !== null)
    return walkCarriedText(walk, running, written, state, context, {
      args,
      scriptName: path.value,
    });
  const file = fileAt(walk, path.value, state, context);
  const parsed =
    file === null || !isScript(walk, file, isShell) ? null : walk.workspace.script(file);
  if (file !== null && parsed !== null)
    return callScript(walk, running, { file, parsed, args, path: path.value }, state, context);
  return isShell || /\.(sh|bash|ksh)$/.test(text ?? '')
    ? outsideScript(walk, running, at, state, context)
    : null;
}

/** A script that is not in the fleet: one of a product that the lore knows, or a missing one. */
function outsideScript(
  walk: Walk,
  running: Running,
  at: number,
  state: ShellState,
  context: Context,
): Flow | null {
  const path = running.words[at];
  if (path === undefined) return null;
  if (!walk.workspace.lore.has(commandNameOf(path) ?? ''))
    return missingScript(walk, running, path, state, context);
  return at === 0 ? null : plainStep(walk, withoutShell(running, at), state, context);
}

/** `sh /opt/tomcat/bin/startup.sh`: a script of a product, which is known without its text. */
function withoutShell(running: Running, at: number): Running {
  const wrapper = {
    name: commandName(running) ?? '',
    words: running.words.slice(0, at),
    span: running.words[0]?.span ?? running.span,
  };
  return {
    ...running,
    words: running.words.slice(at),
    wrappers: [...running.wrappers, wrapper],
  };
}

function missingScript(
  walk: Walk,
  running: Running,
  path: Word,
  state: ShellState,
  context: Context,
): Flow {
  if (context.dead === null)
    walk.workspace.report('trace/missing-file', standing(running, context).span, {
      file: textOf(path.value) ?? walk.workspace.textOf(path.span),
    });
  return unresolvedStep(walk, running, state, context, 'missing-file');
}

/** Files that are known to be bash, or that somebody starts with a shell. */
function isScript(walk: Walk, file: string, isShell: boolean): boolean {
  if (isShell) return true;
  const script = walk.workspace.application.scripts.find((candidate) => candidate.file === file);
  return script !== undefined
    ? script.shell !== 'other'
    : /^#!.*\b(ba|da|k)?sh\b/.test(walk.workspace.text(file) ?? '');
}

/** Index of the script among the words of `bash -x script …`; -1 for `bash -c`, `bash -s`, `bash`. */
function scriptArgument(words: readonly Word[]): number {
  for (let index = 1; index < words.length; index++) {
    const text = textOf((words[index] as Word).value);
    if (text === null || !/^[-+]/.test(text)) return index;
    if (/^-[a-z]*[cs]/.test(text)) return -1;
    if (/^[-+][a-zA-Z]*[oO]$/.test(text) || text === '--rcfile' || text === '--init-file') index++;
  }
  return -1;
}

interface CalledScript {
  readonly file: string;
  readonly parsed: ParsedSource;
  readonly args: readonly Word[];
  readonly path: Value;
}

function callScript(
  walk: Walk,
  running: Running,
  called: CalledScript,
  state: ShellState,
  context: Context,
): Flow {
  const { file, parsed } = called;
  const isRecursive = file === context.file || context.calls.some(({ callee }) => callee === file);
  if (isRecursive) {
    walk.workspace.report('trace/recursion', running.span, { name: file });
    return unresolvedStep(walk, running, state, context, 'recursion');
  }
  noteEdge(walk, context, file, 'called');
  plainStep(walk, running, state, { ...context, capture: null }, { followed: true });
  if (context.dead !== null) return 'next';
  const inner: Context = {
    ...calledContext(context, running, file),
    source: parsed.source,
    file,
    functions: [],
    runAs: running.runAs,
    failure: shellFailure(failureOf(state, context.failure)),
    wrappers: [],
    leaving: noLeaving(),
  };
  const child = childShell(state, called.args, scriptNameOf(walk, called, context), running);
  walkShell(walk, parsed.script.commands, child, inner);
  state.status = null;
  return 'next';
}

function scriptNameOf(walk: Walk, called: CalledScript, context: Context): Value {
  return context.place.kind === 'local'
    ? literal(pathInApplication(walk.workspace.application.root, called.file))
    : called.path;
}

/** The state of a new shell process: exported variables, no functions, no options. */
export function childShell(
  state: ShellState,
  args: readonly Word[],
  scriptName: Value,
  running: Running,
): ShellState {
  const child = new ShellState(state.cwd, scriptName);
  for (const name of state.names()) {
    const variable = state.variable(name);
    if (variable?.exported) child.scopes[0]?.set(name, variable);
  }
  for (const name of state.exportedFunctions) {
    const entry = state.functions.get(name);
    if (entry !== undefined) child.functions.set(name, entry);
  }
  child.exportedFunctions = new Set(state.exportedFunctions);
  for (const { name, value } of running.assignments)
    child.scopes[0]?.set(name, { ...emptyVariable, value, exported: true });
  child.positional = {
    values: args.map(({ value }) => value),
    open: args.some(({ many }) => many),
    shifted: 0,
    fromCaller: false,
  };
  return child;
}

/** Walks a whole shell process, its EXIT trap included. */
export function walkShell(
  walk: Walk,
  statements: Parameters<typeof walkList>[1],
  state: ShellState,
  context: Context,
): Flow {
  const flow = walkList(walk, statements, state, context);
  const trap = state.traps.get('EXIT');
  if (trap !== undefined && context.dead === null) {
    state.traps.delete('EXIT');
    walkTrap(walk, trap, 'EXIT', state, context);
  }
  return flow;
}

/** What a trap does, under the condition of its signal. */
export function walkTrap(
  walk: Walk,
  action: Value,
  signal: string,
  state: ShellState,
  context: Context,
): void {
  const at = originSpan(action) ?? { file: context.file, start: 0, end: 0 };
  const guard = {
    text: `trap ${signal}`,
    span: at,
    negated: false,
    source: 'trap',
    place: context.place.kind,
    reads: [],
  } as const;
  const inner: Context = {
    ...context,
    guards: [...context.guards, guard],
    failure: shellFailure('ignored'),
  };
  walkText(
    walk,
    { id: `${context.source.id}!trap:${signal}`, span: at, value: action },
    state,
    inner,
  );
}

function originSpan(value: Value): Span | null {
  const first =
    value.kind === 'concat' ? value.parts.find((part) => part.kind === 'literal') : value;
  const site = first?.kind === 'literal' ? first.at?.[0] : undefined;
  return site === undefined ? null : { file: site.file, start: site.start, end: site.end };
}

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
  text: Value,
  state: ShellState,
  context: Context,
  options: CarriedOptions = {},
): Flow {
  const base = options.at ?? context;
  if (isUnknownText(text)) return unknownText(walk, running, state, base);
  const child =
    options.state ??
    (options.sharesShell
      ? state
      : childShell(state, options.args ?? [], options.scriptName ?? literal('bash'), running));
  const inner = carriedContext(running, state, context, options);
  const carried = {
    id: `${context.source.id}!${running.span.start}`,
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
  state.status = options.sharesShell ? state.status : null;
  return options.sharesShell ? flow : 'next';
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

/** Not one character of what the shell would read is known. */
function isUnknownText(text: Value): boolean {
  const parts = text.kind === 'concat' ? text.parts : [text];
  return (
    parts.every((part) => part.kind !== 'literal' || part.text.trim() === '') &&
    textOf(text) === null
  );
}

function unknownText(walk: Walk, running: Running, state: ShellState, context: Context): Flow {
  const isDownloaded =
    context.pipeline?.before.some((name) => name === 'curl' || name === 'wget') ?? false;
  // What is downloaded and run at once is an installer: the rules know it by its pipe.
  return isDownloaded
    ? plainStep(walk, running, state, context)
    : unresolvedStep(walk, running, state, context, 'dynamic-text');
}

interface CarriedText {
  readonly id: string;
  readonly span: Span;
  readonly value: Value;
}

/** Parses and walks a text; unknown stretches stand in it as holes. */
export function walkText(
  walk: Walk,
  carried: CarriedText,
  state: ShellState,
  context: Context,
): Flow {
  const pieces = piecesOf(walk, carried.value, carried.span);
  const length = pieces.reduce((sum, piece) => sum + piece.text.length, 0);
  if (length > limits.carriedText) {
    walk.workspace.report('trace/too-deep', carried.span, { limit: limits.carriedText });
    return 'next';
  }
  const source: SourceText = createCarriedText(carried.id, carried.span.file, pieces);
  const parsed = parseSource(source);
  const [problem] = parsed.errors.filter(({ code }) => code === 'syntax/parse-error');
  if (problem !== undefined) {
    walk.workspace.report('trace/sent-text-not-parsed', carried.span, { message: problem.message });
  }
  numberCommands(walk, parsed);
  return walkShell(walk, parsed.script.commands, state, { ...context, source });
}

function numberCommands(walk: Walk, parsed: ParsedSource): void {
  let count = 0;
  visitNodes(parsed.script, (node) => {
    if (node.type === 'Command') walk.ordinals.set(node, count++);
    return undefined;
  });
}

/** The stretches of a value, each with the place that it comes from. */
function piecesOf(walk: Walk, value: Value, span: Span): CarriedPiece[] {
  const parts = value.kind === 'concat' ? value.parts : [value];
  return parts.map((part, index) =>
    part.kind === 'literal'
      ? { text: part.text, sites: part.at === undefined || part.at.length === 0 ? [span] : part.at }
      : {
          text: encodeHole(walk.workspace.addHole(part)),
          sites: holeSites(parts[index - 1], parts[index + 1]) ?? [span],
        },
  );
}

/** Words joined by single blanks, as `eval` and ssh join them. */
export function joinedText(words: readonly Word[]): Value {
  return concat(
    words.flatMap((word, index) => {
      const before = words[index - 1];
      if (before === undefined) return [word.value];
      const gap = {
        file: word.span.file,
        start: before.span.end,
        end: Math.max(before.span.end, word.span.start),
      };
      return [literal(' ', [gap]), word.value];
    }),
  );
}
