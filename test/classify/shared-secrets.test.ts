import { expect, test } from '@jest/globals';

import { classifyTrace } from '../../src/classify/classify-trace.ts';
import { sharedSecretsOf } from '../../src/classify/shared-secrets.ts';
import type { Trace } from '../../src/model/trace.ts';
import { sentenceOf } from '../../src/messages/messages.ts';
import { traceApplication } from '../../src/trace/trace-application.ts';
import { ourLore } from './our-lore.ts';
import { ourRules } from './our-rules.ts';

function traceOf(name: string, text: string, file = `${name}/deploy.sh`): Trace {
  const scripts = [{ file, text, encoding: 'utf-8', shell: 'bash' } as const];
  const application = { name, root: name, scripts, files: [file], diagnostics: [] };
  return traceApplication(application, () => null, ourLore);
}

const rows = [
  {
    why: 'the same characters under another name',
    traces: [
      traceOf('a', 'DB_PASS=x7Kp2mQw9\n'),
      traceOf('b', '\nmysql -u shop -px7Kp2mQw9 -e x\n'),
    ],
    shared: { a: { S1: ['b/deploy.sh:2 password'] }, b: { S1: ['a/deploy.sh:1 password'] } },
  },
  {
    why: 'twice in one application',
    traces: [traceOf('a', 'DB_PASS=x7Kp2mQw9\nFTP_PASS=x7Kp2mQw9\n')],
    shared: {},
  },
  {
    why: 'different ones',
    traces: [traceOf('a', 'DB_PASS=x7Kp2mQw9\n'), traceOf('b', 'DB_PASS=y8Lq3nRx0\n')],
    shared: {},
  },
  {
    why: 'one file that two applications read',
    traces: [
      traceOf('a', 'DB_PASS=x7Kp2mQw9\n', 'lib.sh'),
      traceOf('b', 'DB_PASS=x7Kp2mQw9\n', 'lib.sh'),
    ],
    shared: {},
  },
  {
    why: 'so short that chance will do',
    traces: [traceOf('a', 'DB_PASS=x7K2m\n'), traceOf('b', 'DB_PASS=x7K2m\n')],
    shared: {},
  },
];

test.each(rows)('$why', ({ traces, shared }) => {
  const found = Object.fromEntries(
    [...sharedSecretsOf(traces)].map(([application, labels]) => [
      application,
      Object.fromEntries(
        [...labels].map(([label, places]) => [
          label,
          places.map(({ file, line, kind }) => `${file}:${line} ${kind}`),
        ]),
      ),
    ]),
  );
  expect(found).toEqual(shared);
});

test('the finding names the other places, and never the characters', () => {
  const traces = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => traceOf(name, 'DB_PASS=x7Kp2mQw9\n'));
  const [first] = traces as [Trace];
  const sharedSecrets = sharedSecretsOf(traces).get('a') ?? new Map<string, never>();
  const outside = { diagnostics: [], files: [], sharedSecrets };
  const { findings } = classifyTrace(first, ourRules, ourLore, undefined, outside);
  const [told] = findings.filter(({ rule }) => rule === 'secrets/secret-shared-by-applications');
  for (const language of ['en', 'fr'] as const) {
    const text = told === undefined ? '' : sentenceOf(told.message, language);
    expect(text).toContain('b/deploy.sh:1 (password)');
    expect(text).toContain('…');
    expect(text).not.toContain('x7Kp2mQw9');
  }
});
