import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { createNormalise } from '../../../src/generate/merge/line-numbers.ts';
import { hasMarks, mergeText } from '../../../src/generate/merge/merge-text.ts';

const normalise = createNormalise(['deploy.sh', 'lib/common.sh', 'bin/deploy']);
const merge = (base: string, current: string, next: string) =>
  mergeText(base, current, next, normalise);

describe('margin notes', () => {
  test.each([
    ['# deploy.sh:12', '# deploy.sh:'],
    ['# deploy.sh:12-18, 25; lib/common.sh:3', '# deploy.sh:; lib/common.sh:'],
    ['  from: deploy.sh:7  # S1', '  from: deploy.sh:  # S1'],
    ['| Build | Build | bin/deploy:3-4 |', '| Build | Build | bin/deploy: |'],
    ['curl http://localhost:3001/health', 'curl http://localhost:3001/health'],
    ['# redeploy.sh:12', '# redeploy.sh:12'],
    ['# other/deploy.sh:12', '# other/deploy.sh:12'],
    ['deploy.sh: says hello', 'deploy.sh: says hello'],
  ])('%s', (line, expected) => {
    expect(normalise(line)).toBe(expected);
  });

  test('without scripts nothing is taken away', () => {
    expect(createNormalise([])('# deploy.sh:12')).toBe('# deploy.sh:12');
  });
});

const rows = [
  { why: 'both untouched', base: 'a\nb\n', current: 'a\nb\n', next: 'a\nb\n', text: 'a\nb\n' },
  { why: 'ours alone', base: 'a\nb\n', current: 'a\nb\n', next: 'a\nB\n', text: 'a\nB\n' },
  {
    why: 'theirs alone',
    base: 'a\nb\n',
    current: 'a\nmine\nb\n',
    next: 'a\nb\n',
    text: 'a\nmine\nb\n',
  },
  {
    why: 'both, in places apart',
    base: 'a\nb\nc\nd\n',
    current: 'mine\na\nb\nc\nd\n',
    next: 'a\nb\nc\nD\n',
    text: 'mine\na\nb\nc\nD\n',
  },
  {
    why: 'both the same',
    base: 'a\nb\nc\n',
    current: 'a\nX\nc\n',
    next: 'a\nX\nc\n',
    text: 'a\nX\nc\n',
  },
  {
    why: 'new line numbers win where nothing else changed',
    base: '# deploy.sh:3\nx\ny\n',
    current: '# deploy.sh:3\nx\ny\nmine\n',
    next: '# deploy.sh:4\nx\ny\n',
    text: '# deploy.sh:4\nx\ny\nmine\n',
  },
  {
    why: 'an edit beside a margin note does not meet its new number',
    base: '# deploy.sh:3\nx\ny\n',
    current: '# deploy.sh:3\nedited\ny\n',
    next: '# deploy.sh:4\nx\ny\n',
    text: '# deploy.sh:4\nedited\ny\n',
  },
  {
    why: 'what a person removed stays removed',
    base: 'a\nb\nc\n',
    current: 'a\nc\n',
    next: 'a\nb\nc\nd\n',
    text: 'a\nc\nd\n',
  },
];

test.each(rows)('$why', ({ base, current, next, text }) => {
  expect(merge(base, current, next)).toMatchObject({ text, conflicts: 0 });
});

test('a real conflict leaves both sides, marked, and what they agree on stands bare', () => {
  const { text, conflicts } = merge('a\nb\nc\nd\n', 'a\nmine\nc\nd\n', 'a\nours\nc\nd\n');
  expect(text).toBe('a\n<<<<<<< yours\nmine\n=======\nours\n>>>>>>> pipewright\nc\nd\n');
  expect(conflicts).toBe(1);
  expect(hasMarks(text)).toBe(true);
  expect(hasMarks('a\n=======\nb\n')).toBe(false);
});

const line = fc.constantFrom('a', 'b', 'c', '', '# deploy.sh:1', '# deploy.sh:2', 'x: 1', 'y');
const lines = fc.array(line, { maxLength: 12 }).map((all) => all.join('\n'));

describe('laws', () => {
  test('nobody edited: what is new stands', () => {
    fc.assert(
      fc.property(lines, lines, (base, next) => {
        expect(merge(base, base, next)).toMatchObject({ text: next, conflicts: 0 });
      }),
    );
  });

  test('nothing new: what a person wrote stands, but for line numbers', () => {
    fc.assert(
      fc.property(lines, lines, (base, current) => {
        const { text, conflicts } = merge(base, current, base);
        expect(text.split('\n').map(normalise)).toEqual(current.split('\n').map(normalise));
        expect(conflicts).toBe(0);
      }),
    );
  });

  test('a line that a person wrote is never lost', () => {
    const unique = fc.uniqueArray(
      fc.integer({ min: 100, max: 999 }).map((n) => `mine ${n}`),
      {
        minLength: 1,
        maxLength: 4,
      },
    );
    fc.assert(
      fc.property(lines, lines, unique, fc.nat(), (base, next, mine, seed) => {
        const current = base.split('\n');
        mine.forEach((text, at) => current.splice((seed + at * 7) % (current.length + 1), 0, text));
        const merged = merge(base, current.join('\n'), next).text.split('\n');
        for (const text of mine) expect(merged).toContain(text);
      }),
    );
  });

  test('every line of the new text that has a place stands there', () => {
    fc.assert(
      fc.property(lines, lines, lines, (base, current, next) => {
        const merged = merge(base, current, next);
        const written = merged.text.split('\n');
        next.split('\n').forEach((text, at) => {
          const place = merged.lines[at] ?? null;
          if (place !== null) expect(written[place]).toBe(text);
        });
        expect(merged.lines).toHaveLength(next.split('\n').length);
      }),
    );
  });
});
