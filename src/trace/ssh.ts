/** Going to another machine. Source: ssh(1). */
import type { Lore } from '../model/lore.ts';
import type { Place } from '../model/step.ts';
import type { Value, Word } from '../model/value.ts';
import { alternativesOf, concat, literal, textOf } from '../shell/value.ts';
import { readingShell } from './carriers.ts';
import { splitCommand } from './command-line.ts';
import type { CommandOption, CommandWords } from './command-line.ts';
import type { Context, Flow } from './context.ts';
import { joinedText } from './walk-text.ts';
import { walkCarriedText } from './walk-carried-text.ts';
import type { Running } from './running.ts';
import { ShellState } from './shell-state.ts';
import { plainStep, unresolvedStep } from './walk-command.ts';
import type { Walk } from './walk.ts';

/** `ssh [options] [user@]host [command…]`: the command runs there; without one, standard input does. */
export function openSsh(walk: Walk, running: Running, state: ShellState, context: Context): Flow {
  const { lore } = walk.workspace;
  const [name] = running.words;
  const split = withoutLeadingOptions(splitCommand(running.words, lore), running.words, lore);
  const [destination, ...rest] = withoutOptions(split.arguments);
  // These ask the client about itself, or open a tunnel and run nothing there.
  if (
    split.options.some((option) =>
      ['-G', '-V', '--version', '-Q', '-O', '-N'].includes(option.name),
    )
  )
    return plainStep(walk, running, state, context);
  if (name === undefined || destination === undefined)
    return unresolvedStep(walk, running, state, context, 'interactive');
  // Options may stand after the destination too.
  const later = splitCommand([name, ...rest], lore);
  const options = [...split.options, ...later.options];
  const place = placeOf(running, destination, options, context);
  const at: Context = { ...context, place, runAs: null, wrappers: [] };
  const remote = remoteShell();
  const inner = { ...running, runAs: null };
  if (later.arguments.length > 0) {
    return walkCarriedText(walk, inner, joinedText(later.arguments), state, context, {
      at,
      state: remote,
    });
  }
  const noInput = options.some((option) => option.name === '-n' || option.name === '-f');
  return noInput
    ? unresolvedStep(walk, running, state, at, 'interactive')
    : readingShell(walk, inner, state, context, at, remote);
}

const optionPart =
  /^(ssh)?(o|opts?|options?|args?|arguments?|flags?|params?|parameters?|keys?)\d*$/;
const hostPart =
  /^(hosts?|servers?|targets?|dest|destination|remote|machine|node|ip|addr(ess)?)\d*$/;

/** Whether a name says that it holds options, by one of its parts: `$SSH_OPTS`, `$sshArgs`; not `$SSH_TARGET`. */
function namesOptions(name: string): boolean {
  const parts = name
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split('_');
  return parts.some((part) => optionPart.test(part)) && !hostPart.test(parts.at(-1) ?? '');
}

/** `ssh $SSH_OPTS -q -i key user@host …`: options that are not known, and more of them behind. */
function withoutLeadingOptions(
  split: CommandWords,
  words: readonly Word[],
  lore: Lore,
): CommandWords {
  const [first, next, ...rest] = split.arguments;
  const [name] = words;
  const isFollowed = next !== undefined && textOf(next.value)?.startsWith('-') === true;
  if (name === undefined || first === undefined || !isFollowed || !holdsOptions(first))
    return split;
  const behind = splitCommand([name, next, ...rest], lore);
  return { ...behind, options: [...split.options, ...behind.options] };
}

/** An unquoted variable that is not known and whose name says that it holds options. */
function holdsOptions({ many, value }: Word): boolean {
  return many && value.kind === 'variable' && namesOptions(value.name);
}

/** `ssh $SSH_OPTS user@host …`: an unknown word in front that must be options; `--` ends them. */
function withoutOptions(words: readonly Word[]): readonly Word[] {
  const [first, ...rest] = words;
  const next = rest[0];
  if (first === undefined || next === undefined || !first.many || textOf(first.value) !== null)
    return words;
  const nextText = textOf(next.value);
  if (nextText === '--' || nextText?.startsWith('-') === true) return words;
  const nextIsDestination = (next.value.kind === 'concat' ? next.value.parts : [next.value]).some(
    (part) => part.kind === 'literal' && part.text.includes('@'),
  );
  return holdsOptions(first) || nextIsDestination ? withoutOptions(rest) : words;
}

/** A login shell on the other machine: nothing of this shell's variables is there. */
function remoteShell(): ShellState {
  const shell = new ShellState(literal('~'), literal('bash'));
  shell.positional = { values: [], open: false, shifted: 0, fromCaller: false };
  return shell;
}

type Options = readonly CommandOption[];

function placeOf(running: Running, destination: Word, options: Options, context: Context): Place {
  const { user, hosts, port } = readDestination(destination.value);
  const optionValue = (name: string) =>
    options.find((option) => option.name === name)?.value ?? null;
  const identity = optionValue('-i') ?? settingOf(options, 'IdentityFile');
  return {
    kind: 'remote',
    hosts,
    user: user ?? optionValue('-l') ?? settingOf(options, 'User'),
    port: port ?? optionValue('-p') ?? settingOf(options, 'Port'),
    through: running.span,
    ...(identity === null ? {} : { identity }),
    container: null,
    on: context.place.kind === 'local' ? null : context.place,
  };
}

/** What `-o Key=value` says. */
export function settingOf(options: Options, key: string): Value | null {
  for (const { name, value } of options) {
    const text = name === '-o' && value !== null ? textOf(value) : null;
    const match = text === null ? null : new RegExp(`^${key}[= ]+(.*)$`, 'i').exec(text);
    if (match) return literal(match[1] as string);
  }
  return null;
}

/** `user@host`, `ssh://user@host:port`; each possible host is one of the place's hosts. */
export function readDestination(value: Value): {
  user: Value | null;
  hosts: readonly Value[];
  port: Value | null;
} {
  const choices = alternativesOf(value);
  // `${HOST:-web1}`: the default is the host, what the environment may say instead is none yet.
  const known = choices.filter((choice) => textOf(choice) !== null);
  const read = (known.length > 0 ? known : choices).map(readOne);
  const hosts = new Map(read.map(({ host }) => [JSON.stringify(host, withoutOrigins), host]));
  const [first] = read;
  const sameUser = read.every(
    ({ user }) =>
      JSON.stringify(user, withoutOrigins) === JSON.stringify(first?.user, withoutOrigins),
  );
  return {
    user: sameUser ? (first?.user ?? null) : null,
    hosts: [...hosts.values()],
    port: first?.port ?? null,
  };
}

function withoutOrigins(key: string, value: unknown): unknown {
  return key === 'at' ? undefined : value;
}

function readOne(value: Value): { user: Value | null; host: Value; port: Value | null } {
  const parts = (value.kind === 'concat' ? value.parts : [value]).map((part, index) =>
    index === 0 && part.kind === 'literal'
      ? literal(part.text.replace(/^ssh:\/\//, ''), part.at)
      : part,
  );
  const at = parts.findIndex((part) => part.kind === 'literal' && part.text.includes('@'));
  if (at < 0) return { user: null, host: concat(parts), port: null };
  const text = (parts[at] as { text: string }).text;
  const cut = text.lastIndexOf('@');
  const user = concat([...parts.slice(0, at), literal(text.slice(0, cut))]);
  const host = concat([literal(text.slice(cut + 1)), ...parts.slice(at + 1)]);
  return { user, host, port: null };
}
