import type { Lock, LockedApplication } from './lock.ts';

/** A script that is not what it was when its application was generated. */
export interface Drift {
  readonly application: string;
  /** Null when the application as a whole was never generated. */
  readonly script: string | null;
  readonly change: 'changed' | 'added' | 'removed' | 'never-generated';
}

/** What changed in the legacy scripts since the lock was written. */
export function driftOf(
  lock: Lock | null,
  now: Readonly<Record<string, LockedApplication['inputs']>>,
): readonly Drift[] {
  return Object.entries(now).flatMap(([application, inputs]): readonly Drift[] => {
    const before = lock?.applications[application]?.inputs;
    if (before === undefined) return [{ application, script: null, change: 'never-generated' }];
    const scripts = [...new Set([...Object.keys(before), ...Object.keys(inputs)])].sort();
    return scripts.flatMap((script): readonly Drift[] => {
      const [old, fresh] = [before[script], inputs[script]];
      if (old === fresh) return [];
      const change = old === undefined ? 'added' : fresh === undefined ? 'removed' : 'changed';
      return [{ application, script, change }];
    });
  });
}
