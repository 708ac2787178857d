import type { Origin, SourceText } from '../model/source.ts';
import type { Value } from '../model/value.ts';
import type { CommandExpansionPart, ProcessSubstitutionPart } from '../syntax/nodes.ts';

/** What a variable holds. Source: bash manual, 6.7 Arrays. */
export interface Variable {
  readonly kind: 'scalar' | 'indexed' | 'associative';
  /** The scalar's value, element `0` of an array is in `elements`; null for declared but unset. */
  readonly value: Value | null;
  /** Elements by subscript, in the order in which bash lists them. */
  readonly elements: ReadonlyMap<string, Value>;
  /** There may be further elements that are not known. */
  readonly open: boolean;
  /** An array that branches set to lists of different lengths: each list, its elements joined by blanks. */
  readonly forms?: readonly string[];
  readonly exported: boolean;
  readonly integer: boolean;
  readonly readOnly: boolean;
  readonly letterCase: 'upper' | 'lower' | null;
  /** `declare -n`: the name of the variable that this one stands for. */
  readonly reference: string | null;
}

/** A list of values of which the end may be missing. */
export interface ValueList {
  readonly values: readonly Value[];
  readonly open: boolean;
}

/** What expansion must know and may do. The trace and the simulation each bring their own. */
export interface Scope {
  /** The text whose words are expanded now. */
  readonly source: SourceText;
  /** The variable, undefined where nothing of that name was set. */
  variable(name: string): Variable | undefined;
  /** Names of the variables that are set, sorted. */
  names(): readonly string[];
  /** The value of a name that the script itself never set. */
  unassigned(name: string): Value;
  assign(name: string, value: Value, subscript?: string): void;
  /** `$1` and on. */
  positional(): ValueList;
  /** `? ! $ - 0 _ #` and the like; null when the name is none of them. */
  special(name: string): Value | null;
  /** What `$( … )` prints, its trailing line breaks removed by the caller. */
  substitute(part: CommandExpansionPart): Value;
  processSubstitution(part: ProcessSubstitutionPart): Value;
  /** The home folder that `~` means here. */
  home(): Value;
  /** `set -u`. */
  readonly nounset: boolean;
  /** The value behind hole number `index` of the current text. */
  hole(index: number): Value;
  /** The names in the current folder that a pattern may match; null where it is not known. */
  glob(pattern: string): readonly string[] | null;
  /** `${x:?message}`, an unset name under `set -u`, a bad substitution: the shell gives up. */
  fail(message: string): void;
  /** Whether a value that is not known is known not to be this text. */
  excludes(value: Value, text: string): boolean;
  /** An element was asked for by a key that is not known, among these. */
  lookedUp(key: Value, among: readonly string[]): void;
  /** Whether an option of `shopt` is on. */
  shopt(name: string): boolean;
  /** Origin of an expansion that stands at `start` to `end` of the current text. */
  siteOf(start: number, end: number, variable: string | null): readonly Origin[];
}
