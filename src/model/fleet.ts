import type { Diagnostic } from './diagnostic.ts';

/** One bash file of an application, decoded and normalised (LF, no byte-order mark). */
export interface ScriptFile {
  /** Path relative to the folder that the user gave, `/` between components. */
  readonly file: string;
  readonly text: string;
  readonly encoding: 'utf-8' | 'latin1';
  readonly shell: 'bash' | 'sh' | 'zsh' | 'ksh' | 'other';
  /** The folder that it is run in, relative to the application's own; that one, where it is left out. */
  readonly startFolder?: string;
}

/** One thing that is deployed. */
export interface Application {
  readonly name: string;
  /** Folder relative to the folder that the user gave; `.` when it is that folder. */
  readonly root: string;
  readonly scripts: readonly ScriptFile[];
  /** Every readable path below `root`, relative to the folder that the user gave, sorted. */
  readonly files: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** A folder of applications. */
export interface Fleet {
  /** The folder that the user gave. */
  readonly dir: string;
  readonly applications: readonly Application[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a text file of the fleet by its path relative to the given folder; null when it can't be. */
export type ReadFleetFile = (file: string) => string | null;
