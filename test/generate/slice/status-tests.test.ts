/** Tests of `$?`, which nobody reaches where the first failure ends the script. */
import { expect, test } from '@jest/globals';

import { repository } from '../../../src/generate/repository/repository.ts';
import { takeOrigins } from '../../../src/generate/origin-marks.ts';
import { planScripts } from '../../plan/planned.ts';
import { contextOf } from '../contexts.ts';
import { linesOf } from './code-lines.ts';

interface Row {
  readonly body: string;
  readonly lines: readonly string[];
}

const rows: readonly Row[] = [
  {
    body: 'systemctl restart web\nif [ $? -ne 0 ]; then\n  echo broken\n  exit 1\nfi',
    lines: ['if ! systemctl restart web; then', 'echo broken', 'exit 1', 'fi'],
  },
  {
    body: 'grep -q slow /etc/web.conf\nif [[ "$?" == 0 ]]; then\n  systemctl restart slow\nfi',
    lines: ['if grep -q slow /etc/web.conf; then', 'systemctl restart slow', 'fi'],
  },
  {
    body: 'git pull\nif [ $? -eq 0 ]; then\n  systemctl restart web\nelse\n  exit 2\nfi',
    lines: ['systemctl restart web'],
  },
  {
    body: 'systemctl restart web\n[ $? -eq 0 ] || { echo broken; exit 3; }',
    lines: ['systemctl restart web || { echo broken; exit 3; }'],
  },
];

test.each(rows)('$body', ({ body, lines }) => {
  const plan = planScripts({ 'deploy.sh': `#!/bin/bash\nssh root@web1 <<'END'\n${body}\nEND\n` });
  const found = repository.generate(plan, contextOf(plan));
  const output = found.find(({ path }) => path === 'repo/deploy/application-start.sh');
  const code = linesOf(takeOrigins(output?.text ?? '').text);
  expect(code.slice(-lines.length)).toEqual(lines);
  expect(code.join('\n')).not.toContain('$?');
});
