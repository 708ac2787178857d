import type { Checker, FileReader, FileWriter } from '../model/host.ts';

/** All that a command sees of the world. */
export interface Io {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly isTerminal: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly reader: FileReader;
  readonly writer: FileWriter;
  readonly checker: Checker;
  /** The folder that holds rules/, templates/ and schema/. */
  readonly packageRoot: string;
}
