import type { Diagnostic } from '../../model/diagnostic.ts';
import { diagnose } from '../diagnose.ts';
import type { HostAppspec, PermissionsEntry } from './appspec.ts';

/** Owners and modes that would not be set, or not as written. */
export function permissionsProblems(appspec: HostAppspec): readonly Diagnostic[] {
  const { document, permissions } = appspec;
  return permissions.flatMap((entry, index) => [
    ...modeProblems(appspec, entry),
    ...objectProblems(appspec, entry),
    ...permissions
      .slice(0, index)
      .filter((other) => overlap(other, entry))
      .slice(0, 1)
      .map((other) =>
        diagnose('check/overlapping-permissions', document.file, entry.line, {
          object: entry.object,
          other: other.object,
        }),
      ),
  ]);
}

function modeProblems({ document }: HostAppspec, entry: PermissionsEntry): readonly Diagnostic[] {
  const { mode, path, isTyped } = entry;
  if (mode === null) return [];
  const line = document.lineOf(`${path}/mode`);
  const written = document.scalarAt(`${path}/mode`);
  // YAML 1.1, which the agent reads: a leading 0 makes a number octal, and chmod gets its decimal digits.
  if (written?.style === 'plain' && /^0[0-7]+$/.test(written.source)) {
    const becomes = String(Number.parseInt(written.source, 8));
    const params = { mode: written.source, becomes };
    return [diagnose('check/octal-mode', document.file, line, params)];
  }
  const entersFolders = /[1357]/.test(mode.slice(-3, -2));
  return isTyped || entersFolders
    ? []
    : [diagnose('check/mode-on-folders', document.file, line, { mode })];
}

function objectProblems(appspec: HostAppspec, entry: PermissionsEntry): readonly Diagnostic[] {
  const { document, files } = appspec;
  const { object, line } = entry;
  if (!object.startsWith('/'))
    return [diagnose('check/not-absolute', document.file, line, { path: object })];
  const isReached = files.some(({ destination }) => {
    const folder = destination.replace(/(?<=.)\/+$/, '');
    return isWithin(folder, object) || isWithin(object, folder);
  });
  return isReached ? [] : [diagnose('check/own-object', document.file, line, { object })];
}

function isWithin(path: string, folder: string): boolean {
  return folder === '/' || path === folder || path.startsWith(`${folder}/`);
}

/**
 * Whether two entries reach one file or folder. `**` goes down without end, any other pattern stays
 * in its folder; an `except` is taken as keeping them apart.
 */
function overlap(one: PermissionsEntry, other: PermissionsEntry): boolean {
  if (!one.types.some((type) => other.types.includes(type))) return false;
  if (one.except.length > 0 || other.except.length > 0) return false;
  if (one.object === other.object)
    return one.pattern === other.pattern || one.pattern === '**' || other.pattern === '**';
  const [outer, inner] = isWithin(one.object, other.object) ? [other, one] : [one, other];
  return isWithin(inner.object, outer.object) && outer.pattern === '**';
}
