import { expect, test } from '@jest/globals';
import { classifyTrace } from '../../src/classify/classify-trace.ts';
import type { Ignore } from '../../src/model/config.ts';
import { traceScripts } from '../trace/applications.ts';
import { ourLore } from './our-lore.ts';
import { ourRules } from './our-rules.ts';

const rule = 'safety/mode-777';
const today = '2026-11-27';

function judged(sh: string, ignores: readonly Ignore[] = []) {
  const trace = traceScripts({ 'deploy.sh': sh });
  const { findings, ignored, ignoreDiagnostics } = classifyTrace(trace, ourRules, ourLore, {
    ignores,
    root: '.',
    today,
  });
  return {
    told: findings.filter((finding) => finding.rule === rule).length,
    ignored: ignored.map((finding) => finding.ignored),
    said: ignoreDiagnostics.map(({ code, line }) => `${code}:${String(line)}`),
  };
}

const accepted = (reason: string, owner = '', until: string | null = null) => ({
  reason,
  owner,
  until,
});

const rows: readonly (readonly [string, string, ReturnType<typeof judged>])[] = [
  ['no directive', 'chmod 777 a\n', { told: 1, ignored: [], said: [] }],
  [
    'above the command',
    `# pipewright: ignore=${rule} until=2027-03-31 owner=ada reason="shared by two users"\n# more\n\nchmod 777 a\n`,
    { told: 0, ignored: [accepted('shared by two users', 'ada', '2027-03-31')], said: [] },
  ],
  [
    'behind the command, the reason without a name',
    `chmod 777 a # pipewright: ignore=${rule} scratch folder\nchmod 777 b\n`,
    { told: 1, ignored: [accepted('scratch folder')], said: [] },
  ],
  [
    'the last day counts',
    `chmod 777 a # pipewright: ignore=${rule} until=${today} r\n`,
    { told: 0, ignored: [accepted('r', '', today)], said: [] },
  ],
  [
    'expired',
    `chmod 777 a # pipewright: ignore=${rule} until=2026-11-26 r\n`,
    { told: 1, ignored: [], said: ['classify/ignore-expired:1'] },
  ],
  [
    'no reason',
    `\nchmod 777 a # pipewright: ignore=${rule} owner=ada\n`,
    { told: 1, ignored: [], said: ['classify/ignore-without-reason:2'] },
  ],
  [
    'no date',
    `chmod 777 a # pipewright: ignore=${rule} until=2026-13-41 r\n`,
    { told: 1, ignored: [], said: ['classify/ignore-wrong-date:1'] },
  ],
  [
    'an unknown name',
    'chmod 777 a # pipewright: ignore=safety/none r\n',
    { told: 1, ignored: [], said: ['classify/ignore-unknown:1'] },
  ],
  [
    'nothing to ignore',
    `chmod 755 a # pipewright: ignore=${rule} r\n`,
    { told: 0, ignored: [], said: ['classify/ignore-unused:1'] },
  ],
  [
    'no comment',
    `echo "# pipewright: ignore=${rule} r"; chmod 777 a\n`,
    { told: 1, ignored: [], said: [] },
  ],
];

test.each(rows)('%s', (_name, sh, expected) => {
  expect(judged(sh)).toEqual(expected);
});

test('pipewright.yaml ignores by rule, and by file where it names one', () => {
  const ignore = { rule, reason: 'r', owner: 'ada', line: 7 };
  expect(judged('chmod 777 a\n', [ignore])).toMatchObject({ told: 0, said: [] });
  expect(judged('chmod 777 a\n', [{ ...ignore, file: 'deploy.sh' }])).toMatchObject({ told: 0 });
  expect(judged('chmod 777 a\n', [{ ...ignore, file: 'other.sh' }])).toMatchObject({
    told: 1,
    said: ['classify/ignore-unused:7'],
  });
  expect(judged('chmod 777 a\n', [{ ...ignore, until: '2026-01-01' }])).toMatchObject({
    told: 1,
    said: ['classify/ignore-expired:7'],
  });
});

test('a secret in a reason is hidden', () => {
  const { ignored } = judged(
    `DB_PASSWORD=q8Zr5Kx1\nchmod 777 a # pipewright: ignore=${rule} q8Zr5Kx1 again\n`,
  );
  expect(ignored).toEqual([accepted('«S1» again')]);
});
