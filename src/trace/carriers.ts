import type { Carrier } from '../model/lore.ts';
import type { Place, Wrapper } from '../model/step.ts';
import type { Value, Word } from '../model/value.ts';
import { literal, textOf } from '../shell/value.ts';
import { openBatch } from './batch.ts';
import { leadingText, loreOf, splitCommand } from './command-line.ts';
import type { CommandWords } from './command-line.ts';
import type { Context, Flow } from './context.ts';
import { failureOf, shellFailure } from './failure.ts';
import { noteCopy } from './copies.ts';
import { joinedText } from './walk-text.ts';
import { noteInputScript } from './script-edges.ts';
import { isDownloaded, walkCarriedText } from './walk-carried-text.ts';
import { commandName, wordText } from './running.ts';
import { isLogin, loginState } from './login.ts';
import { repeatedWords } from './repeated-words.ts';
import type { Running } from './running.ts';
import { ShellState } from './shell-state.ts';
import { openSsh, readDestination } from './ssh.ts';
import { handOver } from './walk-input.ts';
import { plainStep, runCommand, unresolvedStep } from './walk-command.ts';
import type { Walk } from './walk.ts';

/** Opens a command that carries another; null when it carries none. */
export function openCarrier(
  walk: Walk,
  running: Running,
  state: ShellState,
  context: Context,
): Flow | null {
  const name = commandName(running);
  if (name === null) return null;
  noteCopy(walk, name, running, state, context);
  const lore = loreOf(name, walk.workspace.lore);
  for (const carrier of [lore.carries, lore.alsoCarries]) {
    const opened = carrier == null ? null : openAs(walk, running, carrier, state, context);
    if (opened !== null) return opened;
  }
  return null;
}

function openAs(
  walk: Walk,
  running: Running,
  carrier: Carrier,
  state: ShellState,
  context: Context,
): Flow | null {
  switch (carrier.kind) {
    case 'words':
      return openWords(walk, running, carrier, state, context);
    case 'text-option':
      return openShell(walk, running, carrier, state, context);
    case 'ssh':
      return openSsh(walk, running, state, context);
    case 'container':
      return openContainer(walk, running, carrier, state, context);
    case 'eval':
      return walkCarriedText(walk, running, joinedText(running.words.slice(1)), state, context, {
        sharesShell: true,
      });
    case 'dialogue':
      return unresolvedStep(walk, running, state, context, 'foreign-language');
    case 'batch':
      return openBatch(walk, running, carrier, state, context);
    case 'exec-option':
      return openExecOption(walk, running, carrier, state, context);
    default:
      return unreachable(carrier);
  }
}

function unreachable(carrier: never): never {
  throw new Error(`carrier without a way in: ${JSON.stringify(carrier)}`);
}

/** The command with its carrier taken off. */
function peeled(running: Running, at: number, runAs: Value | null): Running {
  const wrapper: Wrapper = {
    name: commandName(running) ?? '',
    words: running.words.slice(0, at),
    span: running.words[0]?.span ?? running.span,
  };
  return {
    ...running,
    words: running.words.slice(at),
    wrappers: [...running.wrappers, wrapper],
    runAs,
  };
}

function openWords(
  walk: Walk,
  running: Running,
  carrier: Extract<Carrier, { kind: 'words' }>,
  state: ShellState,
  context: Context,
): Flow | null {
  const split = splitCommand(running.words, walk.workspace.lore);
  if (carrier.sub !== undefined && !carrier.sub.includes(split.sub ?? '')) return null;
  if (split.options.some(({ name }) => carrier.unless?.includes(name) === true)) return null;
  const opened = { split, runAs: userAfter(split, carrier, running) };
  const at = carriedIndex(running, split, carrier);
  if (at === null) return openUserShell(walk, running, opened, carrier, state, context);
  const text = running.words[at + 1]?.value;
  if (split.name === 'flock' && wordText(running, at) === '-c' && text !== undefined)
    return walkCarriedText(walk, running, text, state, context);
  const whole = running.words[at]?.value;
  if (carrier.shell === true && whole !== undefined && /\s/.test(leadingText(whole)))
    return walkCarriedText(walk, running, whole, state, loopingContext(running, carrier, context));
  const inner = peeled(running, at, opened.runAs);
  const words =
    carrier.appends === true ? repeatedWords(inner.words, split, carrier, context) : inner.words;
  const there = isLogin(split) ? loginState(state, opened.runAs) : state;
  const around = loopingContext(running, carrier, context);
  const flow = runCommand(walk, { ...inner, words }, there, around);
  state.status = there.status;
  return flow;
}

