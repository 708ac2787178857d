import type { Origin, Span } from './source.ts';

/** Why a value can't be known from the scripts alone. */
export type UnknownReason =
  | 'never-assigned'
  | 'command-output'
  | 'prompt'
  | 'environment'
  | 'argument'
  | 'loop'
  | 'too-many-values'
  | 'too-long'
  | 'file-contents'
  | 'random'
  | 'unsupported-expansion'
  | 'background'
  | 'dynamic';

/** Facts about the person or machine that deploys today; they mean nothing in CodeBuild. */
export type IdentityName = 'user' | 'host' | 'home' | 'git-user' | 'ssh-key' | 'tty';

/** Who gives a variable its value when the script itself does not. */
export type Supplier = 'argument' | 'environment' | 'prompt' | 'nobody';

/**
 * A line of a table that only the machine has that deploys: a list of hosts with the role of each.
 * `column` is the variable that the script compares with words, `text` the word that it is in this
 * row, null for a row with none of `others`; without a column it is any row of the table.
 */
export interface Row {
  readonly table: string;
  readonly column: string | null;
  readonly text: string | null;
  readonly others: readonly string[];
}

/**
 * What is known of a word after expansion. Not knowing is a value with a reason, never an empty
 * string. `at` says where a literal's characters stand, from the outside in (see `Segment.sites`).
 * `fromStart`: a path that a command printed in full (`pwd`), written from the folder in which the
 * script starts; it leads to the same place from whatever folder it is used in.
 */
export type Value =
  | {
      readonly kind: 'literal';
      readonly text: string;
      readonly at?: readonly Origin[];
      readonly fromStart?: true;
    }
  | { readonly kind: 'variable'; readonly name: string; readonly suppliedBy: Supplier }
  | { readonly kind: 'identity'; readonly name: IdentityName; readonly text: string }
  | { readonly kind: 'output'; readonly command: string }
  | { readonly kind: 'concat'; readonly parts: readonly Value[] }
  | { readonly kind: 'one-of'; readonly values: readonly Value[] }
  | { readonly kind: 'unknown'; readonly reason: UnknownReason; readonly row?: Row };

/** One field after expansion and splitting. */
export interface Word {
  readonly value: Value;
  /** The word in the text that it was expanded from. */
  readonly span: Span;
  /** Unquoted `*`, `?` or `[` stand in it and would be matched against file names. */
  readonly glob: boolean;
  /** An unquoted value that is not known: it may become no word, one or several. */
  readonly many: boolean;
}
