/** Tests that ran on a host, beside its database, and run in the build now. */
import type { ClassifiedStep } from '../model/classified.ts';
import type { Decision } from './decision.ts';
import { isEffectful, machineOf } from './evidence.ts';
import type { Situation } from './situation.ts';
import { textOfStep } from './step-text.ts';

/** The question under which a person says which database the build's tests use. */
export const testDatabaseQuestion = 'test_database';

// Test runners of frameworks that open the application's database.
const opensDatabase =
  /\b(manage\.py test|artisan test|phpunit|pest|rspec|rails test|rake (test|spec)|mix test|pytest)\b/;

/** CodeBuild has no database of the application's: which one the tests get, nobody but a person knows. */
export function withTestDatabase(
  classified: ClassifiedStep,
  decision: Decision,
  situation: Situation,
): Decision {
  const { step, kind } = classified;
  const moves =
    kind === 'test' &&
    decision.disposition === 'converted' &&
    decision.question === null &&
    decision.destination.startsWith('buildspec/') &&
    step.place.kind !== 'container' &&
    machineOf(step, situation) === 'host';
  return moves && opensDatabase.test(textOfStep(step)) && hasDatabase(situation)
    ? { ...decision, question: testDatabaseQuestion }
    : decision;
}

/** The deployment changes the schema of one. */
function hasDatabase({ classification }: Situation): boolean {
  return classification.steps.some((one) => isEffectful(one) && one.kind === 'db-migrate');
}
