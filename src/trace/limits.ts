/** Bounds on a walk: no script can make it hang or grow without end. Each has a diagnostic. */
export const limits = {
  /** Nested calls of functions, scripts and carried texts. */
  callDepth: 40,
  /** Commands visited in one walk. */
  visits: 60_000,
  /** A loop over a longer known list is walked once, with its variable unknown. */
  loopValues: 64,
  /** Turns of loops over known lists in one walk; after them, lists count as unknown. */
  loopTurns: 2_000,
  /** Inside more loops of unknown length, whatever a loop assigns counts as unknown at once. */
  nestedLoops: 3,
  /** Environments times actions that an application is walked for. */
  selections: 24,
  /** Neighbours in a pipeline that a step remembers. */
  pipeNeighbours: 16,
  /** Characters of a carried text. */
  carriedText: 262_144,
} as const;
