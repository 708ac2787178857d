import { expect, test } from '@jest/globals';
import fc from 'fast-check';

import { sentenceOf } from '../../src/messages/messages.ts';
import type { RolloutCandidate } from '../../src/model/rollout.ts';
import { computeWaves } from '../../src/rollout/compute-waves.ts';
import { resolveDependencies } from '../../src/rollout/dependencies.ts';

const plain = { platform: 'ec2', readiness: 80, criticality: null, dependsOn: [], effort: 60 };
const some = (app: string, more: Partial<RolloutCandidate> = {}): RolloutCandidate => ({
  ...plain,
  app,
  ...more,
});
const wavesOf = (candidates: readonly RolloutCandidate[], proof: string | null = null, size = 8) =>
  computeWaves(candidates, { proof, size }).waves.map((wave) => wave.map(({ app }) => app));

interface Row {
  readonly why: string;
  readonly candidates: readonly RolloutCandidate[];
  readonly proof?: string;
  readonly size?: number;
  readonly waves: readonly (readonly string[])[];
}
const rows: readonly Row[] = [
  { why: 'an empty fleet has no wave', candidates: [], waves: [] },
  {
    why: 'the least critical goes first',
    candidates: [
      some('a', { criticality: 'high' }),
      some('b', { criticality: 'low', readiness: 60 }),
    ],
    waves: [['b'], ['a']],
  },
  {
    why: 'unsaid criticality counts as medium',
    candidates: [some('a'), some('b', { criticality: 'low' }), some('c', { criticality: 'high' })],
    waves: [['b'], ['a'], ['c']],
  },
  {
    why: 'the proof stands for the fleet',
    candidates: [some('a', { platform: 's3', readiness: 99 }), some('b'), some('c')],
    waves: [['b'], ['a', 'c']],
  },
  {
    why: 'the proof is called by nobody',
    candidates: [some('a', { readiness: 99 }), some('b', { dependsOn: ['a'] }), some('c')],
    waves: [['c'], ['a', 'b']],
  },
  {
    why: 'the proof calls nobody that has not moved',
    candidates: [some('a', { readiness: 99, dependsOn: ['c'] }), some('b'), some('c')],
    waves: [['b'], ['c', 'a']],
  },
  {
    why: 'the more ready goes before',
    candidates: [
      some('a', { readiness: 60 }),
      some('b', { readiness: 70 }),
      some('c', { readiness: 90 }),
    ],
    waves: [['c'], ['b', 'a']],
  },
  {
    why: 'a name that people gave wins',
    candidates: [some('a'), some('b', { criticality: 'critical' })],
    proof: 'b',
    waves: [['b'], ['a']],
  },
  {
    why: 'a name that is not there is passed over',
    candidates: [some('a')],
    proof: 'zzz',
    waves: [['a']],
  },
  {
    why: 'what is not ready comes later',
    candidates: [some('p', { criticality: 'low' }), some('a', { readiness: 20 }), some('b')],
    waves: [['p'], ['b'], ['a']],
  },
  {
    why: 'nothing before what it calls',
    candidates: [
      some('p', { criticality: 'low' }),
      some('a', { dependsOn: ['b'] }),
      some('b', { criticality: 'critical' }),
    ],
    waves: [['p'], ['b', 'a']],
  },
  {
    why: 'a wave holds so many',
    candidates: ['p', 'a', 'b', 'c'].map((app) =>
      some(app, app === 'p' ? { criticality: 'low' } : {}),
    ),
    size: 2,
    waves: [['p'], ['a', 'b'], ['c']],
  },
  {
    why: 'what calls itself waits for nobody',
    candidates: [some('a', { dependsOn: ['a'] })],
    waves: [['a']],
  },
];
test.each(rows)('$why', ({ candidates, proof, size, waves }) => {
  expect(wavesOf(candidates, proof ?? null, size)).toEqual(waves);
});

test('a cycle is cut where the application that goes ahead is the least critical', () => {
  const cycle = [
    some('shop', { criticality: 'critical', dependsOn: ['stock'] }),
    some('stock', { criticality: 'high', dependsOn: ['mail'] }),
    some('mail', { criticality: 'low', dependsOn: ['shop'] }),
  ];
  expect(resolveDependencies(cycle).cut).toEqual([{ from: 'mail', to: 'shop' }]);
});

test('what the proof calls binds nobody, and is said', () => {
  const waves = computeWaves([some('a', { dependsOn: ['b'] }), some('b', { dependsOn: ['a'] })], {
    proof: 'a',
    size: 8,
  });
  expect(waves.cut).toEqual([{ from: 'a', to: 'b' }]);
  expect(waves.waves.map((wave) => wave.map(({ app }) => app))).toEqual([['a'], ['b']]);
});

test('a dependency on what is not in the fleet is said', () => {
  expect(
    computeWaves([some('a', { dependsOn: ['mainframe'] })], { proof: null, size: 8 }).unknown,
  ).toEqual([{ from: 'a', to: 'mainframe' }]);
});

const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const fleet = fc.uniqueArray(
  fc.record({
    app: fc.constantFrom(...names),
    platform: fc.constantFrom('ec2', 'ecs'),
    readiness: fc.nat(100),
    criticality: fc.constantFrom('low', 'medium', 'high', 'critical', null),
    dependsOn: fc.array(fc.constantFrom(...names), { maxLength: 3 }),
    effort: fc.nat(100),
  }),
  { selector: ({ app }) => app },
);

test('every application stands in exactly one wave, after what it calls unless that is said to be cut', () => {
  fc.assert(
    fc.property(fleet, fc.integer({ min: 1, max: 4 }), (candidates, size) => {
      const { waves, cut } = computeWaves(candidates, { proof: null, size });
      const order = waves.flat().map(({ app }) => app);
      expect([...order].sort()).toEqual(candidates.map(({ app }) => app).sort());
      expect(waves.every((wave) => wave.length <= size && wave.length > 0)).toBe(true);
      const broken = candidates.flatMap(({ app, dependsOn }) =>
        dependsOn
          .filter(
            (to) => to !== app && order.includes(to) && order.indexOf(to) > order.indexOf(app),
          )
          .map((to) => `${app} ${to}`),
      );
      const said = cut.map(({ from, to }) => `${from} ${to}`);
      expect(broken.filter((edge) => !said.includes(edge))).toEqual([]);
    }),
  );
});

test('no cut is needless: putting any one back closes a cycle', () => {
  fc.assert(
    fc.property(fleet, (candidates) => {
      const { kept, cut } = resolveDependencies(candidates);
      for (const edge of cut) {
        const reached = new Set([edge.to]);
        for (let size = 0; size !== reached.size;) {
          size = reached.size;
          for (const { from, to } of kept) if (reached.has(from)) reached.add(to);
        }
        expect(reached.has(edge.from)).toBe(true);
      }
    }),
  );
});

test('the order of the input makes no difference, and every reason has its sentence', () => {
  fc.assert(
    fc.property(fleet, (candidates) => {
      const waves = computeWaves(candidates, { proof: null, size: 3 });
      expect(computeWaves([...candidates].reverse(), { proof: null, size: 3 })).toEqual(waves);
      for (const { because } of waves.waves.flat())
        for (const message of because)
          for (const language of ['en', 'fr'] as const)
            expect(sentenceOf(message, language)).not.toMatch(/[{}]/);
    }),
  );
});
