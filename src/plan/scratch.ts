import type { Step } from '../model/step.ts';
import type { Value } from '../model/value.ts';

/** The step works in a folder that the script made for this run only (`mktemp`). */
export function isInScratch(step: Step): boolean {
  return (
    step.words.some(({ value }) => isScratch(value)) || (step.cwd !== null && isScratch(step.cwd))
  );
}

function isScratch(value: Value): boolean {
  switch (value.kind) {
    case 'output':
      return /^mktemp\b/.test(value.command);
    case 'concat':
      return value.parts.some(isScratch);
    case 'one-of':
      return value.values.every(isScratch);
    default:
      return false;
  }
}
