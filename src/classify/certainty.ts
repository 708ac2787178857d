import type { Certainty } from '../model/classified.ts';

/** All must hold: the least certain answer counts. */
export function allOf(answers: Iterable<Certainty>): Certainty {
  let result: Certainty = 'yes';
  for (const answer of answers) {
    if (answer === 'no') return 'no';
    if (answer === 'maybe') result = 'maybe';
  }
  return result;
}

/** One must hold: the most certain answer counts. */
export function anyOf(answers: Iterable<Certainty>): Certainty {
  let result: Certainty = 'no';
  for (const answer of answers) {
    if (answer === 'yes') return 'yes';
    if (answer === 'maybe') result = 'maybe';
  }
  return result;
}

/** Not knowing whether something holds is not knowing whether it fails. */
export function opposite(answer: Certainty): Certainty {
  if (answer === 'maybe') return 'maybe';
  return answer === 'yes' ? 'no' : 'yes';
}

export function certainly(holds: boolean): Certainty {
  return holds ? 'yes' : 'no';
}
