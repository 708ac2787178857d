import type { Language } from '../../../model/message.ts';
import type { LogEntry, ObservedExecution } from '../../../model/rollout.ts';
import { settledExecutions } from '../../../rollout/settled-executions.ts';
import type { DefineCommand } from '../../command.ts';
import { exitCodes } from '../../exit-codes.ts';
import { choose } from '../../formats.ts';
import { entryText } from './entry-text.ts';
import { openRollout, tellProblems } from './open-rollout.ts';
import { sayIn, withRolloutOptions } from './options.ts';
import type { RolloutOptions } from './options.ts';

type Event =
  | { readonly at: string; readonly entry: LogEntry }
  | { readonly at: string; readonly execution: ObservedExecution };

/** `rollout history [APP]`: what was decided and what happened in AWS, in the order of time. */
export const defineRolloutHistory: DefineCommand = (program, io, finish) => {
  withRolloutOptions(
    program
      .command('history')
      .description('what was decided and what happened in AWS, by time')
      .argument('[app]'),
  ).action((app: string | undefined, options: RolloutOptions) => {
    const given = options.json === true ? 'json' : options.format;
    const format = choose(given, ['table', 'json'], '--format', options.lang);
    const opened = openRollout(io, options);
    const isWanted = (name: string | undefined) => app === undefined || name === app;
    const events: Event[] = [
      ...opened.log.entries
        .filter(({ decision }) => isWanted(decision?.app))
        .map((entry) => ({ at: entry.at, entry })),
      ...settledExecutions(opened.observations)
        .filter((execution) => isWanted(execution.app))
        .map((execution) => ({ at: execution.startedAt ?? '', execution })),
    ];
    events.sort((left, right) => (left.at === right.at ? 0 : left.at < right.at ? -1 : 1));
    if (format === 'json')
      io.stdout(`${JSON.stringify({ schema: 'pipewright/rollout-history/1', events }, null, 2)}\n`);
    else io.stdout(tableOf(events, options.lang));
    finish(tellProblems(io, opened, options) ? exitCodes.unreadInput : exitCodes.done);
  });
};

function tableOf(events: readonly Event[], lang: Language): string {
  if (events.length === 0) return `${sayIn(lang)('history/empty')}\n`;
  return events
    .map((event) =>
      'entry' in event ? entryText(event.entry, lang) : executionText(event.execution, lang),
    )
    .map((line) => `${line}\n`)
    .join('');
}

function executionText(one: ObservedExecution, lang: Language): string {
  const say = sayIn(lang);
  const what = say(`history/${one.type}`, {
    pipeline: one.pipeline,
    status: one.status,
    revision: (one.revision ?? '–').slice(0, 12),
  });
  return `${one.execution.slice(0, 12)}  ${(one.startedAt ?? '').slice(0, 16)}  ${one.app}: ${what}`;
}
