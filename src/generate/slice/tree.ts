/** The statements of a script on their way into one output file: what may be kept, and how it prints. */
import type { StepId } from '../../model/step.ts';
import type { Span } from '../../model/source.ts';

/** Why a statement may be kept. Steps are; everything else only where it serves them. */
export type Role =
  | 'step'
  | 'assign'
  | 'cd'
  | 'log'
  | 'jump'
  | 'test'
  | 'plumbing'
  | 'setup'
  /** `set -a`: what is set from here on is exported. */
  | 'mode'
  /** Something was done there that has its place in another room: never kept. */
  | 'elsewhere';

/** A line of output; `verbatim` lines (here-documents, quoted breaks) are never indented. */
export interface Line {
  readonly text: string;
  readonly verbatim: boolean;
  readonly steps: readonly StepId[];
}

export interface Leaf {
  readonly type: 'leaf';
  readonly role: Role;
  readonly lines: readonly Line[];
  /** It fails in the normal run, and the script passed over that: for a statement of its own. */
  readonly mayFail: boolean;
  readonly comments: readonly string[];
  readonly steps: readonly StepId[];
  readonly reads: ReadonlySet<string>;
  readonly writes: ReadonlySet<string>;
  /** Functions of the script that it calls. */
  readonly calls: ReadonlySet<string>;
  /** The value that it sets is asked of a host. */
  readonly asksHost: boolean;
  readonly machine: 'build' | 'host';
  /** In the file that holds it, for margin notes. */
  readonly span: Span;
  /** The working directory as text where it is known, for steps. */
  readonly cwd: string | null;
  readonly hostGroups: readonly string[];
  /** A message that ends what stands above it; others announce what stands below. */
  readonly closes?: boolean;
  /** It shows what the command before it has left: `kubectl get pods` behind `helm upgrade`. */
  readonly shows?: boolean;
  /** A change into a folder that the script made for itself (`mktemp -d`): its name is the run's. */
  readonly entersScratch?: boolean;
}

/** One head and its body: `if …; then`, `else`, `for …; do`, `prod)`. */
export interface Row {
  readonly head: readonly Line[];
  readonly reads: ReadonlySet<string>;
  /** Effectful steps of the room that stand in the head itself. */
  readonly steps: readonly StepId[];
  /** The folder that the first of them runs in, where it makes a difference and is known. */
  readonly cwd?: string | null;
  readonly body: readonly Tree[];
  /** Functions of the script that the head calls. */
  readonly calls?: ReadonlySet<string>;
  /** Its failure led back to the release before: it is the failure of this one. */
  readonly leadsBack?: boolean;
  /** After the body: `;;`. */
  readonly tail: string | null;
}

/** A compound command. */
export interface Frame {
  readonly type: 'frame';
  readonly kind: 'if' | 'loop' | 'case' | 'group' | 'subshell' | 'function';
  readonly rows: readonly Row[];
  readonly closing: string;
  /** Loop variable and the like. */
  readonly writes: ReadonlySet<string>;
  readonly comments: readonly string[];
  /** Names that a function which is kept whole declares as its own. */
  readonly own?: ReadonlySet<string>;
  /** Functions that it calls in turn, where it is kept whole. */
  readonly calls?: readonly string[];
  readonly machine: 'build' | 'host';
  readonly span: Span;
}

/** `a && b || c`. */
export interface Chain {
  readonly type: 'chain';
  readonly operands: readonly Tree[];
  readonly operators: readonly ('&&' | '||')[];
  readonly comments: readonly string[];
  readonly span: Span;
}

export type Tree = Leaf | Frame | Chain;

export const nothing: ReadonlySet<string> = new Set();

/** All leaves below a tree. */
export function leavesOf(tree: Tree): readonly Leaf[] {
  switch (tree.type) {
    case 'leaf':
      return tree.role === 'elsewhere' ? [] : [tree];
    case 'chain':
      return tree.operands.flatMap(leavesOf);
    case 'frame':
      return tree.rows.flatMap(({ body }) => body.flatMap(leavesOf));
  }
}

/** Steps of the room anywhere in a tree, heads included. */
export function stepsIn(tree: Tree): readonly StepId[] {
  switch (tree.type) {
    case 'leaf':
      return tree.steps;
    case 'chain':
      return tree.operands.flatMap(stepsIn);
    case 'frame':
      return tree.rows.flatMap(({ steps, body }) => [...steps, ...body.flatMap(stepsIn)]);
  }
}

/** Something in it is done in another room. */
export function leadsElsewhere(tree: Tree): boolean {
  switch (tree.type) {
    case 'leaf':
      return tree.role === 'elsewhere';
    case 'chain':
      return tree.operands.some(leadsElsewhere);
    case 'frame':
      return tree.rows.some(({ body }) => body.some(leadsElsewhere));
  }
}

/** Nothing that could be printed is left. */
export function isNothing(trees: readonly Tree[]): boolean {
  return trees.every((tree) => tree.type === 'leaf' && tree.role === 'elsewhere');
}
