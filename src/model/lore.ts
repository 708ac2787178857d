/**
 * What commands do with their words: `rules/lore.yaml`, read once. The trace uses it to open
 * commands that carry commands and to tell queries from effects; rules use it to tell options
 * from arguments.
 */
export interface CommandLore {
  /** Options that take a value as the next word (or attached, `-pSECRET`, `--opt=value`). */
  readonly valueFlags: readonly string[];
  /** The first argument (after options) names a sub-command; how many levels. */
  readonly subLevels: number;
  /** Options of one sub-command (`run`, `compose up`) that take a value. */
  readonly subValueFlags: Readonly<Record<string, readonly string[]>>;
  /** `never`: reads only, changes nothing (a query); `filter`: text in, text out. */
  readonly effect: 'query' | 'filter' | 'print' | 'effect';
  /** Sub-commands that only read, for a command that otherwise has effects (`git rev-parse`). */
  readonly querySubs: readonly string[];
  /** How it carries another command, if it does. */
  readonly carries: Carrier | null;
  /** A second way of carrying, for words that `carries` does not fit: `flock -c TEXT`, `flock FILE CMD…`. */
  readonly alsoCarries?: Carrier;
  /** Sub-commands with a further level of their own: `compose` in `docker compose up`. */
  readonly subGroups?: readonly string[];
  /** Options that turn a filter, print or query into an effect: `sed -i`; `sub option` for one sub-command. */
  readonly effectFlags?: readonly string[];
  /** Options that turn an effect into a query: `crontab -l`; `sub option` for one sub-command. */
  readonly queryFlags?: readonly string[];
  /** With an argument the filter or query becomes an effect: `tee FILE`. */
  readonly effectArguments?: boolean;
  /** Options whose value, if they have one, is attached: `mysql -pSECRET`, `sed -i.bak`. */
  readonly attachedFlags?: readonly string[];
  /** The first argument is a bundle of option letters, their values follow: `tar xzf FILE`. */
  readonly bundledFirst?: boolean;
  /** `-name` is one option and never the cluster `-n -a -m -e`: find, java, terraform. */
  readonly longSingleDash?: boolean;
  /**
   * Options end at the first argument, because what follows belongs to something else (`docker run
   * IMAGE CMD…`). Names sub-commands; the empty string stands for the command itself.
   */
  readonly optionsFirst?: readonly string[];
  /** The first argument is a program, which reads the words after it: `php artisan migrate`. */
  readonly interprets?: Interpreter;
  /** Takes data on standard input, gives data on standard output: what pipes between machines move. */
  readonly streams?: readonly ('in' | 'out')[];
  /**
   * With which leading arguments or options it fails where nothing is left to do: nothing runs,
   * nothing matches, it is there already. The empty string stands for any, `*` for one word.
   */
  readonly idle?: readonly string[];
  /** Options with which it does not fail then: `rm -f`, `mkdir -p`. */
  readonly idleNot?: readonly string[];
}

/** A command that runs a program named among its words. */
export interface Interpreter {
  /** The option that names a module instead: `python -m pip install`. */
  readonly moduleFlag: string | null;
}

/** Where the carried command stands among a carrier's words. */
export type Carrier =
  /**
   * Remaining words after options and `skip` arguments are the command: `nohup CMD…`, `timeout 5
   * CMD…`. `appends`: further words, not known here, follow at the end (xargs); `until`: the command
   * ends at this word (`parallel CMD ::: ARGS…`); `sub`: only with this sub-command; `unless`: not with
   * this option (`screen -X stuff …` talks to a session); `shell`: a shell reads the command, which may
   * be one word (`parallel 'ssh {} uptime' ::: a b`).
   */
  | {
      readonly kind: 'words';
      readonly skip: number;
      readonly userFlags: readonly string[];
      readonly assignments: boolean;
      readonly appends?: boolean;
      readonly until?: string;
      readonly sub?: readonly string[];
      readonly unless?: readonly string[];
      readonly shell?: boolean;
    }
  /** The value of an option is a text read by a shell: `bash -c TEXT`, `su -c TEXT`. */
  | { readonly kind: 'text-option'; readonly option: string; readonly userArgument: boolean }
  /** ssh: destination, then words that are joined and read by the remote shell. */
  | { readonly kind: 'ssh' }
  /**
   * `docker exec [options] CONTAINER CMD…`, `kubectl exec POD -- CMD…`. `sub` lists the sub-commands
   * that carry, each a full name (`compose exec`); `skip` counts the arguments before the command;
   * `separator`: the command begins after this word.
   */
  | {
      readonly kind: 'container';
      readonly sub: readonly string[];
      readonly skip: number;
      readonly separator?: string;
    }
  /** Words are joined and read by this shell: `eval`. */
  | { readonly kind: 'eval' }
  /** It talks to another program as a person would: `expect`. What runs can't be read as bash. */
  | { readonly kind: 'dialogue' }
  /** A file-transfer client that reads verbs of its own: sftp, lftp, ftp. */
  | BatchCarrier
  /** The words between one of the options and `;` or `+` are the command: `find -exec CMD… \;`. */
  | { readonly kind: 'exec-option'; readonly options: readonly string[] };

/** What a verb of a file-transfer client does beside running a command. */
export type BatchAct =
  /** Sends one file: `put FILE [TARGET]`. */
  | 'upload'
  /** Sends every file that it names. */
  | 'upload-all'
  | 'download'
  | 'download-all'
  /** A whole folder, to the server with `-R`. */
  | 'mirror'
  /** Changes the folder on the server, or on this side. */
  | 'folder'
  | 'near-folder'
  /** Says which server: `open HOST`; as whom: `user NAME`. */
  | 'connect'
  | 'login'
  | 'setting'
  | 'nothing';

/** A client that moves files and reads a batch of verbs. */
export interface BatchCarrier {
  readonly kind: 'batch';
  /** It logs in by ssh unless an address says otherwise; else it speaks FTP, which has no login to a host. */
  readonly ssh: boolean;
  /** Options whose value is a file of verbs, `-` for standard input. */
  readonly files: readonly string[];
  /** Options whose value is verbs. */
  readonly texts: readonly string[];
  /** Options that name a user, with a password after a comma in some clients. */
  readonly users: readonly string[];
  /** `;`, `&&` and `||` part verbs. */
  readonly splits: boolean;
  /** The first verb that fails ends a batch that was given as a file. */
  readonly stops: boolean;
  readonly acts: ReadonlyMap<string, BatchAct>;
  /** Verbs that do on the server, or on this side (`near`), what a command does on a host. */
  readonly commands: ReadonlyMap<string, string>;
  readonly near: ReadonlyMap<string, string>;
}

export type Lore = ReadonlyMap<string, CommandLore>;