/** Index of the first word of the carried command; null when there is none. */
function carriedIndex(
  running: Running,
  split: CommandWords,
  carrier: Extract<Carrier, { kind: 'words' }>,
): number | null {
  let at = split.argumentIndexes[carrier.skip];
  // `retry 3 npm ci`: how often, and how long to wait.
  while (
    split.name === 'retry' &&
    at !== undefined &&
    /^\d+[smh]?$/.test(wordText(running, at) ?? '')
  )
    at++;
  while (carrier.assignments && at !== undefined && isAssignment(running.words[at])) at++;
  return at !== undefined && at < running.words.length ? at : null;
}

/** `sudo -s`, `sudo -i`: a shell that reads standard input. */
function openUserShell(
  walk: Walk,
  running: Running,
  { split, runAs }: { readonly split: CommandWords; readonly runAs: Value | null },
  carrier: Extract<Carrier, { kind: 'words' }>,
  state: ShellState,
  context: Context,
): Flow | null {
  const asksShell =
    isLogin(split) || split.options.some(({ name }) => name === '-s' || name === '--shell');
  if (carrier.userFlags.length === 0 || !asksShell) return null;
  const there = isLogin(split) ? loginState(state, runAs) : undefined;
  return readingShell(walk, { ...running, runAs }, state, context, undefined, there);
}

/** `sudo` without `-u` means root. */
function userAfter(
  split: CommandWords,
  carrier: Extract<Carrier, { kind: 'words' }>,
  running: Running,
): Value | null {
  if (carrier.userFlags.length === 0) return running.runAs;
  return (
    split.options.find(({ name }) => carrier.userFlags.includes(name))?.value ?? literal('root')
  );
}

function isAssignment(word: Word | undefined): boolean {
  const first =
    word === undefined
      ? undefined
      : word.value.kind === 'concat'
        ? word.value.parts[0]
        : word.value;
  return first?.kind === 'literal' && /^[A-Za-z_]\w*=/.test(first.text);
}

/** `xargs` and `parallel` run their command once per input. */
function loopingContext(running: Running, carrier: Carrier, context: Context): Context {
  const repeats =
    carrier.kind === 'exec-option' || (carrier.kind === 'words' && carrier.appends === true);
  return repeats
    ? {
        ...context,
        loop: { kind: 'carrier', variable: null, over: null, overHosts: false, span: running.span },
        // xargs reads the input itself.
        stdin: { kind: 'inherited' },
        stdinText: null,
      }
    : context;
}

/** A shell without a command of its own reads what stands on its standard input. */
export function readingShell(
  walk: Walk,
  running: Running,
  state: ShellState,
  context: Context,
  at?: Context,
  inner?: ShellState,
): Flow {
  if (context.stdinText !== null) {
    noteInputScript(walk, state, context);
    const options = {
      fromInput: true,
      ...(at === undefined ? {} : { at }),
      ...(inner === undefined ? {} : { state: inner }),
    };
    return walkCarriedText(walk, running, context.stdinText, state, context, options);
  }
  const taken = handOver(walk, running, state, context, at ?? context, inner);
  if (taken !== null) return taken;
  // What is downloaded and run at once is an installer: the rules know it by its pipe.
  if (at === undefined && isDownloaded(context)) return plainStep(walk, running, state, context);
  const reason =
    context.stdin.kind === 'file'
      ? 'missing-file'
      : context.stdin.kind === 'pipe'
        ? 'dynamic-text'
        : 'interactive';
  return unresolvedStep(walk, running, state, at ?? context, reason);
}

