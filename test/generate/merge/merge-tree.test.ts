import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';

import { driftOf } from '../../../src/generate/merge/drift.ts';
import { lockPath, parseLock, sha256 } from '../../../src/generate/merge/lock.ts';
import { mergeTree } from '../../../src/generate/merge/merge-tree.ts';
import type { GeneratedPart } from '../../../src/generate/merge/merge-tree.ts';
import { parseTraceFile, tracePath } from '../../../src/generate/merge/trace-file.ts';

type Disk = Map<string, string>;
const made = { version: '0.1.0', rules: 'sha256:rules' };

/** An application with these files; `note` is the script line that the first line of each speaks of. */
function part(
  application: string | null,
  texts: Readonly<Record<string, string>>,
  note = 3,
): GeneratedPart {
  return {
    application,
    scripts: ['deploy.sh'],
    inputs: { [`${application ?? ''}/deploy.sh`]: sha256(String(note)) },
    steps: new Map([['s1', { id: 's1', file: 'shop/deploy.sh', line: note, endLine: note }]]),
    linesOf: ({ file, start, end }) => ({ file, line: start, endLine: end }),
    files: Object.entries(texts).map(([path, text]) => ({
      path,
      text: text.replace('NOTE', `deploy.sh:${note}`),
      executable: path.endsWith('.sh'),
      from: ['s1'],
      origins: [{ line: 2, endLine: 3, steps: ['s1'] }],
    })),
  };
}

function run(disk: Disk, parts: readonly GeneratedPart[], upTo = Infinity) {
  const tree = mergeTree(parts, made, {
    read: (path) => disk.get(path) ?? null,
    isInside: (path) => !path.startsWith('link/'),
  });
  for (const { path, text } of tree.changes.slice(0, upTo)) {
    if (text === null) disk.delete(path);
    else disk.set(path, text);
  }
  return tree;
}

const outcomes = (tree: ReturnType<typeof run>) =>
  Object.fromEntries(tree.outcomes.map(({ path, outcome }) => [path, outcome]));

const yaml = 'apps/shop/pipeline.yaml';
const hook = 'apps/shop/repo/deploy/start.sh';
const first = { [yaml]: '# NOTE\na\nb\nc\n', [hook]: '# NOTE\nx\ny\n' };

