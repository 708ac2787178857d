import { expect, test } from '@jest/globals';

import { unsureNames } from '../../../src/generate/lint/unsure-names.ts';

const texts = [
  { text: 'A=1\necho "$A"', unsure: [], why: 'set before' },
  { text: 'echo "$A"\nA=1', unsure: ['A'], why: 'set too late' },
  { text: 'curl x || A=1\n[ -z "$A" ]', unsure: ['A'], why: 'set by a failure only' },
  { text: 'a && A=1 || A=2\necho "$A"', unsure: [], why: 'set either way' },
  { text: 'if a; then A=1; fi\necho "$A"', unsure: ['A'], why: 'one branch' },
  { text: 'if a; then A=1; else A=2; fi\necho "$A"', unsure: [], why: 'both branches' },
  { text: 'if a; then A=1; else exit 1; fi\necho "$A"', unsure: [], why: 'the other leaves' },
  { text: 'case $1 in a) A=1 ;; *) A=2 ;; esac\necho "$A"', unsure: [], why: 'every pattern' },
  { text: 'case $1 in a) A=1 ;; esac\necho "$A"', unsure: ['A'], why: 'one pattern' },
  { text: 'for A in 1 2; do B=$A; done\necho "$B"', unsure: [], why: 'a loop runs' },
  { text: 'while read -r A; do echo "$A"; done', unsure: [], why: 'read by a loop' },
  { text: '(A=1)\necho "$A"', unsure: ['A'], why: 'a shell of its own' },
  { text: 'f() { echo "$A"; }\nA=1\nf', unsure: [], why: 'a function that is called later' },
  { text: 'f() { if a; then A=1; fi; [ -z "$A" ]; }', unsure: ['A'], why: 'within a function' },
  { text: 'echo "${A:-}"', unsure: [], why: 'a default' },
];

test.each(texts)('$why', ({ text, unsure }) => {
  expect(unsureNames(text)).toEqual(unsure);
});
