/** Small scripts in, the text of a hook or of a build out: what comes along, and what stays behind. */
import { expect, test } from '@jest/globals';

import { repository } from '../../../src/generate/repository/repository.ts';
import { takeOrigins } from '../../../src/generate/origin-marks.ts';
import { planScripts } from '../../plan/planned.ts';
import { contextOf } from '../contexts.ts';

interface Row {
  readonly why: string;
  readonly script: string;
  readonly file: string;
  /** Lines that stand in the file in this order, comments and blanks left out. */
  readonly lines: readonly string[];
  /** What must stand nowhere in it. */
  readonly without?: readonly string[];
}

const rows: readonly Row[] = [
  {
    why: 'a variable of the deploying machine comes along with its definition',
    script: 'APP=shop\nDIR=/srv/$APP\nssh web1 "mkdir -p $DIR/cache && chown app: $DIR/cache"\n',
    file: 'deploy/after-install.sh',
    lines: ['APP=shop', 'DIR="/srv/$APP"', 'mkdir -p "$DIR/cache"'],
  },
  {
    why: 'one that nothing reads stays behind',
    script: 'APP=shop\nCOLOUR=red\nssh web1 "systemctl restart $APP"\n',
    file: 'deploy/application-start.sh',
    lines: ['APP=shop', 'systemctl restart "$APP"'],
    without: ['COLOUR', 'ssh'],
  },
  {
    why: 'a condition of the host stays around its command',
    script: "ssh web1 'if [ -f /etc/shop.conf ]; then systemctl restart shop; fi'\n",
    file: 'deploy/application-start.sh',
    lines: ['if [ -f /etc/shop.conf ]; then', 'systemctl restart shop', 'fi'],
  },
  {
    why: 'a loop over hosts falls away',
    script: 'for h in web1 web2; do\n  ssh "$h" "systemctl restart shop"\ndone\n',
    file: 'deploy/application-start.sh',
    lines: ['systemctl restart shop'],
    without: ['for ', 'done'],
  },
  {
    why: 'a loop on the host stays one, and its counter with it',
    script: "ssh web1 'for s in api worker; do systemctl restart shop-$s; done'\n",
    file: 'deploy/application-start.sh',
    lines: ['for s in api worker; do', 'done'],
  },
  {
    why: 'the remark after do belongs to the body',
    script:
      "ssh web1 '\nfor s in api worker; do\n  # one by one\n  systemctl restart shop-$s\ndone'\n",
    file: 'deploy/application-start.sh',
    lines: ['for s in api worker; do', 'done'],
    without: ['do # one', '; do; do'],
  },
  {
    why: 'sudo goes where the hook runs as root',
    script: "ssh deploy@web1 'sudo systemctl restart shop'\n",
    file: 'deploy/application-start.sh',
    lines: ['systemctl restart shop'],
    without: ['sudo'],
  },
  {
    why: 'a process in the background lets go of its output, behind its last line',
    script: "ssh web1 'cd /srv/shop\nnohup java -jar shop.jar \\\n  --port 80 &'\n",
    file: 'deploy/application-start.sh',
    lines: ['nohup java -jar shop.jar \\', '--port 80 >/dev/null 2>&1 </dev/null &'],
  },
  {
    why: 'a loop asks for what its input names',
    script:
      'LIST=/etc/shop/services\nssh web1 "while read -r s; do systemctl restart shop; done < $LIST"\n',
    file: 'deploy/application-start.sh',
    lines: ['LIST=/etc/shop/services', 'systemctl restart shop', 'done < $LIST'],
  },
];

function linesOf(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

test.each(rows)('$why', ({ script, file, lines, without = [] }) => {
  const plan = planScripts({ 'deploy.sh': `#!/bin/bash\nset -e\n${script}` });
  const found = repository.generate(plan, contextOf(plan));
  const output = found.find(({ path }) => path === `repo/${file}`);
  expect(found.map(({ path }) => path)).toContain(`repo/${file}`);
  const { text } = takeOrigins(output!.text);
  const code = linesOf(text);
  expect(code.filter((line) => lines.includes(line))).toEqual(lines);
  for (const other of without) expect(code.join('\n')).not.toContain(other);
});
