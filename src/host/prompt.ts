import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';

import type { Prompt } from '../model/host.ts';

/** Asks at the terminal of this process; whoever has none is answered with null. */
export const terminalPrompt: Prompt = {
  secret: (question) => ask(question, true),
  line: (question) => ask(question, false),
};

/** The question goes to stderr: stdout belongs to results. What is typed hidden is echoed nowhere. */
async function ask(question: string, isHidden: boolean): Promise<string | null> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return null;
  process.stderr.write(question);
  const silent = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  const reader = createInterface({
    input: process.stdin,
    output: isHidden ? silent : process.stderr,
    terminal: true,
    historySize: 0,
  });
  try {
    return await new Promise<string | null>((answer) => {
      reader.once('line', answer);
      reader.once('close', () => answer(null));
      reader.once('SIGINT', () => answer(null));
    });
  } finally {
    reader.close();
    if (isHidden) process.stderr.write('\n');
  }
}
