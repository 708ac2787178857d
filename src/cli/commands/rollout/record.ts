import type { Decision, LogEntry } from '../../../model/rollout.ts';
import { appendEntry } from '../../../rollout/append-entry.ts';
import { foldLog, untouched } from '../../../rollout/fold-log.ts';
import type { ApplicationState } from '../../../rollout/fold-log.ts';
import { readLog } from '../../../rollout/read-log.ts';
import { UsageError } from '../../errors.ts';
import type { Io } from '../../io.ts';
import { decider, rolloutFiles, sayIn } from './options.ts';
import type { DecisionOptions } from './options.ts';

/**
 * Writes a decision down, made from the state that holds when the log is locked, so that two people at
 * once can't both decide on the same state. `decide` may refuse with null. Gives the entry, or null.
 */
export async function record(
  io: Io,
  app: string,
  options: DecisionOptions,
  decide: (state: ApplicationState) => Decision | null,
): Promise<LogEntry | null> {
  const by = decider(io, options);
  const { log } = rolloutFiles(io, options);
  let written: LogEntry | null = null;
  const update = await io.sharedFiles.update(log, (text) => {
    const decision = decide(foldLog(readLog(text).entries).get(app) ?? untouched);
    if (decision === null) return text;
    const added = appendEntry(text, decision, { at: io.clock.now(), by });
    written = added.entry;
    return added.text;
  });
  if (!update.ok)
    throw new UsageError(
      sayIn(options.lang)('locked', { file: update.file, holder: update.holder }),
    );
  return written;
}
