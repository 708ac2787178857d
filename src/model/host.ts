/** What is outside the program, as the stages see it. `src/host` implements these. */

export interface FileEntry {
  /** Last path component. */
  readonly name: string;
  readonly kind: 'file' | 'directory' | 'other';
}

export type FileFailure = 'missing' | 'denied' | 'too-large' | 'not-a-file' | 'failed';

export type ReadResult =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly failure: FileFailure };

/** Reads files. Paths are absolute or relative to the process; never throws. */
export interface FileReader {
  /** A file of more than `maxBytes` is not read. */
  read(path: string, maxBytes?: number): ReadResult;
  /** The entries of a folder sorted by name, or null when it is no folder or can't be read. */
  list(path: string): readonly FileEntry[] | null;
  /** What stands there, links followed; null when nothing does. */
  kindOf(path: string): FileEntry['kind'] | null;
  /** The path with every link resolved; null when nothing stands there. */
  realPath(path: string): string | null;
  /** Whether its owner may run the file that stands there. */
  isExecutable(path: string): boolean;
}

/** A file that is to have a text, or, with null, is to be gone. */
export interface FileChange {
  readonly path: string;
  readonly text: string | null;
  readonly executable: boolean;
}

/** Writes files. Every write is atomic: a reader sees the old text or the new one. */
export interface FileWriter {
  write(path: string, text: string, options: { readonly executable: boolean }): void;
  /**
   * Writes several files. All texts stand on the disk before the first takes its place, so that a
   * full disk or a folder without permission changes nothing; they take their places in order.
   */
  writeAll(changes: readonly FileChange[]): void;
  remove(path: string): void;
  makeDirectory(path: string): void;
}

/** Tells a person how far a long piece of work has come. */
export interface Progress {
  step(message: string): void;
}

/** Runs a checker that is not part of Node (ShellCheck). Never runs anything of the customer's. */
export interface Checker {
  /** The program's exit status and standard output; null when the program is absent. */
  run(
    program: string,
    args: readonly string[],
    input: string,
  ): { readonly status: number; readonly stdout: string } | null;
}

/** Tells the time; handed in, so that tests and reports decide what time it is. */
export interface Clock {
  /** ISO 8601 in UTC. */
  now(): string;
}

/** Somebody else holds the lock on a file. */
export interface LockHolder {
  readonly file: string;
  readonly holder: string;
}

export type UpdateResult = { readonly ok: true } | ({ readonly ok: false } & LockHolder);

/** Files that several people and runs add to. */
export interface SharedFiles {
  /**
   * The file's text, empty when there is none, goes through `change`, and what comes back takes its
   * place at once, nobody else writing meanwhile. The same text, or an exception, writes nothing.
   */
  update(path: string, change: (text: string) => string): Promise<UpdateResult>;
  /** The whole text, however long; null when there is no such file. */
  read(path: string): string | null;
}

/** What Git knows; null wherever there is no Git, no repository, or nothing said. Changes nothing. */
export interface GitHistory {
  /** `Name <address>`, as commits would be signed. */
  user(folder: string): string | null;
  /** Every line that a commit before this one added to the file, oldest commit last. */
  addedLines(path: string): readonly { readonly commit: string; readonly text: string }[] | null;
}

/** Asks a person at the terminal. */
export interface Prompt {
  /** What was typed, never shown; null when there is nobody to ask or the person gave up. */
  secret(question: string): Promise<string | null>;
  /** What was typed, shown. */
  line(question: string): Promise<string | null>;
}
