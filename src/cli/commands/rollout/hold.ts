import type { DefineCommand } from '../../command.ts';
import { UsageError } from '../../errors.ts';
import { fleetNames } from './fleet-names.ts';
import { checkApplication, openRollout, tellProblems } from './open-rollout.ts';
import { sayIn, withDecisionOptions } from './options.ts';
import type { DecisionOptions } from './options.ts';
import { record } from './record.ts';

/** `rollout hold APP`: an application stays where it is until somebody advances it with a reason. */
export const defineRolloutHold: DefineCommand = (program, io) => {
  withDecisionOptions(
    program
      .command('hold')
      .description('an application stays where it is, and why')
      .argument('<app>'),
  ).action(async (app: string, options: DecisionOptions) => {
    const say = sayIn(options.lang);
    const { because } = options;
    if (because === undefined || because.trim() === '')
      throw new UsageError(say('because-needed', { command: 'hold' }));
    const opened = openRollout(io, options);
    tellProblems(io, opened, options);
    checkApplication(app, { ...opened, facts: fleetNames(io, options) }, options);
    await record(io, app, options, ({ stage }) => ({ type: 'hold', app, stage, because }));
    io.stdout(`${say('held', { app })}\n`);
  });
};
