import { expect, test } from '@jest/globals';

import { textOf } from '../../src/shell/value.ts';
import { traceScripts } from './applications.ts';

function traced(script: string) {
  const trace = traceScripts({ 'deploy.sh': script });
  const reached = trace.steps.filter((step) => step.reached);
  return {
    codes: trace.diagnostics.map(({ code }) => code),
    texts: reached.map(({ text }) => text),
    step: (text: string) => reached.find((step) => step.text === text),
  };
}

test.each([
  [
    'attempts within attempts',
    `for a in {1..50}; do for b in $(seq 50); do for c in {1..50}; do
curl x && break; echo "attempt $c"; sleep $b; done; done; done
make after`,
  ],
  [
    'an arithmetic loop',
    `for ((i = 0; i < 60; i++)); do curl x && break; sleep 1; done\nmake after`,
  ],
  [
    'a counter of one’s own',
    `n=0\nwhile [ $n -lt 60 ]; do n=$((n + 1)); curl x && break; done\nmake after`,
  ],
])('%s: what comes after is known', (_, script) => {
  const { codes, texts } = traced(script);
  expect(codes).toEqual([]);
  expect(texts).toContain('make after');
});

test('the last attempt may give up, and need not', () => {
  const { texts } = traced(`for i in {1..30}; do
  curl x && break
  if [ $i -eq 30 ]; then notify_failure; exit 1; fi
done
make after`);
  expect(texts).toEqual(expect.arrayContaining(['notify_failure', 'exit 1', 'make after']));
});

test('numbers that name hosts are all walked', () => {
  const { step } = traced('for i in {1..12}; do ssh web$i sudo systemctl restart app; done');
  expect(step('sudo systemctl restart app')?.place.hosts.map(textOf)).toEqual(
    Array.from({ length: 12 }, (_, at) => `web${at + 1}`),
  );
});

test('a list that grows with each turn is whole afterwards', () => {
  const { step } = traced(
    'n=0\nwhile [ $n -lt 8 ]; do n=$((n + 1)); all="$all web$n"; done\nmake $all',
  );
  expect(step('make $all')?.words.map(({ value }) => textOf(value))).toContain('web8');
});
