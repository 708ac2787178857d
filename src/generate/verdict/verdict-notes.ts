/** What stands above each line that lets a check fail which could not. */
export const verdictNotes = {
  answer: 'Added: nothing looked at the answer.',
  never: 'Added: here it never passed.',
  loop: 'Added: the loop ends alike whether the check ever passed or not.',
  branch: 'Added: the old script went on, whatever the check said.',
  fail: 'Added: --fail, so that an answer of 400 or more counts.',
} as const;
