import type { Site, Span } from './source.ts';
import type { Value, Word } from './value.ts';

/** Stable name of a step: a hash of file, call chain, normalised command and ordinal among equals. */
export type StepId = string;

/** What sort of syntax the step is; everything but `command` is plumbing of the shell. */
export type StepForm = 'command' | 'assignment' | 'test' | 'arithmetic' | 'redirection';

/** A command that carries the step's command: `sudo`, `nohup`, `timeout 5`, `docker exec web`. */
export interface Wrapper {
  readonly name: string;
  /** The wrapper's own words, its name first, the carried command left out. */
  readonly words: readonly Word[];
  readonly span: Span;
}

/** The machine, or container, that a command runs on. */
export interface Place {
  /** `local` is the machine that the script itself is started on. */
  readonly kind: 'local' | 'remote' | 'container';
  /** Remote: the hosts, one value per host where the list is known. Otherwise empty. */
  readonly hosts: readonly Value[];
  readonly user: Value | null;
  readonly port: Value | null;
  /** The command that goes there: `ssh …`, `docker exec …`; null for local. */
  readonly through: Span | null;
  /** Remote: the key file that the command names; left out where it names none. */
  readonly identity?: Value;
  /** Container: its name or service. */
  readonly container: Value | null;
  /** Container: the place that the container runs on. */
  readonly on: Place | null;
}

/** A condition under which a step runs, as it stands in the script. */
export interface Guard {
  /** The condition as written, e.g. `[ "$ENV" = prod ]`, or the pattern of a `case`. */
  readonly text: string;
  readonly span: Span;
  /** The step runs when the condition fails. */
  readonly negated: boolean;
  readonly source: 'if' | 'while' | 'case' | 'and-or' | 'select' | 'loop' | 'trap';
  /** Where the condition is evaluated. */
  readonly place: Place['kind'];
  /** Variables that the condition reads. */
  readonly reads: readonly string[];
}

/** The innermost loop around a step. */
export interface Loop {
  readonly kind: 'for' | 'while' | 'until' | 'select' | 'carrier';
  readonly variable: string | null;
  /** The values that the loop goes over, where they are known. */
  readonly over: readonly Value[] | null;
  /** The loop variable decides which host is reached. */
  readonly overHosts: boolean;
  /** It, or a loop around it, never ends by itself: `while true` without a way out. */
  readonly endless?: true;
  readonly span: Span;
}

export interface Redirection {
  readonly operator: string;
  readonly descriptor: number | null;
  readonly target: Value | null;
  readonly span: Span;
}

/** What the command reads on standard input. */
export type StandardInput =
  | { readonly kind: 'inherited' }
  | { readonly kind: 'file'; readonly path: Value }
  | { readonly kind: 'text'; readonly text: Value; readonly span: Span }
  | { readonly kind: 'pipe'; readonly from: string };

/** Where in a pipeline the command stands; command names of its neighbours, nearest first. */
export interface PipelinePosition {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** A call that led to a step: of a function, or of another script. */
export interface CallSite {
  readonly span: Span;
  readonly callee: string;
}

/** Why a step is never reached. */
export type UnreachedReason =
  'uncalled-function' | 'condition-false' | 'after-exit' | 'not-selected';

/** What a failing step does to the script. */
export type Failure = 'aborts' | 'ignored' | 'handled';

/** Who looks at the exit status. */
export type StatusUse = 'ignored' | 'condition' | 'saved' | 'returned';

/** What a step looks like in one environment, where that differs. */
export interface StepVariant {
  readonly environment: string;
  readonly action: string;
  readonly hosts: readonly Value[];
  readonly cwd: Value | null;
  readonly runAs: Value | null;
  readonly words: readonly Word[];
}

/** One command that the script may run, after expansion, with all that decides its meaning. */
export interface Step {
  readonly id: StepId;
  readonly site: Site;
  /** The command's own characters, in the file that holds them. */
  readonly span: Span;
  /** Other characters that it accounts for: the ssh that carries it, filters of its pipeline. */
  readonly covers: readonly Span[];
  readonly calledFrom: readonly CallSite[];
  readonly form: StepForm;
  /** Last path component of the resolved command word; null where that is not known. */
  readonly name: string | null;
  /** Command word and arguments, wrappers peeled. */
  readonly words: readonly Word[];
  /** Those of the words that are no option and no value of one; the command's own is left out. */
  readonly plain: readonly Word[];
  /** Outermost first. */
  readonly wrappers: readonly Wrapper[];
  /** The author's own text of the command. */
  readonly text: string;
  readonly assignments: readonly { readonly name: string; readonly value: Value }[];
  readonly redirections: readonly Redirection[];
  readonly stdin: StandardInput;
  readonly pipeline: PipelinePosition | null;
  readonly place: Place;
  /** Working directory; null where nothing is known of it. */
  readonly cwd: Value | null;
  /** The user that sudo, su or runuser switch to; null for the login user of the place. */
  readonly runAs: Value | null;
  readonly guards: readonly Guard[];
  readonly loop: Loop | null;
  readonly background: boolean;
  readonly failure: Failure;
  readonly statusUsed: StatusUse;
  readonly outputUsed: boolean;
  /** How what it prints gets to a shell on another machine: as a value, through a pipe, not at all. */
  readonly outputLeavesAs: 'value' | 'pipe' | null;
  readonly reached: boolean;
  readonly unreachedBecause: UnreachedReason | null;
  readonly environments: readonly string[];
  readonly actions: readonly string[];
  readonly variants: readonly StepVariant[];
  /** Set when the command can't be known: what stands in the way. */
  readonly unresolved: UnresolvedReason | null;
  /** The command is a function of the fleet or a script whose own steps follow. */
  readonly followed: boolean;
  /** What the step's command moves, when it joins two machines in one pipeline. */
  readonly stream: Stream | null;
  /** Set when the step is a verb that a file-transfer client reads. */
  readonly batch?: Batch;
  /**
   * The commands of the task that the step runs (`npm run build`), where its file lies in the fleet.
   * They explain the step and are no steps of the trace: what becomes of it becomes of them.
   */
  readonly behind?: readonly Step[];
}

/**
 * The client that reads the step's verb. All verbs of one batch have the client's command as their
 * site; their words are those of the same command on a host (`mv` for `rename`), a path on the
 * server written `user@host:path` where the other end lies on this machine.
 */
export interface Batch {
  readonly client: string;
  /** It logs in on a host. An FTP server is a service for files: nothing can be run on it. */
  readonly overSsh: boolean;
  /** The author lets it fail: `-rm old.jar`. */
  readonly mayFail: boolean;
}

/** Why what a command runs can't be known. */
export type UnresolvedReason =
  | 'missing-file'
  | 'dynamic-command'
  | 'dynamic-text'
  | 'interactive'
  | 'not-parsed'
  | 'foreign-language'
  | 'too-deep'
  | 'recursion'
  | 'too-many-steps';

/** A pipe that crosses machines: `tar c . | ssh host tar x`. */
export interface Stream {
  readonly from: Place;
  readonly to: Place;
  readonly producer: readonly Word[];
  readonly consumer: readonly Word[];
}