describe('running again', () => {
  test('writes files, bases, trace and lock at first, and nothing the second time', () => {
    const disk: Disk = new Map();
    const tree = run(disk, [part('shop', first)]);
    expect([...disk.keys()].sort()).toEqual(
      [
        `.pipewright/base/${yaml}`,
        `.pipewright/base/${hook}`,
        tracePath,
        yaml,
        hook,
        lockPath,
      ].sort(),
    );
    expect(tree.changes.filter(({ executable }) => executable).map(({ path }) => path)).toEqual([
      hook,
    ]);
    expect(run(disk, [part('shop', first)]).changes).toEqual([]);
  });

  test('a line at the top of the script conflicts with nothing, edits included', () => {
    const disk: Disk = new Map();
    run(disk, [part('shop', first)]);
    disk.set(yaml, '# deploy.sh:3\nmine\na\nb\nc\n');
    const tree = run(disk, [part('shop', first, 4)]);
    expect(outcomes(tree)).toEqual({ [yaml]: 'kept', [hook]: 'written' });
    expect(disk.get(yaml)).toBe('# deploy.sh:4\nmine\na\nb\nc\n');
    expect(disk.get(hook)).toBe('# deploy.sh:4\nx\ny\n');
  });

  test('trace.json follows lines that an edit moved', () => {
    const disk: Disk = new Map();
    run(disk, [part('shop', first)]);
    disk.set(yaml, '# deploy.sh:3\nmine\na\nb\nc\n');
    run(disk, [part('shop', first)]);
    expect(parseTraceFile(disk.get(tracePath) ?? null).files[yaml]).toEqual([
      { line: 3, endLine: 4, steps: [{ id: 's1', file: 'shop/deploy.sh', line: 3, endLine: 3 }] },
    ]);
  });

  test('a deleted file stays deleted, also on the run after', () => {
    const disk: Disk = new Map();
    run(disk, [part('shop', first)]);
    disk.delete(hook);
    expect(outcomes(run(disk, [part('shop', first, 4)]))[hook]).toBe('deleted');
    expect(outcomes(run(disk, [part('shop', first, 5)]))[hook]).toBe('deleted');
    expect(disk.has(hook)).toBe(false);
  });

  test('a conflict is marked once, and stays one until somebody settles it', () => {
    const disk: Disk = new Map();
    run(disk, [part('shop', first)]);
    disk.set(hook, '# deploy.sh:3\nmine\ny\n');
    const changed = { ...first, [hook]: '# NOTE\nours\ny\n' };
    expect(outcomes(run(disk, [part('shop', changed)]))[hook]).toBe('conflict');
    const marked = disk.get(hook)!;
    expect(marked).toBe(
      '# deploy.sh:3\n<<<<<<< yours\nmine\n=======\nours\n>>>>>>> pipewright\ny\n',
    );
    const again = run(disk, [part('shop', changed)]);
    expect(outcomes(again)[hook]).toBe('conflict');
    expect(again.changes).toEqual([]);
    disk.set(hook, '# deploy.sh:3\nboth\ny\n');
    expect(outcomes(run(disk, [part('shop', changed)]))[hook]).toBe('kept');
    expect(disk.get(hook)).toBe('# deploy.sh:3\nboth\ny\n');
  });

  test('what nothing makes any more goes, unless somebody edited it', () => {
    const disk: Disk = new Map();
    run(disk, [part('shop', first)]);
    disk.set(yaml, 'mine\n');
    expect(outcomes(run(disk, [part('shop', {})]))).toEqual({
      [yaml]: 'orphaned',
      [hook]: 'removed',
    });
    expect([...disk.keys()].sort()).toEqual([tracePath, yaml, lockPath].sort());
  });

  test('an application that was not generated now keeps its files, trace and lock', () => {
    const disk: Disk = new Map();
    const other = part('blog', { 'apps/blog/pipeline.yaml': 'z\nz\nz\n' });
    run(disk, [part('shop', first), other, part(null, { 'terraform/main.tf': 't\nt\nt\n' })]);
    const before = new Map(disk);
    run(disk, [other]);
    expect(disk).toEqual(before);
  });

  test('a path that leads outside is neither written nor remembered', () => {
    const disk: Disk = new Map();
    const tree = run(disk, [part('../x', { 'apps/../x/pipeline.yaml': 'a\nb\nc\n' })]);
    expect(outcomes(tree)).toEqual({ 'apps/../x/pipeline.yaml': 'outside' });
    expect([...disk.keys()]).toEqual([tracePath, lockPath]);
    expect(disk.get(lockPath)).not.toContain('apps/../x/pipeline.yaml');
  });

  test('nor is one that a link leads outside', () => {
    const disk: Disk = new Map();
    expect(outcomes(run(disk, [part('shop', { 'link/x': 'a\nb\nc\n' })]))).toEqual({
      'link/x': 'outside',
    });
    expect([...disk.keys()]).toEqual([tracePath, lockPath]);
  });

  test('a lock that Git left its marks in counts as none, and loses nothing', () => {
    const disk: Disk = new Map();
    run(disk, [part('shop', first)]);
    disk.set(lockPath, `<<<<<<< HEAD\n${disk.get(lockPath)!}`);
    disk.set(yaml, 'mine\n');
    run(disk, [part('shop', first)]);
    expect(disk.get(yaml)).toBe('mine\n');
    expect(parseLock(disk.get(lockPath) ?? null)).not.toBeNull();
  });
});

const texts = fc.array(fc.constantFrom('a', 'b', '# deploy.sh:3', 'd'), { maxLength: 6 });
const files = fc.dictionary(
  fc.constantFrom('apps/shop/one', 'apps/shop/two', 'apps/shop/three'),
  texts.map((lines) => lines.join('\n')),
);

test('killed after any number of files, the next run ends where a whole run ends', () => {
  fc.assert(
    fc.property(files, files, fc.nat(12), (old, fresh, upTo) => {
      const whole: Disk = new Map();
      run(whole, [part('shop', old)]);
      const killed: Disk = new Map(whole);
      run(whole, [part('shop', fresh)]);
      run(killed, [part('shop', fresh)], upTo);
      run(killed, [part('shop', fresh)]);
      expect(killed).toEqual(whole);
    }),
  );
});

describe('drift', () => {
  const lock = parseLock(
    JSON.stringify({
      schema: 'pipewright/lock/1',
      applications: { shop: { inputs: { 'a.sh': '1', 'b.sh': '2' }, outputs: {} } },
    }),
  );
  test.each([
    { why: 'none', now: { shop: { 'a.sh': '1', 'b.sh': '2' } }, drift: [] },
    { why: 'changed', now: { shop: { 'a.sh': '9', 'b.sh': '2' } }, drift: ['a.sh changed'] },
    {
      why: 'added and removed',
      now: { shop: { 'a.sh': '1', 'c.sh': '3' } },
      drift: ['b.sh removed', 'c.sh added'],
    },
    { why: 'never generated', now: { blog: { 'a.sh': '1' } }, drift: ['null never-generated'] },
  ])('$why', ({ now, drift }) => {
    const found = driftOf(lock, now);
    expect(found.map(({ script, change }) => `${script} ${change}`)).toEqual(drift);
  });
});
