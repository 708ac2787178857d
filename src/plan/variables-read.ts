import type { Step } from '../model/step.ts';
import type { Trace } from '../model/trace.ts';
import { writtenWord } from './written-word.ts';

/** Names of variables that the step's words and conditions read, as they are written. */
export function variablesRead(step: Step, trace: Trace): ReadonlySet<string> {
  const names = new Set(step.guards.flatMap(({ reads }) => reads));
  const texts = [step.text, ...step.words.map((word) => writtenWord(word, trace) ?? '')];
  for (const text of texts) {
    for (const match of text.matchAll(/\$\{?[#!]?([A-Za-z_]\w*)/g)) names.add(match[1] as string);
  }
  // `export NAME` hands the value on to whatever runs next.
  if (step.name === 'export')
    for (const word of step.text.split(/\s+/).slice(1))
      if (/^[A-Za-z_]\w*$/.test(word)) names.add(word);
  return names;
}
