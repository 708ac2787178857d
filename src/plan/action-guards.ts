/** Which conditions ask what the script was called for: `case "$1" in deploy) …`. */
import type { Classification } from '../model/classified.ts';
import type { Guard, Step } from '../model/step.ts';
import type { Trace } from '../model/trace.ts';
import type { Situation } from './situation.ts';

/**
 * The condition lets some of the actions pass that came as far as it, and not the others. What else a
 * step of one action asks, it asks in that action, too.
 */
export function choosesAction(
  guard: Guard,
  step: Step,
  { classification, trace }: Pick<Situation, 'classification' | 'trace'>,
): boolean {
  if (trace.actions.length < 2 || step.actions.length === 0) return false;
  if (step.actions.length >= trace.actions.length) return false;
  const named = actionNames(trace);
  if (guard.reads.some((name) => named.has(name))) return true;
  const known = actionsBehind(classification);
  const keys = keysOf(step);
  const at = step.guards.indexOf(guard);
  const reaching = known.get(keys[at] ?? '') ?? new Set();
  const passing = known.get(keys[at + 1] ?? '') ?? new Set();
  return passing.size < reaching.size;
}

/** Variables that hold the action: `ACTION=$2`; `[ -n "$ACTION" ]` asks for it, whichever it is. */
function actionNames({ choices, assignments }: Trace): ReadonlySet<string> {
  const chosen = new Set(choices.flatMap(({ action }) => action ?? []));
  const held = assignments.flatMap(({ name, value }) =>
    value.kind === 'variable' && chosen.has(value.name) ? [name] : [],
  );
  // `$1` of a function is another one.
  return new Set([...chosen, ...held].filter((name) => !/^\d+$/.test(name)));
}

const remembered = new WeakMap<Classification, ReadonlyMap<string, ReadonlySet<string>>>();

/** The actions that get past the conditions of each way into the scripts. */
function actionsBehind(classification: Classification): ReadonlyMap<string, ReadonlySet<string>> {
  const known = remembered.get(classification);
  if (known !== undefined) return known;
  const actions = new Map<string, Set<string>>();
  for (const { step } of classification.steps) {
    if (!step.reached) continue;
    for (const key of keysOf(step)) {
      const own = actions.get(key) ?? new Set();
      for (const action of step.actions) own.add(action);
      actions.set(key, own);
    }
  }
  remembered.set(classification, actions);
  return actions;
}

/** The script that was started, and the conditions passed from there, one more at a time. */
function keysOf({ calledFrom, span, guards }: Step): readonly string[] {
  const start = calledFrom[0]?.span.file ?? span.file;
  const keys = [start];
  for (const { span: asked, negated } of guards)
    keys.push(
      `${keys.at(-1) ?? ''}\n${asked.file}:${asked.start}-${asked.end}${negated ? '!' : ''}`,
    );
  return keys;
}
