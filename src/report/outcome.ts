import type { ScannedStep } from '../model/scan-result.ts';
import type { Bar, Outcome } from './report-view.ts';
import type { Wording } from './wording.ts';

/** The outcomes in the order in which bars and legends show them. */
export const outcomes = ['converted', 'replaced', 'dropped', 'manual', 'unreached'] as const;

/** What becomes of a step. */
export function outcomeOf(step: ScannedStep): Outcome {
  if (step.disposition !== null) return step.disposition;
  return step.reached ? 'plumbing' : 'unreached';
}

// Where several steps stand on one line, the one that needs a person most decides its colour.
const urgency: readonly Outcome[] = [
  'manual',
  'converted',
  'replaced',
  'dropped',
  'unreached',
  'plumbing',
];

/** The outcome that a reader must not miss among several; null among none. */
export function mostUrgent(found: readonly Outcome[]): Outcome | null {
  return urgency.find((outcome) => found.includes(outcome)) ?? null;
}

/** A bar of the counted outcomes, as parts of 100; counts of zero have no part. */
export function barOf(counts: Readonly<Partial<Record<Outcome, number>>>, wording: Wording): Bar {
  const present = outcomes.filter((outcome) => (counts[outcome] ?? 0) > 0);
  const total = present.reduce((sum, outcome) => sum + (counts[outcome] ?? 0), 0);
  let before = 0;
  const parts = present.map((outcome) => {
    const count = counts[outcome] ?? 0;
    const start = percentOf(before, total);
    before += count;
    const width = rounded(percentOf(before, total) - start);
    return {
      outcome,
      label: wording.counted(`report/count/${outcome}`, count),
      count,
      start,
      width,
    };
  });
  return { parts };
}

function percentOf(part: number, whole: number): number {
  return rounded((part * 100) / whole);
}

function rounded(number: number): number {
  return Math.round(number * 100) / 100;
}
