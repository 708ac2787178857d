import type { CommandLore, Interpreter, Lore } from '../model/lore.ts';
import type { Value, Word } from '../model/value.ts';
import { programAt } from './paths.ts';

/** One option of a command: `-a` of `-abc`, `--opt=value`, `-u root`. */
export interface CommandOption {
  readonly name: string;
  readonly value: Value | null;
  /** Index of the word that names it. */
  readonly index: number;
}

/**
 * A command's words told apart. Together they hold every word but the command's own and `--`; of an
 * interpreter with a program that the lore knows (`php artisan migrate`), those of the program.
 */
export interface CommandWords {
  /** Last path component of the command or program word; null where that is not known. */
  readonly name: string | null;
  readonly options: readonly CommandOption[];
  /** The words that name the sub-command, `compose up`. */
  readonly subWords: readonly Word[];
  /** Their text joined by a blank; null when there is none or when it is not known. */
  readonly sub: string | null;
  /** What is neither option, nor option value, nor sub-command. */
  readonly arguments: readonly Word[];
  /** Index of the word of each argument. */
  readonly argumentIndexes: readonly number[];
}

const plainLore: CommandLore = {
  valueFlags: [],
  subLevels: 0,
  subValueFlags: {},
  effect: 'effect',
  querySubs: [],
  carries: null,
};

/** The lore of a command by the last component of its name; plain options when it has none. */
export function loreOf(name: string | null, lore: Lore): CommandLore {
  return (name === null ? undefined : lore.get(knownName(name, lore))) ?? plainLore;
}

/**
 * The name that the lore knows a command by: `python3.11` is python; `php8.1`, `php82-cli` and cPanel's
 * `ea-php81` are php, `composer-php7.1` is the composer that runs on it.
 */
export function knownName(name: string, lore: Lore): string {
  if (lore.has(name)) return name;
  const bare = name
    .replace(/^(?:ea|alt)-(?=php[0-9])/, '')
    .replace(/(?<=[0-9])-(?:cli|cgi|fcgi)$/, '')
    .replace(/(?<=.)-php(?=-?[0-9])/, '')
    .replace(/-?v?[0-9]+(\.[0-9]+)*$/, '');
  return lore.has(bare) ? bare : name;
}

/** The text of a value that is wholly known; null otherwise. */
export function knownText(value: Value): string | null {
  switch (value.kind) {
    case 'literal':
      return value.text;
    case 'concat': {
      const parts = value.parts.map(knownText);
      return parts.every((part) => part !== null) ? parts.join('') : null;
    }
    default:
      return null;
  }
}

/** The characters that a value is known to begin with. */
export function leadingText(value: Value): string {
  if (value.kind === 'literal') return value.text;
  if (value.kind === 'one-of') return commonStart(value.values.map(leadingText));
  if (value.kind !== 'concat') return '';
  let text = '';
  for (const part of value.parts) {
    text += leadingText(part);
    if (knownText(part) === null) break;
  }
  return text;
}

function commonStart([first = '', ...others]: readonly string[]): string {
  let length = first.length;
  for (const text of others) while (!text.startsWith(first.slice(0, length))) length -= 1;
  return first.slice(0, length);
}

/** A value without its first characters, which are known ones. */
export function dropText(value: Value, count: number): Value {
  if (count === 0) return value;
  if (value.kind === 'literal') return dropLiteral(value, count);
  if (value.kind !== 'concat') return value;
  const [first, ...rest] = value.parts;
  if (first === undefined) return value;
  const length = knownText(first)?.length ?? Number.POSITIVE_INFINITY;
  if (length > count) return { kind: 'concat', parts: [dropText(first, count), ...rest] };
  const [only] = rest;
  const remainder: Value =
    rest.length === 1 && only !== undefined ? only : { kind: 'concat', parts: rest };
  return dropText(remainder, count - length);
}

function dropLiteral(value: Extract<Value, { kind: 'literal' }>, count: number): Value {
  const text = value.text.slice(count);
  // Offsets can be followed only where each character of the source stands for one of the text.
  const [at] = value.at ?? [];
  if (at === undefined || at.end - at.start !== value.text.length) return { kind: 'literal', text };
  return { kind: 'literal', text, at: [{ ...at, start: at.start + count }] };
}

