import type { Finding } from '../model/classified.ts';
import type { Message } from '../model/message.ts';
import type { AnsweredQuestion, Blocker, Coverage, PlannedStep } from '../model/plan.ts';
import { say } from './say.ts';

export interface Readiness {
  readonly readiness: number;
  readonly because: readonly Message[];
}

interface Input {
  readonly coverage: Coverage;
  readonly steps: readonly PlannedStep[];
  readonly questions: readonly AnsweredQuestion[];
  readonly blockers: readonly Blocker[];
  readonly findings: readonly Finding[];
}

// The formula: 100 less what each kind of open work costs, each bounded so that none hides the rest.
const manualWeight = 60;
const perQuestion = 3;
const mostForQuestions = 15;
const perBlocker = 5;
const mostForBlockers = 15;
const doubtWeight = 20;
const perError = 3;
const mostForErrors = 10;

/** 0 to 100: how much of the way the application can go by itself, with every deduction shown. */
export function readinessOf({ coverage, steps, questions, blockers, findings }: Input): Readiness {
  if (coverage.steps === 0) return { readiness: 0, because: [say('plan/readiness-no-steps')] };
  const open = questions.filter(({ answer }) => answer === null).length;
  const errors = findings.filter(({ level }) => level === 'error').length;
  const parts = [
    part('manual', (manualWeight * coverage.manual) / coverage.steps, {
      count: coverage.manual,
      steps: coverage.steps,
    }),
    part('questions', Math.min(open * perQuestion, mostForQuestions), { count: open }),
    part('blockers', Math.min(blockers.length * perBlocker, mostForBlockers), {
      count: blockers.length,
    }),
    part('doubt', doubtWeight * averageDoubt(steps), {}),
    part('errors', Math.min(errors * perError, mostForErrors), { count: errors }),
  ].filter(({ points }) => points > 0);
  const lost = parts.reduce((sum, { points }) => sum + points, 0);
  return {
    readiness: Math.max(0, 100 - lost),
    because: [say('plan/readiness-start'), ...parts.map(({ message }) => message)],
  };
}

function part(
  name: 'manual' | 'questions' | 'blockers' | 'doubt' | 'errors',
  exact: number,
  params: Message['params'],
): { readonly points: number; readonly message: Message } {
  const points = Math.round(exact);
  return { points, message: say(`plan/readiness-${name}`, { ...params, points }) };
}

/** How unsure the rules are, on average over the effectful steps that are not manual anyway. */
function averageDoubt(steps: readonly PlannedStep[]): number {
  const counted = steps.filter(
    ({ disposition }) => disposition !== null && disposition !== 'manual',
  );
  if (counted.length === 0) return 0;
  const sum = counted.reduce((total, { classified }) => total + (1 - classified.confidence), 0);
  return sum / counted.length;
}
