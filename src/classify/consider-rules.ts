import type { Certainty, RuleId } from '../model/classified.ts';
import type { Lore } from '../model/lore.ts';
import type { StepId } from '../model/step.ts';
import type { Trace } from '../model/trace.ts';
import { compileCondition } from './compile-condition.ts';
import { matchClass, ruleIndexOf } from './match.ts';
import type { Rule, RuleSet } from './rule.ts';
import { subjectsOf } from './subject.ts';
import type { Subject } from './subject.ts';

/** A rule that was asked about a step, and how it came out. */
export interface ConsideredRule {
  readonly rule: RuleId;
  readonly answer: Certainty;
  readonly outcome: 'wins' | 'overruled' | 'gives-way' | 'clashes' | 'only-possible' | 'fails';
  /** Rules that stand above it, or the keys of its condition that don't hold. */
  readonly because: readonly string[];
}

/**
 * Every rule that applies to a step, or may, and those that name its command and fail; the winner
 * first. Null when the trace has no such step.
 */
export function considerRules(
  trace: Trace,
  id: StepId,
  rules: RuleSet,
  lore: Lore,
): readonly ConsideredRule[] | null {
  const subject = subjectsOf(trace, lore).find(({ step }) => step.id === id);
  if (subject === undefined) return null;
  const index = ruleIndexOf(rules);
  const asked = index.classes(subject.names).map((rule) => ({ rule, answer: rule.test(subject) }));
  const match = matchClass(index, subject);
  const winner = match.kind === 'matched' ? match.rule : null;
  const sure = asked.filter(({ answer }) => answer === 'yes').map(({ rule }) => rule);
  return asked
    .flatMap(({ rule, answer }): readonly ConsideredRule[] => {
      if (answer !== 'no') return [outcomeOf(rule, answer, winner, sure)];
      if (rule.commands === null) return [];
      return [{ rule: rule.id, answer, outcome: 'fails', because: failingKeys(rule, subject) }];
    })
    .sort((a, b) => rank(a) - rank(b) || (a.rule < b.rule ? -1 : 1));
}

function outcomeOf(
  rule: Rule,
  answer: Certainty,
  winner: RuleId | null,
  sure: readonly Rule[],
): ConsideredRule {
  const said = { rule: rule.id, answer };
  if (rule.id === winner) return { ...said, outcome: 'wins', because: [] };
  const above = sure.filter(({ over }) => over.includes(rule.id)).map(({ id }) => id);
  if (above.length > 0) return { ...said, outcome: 'overruled', because: above };
  if (answer === 'maybe' && sure.length > 0)
    return { ...said, outcome: 'only-possible', because: sure.map(({ id }) => id) };
  if (rule.fallback && sure.some(({ fallback }) => !fallback))
    return { ...said, outcome: 'gives-way', because: winner === null ? [] : [winner] };
  return { ...said, outcome: 'clashes', because: [] };
}

/** The parts of a condition that don't hold, as far as they can be asked one by one. */
function failingKeys({ written }: Rule, subject: Subject): readonly string[] {
  return Object.entries(written as Readonly<Record<string, unknown>>)
    .filter(([key, value]) => compileCondition({ [key]: value })(subject) === 'no')
    .map(([key]) => key);
}

const order: readonly ConsideredRule['outcome'][] = [
  'wins',
  'clashes',
  'overruled',
  'gives-way',
  'only-possible',
  'fails',
];

function rank({ outcome }: ConsideredRule): number {
  return order.indexOf(outcome);
}