/** `bash -c TEXT`, `su - user -c TEXT`, `bash -s args < file`, `bash < file`. */
function openShell(
  walk: Walk,
  running: Running,
  carrier: Extract<Carrier, { kind: 'text-option' }>,
  state: ShellState,
  context: Context,
): Flow | null {
  const split = splitCommand(running.words, walk.workspace.lore);
  const named = split.options.find(({ name }) => name === carrier.option);
  const runAs = carrier.userArgument ? userArgument(split) : running.runAs;
  const withUser = { ...running, runAs };
  // `gcloud run jobs create JOB --command=node` names what a container starts later.
  if (split.name === 'gcloud' && !isCloudShell(split)) return null;
  if (named !== undefined)
    return openText(walk, withUser, { split, named, carrier }, state, context);
  if (split.name === 'gcloud') {
    const at = running.words.findIndex(({ value }) => textOf(value) === '--');
    const text = at < 0 ? null : joinedText(running.words.slice(at + 1));
    return text === null ? null : openCloudShell(walk, running, split, text, state, context);
  }
  if (carrier.option !== '-c') return null;
  const readsInput = split.options.some(({ name }) => name === '-s');
  const hasArguments = split.arguments.length > 0;
  if (carrier.userArgument) {
    // `runuser -u name command` is the other way of carrying.
    if (split.options.some(({ name }) => name === '-u' || name === '--user')) return null;
    const there = isLogin(split) ? loginState(state, runAs) : undefined;
    return readingShell(walk, withUser, state, context, undefined, there);
  }
  if (hasArguments && !readsInput) return null;
  if (!isShellName(split.name)) return null;
  if (context.stdinText === null) return readingShell(walk, withUser, state, context);
  noteInputScript(walk, state, context);
  return walkCarriedText(walk, withUser, context.stdinText, state, context, {
    args: split.arguments,
    fromInput: true,
  });
}

function isCloudShell({ subWords, arguments: words }: CommandWords): boolean {
  const names = [...subWords, ...words].map(({ value }) => textOf(value));
  const at = names.indexOf('compute');
  return at >= 0 && names[at + 1] === 'ssh';
}

function isShellName(name: string | null): boolean {
  return /^((ba|da|k|z|a)?sh|su|runuser)$/.test(name ?? '');
}

/** `bash -c -e TEXT`: options may stand between; the text is the first word that is none. */
function textBehind(running: Running, { value, index }: CommandWords['options'][number]) {
  const isOption = (text: string | null) => text !== null && /^[-+][a-zA-Z]+$/.test(text);
  if (value !== null && !isOption(textOf(value))) return value;
  return running.words.slice(index + 1).find((word) => !isOption(textOf(word.value)))?.value;
}

interface TextOption {
  readonly split: CommandWords;
  /** The option whose value is the text. */
  readonly named: CommandWords['options'][number];
  readonly carrier: Extract<Carrier, { kind: 'text-option' }>;
}

function openText(
  walk: Walk,
  running: Running,
  { split, named, carrier }: TextOption,
  state: ShellState,
  context: Context,
): Flow | null {
  const text = textBehind(running, named);
  if (text === undefined) return null;
  if (split.name === 'gcloud') return openCloudShell(walk, running, split, text, state, context);
  const [scriptName, ...args] = carrier.userArgument ? [] : split.arguments;
  const options = {
    args,
    ...(scriptName === undefined ? {} : { scriptName: scriptName.value }),
    ...(carrier.userArgument && isLogin(split) ? { state: loginState(state, running.runAs) } : {}),
  };
  return walkCarriedText(walk, running, text, state, context, options);
}

