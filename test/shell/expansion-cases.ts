import { readFileSync } from 'node:fs';

/** Scripts of builtins and plain filters; what they print is what real bash prints. */
export const expansionCases: readonly string[] = readFileSync(
  'test/shell/expansion-cases.sh.txt',
  'utf8',
)
  .trimEnd()
  .split('\n----\n');
