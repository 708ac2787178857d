import { matchesPattern, parsePattern } from '../shell/pattern.ts';
import { absolutePath } from './file-tree.ts';
import type { ShellProcess } from './shell-process.ts';

/** The paths that a pattern matches, in the order of bytes. Source: bash manual, 3.5.8 Filename Expansion. */
export function matchingNames(pattern: string, shell: ShellProcess): readonly string[] {
  const parts = pattern.split('/');
  const isAbsolute = pattern.startsWith('/');
  let found = [isAbsolute ? '/' : ''];
  for (const [index, part] of parts.entries()) {
    if (part === '') continue;
    const isLast = index === parts.length - 1;
    found = found.flatMap((base) => below(base, part, isLast, shell));
  }
  return found;
}

function below(base: string, part: string, isLast: boolean, shell: ShellProcess): string[] {
  const { files } = shell.machine;
  const join = (name: string) =>
    base === '' || base.endsWith('/') ? base + name : `${base}/${name}`;
  const there = (path: string) => files.find(absolutePath(shell.cwd, path));
  if (part === '**' && shell.shopts.has('globstar')) {
    const deeper = folders(base, shell);
    return isLast ? deeper.filter((path) => path !== '') : deeper;
  }
  if (!/[*?[(]/.test(part)) {
    const path = join(part.replace(/\\(.)/g, '$1'));
    return there(path) === null ? [] : [path];
  }
  const matcher = parsePattern([{ text: part, quoted: false }], shell.shopts.has('extglob'));
  const names = files.list(absolutePath(shell.cwd, base === '' ? '.' : base)) ?? [];
  const hidden = shell.shopts.has('dotglob') || part.startsWith('.');
  return names
    .filter((name) => (hidden || !name.startsWith('.')) && matchesPattern(matcher, name))
    .map(join)
    .filter((path) => isLast || there(path)?.kind === 'folder');
}

/** The folder itself and all folders below it. */
function folders(base: string, shell: ShellProcess): string[] {
  const { files } = shell.machine;
  const names = files.list(absolutePath(shell.cwd, base === '' ? '.' : base)) ?? [];
  const inside = names
    .filter((name) => !name.startsWith('.'))
    .map((name) => (base === '' || base.endsWith('/') ? base + name : `${base}/${name}`))
    .filter((path) => files.find(absolutePath(shell.cwd, path))?.kind === 'folder');
  return [base, ...inside.flatMap((path) => folders(path, shell))];
}