/** The last path component of a command word, when that is known. */
export function commandName(word: Word | undefined): string | null {
  if (word === undefined) return null;
  const text = knownText(word.value);
  if (text !== null) return programAt(text);
  if (word.value.kind !== 'concat') return null;
  const last = word.value.parts.at(-1);
  const tail = last === undefined ? null : knownText(last);
  if (tail === null || !tail.includes('/')) return null;
  return tail.slice(tail.lastIndexOf('/') + 1);
}

/**
 * Tells the words of a command apart into options, sub-command and arguments, the way the lore
 * says that the command reads them. Never throws; a word that is not known is an argument.
 */
export function splitCommand(words: readonly Word[], lore: Lore): CommandWords {
  const name = commandName(words[0]);
  const own = loreOf(name, lore);
  const command = new WordReader(words, own, 0).read(name);
  return programOf(command, own.interprets, words, lore) ?? command;
}

/**
 * The words of a command that are neither options nor values of options, sub-commands among them; the
 * program of an interpreter (`php artisan`) counts as its first argument.
 */
export function plainWords(words: readonly Word[], lore: Lore): readonly Word[] {
  const name = commandName(words[0]);
  const { subWords, arguments: rest } = new WordReader(words, loreOf(name, lore), 0).read(name);
  return [...subWords, ...rest];
}

/** The words of the program that an interpreter runs; null when it runs none that the lore knows. */
function programOf(
  command: CommandWords,
  interpreter: Interpreter | undefined,
  words: readonly Word[],
  lore: Lore,
): CommandWords | null {
  if (interpreter === undefined) return null;
  if (hasOption(command, loreOf(command.name, lore).queryFlags ?? [])) return null;
  const module = command.options.find(({ name }) => name === interpreter.moduleFlag);
  const at = module === undefined ? command.argumentIndexes[0] : module.index + 1;
  const name = at === undefined ? null : commandName(words[at]);
  if (at === undefined || name === null) return null;
  if (module === undefined && !lore.has(name)) return null;
  return new WordReader(words, loreOf(name, lore), at).read(name);
}

/** `@prod`: the alias of a site, which names no sub-command. */
function isAlias({ value }: Word): boolean {
  return leadingText(value).startsWith('@');
}

/** A word that nobody knows and that holds options, by its choices or by the name of its variable. */
function mayBeOptions({ value, many }: Word): boolean {
  if (knownText(value) !== null) return false;
  if (value.kind === 'variable')
    return /(opts?|options?|args?|arguments|flags?|params?|files?|profile|context|verbose|quiet|dry_?run)$/i.test(
      value.name,
    );
  if (!many) return false;
  if (value.kind === 'one-of')
    return value.values.every((one) => /^(-|$)/.test(knownText(one) ?? 'no'));
  return value.kind === 'unknown' && value.reason === 'loop';
}

/** `rsync $DRY -a src dst`, where `DRY` is empty or `-n`: without quotes it is an option or no word. */
function isOptionOrNothing({ value, many }: Word): boolean {
  if (!many || value.kind !== 'one-of') return false;
  const texts = value.values.map(knownText);
  return texts.includes('') && texts.every((text) => text === '' || /^-\w[\w-]*$/.test(text ?? ''));
}

/** Reads the words of one command from left to right. */
class WordReader {
  private readonly words: readonly Word[];
  private readonly lore: CommandLore;
  private readonly options: CommandOption[] = [];
  private readonly subs: Word[] = [];
  private readonly found: { readonly word: Word; readonly index: number }[] = [];
  private index: number;

  /** Reads what stands after the word at `start`, which names the command. */
  constructor(words: readonly Word[], lore: CommandLore, start: number) {
    this.words = words;
    this.lore = lore;
    this.index = start + 1;
  }

  read(name: string | null): CommandWords {
    if (this.lore.bundledFirst === true) this.readBundle();
    while (this.index < this.words.length && !this.optionsEnded()) this.readWord();
    while (this.index < this.words.length) this.takeArgument();
    return {
      name,
      options: this.options,
      subWords: this.subs,
      sub: this.subName(),
      arguments: this.found.map(({ word }) => word),
      argumentIndexes: this.found.map(({ index }) => index),
    };
  }

