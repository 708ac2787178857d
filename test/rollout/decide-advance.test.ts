import { expect, test } from '@jest/globals';

import { sentenceOf } from '../../src/messages/messages.ts';
import type { gateNames } from '../../src/model/rollout.ts';
import type { GateFacts, Observation, RolloutStage } from '../../src/model/rollout.ts';
import { appendEntry } from '../../src/rollout/append-entry.ts';
import { decideAdvance } from '../../src/rollout/decide-advance.ts';
import { foldLog, untouched } from '../../src/rollout/fold-log.ts';
import type { ApplicationState } from '../../src/rollout/fold-log.ts';
import { gateStates } from '../../src/rollout/gates.ts';
import { readLog } from '../../src/rollout/read-log.ts';
import { nothingKnown } from '../../src/rollout/rollout-status.ts';
import { advance, union } from './logs.ts';

const seen = { at: '2026-03-01T10:00:00Z', by: 'Ana' };
const at = (stage: RolloutStage): ApplicationState => ({ ...untouched, stage });
const stage = (name: string, status: string): Observation => ({
  kind: 'stage',
  app: 'api',
  pipeline: 'api',
  stage: name,
  execution: 'e1',
  status,
  changedAt: null,
});
const rollback = (status: string): Observation => ({
  kind: 'execution',
  app: 'api',
  pipeline: 'api',
  execution: 'e2',
  status,
  type: 'rollback',
  startedAt: null,
  updatedAt: null,
  revision: null,
  trigger: null,
  rollbackTo: 'e0',
});
const pipeline: Observation = {
  kind: 'pipeline',
  app: 'api',
  pipeline: 'api',
  version: 1,
  seenAt: seen.at,
};
const good: GateFacts = {
  openQuestions: 0,
  secrets: 0,
  drift: false,
  verdict: { text: 'equivalent', passes: true },
  rehearsalStages: ['Deploy-staging'],
};

interface GateRow {
  readonly gate: (typeof gateNames)[number];
  readonly facts?: Partial<GateFacts>;
  readonly observations?: readonly Observation[];
  readonly state: 'seen' | 'waiting';
}
const gateRows: readonly GateRow[] = [
  { gate: 'verified', facts: good, state: 'seen' },
  {
    gate: 'verified',
    facts: { verdict: { text: 'not simulated', passes: false } },
    state: 'waiting',
  },
  { gate: 'verified', state: 'waiting' },
  { gate: 'no-drift', facts: good, state: 'seen' },
  { gate: 'no-drift', facts: { drift: true }, state: 'waiting' },
  { gate: 'questions-answered', facts: good, state: 'seen' },
  { gate: 'questions-answered', facts: { openQuestions: 2 }, state: 'waiting' },
  { gate: 'secrets-rotated', facts: good, state: 'seen' },
  { gate: 'secrets-rotated', facts: { secrets: 1 }, state: 'waiting' },
  { gate: 'provisioned', observations: [pipeline], state: 'seen' },
  { gate: 'provisioned', state: 'waiting' },
  {
    gate: 'rehearsed',
    facts: good,
    observations: [stage('Deploy-staging', 'Succeeded')],
    state: 'seen',
  },
  {
    gate: 'rehearsed',
    facts: good,
    observations: [stage('Deploy-staging', 'Failed')],
    state: 'waiting',
  },
  {
    gate: 'rehearsed',
    facts: good,
    observations: [stage('Deploy-prod', 'Succeeded')],
    state: 'waiting',
  },
  { gate: 'rollback-drilled', observations: [rollback('Succeeded')], state: 'seen' },
  { gate: 'rollback-drilled', observations: [rollback('InProgress')], state: 'waiting' },
  { gate: 'approved', facts: good, state: 'waiting' },
];
test.each(gateRows)('$gate is $state', ({ gate, facts, observations, state }) => {
  const states = gateStates(untouched, { ...nothingKnown, ...facts }, observations ?? []);
  const found = states.find((one) => one.gate === gate)!;
  expect(found.state).toBe(state);
  for (const language of ['en', 'fr'] as const)
    expect(sentenceOf(found.because, language)).not.toMatch(/[{}]/);
});

test('a person vouches for what the tool cannot see, not against what it sees', () => {
  const text = (['approved', 'questions-answered'] as const).reduce(
    (log, gate) =>
      appendEntry(log, { type: 'gate', app: 'api', gate, because: 'minutes' }, seen).text,
    '',
  );
  const state = foldLog(readLog(text).entries).get('api')!;
  const states = gateStates(state, { ...nothingKnown, openQuestions: 3 }, []);
  const of = (gate: string) => states.find((one) => one.gate === gate)?.state;
  expect([of('approved'), of('questions-answered')]).toEqual(['attested', 'waiting']);
});

