import { spawnSync } from 'node:child_process';

import type { Checker } from '../model/host.ts';

/** Runs an installed checker over text on its standard input; never anything of the customer's. */
export const checker: Checker = {
  run(program, args, input) {
    const done = spawnSync(program, [...args], {
      input,
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
      timeout: 120_000,
    });
    if (done.error !== undefined || done.status === null) return null;
    return { status: done.status, stdout: done.stdout };
  },
};
