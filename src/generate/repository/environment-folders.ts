/**
 * Two scripts that only differ in the environment take one code to two folders: the `cd` of each of
 * them is for its own environment.
 */
import type { Plan } from '../../model/plan.ts';
import { isKnownAbsolute, normalPath } from '../../plan/paths.ts';
import { valueText } from '../../plan/value-text.ts';
import { quoteShell } from '../quote-shell.ts';
import { plain } from '../slice/print.ts';
import type { Piece } from '../slice/print.ts';

/** Pieces of a hook, each `cd` to the folder of one environment made a choice among those of all. */
export function withEnvironmentFolders(pieces: readonly Piece[], plan: Plan): readonly Piece[] {
  return pieces.map((piece, at) => {
    const target = targetOf(piece);
    const next = pieces.slice(at + 1).find(({ steps }) => steps.length > 0);
    if (target === null || next === undefined) return piece;
    const folders = foldersOf(next, plan);
    if (new Set(folders.values()).size < 2 || ![...folders.values()].includes(target)) return piece;
    const arms = [...folders].map(([name, folder]) =>
      plain(`  ${quoteShell(name)}) cd ${quoteShell(folder)} ;;`),
    );
    return { ...piece, lines: [plain('case "$ENVIRONMENT" in'), ...arms, plain('esac')] };
  });
}

function targetOf({ moves, lines: [line, ...rest] }: Piece): string | null {
  if (!moves || line === undefined || rest.length > 0) return null;
  const path = /^cd ["']?(\/[\w./-]*)["']?$/.exec(line.text)?.[1];
  return path === undefined ? null : normalPath(path);
}

/** The working directory by environment; empty where it is not known in each, or twice in one. */
function foldersOf({ steps: [id] }: Piece, plan: Plan): ReadonlyMap<string, string> {
  const step = plan.steps.find(({ classified }) => classified.step.id === id)?.classified.step;
  const folders = new Map<string, string>();
  for (const { environment, cwd } of step?.variants ?? []) {
    const folder = cwd === null ? null : valueText(cwd);
    if (!isKnownAbsolute(folder)) return new Map();
    const before = folders.get(environment);
    if (before !== undefined && before !== normalPath(folder)) return new Map();
    folders.set(environment, normalPath(folder));
  }
  return folders;
}
