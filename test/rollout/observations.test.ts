import { expect, test } from '@jest/globals';

import type { Observation, ObservedExecution } from '../../src/model/rollout.ts';
import { metricsOf } from '../../src/rollout/metrics.ts';
import { addObservations, readObservations } from '../../src/rollout/observations.ts';
import { settledExecutions } from '../../src/rollout/settled-executions.ts';

const run = (
  execution: string,
  status: string,
  from: string,
  to: string,
  more: Partial<ObservedExecution> = {},
): ObservedExecution => ({
  kind: 'execution',
  app: 'api',
  pipeline: 'api',
  execution,
  status,
  type: 'standard',
  startedAt: `2026-03-${from}:00Z`,
  updatedAt: `2026-03-${to}:00Z`,
  revision: null,
  trigger: null,
  rollbackTo: null,
  ...more,
});
const running = run('e1', 'InProgress', '01T10:00', '01T10:00');
const done = run('e1', 'Succeeded', '01T10:00', '01T10:20');

test('adding the same again changes nothing, a new status adds a line', () => {
  const first = addObservations('', [running, running]);
  expect(first.added).toHaveLength(1);
  expect(addObservations(first.text, [running])).toEqual({ text: first.text, added: [] });
  const second = addObservations(first.text, [running, done]);
  expect(second.added).toEqual([done]);
  expect(readObservations(second.text)).toEqual({ observations: [running, done], unreadable: [] });
});

test('what is no observation is told with its line, and marks of a conflict are passed over', () => {
  const { text } = addObservations('', [done]);
  const torn = `<<<<<<< HEAD\r\n${text.trim()}\r\n=======\r\n{"kind":"execution"}\r\n>>>>>>> other\r\n{"kind":"rumour","app":"a","pipeline":"b"}\r\nhalf`;
  expect(readObservations(torn)).toEqual({ observations: [done], unreadable: [4, 6, 7] });
});

test.each([[[running, done]], [[done, running]]])(
  'the final status wins in any order',
  (order: readonly Observation[]) => {
    expect(settledExecutions(order)).toEqual([done]);
  },
);

test('metrics count what ended', () => {
  const all = [
    running,
    done,
    run('e2', 'Failed', '02T10:00', '02T10:30'),
    run('e3', 'Failed', '02T11:00', '02T11:30'),
    run('e4', 'Succeeded', '02T12:00', '02T12:30', { type: 'rollback' }),
    run('e5', 'Succeeded', '08T10:00', '08T10:40'),
    run('e6', 'Superseded', '08T11:00', '08T11:00'),
    run('e7', 'InProgress', '09T10:00', '09T10:00'),
  ];
  // From e1's end on the 1st to e5's on the 8th; e2 and e3 are one outage, ended by the rollback.
  expect(metricsOf(all)).toEqual({
    days: 8,
    deployments: 2,
    failures: 2,
    rollbacks: 1,
    perWeek: 14 / 8,
    failureRate: 0.5,
    leadMinutes: 30,
    restoreMinutes: 120,
  });
});

test('without executions nothing is claimed', () => {
  expect(metricsOf([])).toMatchObject({
    deployments: 0,
    perWeek: null,
    failureRate: null,
    leadMinutes: null,
    restoreMinutes: null,
  });
});
