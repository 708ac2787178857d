import type { DefineCommand } from '../../command.ts';
import { defineRolloutAdvance } from './advance.ts';
import { defineRolloutHistory } from './history.ts';
import { defineRolloutHold } from './hold.ts';
import { defineRolloutLog } from './log.ts';
import { defineRolloutMetrics } from './metrics.ts';
import { defineRolloutPlan } from './plan.ts';
import { defineRolloutRollback } from './rollback.ts';
import { defineRolloutStatus } from './status.ts';
import { defineRolloutSync } from './sync.ts';

/** The sub-commands, in the order of the help. */
const subCommands: readonly DefineCommand[] = [
  defineRolloutPlan,
  defineRolloutStatus,
  defineRolloutAdvance,
  defineRolloutHold,
  defineRolloutSync,
  defineRolloutRollback,
  defineRolloutHistory,
  defineRolloutLog,
  defineRolloutMetrics,
];

/** `rollout`: the way of a fleet to AWS, wave by wave, decision by decision. */
export const defineRollout: DefineCommand = (program, io, finish) => {
  const rollout = program
    .command('rollout')
    .description('the way of the fleet to AWS: waves, decisions, what happened');
  for (const define of subCommands) define(rollout, io, finish);
};
