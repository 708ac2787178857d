import { expect, test } from '@jest/globals';

import { createNormalise } from '../../../src/generate/merge/line-numbers.ts';
import { mergeFile } from '../../../src/generate/merge/merge-file.ts';
import { isSafePath } from '../../../src/generate/merge/safe-path.ts';

const normalise = createNormalise(['deploy.sh']);
const marked = '<<<<<<< yours\nmine\n=======\nours\n>>>>>>> pipewright\n';

test.each([
  { why: 'new', base: null, current: null, next: 'n', outcome: 'written', text: 'n' },
  { why: 'the same', base: 'n', current: 'n', next: 'n', outcome: 'unchanged', text: 'n' },
  { why: 'untouched', base: 'o', current: 'o', next: 'n', outcome: 'written', text: 'n' },
  {
    why: 'untouched, other line numbers',
    base: '# deploy.sh:1',
    current: '# deploy.sh:1',
    next: '# deploy.sh:2',
    outcome: 'written',
    text: '# deploy.sh:2',
  },
  { why: 'edited', base: 'o', current: 'o\nmine', next: 'o', outcome: 'kept', text: 'o\nmine' },
  {
    why: 'deleted by a person',
    base: 'o',
    current: null,
    next: 'n',
    outcome: 'deleted',
    text: null,
  },
  {
    why: 'there before us, the same by chance',
    base: null,
    current: 'n',
    next: 'n',
    outcome: 'unchanged',
    text: 'n',
  },
  {
    why: 'there before us, another text',
    base: null,
    current: 'mine\n',
    next: 'ours\n',
    outcome: 'conflict',
    text: '<<<<<<< yours\nmine\n=======\nours\n>>>>>>> pipewright\n',
  },
  {
    why: 'a conflict that nobody has settled stays one',
    base: 'ours\n',
    current: marked,
    next: 'ours\n',
    outcome: 'conflict',
    text: marked,
  },
  {
    why: 'nothing makes it any more',
    base: 'o',
    current: 'o',
    next: null,
    outcome: 'removed',
    text: null,
  },
  {
    why: 'nothing makes it any more, but it is edited',
    base: 'o',
    current: 'mine',
    next: null,
    outcome: 'orphaned',
    text: 'mine',
  },
  {
    why: 'gone on both sides',
    base: 'o',
    current: null,
    next: null,
    outcome: 'unchanged',
    text: null,
  },
])('$why', ({ base, current, next, outcome, text }) => {
  expect(mergeFile({ base, current, next }, normalise)).toMatchObject({ outcome, text });
});

test.each([
  ['apps/shop/pipeline.yaml', true],
  ['apps/shop/.hidden', true],
  ['apps/../x/pipeline.yaml', false],
  ['../pipeline.yaml', false],
  ['/etc/passwd', false],
  ['apps//x', false],
  ['apps/./x', false],
  ['apps\\..\\x', false],
  ['apps/a\nb', false],
  ['apps/a\u0000b', false],
  ['', false],
])('isSafePath(%j) is %s', (path, expected) => {
  expect(isSafePath(path)).toBe(expected);
});
