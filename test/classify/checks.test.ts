import { expect, test } from '@jest/globals';
import { checks } from '../../src/classify/checks/index.ts';
import type { OutsideFacts } from '../../src/classify/checks/check.ts';
import { classifyTrace } from '../../src/classify/classify-trace.ts';
import { traceText } from '../../src/classify/test-rules.ts';
import type { DiagnosticCode } from '../../src/model/diagnostic.ts';
import { findingMessages } from '../../src/messages/findings.ts';
import { ourLore } from './our-lore.ts';
import { ourRules } from './our-rules.ts';

interface Row {
  readonly check: string;
  readonly sh: string;
  /** 1-based lines on which it is reported. */
  readonly lines: readonly number[];
  readonly why: string;
  /** What is known beyond the script. */
  readonly outside?: Partial<OutsideFacts>;
}

/** What reading `app/deploy.sh` had to say. */
function reading(code: DiagnosticCode): Partial<OutsideFacts> {
  return {
    diagnostics: [{ code, severity: 'note', file: 'app/deploy.sh', line: null, params: {} }],
  };
}

const rows: readonly Row[] = [
  {
    check: 'safety/no-errexit',
    sh: 'npm ci\nscp a web1:/b\n',
    lines: [1],
    why: 'two effects, no set -e',
  },
  {
    check: 'safety/no-errexit',
    sh: 'A=1\nnpm ci || exit 1\nscp a web1:/b\nls\n',
    lines: [2],
    why: 'the first command, an assignment is none',
  },
  {
    check: 'safety/no-errexit',
    sh: 'set -euo pipefail\nnpm ci\nscp a web1:/b\n',
    lines: [],
    why: 'set -e',
  },
  {
    check: 'safety/no-errexit',
    sh: '#!/bin/bash -e\nnpm ci\nscp a web1:/b\n',
    lines: [],
    why: 'in the first line',
  },
  {
    check: 'safety/no-errexit',
    sh: 'npm ci &&\nscp a web1:/b\n',
    lines: [],
    why: 'the status of the chain is that of the script',
  },
  {
    check: 'safety/no-lock',
    sh: 'git pull\nsystemctl restart app\n',
    lines: [1],
    why: 'two people at once',
  },
  {
    check: 'safety/no-lock',
    sh: 'exec 9>/var/lock/d.lock\nflock -n 9 || exit 1\nsystemctl restart app\n',
    lines: [],
    why: 'flock',
  },
  {
    check: 'safety/no-lock',
    sh: 'mkdir /tmp/deploy.lock || exit 1\nsystemctl restart app\n',
    lines: [],
    why: 'a folder as lock',
  },
  {
    check: 'safety/unchecked-cd',
    sh: 'cd /srv/app\nnpm ci\nls\n',
    lines: [1],
    why: 'an effect follows',
  },
  { check: 'safety/unchecked-cd', sh: 'set -e\ncd /srv/app\nnpm ci\n', lines: [], why: 'set -e' },
  {
    check: 'safety/unchecked-cd',
    sh: 'cd /srv/app || exit 1\nnpm ci\n',
    lines: [],
    why: 'looked at',
  },
  {
    check: 'safety/unchecked-cd',
    sh: 'cd /srv/app\nls\n',
    lines: [],
    why: 'nothing with an effect follows',
  },
  {
    check: 'safety/unchecked-cd-removes',
    sh: 'cd /srv/app\nrm -rf cache\nls\n',
    lines: [1],
    why: 'removes by a relative path',
  },
  {
    check: 'safety/unchecked-cd-removes',
    sh: 'cd /srv/app\ncd /srv\nrm -rf cache\nls\n',
    lines: [2],
    why: 'the nearest one',
  },
  {
    check: 'safety/unchecked-cd-removes',
    sh: 'cd /srv/app\nrm -rf /srv/cache\nls\n',
    lines: [],
    why: 'an absolute path',
  },
  {
    check: 'safety/unguarded-rm',
    sh: 'rm -rf "$DIR/cache"\n',
    lines: [1],
    why: 'the variable may be empty',
  },
  {
    check: 'safety/unguarded-rm',
    sh: 'DIR=/srv\nrm -rf "$DIR/cache"\n',
    lines: [],
    why: 'it is set',
  },
  { check: 'safety/unguarded-rm', sh: 'rm -f "$DIR/cache"\n', lines: [], why: 'not recursive' },
  {
    check: 'script/after-exec',
    sh: 'exec node app.js\nsystemctl reload nginx\nls\n',
    lines: [2],
    why: 'once, at the first of them',
  },
  {
    check: 'script/after-exec',
    sh: 'node app.js\nsystemctl reload nginx\n',
    lines: [],
    why: 'no exec',
  },
  {
    check: 'script/never-called',
    sh: 'old() {\n  npm ci\n  ls\n}\nls\n',
    lines: [2],
    why: 'nobody calls it',
  },
  { check: 'script/never-called', sh: 'old() {\n  npm ci\n}\nold\n', lines: [], why: 'called' },
  { check: 'script/dynamic-code', sh: 'eval "$POST"\n', lines: [1], why: 'known only at run time' },
  { check: 'script/dynamic-code', sh: 'eval "npm ci"\n', lines: [], why: 'a known text' },
  {
    check: 'script/missing-file',
    sh: './lib/deploy-all.sh prod\n',
    lines: [1],
    why: 'not in the fleet',
  },
  { check: 'script/missing-file', sh: 'npm ci\n', lines: [], why: 'nothing is called' },
  {
    check: 'script/absent-data',
    sh: '[ -f hosts.txt ] || exit 1\nwhile read h; do\n  ssh -n $h make\ndone < hosts.txt\n',
    lines: [1],
    why: 'the hosts stand in it, where it is first named',
  },
  {
    check: 'script/absent-data',
    sh: 'A=1\nC=$(grep "^$1=" roles.conf | cut -d= -f2)\nssh web1 "$C"\n',
    lines: [2],
    why: 'the command stands in it',
  },
  {
    check: 'script/absent-data',
    sh: 'while read h; do\n  ssh -n $h make\ndone < hosts.txt\n',
    lines: [],
    why: 'it is in the fleet',
    outside: { files: ['app/hosts.txt'] },
  },
  {
    check: 'script/absent-data',
    sh: 'curl -s https://x/hosts > hosts.txt\nwhile read h; do\n  ssh -n $h make\ndone < hosts.txt\n',
    lines: [],
    why: 'the script makes it',
  },
  {
    check: 'script/absent-data',
    sh: 'V=$(cat VERSION.txt)\nscp app-$V.jar web1:/srv/\n',
    lines: [],
    why: 'it decides neither host nor command',
  },
  {
    check: 'safety/unchecked-cd',
    sh: 'cd build\nnpm ci\ncd ..\nnpm test\n',
    lines: [1],
    why: 'there is always a folder above',
  },
  {
    check: 'source/working-tree',
    sh: 'scp web1:/srv/dump.sql .\nwget https://example.com/a.zip\n',
    lines: [],
    why: 'both bring something here',
  },
  {
    check: 'source/working-tree',
    sh: 'scp web1:/srv/a.sql .\nscp app.zip web1:/srv/\n',
    lines: [2],
    why: 'the second leaves',
  },
  {
    check: 'service/stop-without-handling',
    sh: 'ssh web1 systemctl stop a\nexit 1\nscp b web1:/b\nssh web1 systemctl start a\n',
    lines: [],
    why: 'it is stopped for good',
  },
  {
    check: 'service/no-health-check',
    sh: 'ssh web1 pm2 reload a\nssh web1 curl -sf http://localhost/ || exit 1\nssh web1 nginx -s reload\n',
    lines: [],
    why: 'asked before the traffic moves',
  },
  {
    check: 'service/no-health-check',
    sh: 'ssh web1 pm2 reload a\nssh web1 nginx -s reload\n',
    lines: [1],
    why: 'nobody asks',
  },
  { check: 'ssh/bare-session', sh: 'ssh web1\nnpm ci\n', lines: [1], why: 'opens a session' },
  {
    check: 'script/unread-document',
    sh: 'ssh web1\n<<EOF\nnpm ci\nEOF\n',
    lines: [2],
    why: 'stands alone',
  },
  {
    check: 'script/unread-document',
    sh: 'ssh web1 <<EOF\nnpm ci\nEOF\n',
    lines: [],
    why: 'is read',
  },
  { check: 'ssh/bare-session', sh: 'ssh web1 npm ci\n', lines: [], why: 'has a command' },
  {
    check: 'ssh/agent-forwarding',
    sh: 'ssh -A web1 uptime\n',
    lines: [1],
    why: 'an option of ssh',
  },
  {
    check: 'ssh/agent-forwarding',
    sh: 'ssh -p 22 -tA web1 uptime\n',
    lines: [1],
    why: 'among others',
  },
  {
    check: 'ssh/agent-forwarding',
    sh: 'scp -o ForwardAgent=yes a web1:/tmp\n',
    lines: [1],
    why: 'by its long name',
  },
  {
    check: 'ssh/agent-forwarding',
    sh: 'ssh web1 ls -A\n',
    lines: [],
    why: 'an option of what is sent',
  },
  {
    check: 'ssh/agent-forwarding',
    sh: 'ssh -a web1 uptime\n',
    lines: [],
    why: 'keeps the agent here',
  },
  {
    check: 'ssh/agent-forwarding',
    sh: 'O="-A -o ConnectTimeout=5"\nssh $O web1 uptime\n',
    lines: [1],
    why: 'on the variable',
  },
  {
    check: 'ssh/host-key-checking',
    sh: 'ssh -o StrictHostKeyChecking=no web1 uptime\n',
    lines: [1],
    why: 'on the command',
  },
  {
    check: 'ssh/host-key-checking',
    sh: 'O="-o StrictHostKeyChecking=no"\nscp $O a web1:/b\n',
    lines: [1],
    why: 'on the variable, once',
  },
  {
    check: 'ssh/host-key-checking',
    sh: 'ssh -o StrictHostKeyChecking=accept-new web1 uptime\n',
    lines: [],
    why: 'keeps the first key',
  },
  {
    check: 'ssh/remote-errors-ignored',
    sh: 'ssh web1 "npm ci; pm2 reload a"\n',
    lines: [1],
    why: 'npm may fail',
  },
  {
    check: 'ssh/remote-errors-ignored',
    sh: 'ssh web1 "npm ci && pm2 reload a"\n',
    lines: [],
    why: 'a chain',
  },
  {
    check: 'ssh/remote-errors-ignored',
    sh: 'ssh web1 <<E\nset -e\nnpm ci\npm2 reload a\nE\n',
    lines: [],
    why: 'set -e over there',
  },
  {
    check: 'hosts/half-deployed',
    sh: 'set -e\nfor h in web1 web2\ndo\n  ssh $h systemctl restart app\ndone\n',
    lines: [2],
    why: 'the loop',
  },
  {
    check: 'hosts/half-deployed',
    sh: 'set -e\nfor i in 1 2\ndo\n  npm ci\ndone\n',
    lines: [],
    why: 'no targets',
  },
  {
    check: 'secrets/secret-in-clear',
    sh: 'A=1\nDB_PASS=x7Kp2mQw9\n',
    lines: [2],
    why: 'its place',
  },
  { check: 'secrets/secret-in-clear', sh: 'DB_PASS="$1"\n', lines: [], why: 'an argument' },
  {
    check: 'secrets/private-key-in-script',
    sh: 'K="-----BEGIN PRIVATE KEY-----\nMIIEabcdefghij\n-----END PRIVATE KEY-----"\n',
    lines: [1],
    why: 'a key',
  },
  {
    check: 'secrets/private-key-in-script',
    sh: 'K=/etc/ssl/private/a.key\n',
    lines: [],
    why: 'a path',
  },
  {
    check: 'secrets/placeholder-secret',
    sh: 'DB_PASS=changeme\n',
    lines: [1],
    why: 'to be filled in',
  },
  { check: 'secrets/placeholder-secret', sh: 'DB_PASS=x7Kp2mQw9\n', lines: [], why: 'a real one' },
  {
    check: 'secrets/password-reuse',
    sh: 'DB_PASS=x7Kp2mQw9\nFTP_PASS=x7Kp2mQw9\n',
    lines: [1],
    why: 'two purposes',
  },
  {
    check: 'secrets/password-reuse',
    sh: 'DB_PASS=x7Kp2mQw9\nFTP_PASS=y8Lq3nRx0\n',
    lines: [],
    why: 'two secrets',
  },
  {
    check: 'secrets/ssh-password',
    sh: 'sshpass -e ssh web1 uptime\n',
    lines: [1],
    why: 'even from the environment',
  },
  { check: 'secrets/ssh-password', sh: 'ssh web1 uptime\n', lines: [], why: 'a key' },
  {
    check: 'secrets/trace-shows-secrets',
    sh: 'set -x\nexport DB_PASSWORD="$1"\n',
    lines: [1],
    why: 'prints the value',
  },
  {
    check: 'secrets/trace-shows-secrets',
    sh: 'set -x\nexport HOST=web1\n',
    lines: [],
    why: 'no secret',
  },
  {
    check: 'service/no-health-check',
    sh: 'ssh web1 systemctl restart app\n',
    lines: [1],
    why: 'nobody asks',
  },
  {
    check: 'service/no-health-check',
    sh: 'ssh web1 systemctl restart app\ncurl -fs http://web1/health\n',
    lines: [],
    why: 'asked',
  },
  {
    check: 'service/stop-without-handling',
    sh: 'ssh web1 systemctl stop app\nscp a.jar web1:/opt\nssh web1 systemctl start app\n',
    lines: [1],
    why: 'scp may fail',
  },
  {
    check: 'service/stop-without-handling',
    sh: 'ssh web1 "systemctl stop app; systemctl start app"\n',
    lines: [],
    why: 'nothing between',
  },
  {
    check: 'source/several-repositories',
    sh: 'cd /srv/a && git pull\ncd /srv/b && git pull\n',
    lines: [2],
    why: 'two working copies',
  },
  {
    check: 'source/several-repositories',
    sh: 'cd /srv/a && git pull\ngit pull\n',
    lines: [],
    why: 'one working copy',
  },
  {
    check: 'source/working-tree',
    sh: 'npm run build\nscp -r dist web1:/srv\n',
    lines: [1],
    why: 'whatever lies there',
  },
  {
    check: 'source/working-tree',
    sh: 'git diff --quiet || exit 1\nnpm run build\nscp -r dist web1:/srv\n',
    lines: [],
    why: 'asks whether it is clean',
  },
  {
    check: 'source/working-tree',
    sh: 'git clone -q git@g.example.com:a.git a\ncd a && npm run build\nscp -r dist web1:/srv\n',
    lines: [],
    why: 'a fresh copy',
  },
  {
    check: 'script/field-expanded-here',
    sh: "npm ci\nssh web1 'docker rm $(docker ps -aq | awk '{print $1}')'\n",
    lines: [2],
    why: 'the quotes end before the program',
  },
  {
    check: 'script/field-expanded-here',
    sh: 'ssh web1 "ps ax | awk \'{print $1}\' | xargs kill"\n',
    lines: [1],
    why: 'double quotes around single ones',
  },
  {
    check: 'script/field-expanded-here',
    sh: 'ssh web1 "kill \\$(ps ax | awk \'{print \\$1}\')"\nssh web1 "echo $1"\nkill $(ps ax | awk \'{print $1}\')\n',
    lines: [],
    why: 'held back, no program, and quoted here',
  },
  {
    check: 'script/windows-line-ends',
    sh: 'set -e\nnpm ci\n',
    lines: [1],
    why: 'reading took them away',
    outside: reading('fleet/crlf'),
  },
  {
    check: 'script/windows-line-ends',
    sh: 'set -e\nnpm ci\n',
    lines: [],
    why: 'only another encoding',
    outside: reading('fleet/latin1'),
  },
  {
    check: 'script/byte-order-mark',
    sh: 'npm ci',
    lines: [1],
    why: 'a mark before the first command',
    outside: reading('fleet/byte-order-mark'),
  },
  {
    check: 'script/byte-order-mark',
    sh: 'npm ci\n',
    lines: [],
    why: 'Windows line ends alone',
    outside: reading('fleet/crlf'),
  },
  {
    check: 'secrets/secret-shared-by-applications',
    sh: 'npm ci\nDB_PASS=x7Kp2mQw9\nOLD_DB_PASS=x7Kp2mQw9\n',
    lines: [2],
    why: 'stands in another application, and twice here',
    outside: {
      sharedSecrets: new Map([['S1', [{ file: 'b/d.sh', line: 3, kind: 'password' as const }]]]),
    },
  },
  {
    check: 'secrets/secret-shared-by-applications',
    sh: 'DB_PASS=x7Kp2mQw9\nOLD_DB_PASS=x7Kp2mQw9\n',
    lines: [],
    why: 'only here',
  },
];

test.each(rows)('$check on $lines: $why', ({ check, sh, lines, outside = {} }) => {
  const { findings } = classifyTrace(traceText(sh, ourLore), ourRules, ourLore, undefined, {
    diagnostics: [],
    sharedSecrets: new Map(),
    files: [],
    ...outside,
  });
  const found = findings
    .filter(({ rule }) => rule === check)
    .map(({ span }) => sh.slice(0, span.start).split('\n').length);
  expect(found).toEqual(lines);
});

test.each(checks)('$id has a row that reports, one that does not, and a sentence', ({ id }) => {
  const own = rows.filter(({ check }) => check === id);
  expect(own.some(({ lines }) => lines.length > 0)).toBe(true);
  expect(own.some(({ lines }) => lines.length === 0)).toBe(true);
  expect(findingMessages).toHaveProperty([`finding/${id}`]);
});

test('a check and a rule never have the same name', () => {
  expect(checks.filter(({ id }) => ourRules.byId.has(id))).toEqual([]);
});
