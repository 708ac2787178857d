/** What a command reads, and what the script waits for, stays with the command. */
import { expect, test } from '@jest/globals';

import { repository } from '../../../src/generate/repository/repository.ts';
import { takeOrigins } from '../../../src/generate/origin-marks.ts';
import { planScripts } from '../../plan/planned.ts';
import { contextOf } from '../contexts.ts';
import { linesOf } from './code-lines.ts';

interface Row {
  readonly why: string;
  readonly script: string;
  readonly file: string;
  /** The code of the file behind its preamble, or a run of lines in it. */
  readonly lines: readonly string[];
  readonly without?: readonly string[];
}

const installed = 'deploy/after-install.sh';
const started = 'deploy/application-start.sh';
const validated = 'deploy/validate-service.sh';

const rows: readonly Row[] = [
  {
    why: 'a document that ssh is given goes to the command that reads it',
    script:
      'TO=ops@shop.example\nssh web1 "sudo tee /etc/cron.d/shop > /dev/null" <<EOF\nMAILTO=$TO\nEOF\n',
    file: installed,
    lines: ['TO=ops@shop.example', 'tee /etc/cron.d/shop > /dev/null <<EOF', 'MAILTO=$TO', 'EOF'],
  },
  {
    why: 'and a string',
    script: "ssh web1 'sudo tee /etc/shop.flag' <<< on\n",
    file: installed,
    lines: ['tee /etc/shop.flag <<< on'],
  },
  {
    why: 'what is piped through ssh is piped on the host',
    script: 'APP=shop\necho "APP=$APP" | ssh web1 "cat >> /srv/shop/.env"\n',
    file: installed,
    lines: ['APP=shop', 'echo "APP=$APP" | cat >> /srv/shop/.env'],
  },
  {
    why: 'a job finds the file that the hosts were sent to read beside it',
    script: "ssh web1 'mysql -h db1 shop' < sql/update.sql\n",
    file: 'buildspec.migrate.yml',
    lines: ['- mysql -h db1 shop < sql/update.sql'],
  },
  {
    why: 'a file that a host has not is not read there',
    script: "ssh web1 'cd /srv/shop && systemctl restart shop' < notes.txt\n",
    file: started,
    lines: ['systemctl restart shop'],
    without: ['notes.txt'],
  },
  {
    why: 'the loop that waits for the end of what was stopped stands behind the stop',
    script:
      "ssh web1 'systemctl stop shop\nfor i in 1 2 3; do\n  epmd -names | grep -q shop || break\n  sleep 2\ndone\nrm -rf /srv/shop/cache\nsystemctl start shop'\n",
    file: 'deploy/application-stop.sh',
    lines: [
      'systemctl stop shop || true',
      'for i in 1 2 3; do',
      'epmd -names | grep -q shop || break',
      'sleep 2',
      'done',
    ],
  },
  {
    why: 'and nowhere else',
    script:
      "ssh web1 'systemctl stop shop\nfor i in 1 2 3; do\n  epmd -names | grep -q shop || break\n  sleep 2\ndone\nrm -rf /srv/shop/cache\nsystemctl start shop'\n",
    file: started,
    lines: ['systemctl start shop'],
    without: ['epmd', 'sleep'],
  },
  {
    why: 'the pause in front of a check is the check’s, whichever machine made it',
    script: 'ssh web1 "systemctl restart shop"\nsleep 5\ncurl -fsS http://web1/health\n',
    file: validated,
    lines: [
      'for _ in {1..15}; do',
      'curl -fsS http://web1/health > /dev/null 2>&1 && break',
      'sleep 2',
      'done',
      'curl -fsS http://web1/health',
    ],
    without: ['sleep 5'],
  },
  {
    why: 'no pause without anything behind it',
    script: 'ssh web1 "systemctl restart shop; sleep 5"\n',
    file: started,
    lines: ['systemctl restart shop'],
    without: ['sleep'],
  },
  {
    why: 'a loop over numbers of hosts is a loop over hosts',
    script:
      'for n in 1 2; do\n  target=web$n.shop.example\n  ssh "$target" "systemctl restart shop"\ndone\n',
    file: started,
    lines: ['systemctl restart shop'],
    without: ['for ', 'done'],
  },
  {
    why: 'a check that printed its success has the say over the deployment',
    script:
      'ssh web1 "systemctl restart shop"\ncurl -s http://web1/health | grep -q up && echo "shop is up"\n',
    file: validated,
    lines: ['curl -s http://web1/health | grep -q up'],
    without: ['|| true'],
  },
  {
    why: 'what a menu offers and an argument does as well stands there once',
    script:
      'deploy() { ssh web1 "systemctl restart shop"; }\nrun() { case "$1" in deploy) deploy ;; esac; }\nif [ -n "$1" ]; then run "$1"; exit; fi\nselect choice in deploy quit; do run "$choice"; done\n',
    file: started,
    lines: ['systemctl restart shop'],
    without: ['systemctl restart shop\nsystemctl'],
  },
  {
    why: 'an agent for keys that nobody needs any more is not started',
    script: 'eval "$(ssh-agent -s)"\nssh-add key\nnpm ci\nssh web1 "systemctl restart shop"\n',
    file: 'buildspec.yml',
    lines: ['- npm ci'],
    without: ['ssh-agent'],
  },
  {
    why: 'a value between single quotes stands without empty quotes around it',
    script: "APP=shop\nssh web1 <<END\nsystemctl restart '$APP'\nEND\n",
    file: started,
    lines: ['systemctl restart "$APP"'],
  },
  {
    why: 'and with the quotes of what stands beside it',
    script: "APP=shop\nssh web1 <<END\nsystemctl restart 'app-$APP-web' '$APP-1' '1-$APP'\nEND\n",
    file: started,
    lines: [`systemctl restart 'app-'"$APP"'-web' "$APP"'-1' '1-'"$APP"`],
  },
  {
    why: 'a document inside the text takes the values that the sender would have put in',
    script:
      "PORT=80\nssh web1 <<END\ncat > /etc/shop.conf <<'CONF'\nit's port=$PORT of \\$HOME\nCONF\nsystemctl restart shop\nEND\n",
    file: installed,
    lines: ['cat > /etc/shop.conf <<CONF', "it's port=$PORT of \\$HOME", 'CONF'],
  },
  {
    why: 'and is left alone where there are none',
    script:
      "APP=shop\nssh web1 <<END\ncat > /etc/shop.conf <<'CONF'\nhome=\\$HOME, it's here\nCONF\nsystemctl restart '$APP'\nEND\n",
    file: installed,
    lines: ["cat > /etc/shop.conf <<'CONF'", "home=$HOME, it's here", 'CONF'],
  },
  {
    why: 'what judged an answer goes with the question, and its words',
    script:
      'echo -n "Go on? "\nread -r answer\n[ "$answer" = yes ] || exit 1\nnpm ci\nssh web1 "systemctl restart shop"\n',
    file: 'buildspec.yml',
    lines: ['- npm ci'],
    without: ['answer', 'Go on'],
  },
  {
    why: 'giving up by hand is what the new script does anyway, and packages are fetched',
    script: 'npm run build || exit 1\nssh web1 "systemctl restart shop"\n',
    file: 'buildspec.yml',
    lines: ['- npm run build'],
    without: ['exit 1'],
  },
];

test.each(rows)('$why', ({ script, file, lines, without = [] }) => {
  const plan = planScripts({ 'deploy.sh': `#!/bin/bash\nset -e\n${script}` });
  const found = repository.generate(plan, contextOf(plan));
  const output = found.find(({ path }) => path === `repo/${file}`);
  expect(found.map(({ path }) => path)).toContain(`repo/${file}`);
  const code = linesOf(takeOrigins(output!.text).text);
  const start = code.indexOf(lines[0]!);
  expect(code.slice(start, start + lines.length)).toEqual(lines);
  for (const other of without) expect(code.join('\n')).not.toContain(other);
});
