import { expect, test } from '@jest/globals';
import { reportMessages } from '../../src/messages/report.ts';
import { lifecycleEvents, platformNames, stepKinds } from '../../src/model/kind.ts';
import { destinationLabel } from '../../src/report/destination.ts';
import { createWording } from '../../src/report/wording.ts';

const rows = Object.entries(reportMessages).map(([code, { en, fr }]) => ({ code, en, fr }));
const placeholders = (text: string): readonly string[] => [
  ...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')),
];

test.each(rows)('$code takes the same parameters in both languages', ({ en, fr }) => {
  expect([...placeholders(fr)].sort()).toEqual([...placeholders(en)].sort());
});

test.each(rows)('$code keeps to French typography', ({ fr }) => {
  expect(fr).not.toMatch(/[^\s\u00A0\u202F][:;!?»%](?!\w)/);
  expect(fr).not.toMatch(/ [:;!?»%]|« /);
  expect(fr).not.toMatch(/['"]/);
});

test.each(rows.filter(({ code }) => code.endsWith('-one')))(
  '$code has its other form',
  ({ code }) => {
    expect(reportMessages).toHaveProperty([code.replace(/-one$/, '-other')]);
  },
);

test('every kind, platform and destination has a name', () => {
  for (const kind of stepKinds) expect(reportMessages).toHaveProperty([`report/kind/${kind}`]);
  for (const name of platformNames)
    expect(reportMessages).toHaveProperty([`report/platform/${name}`]);
  const destinations = ['source', 'buildspec/install', 'stage/Migrate', 'deploy/ecs', 'none'];
  const wording = createWording('fr');
  for (const destination of [...destinations, ...lifecycleEvents.map((event) => `hook/${event}`)]) {
    expect(destinationLabel(destination, wording)).not.toBe(destination);
  }
});

test('a destination of another version is shown as it is written', () => {
  expect(destinationLabel('queue/slow', createWording('en'))).toBe('queue/slow');
});

test.each([
  { language: 'en' as const, count: 0, out: '0 steps' },
  { language: 'en' as const, count: 1, out: '1 step' },
  { language: 'fr' as const, count: 0, out: '0 étape' },
  { language: 'fr' as const, count: 2, out: '2 étapes' },
])('$language counts $count', ({ language, count, out }) => {
  expect(createWording(language).counted('report/steps', count)).toBe(out);
});
