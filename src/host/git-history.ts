import { spawnSync } from 'node:child_process';
import { basename, dirname } from 'node:path';

import type { GitHistory } from '../model/host.ts';

/**
 * Asks the installed Git. A repository can name programs to run when it is read (monitors, external
 * differs, converters): all of them are switched off, because the repository may be a customer's.
 */
export const gitHistory: GitHistory = {
  user(folder) {
    const name = git(folder, ['config', '--get', 'user.name'])?.trim() ?? '';
    const address = git(folder, ['config', '--get', 'user.email'])?.trim() ?? '';
    if (name === '' && address === '') return null;
    return address === '' ? name : `${name} <${address}>`.trim();
  },
  addedLines(path) {
    const folder = dirname(path);
    const output = git(folder, [
      'log',
      // Merges are looked at from each parent: a line may have been dropped or added in the merge alone.
      '-m',
      '--patch',
      '--unified=0',
      '--no-ext-diff',
      '--no-textconv',
      '--no-color',
      '--format=format:commit %H',
      '--',
      basename(path),
    ]);
    return output === null ? null : addedIn(output);
  },
};

const quiet = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '--no-pager'];

function git(folder: string, args: readonly string[]): string | null {
  const done = spawnSync('git', [...quiet, ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
    timeout: 60_000,
    env: { ...process.env, GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' },
  });
  return done.error === undefined && done.status === 0 ? done.stdout : null;
}

function addedIn(output: string): readonly { readonly commit: string; readonly text: string }[] {
  let commit = '';
  return output.split('\n').flatMap((line) => {
    const header = /^commit ([0-9a-f]{40,64})$/.exec(line);
    commit = header?.[1] ?? commit;
    return line.startsWith('+') && !line.startsWith('+++ ')
      ? [{ commit, text: line.slice(1) }]
      : [];
  });
}
