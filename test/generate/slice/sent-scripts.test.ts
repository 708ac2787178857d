/** Scripts of the application that a command sends to the shell of a host. */
import { expect, test } from '@jest/globals';

import { repository } from '../../../src/generate/repository/repository.ts';
import { takeOrigins } from '../../../src/generate/origin-marks.ts';
import { planScripts } from '../../plan/planned.ts';
import { contextOf } from '../contexts.ts';
import { linesOf } from './code-lines.ts';

const remote = `#!/bin/bash
set -e
TAG=\${1:-latest}
cd /srv/shop
if [ -f compose.yml ]; then
  TAG=$TAG docker compose up -d
else
  for s in web jobs; do
    sudo systemctl restart $s
  done
fi
`;

const whole = [
  'cd /srv/shop',
  'if [ -f compose.yml ]; then',
  'else',
  'for s in web jobs; do',
  'systemctl restart "$s"',
  'done',
  'fi',
];

test.each([
  ["ssh root@web1 'bash -s' < remote.sh", 'TAG=latest'],
  ['ssh root@web1 bash -s -- v2 < remote.sh', 'TAG=v2'],
  ['run() { ssh root@web1 "$@"; }\nrun bash -s -- v3 < remote.sh', 'TAG=v3'],
  ['cat remote.sh | ssh root@web1', 'TAG=latest'],
  ['ssh root@web1 "$(cat remote.sh)"', 'TAG=latest'],
  ['ssh root@web1 "$(< remote.sh)"', 'TAG=latest'],
  ['ssh root@web1 <<< "$(cat remote.sh)"', 'TAG=latest'],
])('%s is cut like any script', (command, tag) => {
  const hook = hookOf(`#!/bin/bash\nset -e\n${command}\n`, remote);
  expect(hook.filter((line) => whole.includes(line))).toEqual(whole);
  expect(hook).toContain(tag);
  expect(hook.join('\n')).not.toMatch(/\bssh\b|SAY_HERE|bash -s/);
});

test('a setting in front of the shell comes along', () => {
  const hook = hookOf(
    `#!/bin/bash\nssh root@web1 "COLOUR=blue bash -s" < remote.sh\n`,
    'systemctl restart "shop-$COLOUR"\n',
  );
  expect(hook).toEqual(expect.arrayContaining(['COLOUR=blue', 'systemctl restart "shop-$COLOUR"']));
});

test('each group of hosts runs the copy that it was sent', () => {
  const hook = hookOf(
    `#!/bin/bash\nssh root@web1 'bash -s' < remote.sh\nssh root@db1 'bash -s' < remote.sh\n`,
    'systemctl restart shop\n',
  );
  expect(hook.filter((line) => /^(\w+\)|systemctl)/.test(line))).toEqual([
    'web)',
    'systemctl restart shop',
    'db)',
    'systemctl restart shop',
  ]);
});

function hookOf(script: string, sent: string): readonly string[] {
  const plan = planScripts({ 'deploy.sh': script, 'remote.sh': sent });
  const found = repository.generate(plan, contextOf(plan));
  const output = found.find(({ path }) => path === 'repo/deploy/application-start.sh');
  return linesOf(takeOrigins(output?.text ?? '').text);
}
