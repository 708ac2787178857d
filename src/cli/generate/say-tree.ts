import { coloured, diffText } from '../../generate/merge/diff-text.ts';
import { basePath } from '../../generate/merge/merge-tree.ts';
import type { MergedTree, TreeOutcome } from '../../generate/merge/merge-tree.ts';
import type { GenerateCode } from '../../messages/generate.ts';
import type { Io } from '../io.ts';
import { join } from '../shared.ts';
import { isDry, sentence } from './options.ts';
import type { GenerateOptions } from './options.ts';

/** Tells what became of each file, or would: results on standard output, remarks and sums beside it. */
export function sayTree(io: Io, folder: string, tree: MergedTree, options: GenerateOptions): void {
  if (options.diff === true) io.stdout(diffOf(io, tree.outcomes, options));
  else if (options.dryRun === true) io.stdout(listOf(tree.outcomes, options));
  for (const { path, outcome } of tree.outcomes) {
    const code = remarks[outcome];
    const params = { path: join(folder, path), base: join(folder, basePath(path)) };
    if (code !== undefined) io.stderr(`${sentence(code, params, options)}\n`);
  }
  const count = (...outcomes: readonly TreeOutcome['outcome'][]) =>
    tree.outcomes.filter(({ outcome }) => outcomes.includes(outcome)).length;
  const params = {
    folder,
    written: count('written'),
    unchanged: count('unchanged'),
    kept: count('kept', 'deleted', 'orphaned', 'conflict'),
    removed: count('removed'),
  };
  const code = isDry(options) ? 'generate/summary-dry' : 'generate/summary';
  if (options.quiet !== true) io.stderr(`${sentence(code, params, options)}\n`);
}

const remarks: Partial<Record<TreeOutcome['outcome'], string>> = {
  conflict: 'cli/conflict',
  outside: 'cli/outside',
  orphaned: 'generate/orphaned',
  deleted: 'generate/deleted',
};

function listOf(outcomes: readonly TreeOutcome[], options: GenerateOptions): string {
  const told = outcomes.filter(({ outcome }) => outcome !== 'unchanged');
  return told
    .map(({ path, outcome }) => {
      const code: GenerateCode = `generate/outcome-${outcome}`;
      return `${sentence(code, {}, options)}: ${path}\n`;
    })
    .join('');
}

/** Colours for a terminal, unless NO_COLOR or --no-color say no; FORCE_COLOR says yes. */
function diffOf(io: Io, outcomes: readonly TreeOutcome[], { color }: GenerateOptions): string {
  const diff = outcomes.map(({ path, before, after }) => diffText(path, before, after)).join('');
  const { NO_COLOR: refused, FORCE_COLOR: forced } = io.environment;
  const isWanted =
    color !== false && (refused ?? '') === '' && (io.isTerminal || (forced ?? '0') !== '0');
  return isWanted ? coloured(diff) : diff;
}
