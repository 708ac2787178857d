import type { Decision, LogEntry } from '../model/rollout.ts';
import { withLines } from './json-lines.ts';
import { lineOf, sealEntry } from './log-entry.ts';
import { graphOf } from './log-graph.ts';
import { readLog } from './read-log.ts';

/** The log with a decision added on all heads that stand in it. Never touches a line that is there. */
export function appendEntry(
  text: string,
  decision: Decision,
  seen: { readonly at: string; readonly by: string },
): { readonly text: string; readonly entry: LogEntry } {
  const parents = graphOf(readLog(text).entries).heads;
  const entry = sealEntry(decision, { parents, ...seen });
  return { text: withLines(text, [lineOf(entry)]), entry };
}
