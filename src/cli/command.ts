import type { Command } from 'commander';

import type { ExitCode } from './exit-codes.ts';
import type { Io } from './io.ts';

/** One command: adds itself to the program; its action gives the exit code. */
export type DefineCommand = (program: Command, io: Io, finish: (code: ExitCode) => void) => void;
