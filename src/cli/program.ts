import { Command, CommanderError } from 'commander';

import type { Language } from '../model/message.ts';
import { commands } from './commands/index.ts';
import { explainFailure } from './errors.ts';
import { exitCodes } from './exit-codes.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Io } from './io.ts';
import { versionOf } from './package-files.ts';

/**
 * The command line as a function: takes the words after the program's name, gives the exit code.
 * Never throws; streams, files and folders are those of `io`.
 */
export function createProgram(io: Io): (words: readonly string[]) => Promise<ExitCode> {
  return async (words) => {
    let code: ExitCode = exitCodes.done;
    const program = new Command('pipewright')
      .description(
        'Turns bash deploy scripts into AWS pipelines, and shows that nothing was lost on the way',
      )
      .version(versionOf(io))
      .showHelpAfterError('(--help says what there is)')
      .exitOverride()
      .configureOutput({ writeOut: io.stdout, writeErr: io.stderr });
    for (const define of commands) define(program, io, (given) => (code = given));
    inherit(program, io);
    try {
      await program.parseAsync([...words], { from: 'user' });
      return code;
    } catch (error) {
      if (error instanceof CommanderError)
        return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
      const debug = io.environment['PIPEWRIGHT_DEBUG'] === '1';
      const failure = explainFailure(error, languageOf(words), debug);
      io.stderr(`${failure.text}\n`);
      return failure.code;
    }
  };
}

/** Sub-commands do not take over these settings by themselves. */
function inherit(program: Command, io: Io): void {
  const pending = [...program.commands];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    next.exitOverride().configureOutput({ writeOut: io.stdout, writeErr: io.stderr });
    pending.push(...next.commands);
  }
}

/** Failures before the options are read are told in the language that they would have said. */
function languageOf(words: readonly string[]): Language {
  const at = words.findIndex((word) => word === '--lang' || word === '--lang=fr');
  return words[at] === '--lang=fr' || words[at + 1] === 'fr' ? 'fr' : 'en';
}
