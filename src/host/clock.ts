import type { Clock } from '../model/host.ts';

/** The clock of this machine. */
export const systemClock: Clock = { now: () => new Date().toISOString() };
