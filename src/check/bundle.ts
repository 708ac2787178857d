import type { BuildArtifact, Buildspec } from './buildspec/buildspec.ts';
import type { CheckedFile } from './checked-file.ts';
import { matchesGlob, takesAll, takesFrom } from './globs.ts';

/** What CodeDeploy gets: the artifact of the build, as far as it can be told without building. */
export interface Bundle {
  /** The part of the output that goes into the application's repository, by path in there. */
  readonly output: ReadonlyMap<string, CheckedFile>;
  /** Files of the application's own repository; empty when it is not known. */
  readonly repository: ReadonlySet<string>;
  /** Users that are known to have a login shell. */
  readonly logins: ReadonlySet<string>;
  /** Null when there is none, or none that can be read. */
  readonly buildspec: Buildspec | null;
  readonly artifacts: readonly BuildArtifact[];
}

export function createBundle(
  output: ReadonlyMap<string, CheckedFile>,
  { repository, logins }: Pick<Bundle, 'repository' | 'logins'>,
  buildspec: Buildspec | null,
): Bundle {
  const all = buildspec?.artifacts ?? [];
  const primary = all.filter(({ name, files }) => name === null && files.length > 0);
  const secondary = all.filter(({ name }) => name !== null);
  // With secondary artifacts CodeBuild leaves the primary one away.
  return {
    output,
    repository,
    logins,
    buildspec,
    artifacts: secondary.length > 0 ? secondary : primary,
  };
}

/** Whether a file or a folder of the bundle gets past the artifacts' patterns; unknown says yes. */
export function isTaken({ artifacts }: Bundle, path: string): boolean {
  if (path === '.') return true;
  if (artifacts.length === 0) return true;
  return artifacts.some(
    ({ files, excludes }) =>
      files.some((pattern) => takesFrom(pattern, path)) &&
      !excludes.some((pattern) => takesAll(pattern, path)),
  );
}

/** Whether a file, known to be one, gets past the artifacts' patterns. */
export function isFileTaken({ artifacts }: Bundle, path: string): boolean {
  if (artifacts.length === 0) return true;
  return artifacts.some(
    ({ files, excludes }) =>
      files.some((pattern) => matchesGlob(pattern, path)) &&
      !excludes.some((pattern) => matchesGlob(pattern, path)),
  );
}

/** Whether a file of the repository stands where the bundle is packed from, before anything is built. */
export function standsInSource({ output, repository, artifacts }: Bundle, path: string): boolean {
  const bases =
    artifacts.length === 0 ? ['.'] : artifacts.map(({ baseDirectory }) => baseDirectory);
  return bases.some((base) => {
    const full = base === '.' ? path : `${base}/${path}`;
    if (output.has(full) || repository.has(full)) return true;
    return [...output.keys(), ...repository].some((file) => file.startsWith(`${full}/`));
  });
}

/** Whether a command of the build names the path, so that it may put it there. */
export function isNamedByBuild({ buildspec }: Bundle, path: string): boolean {
  const last = path.split('/').at(-1) ?? path;
  return (
    buildspec?.commands.some(({ text }) => hasWord(text, path) || hasWord(text, last)) ?? false
  );
}

function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const before = text.charAt(at - 1);
    const after = text.charAt(at + word.length);
    if (!/[A-Za-z0-9_-]/.test(before) && !/[A-Za-z0-9_-]/.test(after)) return true;
  }
  return false;
}
