import type { LogEntry } from '../../../model/rollout.ts';
import { graphOf } from '../../../rollout/log-graph.ts';
import { verifyLog } from '../../../rollout/verify-log.ts';
import type { DefineCommand } from '../../command.ts';
import { exitCodes } from '../../exit-codes.ts';
import type { ExitCode } from '../../exit-codes.ts';
import { choose } from '../../formats.ts';
import type { Io } from '../../io.ts';
import { entryText } from './entry-text.ts';
import { openRollout, problemText, tellProblems } from './open-rollout.ts';
import type { OpenedRollout } from './open-rollout.ts';
import { sayIn, withRolloutOptions } from './options.ts';
import type { RolloutOptions } from './options.ts';

/** `rollout log`: every decision, each after those that it was made on; `--verify` checks that none was tampered with. */
export const defineRolloutLog: DefineCommand = (program, io, finish) => {
  withRolloutOptions(
    program.command('log').description('every decision; --verify looks for tampering'),
  )
    .option('--verify', 'look for edited, missing, cut-off and removed entries')
    .action((options: RolloutOptions & { verify?: boolean }) => {
      const given = options.json === true ? 'json' : options.format;
      const format = choose(given, ['table', 'json'], '--format', options.lang);
      const opened = openRollout(io, options);
      if (options.verify === true) {
        finish(verify(io, opened, format, options));
        return;
      }
      const entries = graphOf(opened.log.entries).ordered.filter(({ decision }) => {
        const app = decision?.app;
        return options.app === undefined || (app !== undefined && options.app.includes(app));
      });
      io.stdout(format === 'json' ? jsonOf(entries) : tableOf(entries, options));
      finish(tellProblems(io, opened, options) ? exitCodes.unreadInput : exitCodes.done);
    });
};

function jsonOf(entries: readonly LogEntry[]): string {
  return `${JSON.stringify({ schema: 'pipewright/rollout-log/1', entries }, null, 2)}\n`;
}

function tableOf(entries: readonly LogEntry[], { lang }: RolloutOptions): string {
  if (entries.length === 0) return `${sayIn(lang)('log/empty')}\n`;
  return entries.map((entry) => `${entryText(entry, lang)}\n`).join('');
}

function verify(
  io: Io,
  { log, files }: OpenedRollout,
  format: 'table' | 'json',
  options: RolloutOptions,
): ExitCode {
  const say = sayIn(options.lang);
  const added = io.git.addedLines(files.log);
  const problems = verifyLog(log, added);
  if (added === null) io.stderr(`${say('log/no-git')}\n`);
  if (format === 'json') {
    const result = {
      schema: 'pipewright/rollout-verify/1',
      entries: log.entries.length,
      history: added !== null,
      problems,
    };
    io.stdout(`${JSON.stringify(result, null, 2)}\n`);
  } else {
    for (const problem of problems) io.stdout(`${problemText(problem, files.log, options)}\n`);
    const heads = graphOf(log.entries).heads.length;
    io.stdout(
      `${say('log/verified', { entries: log.entries.length, heads, problems: problems.length })}\n`,
    );
  }
  // A marker that Git left, or an entry of a newer version, is worth a line and breaks nothing.
  const isBroken = problems.some(
    ({ kind }) => kind !== 'unknown-type' && kind !== 'conflict-marker',
  );
  return isBroken ? exitCodes.invalidOutput : exitCodes.done;
}
