import { expect, test } from '@jest/globals';
import { classifyTrace } from '../../src/classify/classify-trace.ts';
import { compileCondition } from '../../src/classify/compile-condition.ts';
import { predicates } from '../../src/classify/predicates/index.ts';
import { subjectsOf, withKinds } from '../../src/classify/subject.ts';
import type { Subject } from '../../src/classify/subject.ts';
import { parseYaml } from '../../src/fleet/yaml.ts';
import type { Certainty } from '../../src/model/classified.ts';
import { traceScripts } from '../trace/applications.ts';
import { ourLore } from './our-lore.ts';
import { ourRules } from './our-rules.ts';

interface Row {
  /** A condition, as it is written in a rule. */
  readonly when: string;
  readonly sh: string;
  /** The answer for the last command of the script. */
  readonly is: Certainty;
  readonly why: string;
}

const rows: readonly Row[] = [
  // words
  {
    when: 'command: rsync',
    sh: '/usr/bin/rsync a b',
    is: 'yes',
    why: 'the last path component counts',
  },
  { when: 'command: rsync', sh: 'echo rsync', is: 'no', why: 'an argument is no command' },
  {
    when: 'command: python',
    sh: 'python3.11 x.py',
    is: 'yes',
    why: 'a version is no other command',
  },
  {
    when: 'command: artisan',
    sh: 'php artisan up',
    is: 'yes',
    why: 'the program that is interpreted counts',
  },
  {
    when: 'command: [cp, mv]',
    sh: 'sudo mv a b',
    is: 'yes',
    why: 'one of several, its wrapper taken off',
  },
  {
    when: 'command: "^py"',
    sh: 'pytest',
    is: 'yes',
    why: 'a name that begins with ^ is a pattern',
  },
  {
    when: 'path: "^/etc/init\\\\.d/"',
    sh: '/etc/init.d/app restart',
    is: 'yes',
    why: 'the word with its path',
  },
  { when: 'path: "^/etc/init\\\\.d/"', sh: 'app restart', is: 'no', why: 'no path' },
  {
    when: 'sub: compose up',
    sh: 'docker compose -f a.yml up -d',
    is: 'yes',
    why: 'all levels, options left out',
  },
  { when: 'sub: up', sh: 'docker compose up', is: 'no', why: 'a level is missing' },
  { when: 'sub: up', sh: 'docker-compose "$VERB"', is: 'maybe', why: 'it may turn out to be up' },
  { when: 'arg: "^web1:"', sh: 'scp a web1:/b', is: 'yes', why: 'some argument' },
  {
    when: 'arg: "^web1:"',
    sh: 'scp -i web1:key a b',
    is: 'no',
    why: 'the value of an option is no argument',
  },
  { when: 'arg: {at: last, is: "^/srv"}', sh: 'cp a /srv/b', is: 'yes', why: 'the last one' },
  {
    when: 'arg: {at: last, is: "^/srv"}',
    sh: 'cp a "$DEST"',
    is: 'maybe',
    why: 'nothing is known of it',
  },
  {
    when: 'arg: {at: last, is: "^/srv/x/"}',
    sh: 'cp a "/srv/x/$DEST"',
    is: 'yes',
    why: 'the known part is enough',
  },
  {
    when: 'arg: {at: last, is: "^/opt"}',
    sh: 'cp a "/srv/$DEST"',
    is: 'no',
    why: 'the known part is enough to say no',
  },
  { when: 'arg: {at: all, is: "^-?x$"}', sh: 'ls x x', is: 'yes', why: 'each of them' },
  { when: 'arg: {at: all, is: "^x$"}', sh: 'ls x y', is: 'no', why: 'one is another' },
  { when: 'args: {min: 2}', sh: 'cp a b', is: 'yes', why: 'two arguments' },
  {
    when: 'args: {max: 0}',
    sh: 'yarn install --frozen-lockfile',
    is: 'yes',
    why: 'an option is no argument',
  },
  { when: 'args: {max: 0}', sh: 'yarn add left-pad', is: 'no', why: 'one argument' },
  { when: 'flag: --delete', sh: 'rsync -az --delete a b', is: 'yes', why: 'it is given' },
  { when: 'flag: -r', sh: 'rm -fr a', is: 'yes', why: 'letters stand together' },
  { when: 'flag: -r', sh: 'rm -f -- -r', is: 'no', why: 'after -- there are no options' },
  {
    when: 'flag: {name: [-t, --tag], is: ":latest$"}',
    sh: 'docker build -t a:latest .',
    is: 'yes',
    why: 'its value',
  },
  {
    when: 'flag: {name: -p, value: true}',
    sh: 'mysql -p shop',
    is: 'no',
    why: 'its value would be attached',
  },
  {
    when: 'word: "^-DskipTests"',
    sh: 'mvn package -DskipTests',
    is: 'yes',
    why: 'any word, options too',
  },
  { when: 'word: mvn', sh: 'mvn package', is: 'no', why: 'not the command itself' },
  { when: 'variable: "^DB_"', sh: 'echo "$DB_PASS"', is: 'yes', why: 'the name as it is written' },
  {
    when: 'variable: "^DB_"',
    sh: "echo '$DB_PASS'",
    is: 'yes',
    why: 'quoted for another shell it is one there',
  },
  { when: 'variable: "^DB_"', sh: 'echo DB_PASS', is: 'no', why: 'no variable' },
  {
    when: 'substitution: "^date"',
    sh: 'mkdir "r-$(date +%s)"',
    is: 'yes',
    why: 'a word holds its output',
  },
  { when: 'substitution: "^date"', sh: 'mkdir r-$(uname)', is: 'no', why: 'another command' },
  {
    when: 'supplied: argument',
    sh: 'git checkout "$1"',
    is: 'yes',
    why: 'an argument of the script',
  },
  { when: 'supplied: argument', sh: 'git checkout main', is: 'no', why: 'written out' },
  {
    when: 'effect: query',
    sh: 'git rev-parse HEAD',
    is: 'yes',
    why: 'the lore knows that it only reads',
  },
  { when: 'effect: query', sh: 'git pull', is: 'no', why: 'it changes something' },
  {
    when: 'task: "^build$"',
    sh: 'npm run build -- --prod',
    is: 'yes',
    why: 'a script of the package',
  },
  { when: 'task: "^build$"', sh: 'yarn --cwd web build', is: 'yes', why: 'yarn needs no run' },
  { when: 'task: "^build$"', sh: 'make -C web build PREFIX=/opt', is: 'yes', why: 'a target' },
  { when: 'task: "^test$"', sh: 'npm t', is: 'yes', why: 'a short name of the sub-command' },
  { when: 'task: "^build$"', sh: 'yarn workspace web run build', is: 'yes', why: 'in a workspace' },
  { when: 'task: "^$"', sh: 'make -j4', is: 'yes', why: 'the default task is empty' },
  { when: 'task: "^install$"', sh: 'npm install', is: 'no', why: 'a sub-command of its own' },
  {
    when: 'task: "^build$"',
    sh: 'npm run "$TASK"',
    is: 'maybe',
    why: 'it may turn out to be build',
  },
  // context
  { when: 'form: command', sh: 'ls', is: 'yes', why: 'a command' },
  { when: 'form: assignment', sh: 'ls', is: 'no', why: 'no assignment' },
  {
    when: 'assigns: {name: "^NODE_ENV$", value: prod}',
    sh: 'NODE_ENV=production npm ci',
    is: 'yes',
    why: 'in front of the command',
  },
  { when: 'assigns: {name: "^NODE_ENV$"}', sh: 'npm ci', is: 'no', why: 'nothing is assigned' },
  { when: 'via: sudo', sh: 'sudo -u app npm ci', is: 'yes', why: 'it is carried by sudo' },
  { when: 'via: sudo', sh: 'npm ci', is: 'no', why: 'nothing carries it' },
  { when: 'place: remote', sh: 'ssh web1 "npm ci"', is: 'yes', why: 'through ssh' },
  { when: 'place: container', sh: 'docker exec web npm ci', is: 'yes', why: 'inside a container' },
  { when: 'place: remote', sh: 'npm ci', is: 'no', why: 'here' },
  { when: 'on: host', sh: 'ssh web1 "npm ci"', is: 'yes', why: 'the host is changed' },
  { when: 'on: host', sh: 'scp a web1:/b', is: 'no', why: 'scp itself runs on the workstation' },
  {
    when: 'user: "^app$"',
    sh: 'sudo -u app npm ci',
    is: 'yes',
    why: 'the user that sudo switches to',
  },
  { when: 'user: "^root$"', sh: 'sudo npm ci', is: 'yes', why: 'sudo alone is root' },
  { when: 'user: "^root$"', sh: 'npm ci', is: 'no', why: 'nobody says so' },
  { when: 'cwd: "^/srv/app$"', sh: 'cd /srv/app && npm ci', is: 'yes', why: 'cd counts' },
  { when: 'cwd: "^/srv/app$"', sh: 'cd /srv && npm ci', is: 'no', why: 'another folder' },
  {
    when: 'loop: hosts',
    sh: 'for h in web1 web2; do ssh $h "npm ci"; done',
    is: 'yes',
    why: 'the variable decides the host',
  },
  { when: 'loop: true', sh: 'for i in 1 2; do npm ci; done', is: 'yes', why: 'in a loop' },
  {
    when: 'loop: hosts',
    sh: 'for i in 1 2; do npm ci; done',
    is: 'no',
    why: 'a loop over something else',
  },
  {
    when: 'guard: PROD',
    sh: 'if [ "$E" = PROD ]; then npm ci; fi',
    is: 'yes',
    why: 'the condition as written',
  },
  {
    when: 'guard: {negated: true}',
    sh: '[ -d a ] || npm ci',
    is: 'yes',
    why: 'runs when it fails',
  },
  { when: 'guard: PROD', sh: 'npm ci', is: 'no', why: 'no condition' },
  {
    when: 'status: condition',
    sh: 'npm ci || true',
    is: 'no',
    why: 'the last command is true itself',
  },
  {
    when: 'status: condition',
    sh: 'if npm ci; then :; fi; until curl -f localhost; do :; done; if curl -f localhost; then exit; fi',
    is: 'no',
    why: 'the last command is exit',
  },
  {
    when: 'status: condition',
    sh: 'if curl -f localhost; then\n:\nfi; until curl -f localhost\ndo :; done',
    is: 'no',
    why: 'the last command is the colon',
  },
  { when: 'status: ignored', sh: 'npm ci', is: 'yes', why: 'nobody looks' },
  { when: 'failure: aborts', sh: 'set -e; npm ci', is: 'yes', why: 'errexit' },
  { when: 'failure: ignored', sh: 'npm ci; x=1', is: 'yes', why: 'no errexit' },
  { when: 'failure: aborts', sh: 'npm ci; x=1', is: 'no', why: 'no errexit' },
  {
    when: 'output: true',
    sh: 'ls | grep -c x',
    is: 'yes',
    why: 'a filter of the pipe reads it',
  },
  { when: 'output: true', sh: 'ls', is: 'no', why: 'it goes to the terminal' },
  {
    when: 'background: true',
    sh: 'java -jar a.jar &',
    is: 'yes',
    why: 'started in the background',
  },
  { when: 'background: true', sh: 'java -jar a.jar', is: 'no', why: 'in the foreground' },
  { when: 'action: deploy', sh: 'npm ci', is: 'yes', why: 'the only action there is' },
  { when: 'action: rollback', sh: 'npm ci', is: 'no', why: 'another action' },
  {
    when: 'called-from: deploy',
    sh: 'deploy() { npm ci; }; deploy',
    is: 'yes',
    why: 'a function that was called',
  },
  { when: 'called-from: deploy', sh: 'npm ci', is: 'no', why: 'no call' },
  { when: 'file: "deploy\\\\.sh$"', sh: 'npm ci', is: 'yes', why: 'the name of the script' },
  { when: 'file: "rollback"', sh: 'npm ci', is: 'no', why: 'another name' },
  { when: 'kind: install-deps', sh: 'npm ci', is: 'yes', why: 'classes are known to findings' },
  { when: 'kind: build', sh: 'npm ci', is: 'no', why: 'another kind' },
  {
    when: 'login: "^root$"',
    sh: 'ssh root@web1 "npm ci"',
    is: 'yes',
    why: 'the user that logs in',
  },
  { when: 'login: "^root$"', sh: 'ssh app@web1 "sudo npm ci"', is: 'no', why: 'sudo is no login' },
  { when: 'hosts: "^web1$"', sh: 'ssh app@web1 "npm ci"', is: 'yes', why: 'the host' },
  { when: 'hosts: {min: 2}', sh: 'ssh app@web1 "npm ci"', is: 'no', why: 'one host' },
  {
    when: 'identity: user',
    sh: 'mkdir "/tmp/$(whoami)"',
    is: 'yes',
    why: 'who deploys becomes part of it',
  },
  { when: 'identity: user', sh: 'mkdir /tmp/x', is: 'no', why: 'nobody in it' },
  { when: 'reached: true', sh: 'npm ci', is: 'yes', why: 'it runs' },
  { when: 'reached: false', sh: 'npm ci', is: 'no', why: 'it runs' },
  // streams
  {
    when: 'pipe-before: echo',
    sh: 'echo a | docker login --password-stdin',
    is: 'yes',
    why: 'echo stands before',
  },
  { when: 'pipe-before: echo', sh: 'docker login', is: 'no', why: 'no pipe' },
  {
    when: 'pipe-after: grep',
    sh: 'ps aux | grep java',
    is: 'yes',
    why: 'grep stands behind, carried by ps',
  },
  { when: 'pipe-after: grep', sh: 'ps aux', is: 'no', why: 'no pipe' },
  { when: 'redirect: true', sh: 'pg_dump a > b.sql', is: 'yes', why: 'into a file' },
  { when: 'redirect: true', sh: 'pg_dump a > /dev/null', is: 'no', why: 'a device is no file' },
  { when: 'redirect: true', sh: 'pg_dump a 2> err.log', is: 'no', why: 'only what goes wrong' },
  {
    when: 'redirect: {to: "^/etc/", operator: ">>"}',
    sh: 'date >> /etc/motd',
    is: 'yes',
    why: 'added to it',
  },
  { when: 'redirect: {variable: LOG}', sh: 'date >> "$LOGFILE"', is: 'yes', why: 'the name tells' },
  { when: 'stdin: text', sh: 'mysql a <<EOF\nselect 1\nEOF', is: 'yes', why: 'a here-document' },
  { when: 'stdin: {path: "[.]sql$"}', sh: 'mysql a < b.sql', is: 'yes', why: 'its path' },
  { when: 'stdin: {text: DROP}', sh: 'mysql a <<< "DROP TABLE x"', is: 'yes', why: 'its contents' },
  { when: 'stdin: text', sh: 'mysql a', is: 'no', why: 'nothing is given to it' },
  {
    when: 'stream: true',
    sh: 'tar c . | ssh web1 "tar x -C /srv"',
    is: 'yes',
    why: 'joins two machines',
  },
  {
    when: 'stream: {from: tar, to: tar}',
    sh: 'tar c . | ssh web1 "tar x -C /srv"',
    is: 'yes',
    why: 'by these',
  },
  { when: 'stream: true', sh: 'tar c . | gzip > a.tgz', is: 'no', why: 'on one machine' },
  // logic
  { when: 'any: [{command: npm}, {command: yarn}]', sh: 'yarn', is: 'yes', why: 'one of them' },
  { when: 'any: [{command: npm}, {command: yarn}]', sh: 'pnpm i', is: 'no', why: 'none of them' },
  { when: 'all: [{command: npm}, {sub: ci}]', sh: 'npm ci', is: 'yes', why: 'each of them' },
  { when: 'all: [{command: npm}, {sub: ci}]', sh: 'npm i', is: 'no', why: 'one fails' },
  { when: 'not: {command: npm}', sh: 'yarn', is: 'yes', why: 'it does not hold' },
  { when: 'not: {arg: "^x$"}', sh: 'ls "$A"', is: 'maybe', why: 'not knowing survives a not' },
  { when: 'certain: {arg: "^x$"}', sh: 'ls "$A"', is: 'no', why: 'it might hold, and might not' },
  { when: 'certain: {arg: "^x$"}', sh: 'ls x', is: 'yes', why: 'it holds' },
  {
    when: 'previous: {command: npm}',
    sh: 'npm ci; echo ok; cd /; pm2 reload a',
    is: 'yes',
    why: 'plumbing is passed over',
  },
  {
    when: 'previous: {command: npm}',
    sh: 'npm ci; git pull; pm2 reload a',
    is: 'no',
    why: 'another one stands between',
  },
  { when: 'next: {command: npm}', sh: 'pm2 reload a', is: 'no', why: 'nothing follows' },
  {
    when: 'earlier: {command: npm}',
    sh: 'npm ci; git pull; pm2 reload a',
    is: 'yes',
    why: 'anywhere before',
  },
  {
    when: 'earlier: {command: npm}',
    sh: 'npm ci',
    is: 'no',
    why: 'a step does not stand before itself',
  },
  {
    when: 'later: {command: npm}',
    sh: 'git pull; npm ci',
    is: 'no',
    why: 'nothing stands behind the last one',
  },
];

