import { createHash } from 'node:crypto';

import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { appendEntry } from '../../src/rollout/append-entry.ts';
import { canonicalJson } from '../../src/rollout/canonical-json.ts';
import { foldLog } from '../../src/rollout/fold-log.ts';
import { lineOf, sealEntry } from '../../src/rollout/log-entry.ts';
import { graphOf } from '../../src/rollout/log-graph.ts';
import { readLog } from '../../src/rollout/read-log.ts';
import { verifyLog } from '../../src/rollout/verify-log.ts';
import { acts, advance, play, union } from './logs.ts';

const seen = { at: '2026-03-01T10:00:00Z', by: 'Ana' };
const stateOf = (text: string) => foldLog(readLog(text).entries);
const linesOf = (text: string) => text.split('\n').filter((line) => line !== '');
const kindsOf = (text: string, added: Parameters<typeof verifyLog>[1] = null) =>
  verifyLog(readLog(text), added).map(({ kind, line }) => [kind, line]);

/** Three decisions, one after the other. */
const chain = [
  advance('api', 'discovered', 'generated'),
  advance('api', 'generated', 'reviewed'),
  advance('crm', 'discovered', 'generated'),
].reduce((text, decision) => appendEntry(text, decision, seen).text, '');

test('branches merge as a union: the same state in any order, with copies, marks and line ends', () => {
  fc.assert(
    fc.property(acts, fc.infiniteStream(fc.nat()), (all, random) => {
      const [one, two, three] = play(all);
      const merged = union(union(one!, two!), three!);
      const others = linesOf(union(three!, union(two!, one!)));
      const shuffled = others
        .map((line) => ({ line, key: random.next().value as number }))
        .sort((left, right) => left.key - right.key)
        .map(({ line }) => line);
      const marked = ['<<<<<<< HEAD', ...shuffled, '=======', ...shuffled.slice(0, 3), '>>>>>>> x'];
      expect(stateOf(`\uFEFF${marked.join('\r\n')}\r\n\r\n`)).toEqual(stateOf(merged));
    }),
  );
});

test('every log that was only appended to and merged verifies', () => {
  fc.assert(
    fc.property(acts, (all) => {
      const merged = play(all).reduce(union);
      const added = linesOf(merged).map((text) => ({ commit: 'c'.repeat(40), text }));
      expect(kindsOf(merged, added)).toEqual([]);
    }),
  );
});

test('the next entry is written on every head', () => {
  fc.assert(
    fc.property(acts, (all) => {
      const merged = play(all).reduce(union);
      const { text, entry } = appendEntry(merged, advance('api', 'live', 'retired'), seen);
      expect(entry.parents).toEqual(graphOf(readLog(merged).entries).heads);
      expect(graphOf(readLog(text).entries).heads).toEqual([entry.id]);
      expect(stateOf(text).get('api')).toMatchObject({
        stage: 'retired',
        contested: [],
        held: null,
      });
    }),
  );
});

test('an edited entry is found wherever it is edited, and does not count', () => {
  fc.assert(
    fc.property(
      acts.filter((all) => play(all).reduce(union) !== ''),
      fc.nat(),
      fc.constantFrom('at', 'by', 'app', 'to', 'because', 'extra'),
      (all, pick, key) => {
        const lines = linesOf(play(all).reduce(union));
        const at = pick % lines.length;
        const entry = JSON.parse(lines[at]!) as Record<string, unknown>;
        lines[at] = canonicalJson({ ...entry, [key]: `${String(entry[key])}!` });
        const text = `${lines.join('\n')}\n`;
        expect(kindsOf(text)).toContainEqual(['edited', at + 1]);
        expect(readLog(text).entries.map(({ id }) => id)).not.toContain(entry['id']);
      },
    ),
  );
});

test('an entry that disappeared from the middle is missed by those that were written on it', () => {
  const [first, , third] = linesOf(chain);
  expect(kindsOf(`${first!}\n${third!}\n`)).toEqual([
    ['missing', 2],
    ['orphaned', 2],
  ]);
});

test('an entry removed from the end shows against the history of Git alone', () => {
  const lines = linesOf(chain);
  const shortened = `${lines.slice(0, 2).join('\n')}\n`;
  expect(kindsOf(shortened)).toEqual([]);
  const added = lines.map((text) => ({ commit: 'a'.repeat(40), text }));
  expect(kindsOf(shortened, added)).toEqual([['removed', null]]);
});

