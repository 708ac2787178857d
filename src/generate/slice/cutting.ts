/** What the cutting of one room goes by. */
import type { Lore } from '../../model/lore.ts';
import type { SourceText } from '../../model/source.ts';
import type { StepId } from '../../model/step.ts';
import type { FunctionDefinition, Statement, Word } from '../../syntax/nodes.ts';
import type { Room, RoomUsers } from './room.ts';
import type { ScriptIndex } from './script-index.ts';
import type { Frame, Tree } from './tree.ts';
import type { Values } from './values.ts';

/** What the cutting of one room knows and gathers. */
export interface Cutting {
  readonly index: ScriptIndex;
  readonly room: Room;
  readonly values: Values;
  readonly users: RoomUsers;
  readonly lore: Lore;
  /** Functions that are kept as functions, by name. */
  readonly functions: Map<string, Frame>;
  /** Steps that another way through the script does as well, by the step that prints for both. */
  readonly again: Map<StepId, StepId>;
  /** The statements of a list, each as what is left of it. */
  readonly cut: (statements: readonly Statement[], at: At, cutting: Cutting) => readonly Tree[];
  /** One command, simple or compound; `background` where the script goes on without it. */
  readonly cutNode: (
    node: Statement['command'] | FunctionDefinition['body'],
    at: At,
    cutting: Cutting,
    background?: boolean,
  ) => readonly Tree[];
}

/** Where in the scripts the cutting stands. */
export interface At {
  readonly source: SourceText;
  readonly machine: 'build' | 'host';
  /** `$1` is an argument of a function there, not of the script. */
  readonly inFunction: boolean;
  /** `$1` is what a carrier hands to the shell of its text; null where it is the script's own. */
  readonly handed: Handed | null;
  /** The fewest arguments that the function around it gets; absent outside of one. */
  readonly fewest?: number | null;
  /** What the function around it was called with; absent outside of one. */
  readonly caller?: Handed;
  /** Functions whose bodies it stands in, the outermost first; absent outside of one. */
  readonly within?: readonly string[];
  /** Calls and carriers around it; a bound against texts that lead to themselves. */
  readonly depth: number;
  /** What the commands there answer decides: a function that is called stays one. */
  readonly isAsked?: boolean;
  /** The script waits for what it starts in the background there. */
  readonly isWaited?: boolean;
}

/** Words that become the positional parameters of another shell, and where they stand. */
export interface Handed {
  readonly words: readonly Word[];
  readonly at: At;
}
