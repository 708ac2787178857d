import { randomBytes } from 'node:crypto';
import {
  closeSync,
  fchmodSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

import type { FileChange, FileEntry, FileFailure, FileReader, FileWriter } from '../model/host.ts';

/** What Node can hold as one text. A large fleet's stored result has many megabytes. */
const largestText = 256_000_000;

/** The files of this machine, read only. */
export const fileReader: FileReader = {
  read(path, maxBytes = largestText) {
    try {
      const stats = statSync(path);
      // A pipe or a device would never end.
      if (!stats.isFile()) return { ok: false, failure: 'not-a-file' };
      const { size } = stats;
      if (size > maxBytes) return { ok: false, failure: 'too-large' };
      return { ok: true, bytes: readFileSync(path) };
    } catch (error) {
      return { ok: false, failure: failureOf(error) };
    }
  },
  list(path) {
    try {
      return readdirSync(path)
        .sort()
        .map((name) => ({ name, kind: kindOf(join(path, name)) ?? 'other' }));
    } catch {
      return null;
    }
  },
  kindOf,
  realPath(path) {
    try {
      return realpathSync(path);
    } catch {
      return null;
    }
  },
  isExecutable(path) {
    try {
      return (statSync(path).mode & 0o100) !== 0;
    } catch {
      return false;
    }
  },
};

/** The files of this machine, written so that a reader sees the old text or the new one. */
export const fileWriter: FileWriter = {
  write(path, text, { executable }) {
    writeAll([{ path, text, executable }]);
  },
  writeAll,
  remove(path) {
    rmSync(path, { force: true });
  },
  makeDirectory(path) {
    mkdirSync(path, { recursive: true });
  },
};

function writeAll(changes: readonly FileChange[]): void {
  sweep(changes);
  const parts = new Map<string, string>();
  try {
    for (const { path, text, executable } of changes) {
      if (text === null) continue;
      const part = join(dirname(path), partName(basename(path), randomBytes(6).toString('hex')));
      mkdirSync(dirname(path), { recursive: true });
      parts.set(path, part);
      stage(part, text, executable ? 0o755 : 0o644);
    }
    for (const { path, text } of changes) {
      const part = parts.get(path);
      if (text === null) rmSync(path, { force: true });
      else if (part !== undefined) renameSync(part, path);
      parts.delete(path);
    }
  } finally {
    for (const part of parts.values()) rmSync(part, { force: true });
  }
}

function partName(name: string, random: string): string {
  return `.${name}.${random}.part`;
}

/** Staging takes seconds: what is older was left behind by a run that was killed. */
const oldestPart = 60_000;

/**
 * Removes what killed runs have left beside the files that are written now. They have the very names
 * that we give; a run that is under way next to this one keeps what it has just staged.
 */
function sweep(changes: readonly FileChange[]): void {
  const names = new Map<string, Set<string>>();
  for (const { path } of changes) {
    const folder = dirname(path);
    names.set(folder, (names.get(folder) ?? new Set()).add(basename(path)));
  }
  for (const [folder, written] of names)
    for (const entry of entriesOf(folder)) {
      const [, name = '', random = ''] = /^\.(.+)\.([0-9a-f]{12})\.part$/s.exec(entry) ?? [];
      if (written.has(name) && entry === partName(name, random)) removeOld(join(folder, entry));
    }
}

function entriesOf(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function removeOld(part: string): void {
  try {
    const stats = lstatSync(part);
    if (stats.isFile() && Date.now() - stats.mtimeMs > oldestPart) rmSync(part, { force: true });
  } catch {
    // Somebody else has removed it, or it is not ours to remove: it harms nobody.
  }
}

/** Writes a file next to its place. */
function stage(part: string, text: string, mode: number): void {
  const file = openSync(part, 'wx', mode);
  try {
    writeFileSync(file, text);
    // The mask of the process may have taken bits away.
    fchmodSync(file, mode);
  } finally {
    closeSync(file);
  }
}

function kindOf(path: string): FileEntry['kind'] | null {
  try {
    const stats = statSync(path);
    if (stats.isFile()) return 'file';
    return stats.isDirectory() ? 'directory' : 'other';
  } catch {
    return null;
  }
}

const failures: Readonly<Record<string, FileFailure>> = {
  ENOENT: 'missing',
  EACCES: 'denied',
  EPERM: 'denied',
  EISDIR: 'not-a-file',
};

function failureOf(error: unknown): FileFailure {
  return failures[codeOf(error)] ?? 'failed';
}

/** `ENOENT` and the like. By shape: an error of another realm (a worker, a test) is no instance of our Error. */
function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