const oddities: readonly (readonly [
  string,
  string,
  readonly (readonly [string, number | null])[],
])[] = [
  ['half a line', '{"id": "ab', [['unreadable', 1]]],
  ['a list', '[1]', [['unreadable', 1]]],
  ['an object that is no entry', '{"id":"x"}', [['unreadable', 1]]],
  [
    'marks of a conflict',
    '<<<<<<< HEAD\n=======\n>>>>>>> other\n',
    [
      ['conflict-marker', 1],
      ['conflict-marker', 2],
      ['conflict-marker', 3],
    ],
  ],
  ['a mark of the common ancestor', '||||||| base', [['conflict-marker', 1]]],
  [
    'depth without end',
    `{"id":"${'0'.repeat(64)}","parents":[],"at":"","by":"","x":${'['.repeat(3000)}${']'.repeat(3000)}}`,
    [['edited', 1]],
  ],
  ['nothing', '\n\r\n', []],
];
test.each(oddities)('the reader tolerates %s', (_, text, expected) => {
  expect(kindsOf(text)).toEqual(expected);
});

test('an entry of a type from the future keeps its place in the graph', () => {
  const future = { at: seen.at, by: 'Eve', parents: [], type: 'moved', app: 'api' };
  const { text } = appendEntry('', advance('api', 'discovered', 'generated'), seen);
  const line = canonicalJson({ ...future, id: idOfFuture(future) });
  const both = appendEntry(`${text}${line}\n`, advance('api', 'generated', 'reviewed'), seen);
  expect(both.entry.parents).toHaveLength(2);
  expect(kindsOf(both.text)).toEqual([['unknown-type', 2]]);
});

function idOfFuture(entry: object): string {
  // The format's own definition, written out: the hash of the canonical text without the id.
  return createHash('sha256').update(canonicalJson(entry)).digest('hex');
}

test('two advances that did not know of each other contest the application until somebody decides', () => {
  const base = appendEntry('', advance('api', 'discovered', 'generated'), seen).text;
  const ours = appendEntry(base, advance('api', 'generated', 'reviewed'), {
    ...seen,
    by: 'Ana',
  }).text;
  const theirs = appendEntry(base, advance('api', 'generated', 'provisioned'), {
    ...seen,
    by: 'Bob',
  }).text;
  const merged = union(ours, theirs);
  const contested = stateOf(merged).get('api')!;
  expect(contested.contested.map(({ by }) => by).sort()).toEqual(['Ana', 'Bob']);
  // The careful answer counts meanwhile.
  expect(contested.stage).toBe('reviewed');
  const settled = appendEntry(merged, advance('api', 'reviewed', 'provisioned'), seen).text;
  expect(stateOf(settled).get('api')).toMatchObject({ stage: 'provisioned', contested: [] });
});

test('concurrent decisions about two applications contest nothing', () => {
  const ours = appendEntry('', advance('api', 'discovered', 'generated'), seen).text;
  const theirs = appendEntry('', advance('crm', 'discovered', 'reviewed'), seen).text;
  const states = stateOf(union(ours, theirs));
  expect([...states].map(([app, { stage, contested }]) => [app, stage, contested])).toEqual([
    ['api', 'generated', []],
    ['crm', 'reviewed', []],
  ]);
});

test('a hold beside an advance holds', () => {
  const base = appendEntry('', advance('api', 'discovered', 'live'), seen).text;
  const ours = appendEntry(base, advance('api', 'live', 'retired'), seen).text;
  const theirs = appendEntry(
    base,
    { type: 'hold', app: 'api', stage: 'live', because: 'incident' },
    seen,
  ).text;
  expect(stateOf(union(ours, theirs)).get('api')).toMatchObject({
    stage: 'live',
    held: 'incident',
  });
});

test('a step back takes back what was vouched for before it, and no override', () => {
  const vouched = appendEntry(
    '',
    { type: 'gate', app: 'api', gate: 'approved', because: 'board' },
    seen,
  ).text;
  const live = appendEntry(
    vouched,
    {
      type: 'advance',
      app: 'api',
      from: 'discovered',
      to: 'live',
      gates: [{ gate: 'rehearsed', outcome: 'overridden' }],
      because: 'late',
    },
    seen,
  ).text;
  expect([...stateOf(live).get('api')!.attested.keys()]).toEqual(['approved']);
  const back = appendEntry(live, advance('api', 'live', 'reviewed'), seen).text;
  const state = stateOf(back).get('api')!;
  expect([...state.attested.keys()]).toEqual([]);
  expect([...state.overridden.keys()]).toEqual(['rehearsed']);
});

test('a long log is read in the time of a breath', () => {
  const lines: string[] = [];
  let parents: readonly string[] = [];
  for (let at = 0; at < 3000; at++) {
    const entry = sealEntry(advance(`app-${at % 40}`, 'discovered', 'generated'), {
      ...seen,
      parents,
    });
    parents = [entry.id];
    lines.push(lineOf(entry));
  }
  const text = lines.join('\n');
  const started = performance.now();
  expect(stateOf(text).size).toBe(40);
  expect(performance.now() - started).toBeLessThan(5000);
});
