/** Paths of hosts and of the repository, `/` between components. */

/** The path without `.`, empty components and, where they can be undone, `..`. */
export function normalPath(path: string): string {
  const absolute = path.startsWith('/');
  const kept: string[] = [];
  for (const part of partsOf(path)) {
    if (part === '' || part === '.') continue;
    if (part === '..' && kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (part !== '..' || !absolute) kept.push(part);
  }
  const joined = kept.join('/');
  return absolute ? `/${joined}` : joined === '' ? '.' : joined;
}

/** `path` seen from `base`, when it is absolute already (a home is) or `base` is known. */
export function resolvedFrom(base: string | null, path: string): string {
  return /^(\/|~[\w.-]*(\/|$))/.test(path) || base === null
    ? normalPath(path)
    : normalPath(`${base}/${path}`);
}

/** `path` is `folder` or lies in it. */
export function isWithin(path: string, folder: string): boolean {
  const one = normalPath(path);
  const other = normalPath(folder);
  return one === other || one.startsWith(other === '/' ? '/' : `${other}/`);
}

export function baseName(path: string): string {
  return partsOf(normalPath(path)).at(-1) ?? '';
}

/** What lies between slashes; those of a command whose output is a part of the path are its own. */
function partsOf(path: string): readonly string[] {
  if (!path.includes('$(')) return path.split('/');
  const parts = [''];
  let depth = 0;
  for (const char of path) {
    if (char === '(') depth += 1;
    if (char === ')') depth = Math.max(0, depth - 1);
    if (char === '/' && depth === 0) parts.push('');
    else parts.push(`${parts.pop() ?? ''}${char}`);
  }
  return parts;
}

/** The folder that holds it. */
export function parentOf(path: string): string {
  const normal = normalPath(path);
  const at = normal.length - baseName(normal).length - 1;
  return at < 0 ? '.' : at === 0 ? '/' : normal.slice(0, at);
}

/** An absolute path without anything that only a run could tell. */
export function isKnownAbsolute(path: string | null): path is string {
  return path !== null && /^\/[^$|?*`]*$/.test(path);
}
