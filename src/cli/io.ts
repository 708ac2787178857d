import type {
  Checker,
  Clock,
  FileReader,
  FileWriter,
  GitHistory,
  Prompt,
  SharedFiles,
} from '../model/host.ts';

/** All that a command sees of the world. */
export interface Io {
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
  readonly isTerminal: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly reader: FileReader;
  readonly writer: FileWriter;
  readonly checker: Checker;
  readonly clock: Clock;
  readonly git: GitHistory;
  readonly sharedFiles: SharedFiles;
  readonly prompt: Prompt;
  /** The folder that holds rules/, templates/ and schema/. */
  readonly packageRoot: string;
}
