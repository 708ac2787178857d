/** Conditions on which the script gives up, kept in the code of the room that asks them. */
import type { PlannedStep } from '../../model/plan.ts';
import type { Span } from '../../model/source.ts';
import type { StepId } from '../../model/step.ts';
import type { Command } from '../../syntax/nodes.ts';
import type { At, Cutting } from './cutting.ts';
import type { Kept } from './keep.ts';
import { leafOf } from './leaf.ts';
import type { ScriptIndex } from './script-index.ts';
import type { Frame, Leaf } from './tree.ts';

/** Those of the steps with which the script gives up for the sake of a condition of this room. */
export function refusalsAmong(
  steps: readonly PlannedStep[],
  { room }: Cutting,
): readonly PlannedStep[] {
  return room.refusals.size === 0
    ? []
    : steps.filter(({ classified }) => room.refusals.has(classified.step.id));
}

/** All that the call may give up for is asked in this room, so that its function can come as it is. */
export function refusesHere(call: Span, { index, room }: Cutting): boolean {
  const called = index.stepsCalled(call).map(({ classified }) => classified.step.id);
  const all = index.plan.refusals.flatMap(({ steps }) => steps.filter((id) => called.includes(id)));
  return all.every((id) => room.refusals.has(id));
}

/** `exit 1` as what the condition around it is there for. */
export function refusalLeaf(
  node: Command,
  refused: readonly PlannedStep[],
  at: At,
  cutting: Cutting,
): Leaf {
  return withRefusals(leafOf(node, [], 'jump', at, cutting, false), refused, cutting);
}

/** The leaf names what it gives up with; its folder counts where the condition looks around there. */
export function withRefusals(
  leaf: Leaf,
  refused: readonly PlannedStep[],
  { index }: Cutting,
): Leaf {
  const steps = refused.map(({ classified }) => classified.step.id);
  const [first] = refused;
  const { refusals } = index.plan;
  const looksAround = refusals.some(
    ({ guard, steps: own }) => own.some((id) => steps.includes(id)) && usesFolder(guard.text),
  );
  const cwd = first?.classified.step.cwd;
  return {
    ...leaf,
    steps,
    lines: leaf.lines.map((line, at) => (at === 0 ? { ...line, steps } : line)),
    cwd: looksAround && cwd?.kind === 'literal' ? cwd.text : null,
  };
}

/** A test of a file that is named from where the shell is, or a program that may look for one. */
function usesFolder(text: string): boolean {
  return /\s-[aedfrsxhL]\s+["']?(?![/~"'$])/.test(text) || !/^\s*!?\s*(\[|test\b|\(\()/.test(text);
}

/** What gives up, whether the room asks for it or something kept brought it along. */
export function refusalsIn(
  kept: Kept,
  functions: ReadonlyMap<string, Frame>,
  index: ScriptIndex,
): ReadonlySet<StepId> {
  const whole = [...kept.functions].flatMap((name) => functions.get(name) ?? []);
  const spans = [
    ...[...kept.leaves].map(({ span }) => span),
    ...whole.filter(({ closing }) => closing === '').map(({ span }) => span),
  ];
  const ids = index.plan.refusals.flatMap(({ steps }) => steps);
  return new Set(
    ids.filter((id) => {
      const step = index.step(id)?.classified.step;
      if (step === undefined) return false;
      const places = [index.placeOf(step), ...step.calledFrom.map((call) => call.span)];
      return spans.some((span) => places.some((place) => isWithin(place, span)));
    }),
  );
}

function isWithin(span: Span, around: Span): boolean {
  return span.file === around.file && around.start <= span.start && span.end <= around.end;
}
