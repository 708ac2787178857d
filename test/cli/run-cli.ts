import { resolve } from 'node:path';

import { createProgram } from '../../src/cli/program.ts';
import { fileReader, fileWriter } from '../../src/host/file-system.ts';
import { checker } from '../../src/host/checker.ts';

export interface CliRun {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line as a function on the real file system, its streams caught. */
export async function runCli(...words: readonly string[]): Promise<CliRun> {
  let stdout = '';
  let stderr = '';
  const run = createProgram({
    stdout: (text) => (stdout += text),
    stderr: (text) => (stderr += text),
    isTerminal: false,
    environment: {},
    reader: fileReader,
    writer: fileWriter,
    checker,
    packageRoot: resolve('.'),
  });
  const code = await run(words);
  return { code, stdout, stderr };
}