/** Keys that look at captures, which only rules have, or that need a step before the last. */
const elsewhere = new Set(['captured', 'unresolved', 'next', 'later']);

function lastOf(sh: string): Subject {
  const trace = traceScripts({ 'deploy.sh': `${sh}\n` });
  const classified = classifyTrace(trace, ourRules, ourLore).steps;
  const subjects = withKinds(subjectsOf(trace, ourLore), classified);
  const last = subjects.findLast(({ step }) => step.form === 'command');
  if (last === undefined) throw new Error(`no command in ${sh}`);
  return last;
}

test.each(rows)('$when, $sh: $is, $why', ({ when, sh, is }) => {
  const condition = compileCondition(parseYaml(`{${when}}`));
  expect(condition(lastOf(sh))).toBe(is);
});

test('next and later look ahead', () => {
  const [first] = lastOf('npm ci; echo ok; pm2 reload a').all;
  for (const key of ['next', 'later']) {
    const holds = compileCondition({ [key]: { command: 'pm2' } });
    expect(first === undefined ? null : holds(first)).toBe('yes');
  }
});

test.each(predicates.map(({ key }) => key).filter((key) => !elsewhere.has(key)))(
  '%s is asked where it holds and where it does not',
  (key) => {
    const asked = rows.filter(({ when }) => when.startsWith(`${key}:`));
    expect(asked.some(({ is }) => is === 'yes')).toBe(true);
    expect(asked.some(({ is }) => is !== 'yes')).toBe(true);
  },
);
