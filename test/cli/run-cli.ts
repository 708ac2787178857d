import { resolve } from 'node:path';

import { createProgram } from '../../src/cli/program.ts';
import type { Io } from '../../src/cli/io.ts';
import { systemClock } from '../../src/host/clock.ts';
import { fileReader, fileWriter } from '../../src/host/file-system.ts';
import { gitHistory } from '../../src/host/git-history.ts';
import { sharedFiles } from '../../src/host/shared-files.ts';
import { checker } from '../../src/host/checker.ts';

export interface CliRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line as a function on the real file system, its streams caught. */
export async function runCli(...words: readonly string[]): Promise<CliRun> {
  return runCliIn({}, ...words);
}

/** The same in a world of one's own: another clock, an environment, somebody who answers. */
export async function runCliIn(world: Partial<Io>, ...words: readonly string[]): Promise<CliRun> {
  let stdout = '';
  let stderr = '';
  const run = createProgram(
    createIo({
      stdout: (text) => (stdout += text),
      stderr: (text) => (stderr += text),
      ...world,
    }),
  );
  const code = await run(words);
  return { code, stdout, stderr };
}

/** The real file system, with nobody at the terminal and nothing said, but for what is given. */
export function createIo(world: Partial<Io> = {}): Io {
  return {
    stdout: () => undefined,
    stderr: () => undefined,
    isTerminal: false,
    environment: {},
    reader: fileReader,
    writer: fileWriter,
    checker,
    clock: systemClock,
    git: gitHistory,
    sharedFiles,
    prompt: { secret: () => Promise.resolve(null), line: () => Promise.resolve(null) },
    packageRoot: resolve('.'),
    ...world,
  };
}
