/** The connection of a file-transfer client while it reads its verbs. */
import type { BatchAct, BatchCarrier } from '../model/lore.ts';
import type { Span } from '../model/source.ts';
import type { Place } from '../model/step.ts';
import type { Value, Word } from '../model/value.ts';
import { concat, literal, mapText, oneOf, textOf } from '../shell/value.ts';
import { leadingText } from './command-line.ts';
import type { CommandWords } from './command-line.ts';
import type { Context } from './context.ts';
import { resolvePath } from './paths.ts';
import type { ShellState } from './shell-state.ts';
import { readDestination, settingOf } from './ssh.ts';

export class BatchSession {
  /** The server; without hosts until a verb or the command line names one. */
  place: Place;
  overSsh: boolean;
  /** The folder on the server; null where nothing is known of it. */
  folder: Value | null = literal('~');
  /** This side, with the folder that `lcd` went to. */
  readonly here: ShellState;
  /** The first failure ends the batch. */
  stops: boolean;
  private readonly carrier: BatchCarrier;

  constructor(
    carrier: BatchCarrier,
    command: CommandWords,
    state: ShellState,
    through: Span,
    { place }: Context,
  ) {
    this.carrier = carrier;
    this.here = state.clone();
    this.overSsh = carrier.ssh;
    const on = place.kind === 'local' ? null : place;
    this.place = {
      kind: 'remote',
      hosts: [],
      user: null,
      port: null,
      through,
      container: null,
      on,
    };
    this.stops = carrier.stops && command.options.some(({ name }) => carrier.files.includes(name));
    this.connect(command);
  }

  /** Does what only changes the connection; false when the verb does something else. */
  take(act: BatchAct, command: CommandWords): boolean {
    const [first] = command.arguments;
    switch (act) {
      case 'nothing':
        return true;
      case 'setting':
        this.set(command.arguments);
        return true;
      case 'folder':
        this.folder = first === undefined ? literal('~') : resolvePath(this.folder, first.value);
        return true;
      case 'near-folder':
        if (first !== undefined) this.here.cwd = resolvePath(this.here.cwd, first.value);
        return true;
      case 'login':
        if (first !== undefined) this.place = { ...this.place, user: userOf(first.value) };
        return true;
      case 'connect':
        this.connect(command);
        return true;
      default:
        return false;
    }
  }

  /** A path on the server, written as scp writes it; `null` is the folder that the session is in. */
  end(path: Value | null): Value {
    const text = path === null ? '' : (textOf(path) ?? '');
    const full = path === null ? this.folder : resolvePath(this.folder, path);
    const isFolder = path === null || text.endsWith('/');
    const known = full ?? path ?? literal('~');
    const written = isFolder
      ? mapText(known, (one) => (one.endsWith('/') ? one : `${one}/`))
      : known;
    // What is not known keeps its name: a slash can't be added to it.
    return this.address(
      isFolder && textOf(known) === null ? concat([known, literal('/')]) : written,
    );
  }

  /** The words of a verb, its paths with the server in front: an FTP server has no shell to name them to. */
  addressed(words: readonly Word[], { argumentIndexes }: CommandWords): readonly Word[] {
    const isModeFirst = /^ch(mod|own|grp)$/.test(textOf(words[0]?.value ?? literal('')) ?? '');
    const paths = argumentIndexes.slice(isModeFirst ? 1 : 0);
    return words.map((word, index) =>
      paths.includes(index)
        ? { ...word, value: this.address(resolvePath(this.folder, word.value) ?? word.value) }
        : word,
    );
  }

  private address(path: Value): Value {
    const { hosts, user } = this.place;
    const host = hosts.length === 0 ? literal('?') : oneOf(hosts);
    if (!this.overSsh) {
      // The folder of the login is where addresses begin. Source: RFC 1738, 3.2.2.
      const inLogin = mapText(path, (text) => text.replace(/^~?\//, ''));
      const known = textOf(path) === null ? path : inLogin;
      const slash = leadingText(known).startsWith('/') ? '' : '/';
      return concat([literal('ftp://'), host, literal(slash), known]);
    }
    return concat([...(user === null ? [] : [user, literal('@')]), host, literal(':'), path]);
  }

  /** `sftp user@host:folder`, `lftp -u user,password -p 21 sftp://host/folder`, `open …`. */
  private connect({ options, arguments: [first] }: CommandWords): void {
    const named = options.find(({ name }) => this.carrier.users.includes(name))?.value ?? null;
    const port = options.find(({ name }) => /^-[pP]$/.test(name))?.value ?? null;
    if (first !== undefined) this.goTo(first.value);
    const given = named ?? settingOf(options, 'User');
    const user = this.place.user ?? (given === null ? null : userOf(given));
    this.place = { ...this.place, user, port: port ?? settingOf(options, 'Port') };
  }

  private goTo(address: Value): void {
    const scheme = /^(\w+):\/\//.exec(leadingText(address))?.[1];
    if (scheme !== undefined) this.overSsh = /^(sftp|fish|ssh)$/.test(scheme);
    const [authority, path] = parted(address, scheme);
    const { user, hosts } = readDestination(authority);
    this.place = { ...this.place, hosts, user: user === null ? null : userOf(user) };
    this.folder = path ?? literal('~');
  }

  /** `set cmd:fail-exit true`: from here on the first failure ends the batch. Source: lftp(1). */
  private set([name, value]: readonly Word[]): void {
    if (name === undefined || textOf(name.value) !== 'cmd:fail-exit') return;
    this.stops = value === undefined || /^(yes|true|on|1)$/.test(textOf(value.value) ?? '');
  }
}

/** Host and folder of `host:folder` or `sftp://host:22/folder`. */
function parted(address: Value, scheme: string | undefined): [Value, Value | null] {
  const parts = address.kind === 'concat' ? address.parts : [address];
  let skipped = scheme === undefined ? 0 : scheme.length + '://'.length;
  const before: Value[] = [];
  for (const [index, part] of parts.entries()) {
    const text = part.kind === 'literal' ? part.text.slice(skipped) : null;
    skipped = 0;
    const cut = text === null ? -1 : text.search(scheme === undefined ? /:/ : /\/|:\d/);
    if (text === null || cut < 0) {
      before.push(text === null ? part : literal(text));
      continue;
    }
    const rest = scheme === undefined ? text.slice(cut + 1) : text.slice(cut).replace(/^:\d+/, '');
    const path = concat([literal(rest), ...parts.slice(index + 1)]);
    const isEmpty = textOf(path) === '' || textOf(path) === '/';
    return [concat([...before, literal(text.slice(0, cut))]), isEmpty ? null : path];
  }
  return [concat(before), null];
}

/** `user,password` and `user:password`: the password stays where it is. */
function userOf(value: Value): Value {
  const parts = value.kind === 'concat' ? value.parts : [value];
  const at = parts.findIndex((part) => part.kind === 'literal' && /[,:]/.test(part.text));
  const part = parts[at];
  if (part?.kind !== 'literal') return value;
  return concat([...parts.slice(0, at), literal(part.text.replace(/[,:].*$/s, ''))]);
}
