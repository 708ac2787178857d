import type { Step } from '../model/step.ts';
import { valueText, wordsText } from './value-text.ts';

/** Everything that a command is told, as one text for people: its words and its standard input. */
export function textOfStep(step: Step): string {
  const input = step.stdin.kind === 'text' ? ` ${valueText(step.stdin.text)}` : '';
  return `${wordsText(step.words)}${input}`;
}