  private readWord(): void {
    const word = this.words[this.index];
    if (word === undefined) return;
    const text = leadingText(word.value);
    if (text === '--' && knownText(word.value) === '--') {
      this.index += 1;
      while (this.index < this.words.length) this.takeArgument();
    } else if (text.startsWith('--')) this.readLong(word, text);
    else if (text.startsWith('-') && text.length > 1) this.readShort(word, text);
    else if (isOptionOrNothing(word)) this.index += 1;
    else this.takeArgument();
  }

  private readLong(word: Word, text: string): void {
    const equals = text.indexOf('=');
    if (equals >= 0) this.push(text.slice(0, equals), dropText(word.value, equals + 1));
    else this.pushWithNext(text);
  }

  private readShort(word: Word, text: string): void {
    const equals = text.indexOf('=');
    const whole = equals < 0 ? text : text.slice(0, equals);
    const attached = whole.slice(0, 2);
    if (this.lore.longSingleDash === true && this.isAttached(attached, whole))
      this.push(attached, dropText(word.value, 2));
    else if (this.lore.longSingleDash === true || (whole.length > 2 && this.isOneWord(whole))) {
      if (equals < 0) this.pushWithNext(text);
      else this.push(whole, dropText(word.value, equals + 1));
    } else this.readCluster(word, text);
  }

  /** `screen -list`: the lore knows the letters as one option. */
  private isOneWord(option: string): boolean {
    return this.takesValue(option) || this.lore.queryFlags?.includes(option) === true;
  }

  /** `-Pprod`, `-Dname=value` of a command whose options are words. */
  private isAttached(option: string, whole: string): boolean {
    return (
      whole.length > 2 &&
      this.lore.attachedFlags?.includes(option) === true &&
      !this.takesValue(whole)
    );
  }

  /** `-xzf FILE`: letters up to the first that takes a value, which is the rest or the next word. */
  private readCluster(word: Word, text: string): void {
    const partial = knownText(word.value) === null;
    for (let at = 1; at < text.length; at += 1) {
      const option = `-${text.charAt(at)}`;
      const rest = at + 1 < text.length || partial;
      if (this.takesValue(option) || this.lore.attachedFlags?.includes(option) === true) {
        if (rest) this.push(option, dropText(word.value, at + 1));
        else if (this.takesValue(option)) this.pushWithNext(option);
        else this.push(option, null);
        return;
      }
      if (at + 1 === text.length) this.push(option, null);
      else this.options.push({ name: option, value: null, index: this.index });
    }
  }

  /** `tar cfz FILE DIR`: each letter that takes a value takes the next of the words that follow. */
  private readBundle(): void {
    const bundle = this.index;
    const text = knownText(this.words[bundle]?.value ?? { kind: 'unknown', reason: 'dynamic' });
    if (text === null || !/^[A-Za-z]+$/.test(text)) return;
    this.index += 1;
    for (const letter of text) {
      const name = `-${letter}`;
      const value = this.takesValue(name) ? (this.words[this.index]?.value ?? null) : null;
      this.options.push({ name, value, index: bundle });
      if (value !== null) this.index += 1;
    }
  }

  private push(name: string, value: Value | null): void {
    this.options.push({ name, value, index: this.index });
    this.index += 1;
  }

  private pushWithNext(name: string): void {
    const next = this.takesValue(name) ? this.words[this.index + 1] : undefined;
    this.options.push({ name, value: next?.value ?? null, index: this.index });
    this.index += next === undefined ? 1 : 2;
  }

  private takeArgument(): void {
    const word = this.words[this.index];
    if (word === undefined) return;
    if (this.subs.length < this.subLevels()) {
      // `docker compose $FILES up`: what may be no word or several is options where a name follows,
      // and `drush @prod cr` says where before it says what.
      const isOption = mayBeOptions(word) || isAlias(word);
      if (!isOption || !this.isNameAhead()) this.subs.push(word);
    } else this.found.push({ word, index: this.index });
    this.index += 1;
  }

  /** Whether a word stands further on that can name a sub-command. */
  private isNameAhead(): boolean {
    return this.words
      .slice(this.index + 1)
      .some(({ value }) => /^[a-z][\w:-]*$/.test(knownText(value) ?? ''));
  }

  private subLevels(): number {
    const first = this.subs[0] === undefined ? null : knownText(this.subs[0].value);
    const grouped = first !== null && this.lore.subGroups?.includes(first) === true;
    return Math.max(this.lore.subLevels, grouped ? 2 : 0);
  }

