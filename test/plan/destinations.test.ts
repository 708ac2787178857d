import { readFileSync } from 'node:fs';

import { expect, test } from '@jest/globals';

import { planScripts } from './planned.ts';

interface Row {
  readonly why: string;
  readonly script: string;
  readonly steps: readonly (readonly [text: string, destinations: string, dispositions: string])[];
}

const rows: readonly Row[] = readFileSync('test/plan/destination-cases.txt', 'utf8')
  .split('====\n')
  .map((block) => {
    const [head = '', body = ''] = block.split('>>>\n');
    const [first = '', ...lines] = head.split('\n');
    const steps = body
      .trim()
      .split('\n')
      .map((line) => {
        const [text = '', destinations = '', dispositions = ''] = line.split(' | ');
        return [text, destinations, dispositions] as const;
      });
    return { why: first.replace(/^# /, ''), script: lines.join('\n'), steps };
  });

test.each(rows)('$why', ({ script, steps }) => {
  const plan = planScripts({ 'deploy.sh': script });
  for (const [text, destinations, dispositions] of steps) {
    const step = plan.steps.find(({ classified }) => classified.step.text === text);
    const destination = step === undefined ? 'absent' : (step.destination ?? '-');
    const disposition = step?.disposition ?? '-';
    const isAllowed = destinations
      .split(',')
      .some((one) => (one === 'stage/*' ? destination.startsWith('stage/') : destination === one));
    expect({
      text,
      destination: isAllowed ? destinations : destination,
      disposition: dispositions.split(',').includes(disposition) ? dispositions : disposition,
    }).toEqual({ text, destination: destinations, disposition: dispositions });
  }
});

test.each(rows)('every effectful step ends in one disposition: $why', ({ script }) => {
  const { coverage } = planScripts({ 'deploy.sh': script });
  const { steps, converted, replaced, dropped, manual } = coverage;
  expect(converted + replaced + dropped + manual).toBe(steps);
  expect(steps).toBeGreaterThan(0);
});
