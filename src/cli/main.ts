#!/usr/bin/env node
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { checker } from '../host/checker.ts';
import { systemClock } from '../host/clock.ts';
import { fileReader, fileWriter } from '../host/file-system.ts';
import { gitHistory } from '../host/git-history.ts';
import { terminalPrompt } from '../host/prompt.ts';
import { sharedFiles } from '../host/shared-files.ts';
import { exitCodes } from './exit-codes.ts';
import { createProgram } from './program.ts';

// A reader that closes early (`| head`) is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.done);
  throw error;
});
process.on('SIGINT', () => process.exit(exitCodes.interrupted));

// Which Node we run on is our promise (package.json); the SDK need not tell every user about it.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

const run = createProgram({
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
  isTerminal: process.stdout.isTTY,
  environment: process.env,
  reader: fileReader,
  writer: fileWriter,
  checker,
  clock: systemClock,
  git: gitHistory,
  sharedFiles,
  prompt: terminalPrompt,
  packageRoot: resolve(fileURLToPath(import.meta.url), '../../..'),
});
process.exitCode = await run(process.argv.slice(2));
