import { readFileSync } from 'node:fs';

/** A script with what bash printed and returned for it. */
export interface JudgedCase {
  readonly name: string;
  readonly script: string;
  readonly stdout: string;
  readonly status: number;
}

/** Cases that were run in bash before, in a root of their own. */
export const judgedCases = JSON.parse(
  readFileSync('test/shell/bash-cases.json', 'utf8'),
) as readonly JudgedCase[];

function rowsOf(path: string): readonly string[] {
  return readFileSync(path, 'utf8').trimEnd().split('\n----\n');
}

/** Scripts that only need the shell, each run in bash by the suite. */
export const ownCases: readonly string[] = [
  ...rowsOf('test/shell/expansion-cases.sh.txt'),
  ...rowsOf('test/shell/shell-cases.sh.txt'),
  // What a failing command does, here by running it.
  ...rowsOf('test/trace/failure-cases.sh.txt')
    .filter((script) => !/\b(ssh|sudo|su|time|exec)\b/.test(script))
    .map((script) => script.replaceAll(/\bmake2\b/g, 'true').replaceAll(/\bmake\b/g, 'false')),
];