/** `gcloud compute ssh [user@]instance --command TEXT`, `… -- command`. */
function openCloudShell(
  walk: Walk,
  running: Running,
  split: CommandWords,
  text: Value,
  state: ShellState,
  context: Context,
): Flow | null {
  const instance = split.arguments.find(
    ({ value }) => !['compute', 'ssh'].includes(textOf(value) ?? ''),
  );
  if (instance === undefined) return null;
  const { user, hosts } = readDestination(instance.value);
  const place: Place = {
    kind: 'remote',
    hosts,
    user,
    port: null,
    through: running.span,
    container: null,
    on: null,
  };
  const remote = new ShellState(literal('~'), literal('bash'));
  return walkCarriedText(walk, running, text, state, context, {
    at: { ...context, place, runAs: null },
    state: remote,
  });
}

/** The user argument of `su`; root without one. */
function userArgument(split: CommandWords): Value {
  const option = split.options.find(({ name }) => name === '-u' || name === '--user')?.value;
  const named = split.arguments.find((word) => textOf(word.value) !== '-');
  return option ?? named?.value ?? literal('root');
}

/** `docker exec [options] CONTAINER command…`, `kubectl exec POD -- command…`. */
function openContainer(
  walk: Walk,
  running: Running,
  carrier: Extract<Carrier, { kind: 'container' }>,
  state: ShellState,
  context: Context,
): Flow | null {
  const split = splitCommand(running.words, walk.workspace.lore);
  if (!carrier.sub.includes(split.sub ?? '')) return null;
  const container = split.arguments[carrier.skip - 1];
  const separator =
    carrier.separator === undefined
      ? -1
      : running.words.findIndex(({ value }) => textOf(value) === carrier.separator);
  const at = separator >= 0 ? separator + 1 : split.argumentIndexes[carrier.skip];
  if (container === undefined || at === undefined || at >= running.words.length) return null;
  const option = (...names: readonly string[]) =>
    split.options.find(({ name }) => names.includes(name))?.value ?? null;
  const place: Place = {
    kind: 'container',
    hosts: [],
    user: option('-u', '--user'),
    port: null,
    through: running.span,
    container: container.value,
    on: context.place,
  };
  // `compose run --entrypoint sh web -c TEXT`: what stands behind the service is for the entrypoint.
  const entrypoint = option('--entrypoint');
  const [first] = running.words;
  const carried = peeled(running, at, null);
  const inner =
    entrypoint === null || first === undefined
      ? carried
      : { ...carried, words: [{ ...first, value: entrypoint }, ...carried.words] };
  const inside = new ShellState(option('-w', '--workdir'), literal('sh'));
  inside.positional = { values: [], open: false, shifted: 0, fromCaller: false };
  const flow = runCommand(walk, inner, inside, {
    ...context,
    place,
    runAs: null,
    // The status of the command inside is that of `docker exec`, for this shell to look at.
    failure: shellFailure(failureOf(state, context.failure)),
  });
  state.status = null;
  return flow === 'exit' ? 'next' : flow;
}

/** `find … -exec command {} \;` */
function openExecOption(
  walk: Walk,
  running: Running,
  carrier: Extract<Carrier, { kind: 'exec-option' }>,
  state: ShellState,
  context: Context,
): Flow | null {
  const at = running.words.findIndex((word) => carrier.options.includes(textOf(word.value) ?? ''));
  if (at < 0) return null;
  const end = running.words.findIndex(
    (word, index) => index > at && [';', '+'].includes(textOf(word.value) ?? ''),
  );
  const inner = peeled(running, at + 1, running.runAs);
  const words = inner.words.slice(0, end < 0 ? undefined : end - at - 1);
  return words.length === 0
    ? null
    : runCommand(walk, { ...inner, words }, state, loopingContext(running, carrier, context));
}
