import type { Plan } from '../../model/plan.ts';
import { pathInApplication } from '../../plan/installed.ts';
import { quoteShell } from '../quote-shell.ts';
import { applicationRoot } from '../slice/own-folder-edits.ts';
import { plain } from '../slice/print.ts';
import type { Piece } from '../slice/print.ts';

/** Says `cd` where a step's working directory is not the one that its code finds itself in. */
export function withDirectories(
  pieces: readonly Piece[],
  machine: 'build' | 'host',
  plan: Plan,
  /** In CodeBuild: the folder that the application lies in. */
  root = '$CODEBUILD_SRC_DIR',
): readonly Piece[] {
  return machine === 'host' ? onHost(pieces, plan) : inBuild(pieces, plan, root);
}

/** A hook starts in a folder that nobody promises. The author's own `cd` is believed. */
function onHost(pieces: readonly Piece[], plan: Plan): readonly Piece[] {
  let current: string | null = null;
  let isTrusted = false;
  let lastMove = '';
  return pieces.flatMap((piece) => {
    const wanted = piece.cwd === null ? null : hostFolder(piece.cwd, plan);
    if (piece.moves) {
      const text = piece.lines.map((line) => line.text).join('\n');
      if (text === lastMove && (current === null || isTrusted)) return [];
      lastMove = text;
      const isLost = !isTrusted && current !== wanted && wanted !== null && isStep(text);
      isTrusted = true;
      current = null;
      return isLost ? [changeTo(wanted, piece), piece] : [piece];
    }
    if (wanted === null || wanted === current) return [piece];
    if (isTrusted && current === null) {
      current = wanted;
      return [piece];
    }
    current = wanted;
    isTrusted = false;
    lastMove = '';
    return [changeTo(wanted, piece), piece];
  });
}

/** `cd frontend` goes on from where the shell is. */
function isStep(text: string): boolean {
  return /^cd (-- )?"?[\w.]/.test(text);
}

/** The folder of a host as a word for `cd`; null where only a run could tell it. */
function hostFolder(cwd: string, plan: Plan): string | null {
  const { installed } = plan.deployment;
  const inside = installed === null ? null : pathInApplication(cwd, installed);
  if (inside !== null)
    return inside === '.' ? `"$${applicationRoot}"` : `"$${applicationRoot}/${inside}"`;
  const path = livePath(cwd, plan);
  return path.startsWith('/') ? quoteShell(path) : null;
}

/** In CodeBuild the root of the source is the one fixed point; the folder stays from command to command. */
function inBuild(pieces: readonly Piece[], plan: Plan, root: string): readonly Piece[] {
  let current = '.';
  return pieces.flatMap((piece) => {
    if (piece.cwd === null || piece.sets) return [piece];
    const wanted = inRepository(piece.cwd, plan);
    if (wanted === current) return [piece];
    current = wanted;
    const path = wanted === '.' ? `"${root}"` : `"${root}/${wanted}"`;
    return [changeTo(path, piece), piece];
  });
}

/** A folder of the deploying machine, or of a host whose checkout moved to the build, below the source. */
function inRepository(cwd: string, plan: Plan): string {
  const home = plan.deployment.directory;
  const plainPath = cwd.replace(/^\.\//, '').replace(/\/+$/, '');
  const { installed } = plan.deployment;
  const inside = installed === null ? null : pathInApplication(plainPath || '.', installed);
  if (inside !== null) return inside;
  if (home !== null && plainPath.startsWith(`${home}/`)) return plainPath.slice(home.length + 1);
  if (plainPath === '' || /^[/~$]|^\.\.?(\/|$)/.test(plainPath)) return '.';
  return plainPath;
}

/** The folder of a release is the live one from now on. */
export function livePath(cwd: string, { deployment }: Plan): string {
  const folder = deployment.release?.directories.find(
    (one) => cwd === one || cwd.startsWith(`${one}/`),
  );
  return folder === undefined || deployment.release === null
    ? cwd
    : deployment.release.live + cwd.slice(folder.length);
}

function changeTo(path: string, before: Piece): Piece {
  return {
    ...before,
    comments: [],
    lines: [plain(`cd ${path}`)],
    steps: [],
    moves: true,
    span: { ...before.span, end: before.span.start },
    hostGroups: [],
  };
}
