import type { SourceText, Span } from '../model/source.ts';
import type {
  CallSite,
  Guard,
  Loop,
  PipelinePosition,
  Place,
  StandardInput,
  StatusUse,
  UnreachedReason,
  Wrapper,
} from '../model/step.ts';
import type { Value, Word } from '../model/value.ts';
import { shellFailure } from './failure.ts';
import type { FailureContext } from './failure.ts';
import { noLeaving } from './leaving.ts';
import type { Leaving } from './leaving.ts';
import type { ShellState } from './shell-state.ts';

/** All that surrounds a command, apart from what the shell itself holds; never changed, only derived. */
export interface Context {
  /** The text whose nodes are walked. */
  readonly source: SourceText;
  /** Names the chain of calls and carriers that led here; part of a step's identity. */
  readonly path: string;
  readonly calls: readonly CallSite[];
  /** The words of each of these calls, the callee's own first. */
  readonly callWords: readonly (readonly Word[])[];
  readonly place: Place;
  readonly runAs: Value | null;
  readonly guards: readonly Guard[];
  readonly loop: Loop | null;
  /** Loops around it that are walked without knowing their turns. */
  readonly loopDepth: number;
  readonly leaving: Leaving;
  /** Set where the walk only looks at what is never reached. */
  readonly dead: UnreachedReason | null;
  readonly failure: FailureContext;
  /** A lone assignment is being expanded: the status of a substitution is its own. */
  readonly isAssigning: boolean;
  readonly statusUsed: StatusUse;
  readonly background: boolean;
  /** Somebody reads what commands print; the state keeps it. */
  readonly isCaptured: boolean;
  /** The shell that takes what commands print: as a value (`$(…)`), or only through a pipe. */
  readonly reader: { readonly place: Place; readonly as: 'value' | 'pipe' } | null;
  readonly stdin: StandardInput;
  /** The text on standard input, where it is known. */
  readonly stdinText: Value | null;
  readonly pipeline: PipelinePosition | null;
  /** Takes the shell that reads the rest of the text, where that text stands on standard input. */
  readonly handover: Handover | null;
  /** Commands around the current one that carry it, outermost first. */
  readonly wrappers: readonly Wrapper[];
  /** A step stands for the words that are expanded, and for what they only read. */
  readonly ownsWords: boolean;
  readonly depth: number;
  /** Functions being executed, innermost last. */
  readonly functions: readonly string[];
  /** The script file that is executed, for `$0` and `BASH_SOURCE`. */
  readonly file: string;
}

/** `source` is the text whose statements are read one by one. */
export interface Handover {
  readonly source: string;
  /** How the end of a shell is met that reads on to the end of the text. */
  readonly failure: FailureContext | null;
  readonly open: (reader: { readonly state: ShellState; readonly context: Context }) => void;
}

export const localPlace: Place = {
  kind: 'local',
  hosts: [],
  user: null,
  port: null,
  through: null,
  container: null,
  on: null,
};

/** The context in which a script starts that a person runs. */
export function entryContext(source: SourceText): Context {
  return {
    source,
    path: source.file,
    calls: [],
    callWords: [],
    place: localPlace,
    runAs: null,
    guards: [],
    loop: null,
    loopDepth: 0,
    leaving: noLeaving(),
    dead: null,
    failure: shellFailure('aborts'),
    isAssigning: false,
    statusUsed: 'ignored',
    background: false,
    isCaptured: false,
    reader: null,
    stdin: { kind: 'inherited' },
    stdinText: null,
    pipeline: null,
    handover: null,
    wrappers: [],
    ownsWords: true,
    depth: 0,
    functions: [],
    file: source.file,
  };
}

/** The same context inside a shell of its own: what leaves it leaves that shell only. */
export function ownShell(context: Context): Context {
  return { ...context, leaving: noLeaving() };
}

/** How the run goes on after a node: to the next one, or out of something around it. */
export type Flow = 'next' | 'exit' | 'return' | 'break' | 'continue';

/** The same context where nothing is reached, for the given reason. */
export function deadContext(context: Context, reason: UnreachedReason): Context {
  return context.dead === null ? { ...context, dead: reason, isCaptured: false } : context;
}

/** The same context under one more condition. */
export function guardedContext(context: Context, guard: Guard | null): Context {
  return guard === null ? context : { ...context, guards: [...context.guards, guard] };
}

/** The same context for words that belong to no command: the list of a `for`, the word of a `case`. */
export function freeWords(context: Context): Context {
  return { ...context, ownsWords: false };
}

/** A span's characters joined to those of another in the same file. */
export function coveringSpan(first: Span, last: Span): Span {
  return first.file === last.file
    ? {
        file: first.file,
        start: Math.min(first.start, last.start),
        end: Math.max(first.end, last.end),
      }
    : first;
}
