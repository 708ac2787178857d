/** Ways in which a run leaves what it is in; thrown, and caught by what they leave. */

/** `exit`, errexit, a fatal error: the shell ends. */
export class ExitSignal extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`exit ${status}`);
    this.status = status & 0xff;
  }
}

/** `return` from a function or a sourced file. */
export class ReturnSignal extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`return ${status}`);
    this.status = status & 0xff;
  }
}

/** `break` and `continue`, with the number of loops still to leave. */
export class LoopSignal extends Error {
  readonly kind: 'break' | 'continue';
  readonly levels: number;
  constructor(kind: 'break' | 'continue', levels: number) {
    super(`${kind} ${levels}`);
    this.kind = kind;
    this.levels = levels;
  }
}

/** An expansion that fails makes bash drop the command line that it stands on, and go on with the next. */
export class DiscardSignal extends Error {}

/** A reader has gone: writing into its pipe ends the writer. */
export class BrokenPipe extends Error {}

/** What this run does not know how to do; it says so instead of guessing. */
export class Refused extends Error {
  /** What stands in the way: `utility`, `builtin`, `expansion`, `limit` … */
  readonly reason: string;
  readonly subject: string;
  constructor(reason: string, subject: string) {
    super(`${reason}: ${subject}`);
    this.reason = reason;
    this.subject = subject;
  }
}
