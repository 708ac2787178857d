import type { ClassifiedStep } from '../model/classified.ts';
import type { Value } from '../model/value.ts';
import type { Decision } from './decision.ts';
import { manual } from './decision.ts';
import { machineOf } from './evidence.ts';
import type { Situation } from './situation.ts';

/**
 * Turns a step to manual whose words hold a value that was read back from a host
 * (`CURRENT=$(ssh host readlink …)`) while the step itself now runs where no host can be asked.
 */
export function withReadBack(
  classified: ClassifiedStep,
  decision: Decision,
  situation: Situation,
): Decision {
  const leavesHost = /^(buildspec|stage|deploy)\//.test(decision.destination);
  if (decision.disposition !== 'converted' || !leavesHost) return decision;
  const outputs = classified.step.words.flatMap(({ value }) => outputsIn(value));
  if (outputs.length === 0) return decision;
  const commands = readBackCommands(situation);
  const used = outputs.some((command) => commands.has(command));
  return used ? manual(decision.destination, 'plan/read-back', 'read_back') : decision;
}

const found = new WeakMap<Situation['classification'], ReadonlySet<string>>();

/** Commands whose output comes back from a host, as their values name them. */
function readBackCommands(situation: Situation): ReadonlySet<string> {
  const known = found.get(situation.classification);
  if (known !== undefined) return known;
  const commands = findReadBack(situation);
  found.set(situation.classification, commands);
  return commands;
}

function findReadBack(situation: Situation): ReadonlySet<string> {
  const remote = situation.classification.steps
    .map(({ step }) => step)
    .filter(
      (step) =>
        step.outputUsed && step.place.kind === 'remote' && machineOf(step, situation) === 'host',
    );
  const assigned = situation.trace.assignments.filter(({ file, span }) =>
    remote.some(
      (step) =>
        step.span.file === file && span.start <= step.span.start && step.span.end <= span.end,
    ),
  );
  return new Set([
    ...assigned.flatMap(({ value }) => outputsIn(value)),
    ...remote.map(({ text }) => text),
  ]);
}

function outputsIn(value: Value): readonly string[] {
  switch (value.kind) {
    case 'output':
      return [value.command];
    case 'concat':
      return value.parts.flatMap(outputsIn);
    case 'one-of':
      return value.values.flatMap(outputsIn);
    default:
      return [];
  }
}
