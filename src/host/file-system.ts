import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

import type { FileEntry, FileFailure, FileReader, FileWriter } from '../model/host.ts';

/** Larger files are no scripts and are not read. */
const maxBytes = 2_000_000;

/** The files of this machine, read only. */
export const fileReader: FileReader = {
  read(path) {
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
    mkdirSync(dirname(path), { recursive: true });
    const part = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.part`);
    try {
      writeFileSync(part, text, { mode: executable ? 0o755 : 0o644 });
      chmodSync(part, executable ? 0o755 : 0o644);
      renameSync(part, path);
    } catch (error) {
      rmSync(part, { force: true });
      throw error;
    }
  },
  remove(path) {
    rmSync(path, { force: true });
  },
  makeDirectory(path) {
    mkdirSync(path, { recursive: true });
  },
};

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
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return failures[code] ?? 'failed';
}
