import type { Plan } from '../../model/plan.ts';
import { pathInApplication } from '../../plan/installed.ts';
import { normalPath } from '../../plan/paths.ts';
import { quoteShell } from '../quote-shell.ts';
import { withEnvironmentFolders } from './environment-folders.ts';
import { applicationRoot } from '../slice/own-folder-edits.ts';
import { plain } from '../slice/print.ts';
import type { Piece } from '../slice/print.ts';

/** Says `cd` where a step's working directory is not the one that its code finds itself in. */
export function withDirectories(
  pieces: readonly Piece[],
  machine: 'build' | 'host',
  plan: Plan,
  where: {
    /** In CodeBuild: the folder that the application lies in. */
    readonly root?: string | undefined;
    /** On a host: who logged in, where the hook runs as somebody else. */
    readonly login?: string | null;
  } = {},
): readonly Piece[] {
  return machine === 'host'
    ? onHost(pieces, plan, `~${where.login ?? ''}`)
    : inBuild(pieces, plan, where.root ?? '$CODEBUILD_SRC_DIR');
}

/**
 * A hook starts in a folder that nobody promises, a login in its home. The author's own `cd` is
 * believed. Source: sshd(8), "Login process", step 7.
 */
function onHost(pieces: readonly Piece[], plan: Plan, home: string): readonly Piece[] {
  const shell: Shell = { current: null, isTrusted: false, lastMove: '' };
  const placed = withEnvironmentFolders(pieces, plan).flatMap((written) => {
    const starts = shell.current === null && shell.lastMove === '';
    const piece = starts ? fromHome(written, home) : written;
    const wanted = piece.cwd === null ? null : hostFolder(piece.cwd, plan, home);
    const reached = piece.moves ? absoluteMove(piece) : null;
    return piece.moves
      ? moveOnHost(piece, wanted, shell, reached === null ? null : hostFolder(reached, plan, home))
      : stayOnHost(piece, wanted, shell);
  });
  // One that the next line leads away from leads nowhere.
  return placed.filter((piece, at) => {
    const next = placed[at + 1];
    return !piece.moves || absoluteMove(piece) === null || next === undefined || !isAnchored(next);
  });
}

/** `cd` to a folder that is the same from everywhere. */
function isAnchored({ lines: [line, ...rest] }: Piece): boolean {
  const text = line?.text ?? '';
  return rest.length === 0 && new RegExp(`^cd ("\\$${applicationRoot}|["']?[~/])`).test(text);
}

/** Where a hook's shell is: the folder where that is known, and whether the author's `cd` led there. */
interface Shell {
  current: string | null;
  isTrusted: boolean;
  lastMove: string;
}

function moveOnHost(
  piece: Piece,
  wanted: string | null,
  shell: Shell,
  /** Where it leads to, if its words alone say so. */
  reached: string | null,
): readonly Piece[] {
  const text = piece.lines.map((line) => line.text).join('\n');
  if (text === shell.lastMove && (shell.current === null || shell.isTrusted)) return [];
  shell.lastMove = text;
  const isLost = !shell.isTrusted && shell.current !== wanted && wanted !== null && isStep(text);
  shell.isTrusted = true;
  shell.current = reached;
  return isLost ? [changeTo(wanted, piece), piece] : [piece];
}

function stayOnHost(piece: Piece, wanted: string | null, shell: Shell): readonly Piece[] {
  if (wanted === null || wanted === shell.current) return [piece];
  if (shell.isTrusted && shell.current === null) {
    shell.current = wanted;
    return [piece];
  }
  if (isHome(wanted) && !usesFolder(piece)) return [piece];
  shell.current = wanted;
  shell.isTrusted = false;
  shell.lastMove = '';
  return [changeTo(wanted, piece), piece];
}