  private subName(): string | null {
    const names = this.subs.map((word) => knownText(word.value));
    return names.length > 0 && names.every((name) => name !== null) ? names.join(' ') : null;
  }

  /** Options of the sub-command where the lore lists them, else those of the command. */
  private takesValue(option: string): boolean {
    const sub = this.subName();
    const group = sub?.split(' ')[0];
    const flags = this.lore.subValueFlags;
    // A word of the script: only the table's own entries count.
    const key = [sub, group].find((one) => typeof one === 'string' && Object.hasOwn(flags, one));
    const listed = typeof key === 'string' ? flags[key] : undefined;
    return (listed ?? this.lore.valueFlags).includes(option);
  }

  private optionsEnded(): boolean {
    if (this.found.length === 0) return false;
    return this.lore.optionsFirst?.includes(this.subName() ?? '') === true;
  }
}

/**
 * Whether a command only reads, passes text on, prints, or changes something. Knows sub-commands
 * and options (`git rev-parse` is a query, `sed -i` an effect); a command that the lore does not
 * know has an effect.
 */
export function effectOf(words: readonly Word[], lore: Lore): CommandLore['effect'] {
  const command = splitCommand(words, lore);
  const known = loreOf(command.name, lore);
  if (onlyAsksForHelp(command, known)) return 'query';
  if (known.effect !== 'effect') {
    if (hasOption(command, known.effectFlags ?? [])) return 'effect';
    return known.effectArguments === true && hasFileArgument(command, known)
      ? 'effect'
      : known.effect;
  }
  if (hasOption(command, known.effectFlags ?? [])) return 'effect';
  if (hasOption(command, readingOptions(command, known))) return 'query';
  return command.sub !== null && isQuerySub(command.sub, known) ? 'query' : 'effect';
}

/** `docker -v` asks for the version, `docker run -v DIR:DIR` gives a folder: with a sub-command a letter is its own. */
function readingOptions(command: CommandWords, known: CommandLore): readonly string[] {
  const listed = known.queryFlags ?? [];
  return command.subWords.length === 0
    ? listed
    : listed.filter((flag) => !/^-(v|V|-version)$/.test(flag));
}

/** `x --version` and `x --help`, alone: whatever the command does otherwise, this only prints. */
export function asksForHelp(words: readonly Word[], lore: Lore): boolean {
  const command = splitCommand(words, lore);
  return onlyAsksForHelp(command, loreOf(command.name, lore));
}

function onlyAsksForHelp(command: CommandWords, known: CommandLore): boolean {
  const [option, ...more] = command.options;
  if (option === undefined || more.length > 0 || command.arguments.length > 0) return false;
  if (['--version', '--help'].includes(option.name)) return true;
  if (/^-(version|V)$/.test(option.name)) return command.subWords.length === 0;
  return option.name === '-v' && readingOptions(command, known).includes('-v');
}

function hasOption(command: CommandWords, listed: readonly string[]): boolean {
  return listed.some((entry) => {
    const blank = entry.lastIndexOf(' ');
    const wanted = entry.slice(blank + 1);
    if (blank >= 0 && !command.sub?.startsWith(entry.slice(0, blank))) return false;
    return command.options.some(({ name }) => name === wanted);
  });
}

/** An argument that names a file; with a query option (`gzip -c FILE`) the file is only read. */
function hasFileArgument(command: CommandWords, lore: CommandLore): boolean {
  if (hasOption(command, lore.queryFlags ?? [])) return false;
  return command.arguments.some(
    (word) => !/^(-|\/dev\/(null|stderr|stdout|tty)$)/.test(leadingText(word.value)),
  );
}

/** `ps` is listed, or a pattern of it: `* describe-*` for every service of `aws`. */
function isQuerySub(sub: string, lore: CommandLore): boolean {
  return lore.querySubs.some((query) => query === sub || matchesStars(sub, query));
}

/** Compares blank by blank; a `*` at the end of a part stands for the rest of the part. */
function matchesStars(sub: string, pattern: string): boolean {
  if (!pattern.includes('*')) return false;
  const parts = sub.split(' ');
  const wanted = pattern.split(' ');
  return (
    parts.length === wanted.length &&
    wanted.every((part, index) =>
      part.endsWith('*') ? parts[index]?.startsWith(part.slice(0, -1)) : parts[index] === part,
    )
  );
}
