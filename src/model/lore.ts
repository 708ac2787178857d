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
}

/** Where the carried command stands among a carrier's words. */
export type Carrier =
  /** Remaining words after options and `skip` arguments are the command: `nohup CMD…`, `timeout 5 CMD…`. */
  | { readonly kind: 'words'; readonly skip: number; readonly userFlags: readonly string[]; readonly assignments: boolean }
  /** The value of an option is a text read by a shell: `bash -c TEXT`, `su -c TEXT`. */
  | { readonly kind: 'text-option'; readonly option: string; readonly userArgument: boolean }
  /** ssh: destination, then words that are joined and read by the remote shell. */
  | { readonly kind: 'ssh' }
  /** `docker exec [options] CONTAINER CMD…`, `kubectl exec POD -- CMD…`. */
  | { readonly kind: 'container'; readonly sub: readonly string[]; readonly skip: number }
  /** Words are joined and read by this shell: `eval`. */
  | { readonly kind: 'eval' };

export type Lore = ReadonlyMap<string, CommandLore>;
