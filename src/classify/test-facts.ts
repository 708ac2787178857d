import type { ClassifiedStep } from '../model/classified.ts';
import { showValue } from './pattern.ts';

/** What an example may expect of a class, beside captures. */
export const classFacts = [
  'kind',
  'destination',
  'disposition',
  'confidence',
  'rule',
  'match',
  'ask',
  'notes',
] as const;

/** A fact by its name: of the class, or a capture. */
export function factOf(step: ClassifiedStep, key: string): string | number | null {
  switch (key) {
    case 'kind':
      return step.kind;
    case 'destination':
      return step.destination;
    case 'disposition':
      return step.disposition;
    case 'confidence':
      return step.confidence;
    case 'rule':
      return step.rule;
    case 'match':
      return step.match.kind === 'matched' ? step.match.certainty : step.match.kind;
    case 'ask':
      return step.questions.map(({ id }) => id).join(' ');
    case 'notes':
      return step.notes.length;
    default: {
      const value = step.captures[key];
      return value === undefined ? null : showValue(value);
    }
  }
}
