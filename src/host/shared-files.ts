import { closeSync, openSync, readFileSync, rmSync, statSync, writeSync, mkdirSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import type { SharedFiles } from '../model/host.ts';
import { fileWriter } from './file-system.ts';

/** Nobody holds the lock for longer than it takes to write one file. */
const patienceMs = 10_000;
const pauseMs = 50;
/** A lock this old was left behind, on whatever machine. */
const staleMs = 60_000;

/** Files of this machine that several runs add to, each behind a lock file of its own. */
export const sharedFiles: SharedFiles = {
  read: textOf,
  async update(path, change) {
    mkdirSync(dirname(path), { recursive: true });
    const lock = `${path}.lock`;
    const taken = await take(lock);
    if (!taken) return { ok: false, file: lock, holder: textOf(lock)?.trim() ?? '' };
    try {
      const old = textOf(path) ?? '';
      const text = change(old);
      if (text !== old) fileWriter.write(path, text, { executable: false });
      return { ok: true };
    } finally {
      rmSync(lock, { force: true });
    }
  },
};

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

async function take(lock: string): Promise<boolean> {
  for (let waited = 0; waited <= patienceMs; waited += pauseMs) {
    try {
      const handle = openSync(lock, 'wx');
      writeSync(handle, `${process.pid}@${hostname()}\n`);
      closeSync(handle);
      return true;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
    if (isStale(lock)) rmSync(lock, { force: true });
    else await wait(pauseMs);
  }
  return false;
}

/** Left behind by a run that is no more. A process can only be asked for on its own machine. */
function isStale(lock: string): boolean {
  try {
    if (Date.now() - statSync(lock).mtimeMs > staleMs) return true;
    const [pid, host] = readFileSync(lock, 'utf8').trim().split('@');
    return host === hostname() && Number(pid) > 0 && !isAlive(Number(pid));
  } catch {
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
