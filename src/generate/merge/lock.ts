import { createHash } from 'node:crypto';

/** `pipewright.lock.json`: what the last generation read and what it made, as hashes. */
export interface Lock {
  readonly schema: 'pipewright/lock/1';
  readonly version: string;
  readonly rules: string;
  /** By application. */
  readonly applications: Readonly<Record<string, LockedApplication>>;
  /** Files that all applications share. */
  readonly shared: Readonly<Record<string, string>>;
}

export interface LockedApplication {
  /** Scripts, by their path relative to the folder that was scanned. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Output files as they were generated, before any merging. */
  readonly outputs: Readonly<Record<string, string>>;
}

export const lockPath = 'pipewright.lock.json';

export function sha256(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

/** Reads a lock; null when there is none or when it is not one (a merge of Git left its marks in it). */
export function parseLock(text: string | null): Lock | null {
  if (text === null) return null;
  try {
    const data = JSON.parse(text) as Partial<Lock>;
    if (data.schema !== 'pipewright/lock/1') return null;
    return {
      schema: 'pipewright/lock/1',
      version: data.version ?? '',
      rules: data.rules ?? '',
      applications: data.applications ?? {},
      shared: data.shared ?? {},
    };
  } catch {
    return null;
  }
}

/** The text of a lock: keys sorted, one hash a line, so that Git merges it. */
export function lockText(lock: Lock): string {
  const applications = sorted(lock.applications, ({ inputs, outputs }) => ({
    inputs: sorted(inputs, same),
    outputs: sorted(outputs, same),
  }));
  const { schema, version, rules, shared } = lock;
  const whole = { schema, version, rules, applications, shared: sorted(shared, same) };
  return `${JSON.stringify(whole, null, 2)}\n`;
}

const same = (hash: string): string => hash;

function sorted<From, To>(
  record: Readonly<Record<string, From>>,
  each: (value: From) => To,
): Record<string, To> {
  const entries = Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, value]) => [key, each(value)]));
}