/** `cd ~` and `cd /srv/shop` lead to one folder, wherever the shell was. */
function absoluteMove({ lines: [line, ...rest] }: Piece): string | null {
  if (line === undefined || rest.length > 0) return null;
  return /^cd ["']?(~[\w.-]*|\/[\w./-]*)["']?$/.exec(line.text)?.[1] ?? null;
}

/** `cd frontend` goes on from where the shell is. */
function isStep(text: string): boolean {
  return /^cd "?[\w.]/.test(text);
}

/** The folder of a host as a word for `cd`; null where only a run could tell it. */
export function hostFolder(cwd: string, plan: Plan, home: string): string | null {
  const { installed } = plan.deployment;
  const inside = installed === null ? null : pathInApplication(cwd, installed);
  if (inside !== null)
    return inside === '.' ? `"$${applicationRoot}"` : `"$${applicationRoot}/${inside}"`;
  const path = livePath(cwd, plan);
  return /^[~/]/.test(path) ? folderOf(path, home) : null;
}

/** `cd app`, the first command of a login, seen from the home that it starts in. */
function fromHome(piece: Piece, home: string): Piece {
  const [line, ...rest] = piece.lines;
  if (line === undefined || !piece.moves || piece.cwd !== '~' || !isStep(line.text)) return piece;
  return { ...piece, lines: [{ ...line, text: `cd ${home}/${line.text.slice(3)}` }, ...rest] };
}

function isHome(folder: string): boolean {
  return /^~[\w.-]*$/.test(folder);
}

function folderOf(wanted: string, home: string): string {
  const [, named = '', rest = ''] = /^(~[\w.-]*)?(.*)$/.exec(wanted) ?? [];
  if (named === '') return quoteShell(wanted);
  const below = rest === '' ? '' : `/${quoteShell(rest.slice(1))}`;
  return (named === '~' ? home : named) + below;
}

// Programs that look for their files where they are started, and words that name a path from there.
const folderUsers =
  /^\s*(sudo |exec |nohup )*(npm|npx|yarn|pnpm|bun|make|mvn|gradle|composer|bundle|rake|pipenv|poetry|git|docker[- ]compose|docker build|php artisan|php bin\/console|python\d* \w|node \w|ls|find|tar|unzip)\b/m;
const relativePath = /(^|[\s"'=<>])(\.{1,2}\/|[\w-][\w.-]*\/[\w.-]*(?=[\s"']|$))/m;
const bareFile =
  /\s\w[\w.-]*\.(sh|jar|war|tgz|gz|tar|zip|ya?ml|json|sql|py|js|env|conf)(?=["'\s]|$)|\s>{1,2}\s*\w[\w.-]*(?=\s|$)/m;

function usesFolder({ lines }: Piece): boolean {
  const text = lines.map((line) => line.text).join('\n');
  return folderUsers.test(text) || relativePath.test(text) || bareFile.test(text);
}

/** In CodeBuild the root of the source is the one fixed point; the folder stays from command to command. */
function inBuild(pieces: readonly Piece[], plan: Plan, root: string): readonly Piece[] {
  let current: string | null = '.';
  return pieces.flatMap((piece) => {
    // Into a folder that the script made for itself: the next known one is said in full.
    if (piece.moves && /^(cd|pushd) ["']?\$/.test(piece.lines[0]?.text ?? '')) {
      current = null;
      return [piece];
    }
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
  const brought = sourceFolder(plainPath, plan);
  if (brought !== null) return brought;
  if (home !== null && plainPath.startsWith(`${home}/`)) return plainPath.slice(home.length + 1);
  if (plainPath === '' || /^[/~$]|^\.\.?(\/|$)/.test(plainPath)) return '.';
  return plainPath;
}

/** Where in the source lies what a folder of the hosts is brought from: `scp app/* web1:/srv/app/`. */
function sourceFolder(path: string, { deployment }: Plan): string | null {
  if (!path.startsWith('/')) return null;
  const [mapping] = deployment.files
    .filter(
      ({ source, destination, isDirectory }) =>
        destination !== null &&
        (isDirectory || source.endsWith('/*')) &&
        (path === destination || path.startsWith(`${destination}/`)),
    )
    .sort((one, other) => (other.destination?.length ?? 0) - (one.destination?.length ?? 0));
  const from = mapping?.source.replace(/\/\*$/, '') ?? '';
  if (mapping?.destination == null || !/^[\w./-]+$/.test(from)) return null;
  return normalPath(`${from}${path.slice(mapping.destination.length)}`);
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
