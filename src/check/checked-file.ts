import type { OutputFile } from '../model/output-file.ts';

/** An output file as it stands, made just now or edited since. */
export type CheckedFile = Pick<OutputFile, 'path' | 'text' | 'executable'>;

/** What is known of an application beside its output files. */
export interface CheckedApplication {
  readonly name: string;
  /** The files of its repository, relative to its root; empty when they are not known. */
  readonly repository: ReadonlySet<string>;
  /** Users that the old scripts logged in as: they have a login shell. */
  readonly logins: ReadonlySet<string>;
}
