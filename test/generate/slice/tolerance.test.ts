/** What fails in the normal run stays tolerant; everything else stops the new script. */
import { expect, test } from '@jest/globals';

import { repository } from '../../../src/generate/repository/repository.ts';
import { planScripts } from '../../plan/planned.ts';
import { contextOf } from '../contexts.ts';

interface Row {
  readonly why: string;
  /** What the host is sent, by a script without errexit. */
  readonly sent: string;
  /** Lines of the hooks, in the order of their files. */
  readonly lines: readonly string[];
  readonly options?: string;
}

const rows: readonly Row[] = [
  {
    why: 'a process that is not there',
    sent: 'cp a /b; pkill -f shop; cp c /d',
    lines: ['cp a /b', 'cp c /d', 'pkill -f shop || true'],
  },
  {
    why: 'a container that is not there',
    sent: 'docker rm shop; docker run -d --name shop shop:1',
    lines: ['docker rm shop || true', 'docker run -d --name shop shop:1'],
  },
  {
    why: 'behind sudo and xargs',
    sent: 'docker ps -aq | xargs -r sudo docker rm; cp c /d',
    lines: ['docker ps -aq | xargs -r sudo docker rm || true', 'cp c /d'],
  },
  {
    why: 'a folder that is there, a file that is not: options say it better',
    sent: 'mkdir /srv/shop/tmp; rm /srv/shop/tmp/pid',
    lines: ['mkdir -p /srv/shop/tmp', 'rm -f /srv/shop/tmp/pid'],
  },
  {
    why: 'options that say it already',
    sent: 'mkdir -p /srv/shop/tmp; rm -rf /srv/shop/tmp/x; ln -sfn /a /b',
    lines: ['mkdir -p /srv/shop/tmp', 'rm -rf /srv/shop/tmp/x', 'ln -sfn /a /b'],
  },
  {
    why: 'a value that nothing gives',
    sent: 'PID=$(pgrep -f shop)\n[ -n "$PID" ] && kill -9 $PID\ncp c /d',
    lines: [
      'cp c /d',
      'PID=$(pgrep -f shop) || true',
      'if [ -n "$PID" ]; then',
      '  kill -9 $PID || true',
      'fi',
    ],
  },
  {
    why: 'a value that must be there',
    sent: 'V=$(cat VERSION)\ncp c "/d/$V"',
    lines: ['V=$(cat VERSION)', 'cp c "/d/$V"'],
  },
  {
    why: 'a counter that is 0, in a loop that asks again',
    sent: 'n=0\nuntil curl -sf http://localhost/; do ((n++)); [ $n -gt 9 ] && exit 1; sleep 1; done',
    lines: [
      'n=0',
      'until curl -sf http://localhost/; do',
      '  ((n++)) || true',
      '  if [ "$n" -gt 9 ]; then',
      '    exit 1',
      '  fi',
      '  sleep 1',
      'done',
    ],
  },
  {
    why: 'the script stopped there itself',
    options: 'set -e\n',
    sent: 'set -e; docker rm shop; docker run -d --name shop shop:1',
    lines: ['docker rm shop', 'docker run -d --name shop shop:1'],
  },
  {
    why: 'pipefail would count a producer that is only cut off',
    sent: 'PW=$(tr -dc a-z < /dev/urandom | head -c 12)\necho "$PW" > /etc/shop.pw',
    lines: [
      'PW=$(set +o pipefail; tr -dc a-z < /dev/urandom | head -c 12)',
      'echo "$PW" > /etc/shop.pw',
    ],
  },
  {
    why: 'a script with pipefail knows what it does',
    sent: 'set -o pipefail\nPW=$(tr -dc a-z < /dev/urandom | head -c 12)\necho "$PW" > /etc/shop.pw',
    lines: ['PW=$(tr -dc a-z < /dev/urandom | head -c 12)', 'echo "$PW" > /etc/shop.pw'],
  },
  {
    why: 'where only the last member stopped the script, a grep before it may find nothing',
    options: 'set -e\n',
    sent: 'set -e; crontab -l | grep -v shop | crontab -; cp c /d',
    lines: ['(set +o pipefail; crontab -l | grep -v shop | crontab -)', 'cp c /d'],
  },
];

test.each(rows)('$why', ({ sent, lines, options = '' }) => {
  const plan = planScripts({
    'deploy.sh': `#!/bin/bash\n${options}ssh web1 <<'EOF'\n${sent}\nEOF\necho\n`,
  });
  const hooks = repository
    .generate(plan, contextOf(plan))
    .filter(({ path }) => /deploy\/(?!lib)[a-z-]+\.sh$/.test(path))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
  const code = hooks.flatMap(({ text }) =>
    text.split('\n').filter((line) => !/^(#|set -euo|source |bash |$)/.test(line)),
  );
  expect(code).toEqual(lines);
});
