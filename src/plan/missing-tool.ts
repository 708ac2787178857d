/** What a script does only where a tool is missing: `if ! command -v docker; then apt install docker; …; fi`. */
import type { ClassifiedStep } from '../model/classified.ts';
import type { Guard } from '../model/step.ts';
import { machineOf } from './evidence.ts';
import type { Situation } from './situation.ts';

const partOfInstalling =
  /^(start-service|restart-service|transfer|cleanup|permission|config-write|provision)$/;

/**
 * The step belongs to an installation that the image has done already, and whose branch no deployment
 * enters any more.
 */
export function installsMissingTool(classified: ClassifiedStep, situation: Situation): boolean {
  const { kind, step } = classified;
  if (!partOfInstalling.test(kind) || machineOf(step, situation) !== 'host') return false;
  const missing = step.guards.filter(asksForMissingTool);
  return missing.some((guard) =>
    situation.classification.steps.some(
      (other) =>
        other.kind === 'provision' &&
        other.disposition === 'replaced' &&
        (other.destination === null || other.destination === 'image') &&
        other.step.guards.some((one) => isSame(one, guard)),
    ),
  );
}

/** `if ! command -v tool`: the branch for a machine that has it not. */
export function asksForMissingTool({ text, negated, source }: Guard): boolean {
  if (source !== 'if' && source !== 'and-or') return false;
  const asked = /^\s*(!\s*)?(command -v|which|type(?: -\w)?|hash)\s+[\w.+-]+\s*(&?>|[12]>|$)/.exec(
    text,
  );
  return asked !== null && (asked[1] !== undefined) !== negated;
}

function isSame(one: Guard, other: Guard): boolean {
  return (
    one.span.file === other.span.file &&
    one.span.start === other.span.start &&
    one.negated === other.negated
  );
}