const gates = (facts: Partial<GateFacts> = {}, state = untouched) =>
  gateStates(state, { ...nothingKnown, ...facts }, []);
const ask = (
  to: RolloutStage | null,
  because: string | null,
  state: ApplicationState,
  facts: Partial<GateFacts> = good,
) => decideAdvance({ app: 'api', to, because }, state, gates(facts, state));

test('goes to the next stage when its gates are passed, and says how', () => {
  expect(ask(null, null, at('generated'))).toMatchObject({
    ok: true,
    decision: {
      type: 'advance',
      from: 'generated',
      to: 'reviewed',
      gates: [
        { gate: 'verified', outcome: 'seen' },
        { gate: 'no-drift', outcome: 'seen' },
        { gate: 'questions-answered', outcome: 'seen' },
      ],
    },
    overridden: [],
  });
});

test('skipping stages skips none of their gates', () => {
  const outcome = ask('live', null, at('discovered'));
  expect(outcome.ok ? [] : outcome.waiting.map(({ gate }) => gate)).toEqual([
    'provisioned',
    'rehearsed',
    'rollback-drilled',
    'approved',
  ]);
});

test('an override is written down, and lets pass once only', () => {
  const outcome = ask(null, 'the fair opens', at('generated'), {});
  expect(
    outcome.ok && outcome.decision.type === 'advance'
      ? outcome.decision.gates.map((one) => one.outcome)
      : [],
  ).toEqual(['overridden', 'overridden', 'overridden']);
  const text = outcome.ok ? appendEntry('', outcome.decision, seen).text : '';
  const state = foldLog(readLog(text).entries).get('api')!;
  expect(gates({}, state).find(({ gate }) => gate === 'verified')!.state).toBe('overridden');
  const later = ask('live', null, state);
  expect(later.ok).toBe(false);
  const again = ask('live', null, state, { ...good, verdict: null });
  expect(again.ok ? [] : again.waiting.map(({ gate }) => gate)).toContain('verified');
});

const contested = (() => {
  const base = appendEntry('', advance('api', 'discovered', 'generated'), seen).text;
  const ours = appendEntry(base, advance('api', 'generated', 'reviewed'), seen).text;
  const theirs = appendEntry(base, advance('api', 'generated', 'rehearsed'), {
    ...seen,
    by: 'Bob',
  }).text;
  return foldLog(readLog(union(ours, theirs)).entries).get('api')!;
})();
const held: ApplicationState = { ...at('reviewed'), held: 'freeze' };

interface Refusal {
  readonly why: string;
  readonly to: RolloutStage | null;
  readonly because: string | null;
  readonly state: ApplicationState;
  readonly code: string;
}
const refusals: readonly Refusal[] = [
  { why: 'gates wait', to: null, because: null, state: at('reviewed'), code: 'gates' },
  { why: 'held without a reason', to: null, because: null, state: held, code: 'held' },
  {
    why: 'held, and asked to go elsewhere',
    to: 'live',
    because: 'x',
    state: held,
    code: 'held-elsewhere',
  },
  {
    why: 'a step back without a reason',
    to: 'generated',
    because: null,
    state: at('reviewed'),
    code: 'step-back',
  },
  {
    why: 'there already',
    to: 'reviewed',
    because: 'x',
    state: at('reviewed'),
    code: 'already-there',
  },
  {
    why: 'nothing after the end',
    to: null,
    because: 'x',
    state: at('retired'),
    code: 'at-the-end',
  },
  {
    why: 'contested, and no stage named',
    to: null,
    because: 'x',
    state: contested,
    code: 'contested',
  },
  {
    why: 'contested, and no reason given',
    to: 'reviewed',
    because: null,
    state: contested,
    code: 'contested',
  },
];
test.each(refusals)('refuses: $why', ({ to, because, state, code }) => {
  const outcome = ask(to, because, state);
  expect(outcome.ok ? 'allowed' : outcome.refused.code).toBe(`rollout/refused/${code}`);
  if (!outcome.ok)
    for (const language of ['en', 'fr'] as const)
      expect(sentenceOf(outcome.refused, language)).not.toMatch(/[{}]/);
});

test('a reason lets a held application go on where it stood', () => {
  expect(ask(null, 'over', held)).toMatchObject({
    ok: true,
    decision: { type: 'release', stage: 'reviewed' },
  });
});

test('a contest is settled by naming the stage, with a reason', () => {
  expect(ask('reviewed', 'agreed', contested)).toMatchObject({
    ok: true,
    decision: { to: 'reviewed', because: 'agreed' },
  });
});
