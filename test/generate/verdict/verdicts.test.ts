/** Checks of old scripts, and how they tell a pipeline what they found. */
import { expect, test } from '@jest/globals';

import { takeOrigins } from '../../../src/generate/origin-marks.ts';
import { repository } from '../../../src/generate/repository/repository.ts';
import { planScripts } from '../../plan/planned.ts';
import { contextOf } from '../contexts.ts';

interface Row {
  readonly why: string;
  /** What runs on the host behind the restart. */
  readonly check: string;
  /** Lines of the hook that stand in it in this order. */
  readonly lines: readonly string[];
  readonly without?: readonly string[];
}

const once = '# Added: the loop ends alike whether the check ever passed or not.';
const said = '# Added: the old script went on, whatever the check said.';

const rows: readonly Row[] = [
  {
    why: 'a loop that ends alike is asked once more',
    check: 'for i in 1 2 3; do curl -f localhost && break; sleep 5; done',
    lines: ['done', once, 'curl -f localhost || exit 1'],
  },
  {
    why: 'also where it says break inside an if',
    check: 'for i in 1 2 3; do if curl -fs localhost; then echo up; break; fi; sleep 5; done',
    lines: ['done', once, 'curl -fs localhost || exit 1'],
  },
  {
    why: 'by the value that the last turn left, which may be missing while it asks',
    check:
      'n=0\nwhile true; do\n  C=$(curl -s -o /dev/null -w "%{http_code}" localhost)\n  if [ "$C" = 200 ]; then break; fi\n  n=$((n+1))\n  if [ $n -gt 9 ]; then break; fi\n  sleep 3\ndone',
    lines: [
      'C=$(curl -s -o /dev/null -w "%{http_code}" localhost) || true',
      'done',
      once,
      '[ "$C" = 200 ] || exit 1',
    ],
  },
  {
    why: 'a head that compares is turned round',
    check:
      'H=0; n=0\nwhile [ "$H" != 200 ] && [ $n -lt 5 ]; do sleep 2; H=$(curl -s -w "%{http_code}" -o /dev/null localhost); n=$((n+1)); done',
    lines: [once, '[ "$H" = 200 ] || exit 1'],
  },
  {
    why: 'what has no limit of its own says what limits it',
    check: 'until curl -fs localhost; do sleep 2; done',
    lines: [
      "# It asks until it passes: the hook's timeout (900 s) ends it where it never does.",
      'until curl -fs localhost; do',
    ],
    without: ['exit 1'],
  },
  {
    why: 'an author who gives up inside the loop needs nothing',
    check:
      'n=0; until curl -fs localhost; do n=$((n+1)); if [ $n -gt 9 ]; then exit 1; fi; sleep 2; done',
    lines: ['exit 1'],
    without: ['Added', 'asks until'],
  },
  {
    why: 'an author who gives up behind it needs nothing, and keeps it',
    check:
      'ok=0\nfor i in 1 2 3; do\n  curl -sf localhost && { ok=1; break; }\n  sleep 1\ndone\nif [ $ok = 0 ]; then echo "failed"; exit 1; fi',
    lines: ['ok=0', 'done', 'if [ "$ok" = 0 ]; then', 'exit 1', 'fi'],
    without: ['Added'],
  },
  {
    why: 'nor one whose loop leaves well and who fails behind it',
    check: 'for i in 1 2 3; do curl -sf localhost && exit 0; sleep 1; done\nexit 1',
    lines: ['curl -sf localhost && exit 0', 'done', 'exit 1'],
    without: ['Added'],
  },
  {
    why: 'an answer that was only said fails where it is bad',
    check: 'if curl -sf localhost; then echo up; else echo DOWN; fi',
    lines: [said, 'else', 'echo DOWN', 'exit 1', 'fi'],
  },
  {
    why: 'also where it is asked the other way round',
    check: 'if ! curl -sf localhost; then echo DOWN; fi',
    lines: [said, 'echo DOWN', 'exit 1', 'fi'],
  },
  {
    why: 'and behind ||',
    check: 'systemctl is-active shop && echo up || echo down',
    lines: [said, 'systemctl is-active shop && echo up || { echo down; exit 1; }'],
  },
  {
    why: 'a check of no weight stays one',
    check: 'if curl -sf localhost; then echo up; else echo "down (non-critical)"; fi',
    lines: [],
    without: ['exit 1'],
  },
  {
    why: 'a code that nothing reads is looked at',
    check: 'code=$(curl -s -o /dev/null -w "%{http_code}" localhost)\necho "answer: $code"',
    lines: ['case "$code" in', '2?? | 3??) ;;', 'exit 1', 'esac'],
  },
  {
    why: 'an answer that is only printed must be a good one',
    check: 'curl -s -o /dev/null -w "%{http_code}\\n" localhost/health',
    lines: [
      '# Added: --fail, so that an answer of 400 or more counts.',
      'curl --fail -s -o /dev/null -w "%{http_code}\\n" localhost/health',
    ],
  },
  {
    why: 'curl that fails by itself is left alone',
    check: 'curl -sSf localhost/health\ncurl --fail-with-body localhost/ready',
    lines: ['curl -sSf localhost/health', 'curl --fail-with-body localhost/ready'],
    without: ['Added'],
  },
  {
    why: 'a command that is let fail on purpose stays so',
    check: 'curl -sf localhost/warm-up || true\ncurl -sf localhost',
    lines: ['curl -sf localhost/warm-up || true', 'curl -sf localhost'],
    without: ['exit 1'],
  },
];

test.each(rows)('$why', ({ check, lines, without = [] }) => {
  const plan = planScripts({
    'deploy.sh': `#!/bin/bash\nssh deploy@web1 'sudo systemctl restart shop\n${check}'\n`,
  });
  const files = repository.generate(plan, contextOf(plan));
  const hook = files.find(({ path }) => path === 'repo/deploy/validate-service.sh');
  const { text } = takeOrigins(hook!.text);
  const found = text.split('\n').map((line) => line.trim());
  expect(found.filter((line) => lines.includes(line))).toEqual(lines);
  for (const other of without) expect(text).not.toContain(other);
  expect(text).not.toContain('ssh ');
});

test('a function that only says what went wrong returns it as well', () => {
  const plan = planScripts({
    'deploy.sh':
      '#!/bin/bash\ncheck() {\n  for i in 1 2 3; do\n    curl -sf http://web1/ && return 0\n    sleep 2\n  done\n  echo "not up"\n}\nssh web1 "systemctl restart shop"\ncheck\n',
  });
  const files = repository.generate(plan, contextOf(plan));
  const hook = files.find(({ path }) => path === 'repo/deploy/validate-service.sh');
  const { text } = takeOrigins(hook!.text);
  expect(text).toContain('  echo "not up"\n  # Added: here it never passed.\n  return 1\n}');
});
