import { expect, test } from '@jest/globals';

import { renderStep } from './render-step.ts';
import { traceScripts } from './applications.ts';

interface Row {
  readonly why: string;
  readonly script: string;
  /** Scripts and files beside it. */
  readonly more?: Readonly<Record<string, string>>;
  /** The steps that are neither assignments, tests nor plain `cd` and `echo`. */
  readonly steps: readonly string[];
}

const rows: readonly Row[] = [
  {
    why: 'the local side expands in double quotes',
    script: 'D=/srv\nssh web1 "cd $D && make"',
    steps: ['web1: (/srv) make'],
  },
  {
    why: 'the remote side expands in single quotes',
    script: "D=/srv\nssh web1 'cd $D && make'",
    steps: ['web1: ($D) make'],
  },
  {
    why: 'a backslash keeps the dollar for the other side',
    script: 'V=local\nssh h "V=remote; run \\$V $V"',
    steps: ['h: (~) run remote local'],
  },
  {
    why: 'an unquoted here-document is expanded here',
    script: 'D=/srv\nssh u@h <<EOF\ncd $D\nsudo make\nEOF',
    steps: ['u@h: (/srv) as root make'],
  },
  {
    why: 'a quoted one there',
    script: "D=/srv\nssh u@h <<'EOF'\nD=/other\ncd $D\nmake\nEOF",
    steps: ['u@h: (/other) make'],
  },
  {
    why: 'bash -s takes arguments',
    script: 'ssh h bash -s one < remote.sh',
    more: { 'remote.sh': 'touch "$1"' },
    steps: ['h: (~) touch one'],
  },
  {
    why: 'options of ssh take values',
    script: 'ssh -i k -p 22 -o A=b -t u@h uptime now',
    steps: ['u@h: (~) uptime now'],
  },
  {
    why: 'a wrapper function passes its words on',
    script: 'run() { ssh web1 "$@"; }\nrun sudo make all',
    steps: ['run sudo make all', 'web1: (~) as root make all'],
  },
  { why: 'ssh behind a variable', script: 'SSH="ssh -q u@h"\n$SSH make', steps: ['u@h: (~) make'] },
  {
    why: 'the whole remote command in a variable',
    script: 'CMD="cd /srv && make"\nssh h "$CMD"',
    steps: ['h: (/srv) make'],
  },
  {
    why: 'a loop over hosts is one step',
    script: 'for h in a b; do ssh $h make; done',
    steps: ['a,b: (~) make'],
  },
  {
    why: 'an array of hosts',
    script: 'H=(a b)\nfor h in "${H[@]}"; do ssh "$h" make; done',
    steps: ['a,b: (~) make'],
  },
  {
    why: 'hosts from a file of the fleet',
    script: 'while read -r h; do ssh $h make; done < hosts',
    more: { hosts: 'a\nb\n' },
    steps: ['a,b: (~) make'],
  },
  {
    why: 'a known condition takes one branch',
    script: 'X=1\nif [ $X = 1 ]; then make a; else make b; fi',
    steps: ['make a', 'make b !unreached:condition-false'],
  },
  {
    why: 'an unknown one takes both',
    script: 'if [ -f x ]; then make a; else make b; fi',
    steps: ['make a', 'make b'],
  },
  {
    why: 'what one of two branches prints is one of two texts',
    script: 'X=$(ssh h "test -f x && echo yes || echo no")\nif [ "$X" = yes ]; then make a; fi',
    steps: ['h: (~) test -f x', 'make a'],
  },
  {
    why: 'a local that takes what a command prints has it, and is not empty',
    script:
      'f() { local x=$(git rev-parse HEAD); if [ -z "$x" ]; then make a; else make b; fi; }\nf',
    steps: ['f', 'local x=$(git rev-parse HEAD)', 'make a', 'make b'],
  },
  {
    why: 'values join after branches',
    script: 'if [ -f x ]; then D=a; else D=b; fi\nmake $D',
    steps: ['make {a|b}'],
  },
  {
    why: 'what follows an exit is not reached',
    script: 'make a\nexit 0\nmake b',
    steps: ['make a', 'exit 0', 'make b !unreached:after-exit'],
  },
  {
    why: 'a function that nobody calls is not reached',
    script: 'f() { make; }',
    steps: ['(-) make !unreached:uncalled-function'],
  },
  {
    why: 'sourced functions and values are known',
    script: '. "$(dirname "$0")/lib.sh"\nf',
    more: { 'lib.sh': 'f() { make $D; }\nD=x' },
    steps: ['. ./lib.sh', 'f', 'make x'],
  },
  {
    why: 'a called script runs in its own process',
    script: 'D=x ./build.sh prod',
    more: { 'build.sh': 'make $1 $D' },
    steps: ['./build.sh prod', 'make prod x'],
  },
  {
    why: 'a missing script is said',
    script: './deploy-it.sh',
    steps: ['./deploy-it.sh !missing-file'],
  },
  {
    why: 'a script that was copied is followed where it runs',
    script: 'scp r.sh h:/tmp/\nssh h "bash /tmp/r.sh a"',
    more: { 'r.sh': 'make $1' },
    steps: ['scp r.sh h:/tmp/', 'h: (~) bash /tmp/r.sh a', 'h: (~) make a'],
  },
  {
    why: 'a script that was written is followed',
    script: 'cat > /tmp/s.sh <<EOF\nmake it\nEOF\nbash /tmp/s.sh',
    steps: ['cat', 'make it'],
  },
  {
    why: 'a container stands on its host',
    script: 'ssh h "docker exec -i web sh -c \'php a.php\'"',
    steps: ['[webh: ] (-) php a.php'],
  },
  {
    why: 'su with a command',
    script: "su - app -c 'cd /srv && make'",
    steps: ['(/srv) as app make'],
  },
  { why: 'sudo -u', script: 'sudo -u app make', steps: ['as app make'] },
  {
    why: 'several wrappers',
    script: 'sudo nohup timeout 5 nice -n 3 make',
    steps: ['as root make'],
  },
  {
    why: 'xargs brings words that are not known',
    script: 'ls | xargs rm -f',
    steps: ['rm -f ?file-contents'],
  },
  { why: 'eval of a known text', script: 'C="make x"\neval "$C"', steps: ['make x'] },
  {
    why: 'a bare ssh waits for a person',
    script: 'ssh web1\ncd /srv\nmake',
    steps: ['web1: (.) ssh web1 !interactive', '(/srv) make'],
  },
  {
    why: 'a pipe between machines is one transfer',
    script: 'tar cz . | ssh h "tar xz -C /srv"',
    steps: ['h: (~) tar xz -C /srv'],
  },
  {
    why: 'identity is no value',
    script: 'make USER=$USER H=$HOME W=$(whoami)',
    steps: ['make USER=<user> H=<home> W=<user>'],
  },
  { why: 'a command may stand in a default', script: 'make "${1:-all}"', steps: ['make {all|$1}'] },
  {
    why: 'here-documents in a quoted argument',
    script: 'ssh h "cat > /etc/x <<EOT\nk=v\nEOT\nmake"',
    steps: ['h: (~) cat', 'h: (~) make'],
  },
  {
    why: 'a subshell keeps its folder to itself',
    script: '(cd sub && make)\nmake',
    steps: ['(sub) make', 'make'],
  },
  { why: 'pushd and popd', script: 'pushd a\nmake\npopd\nmake', steps: ['(a) make', 'make'] },
];

const quiet = new Set(['cd', 'echo', 'set', '[', 'pushd', 'popd', 'read']);

test.each(rows)('$why: $script', ({ script, more = {}, steps }) => {
  const scripts = Object.entries(more).filter(([file]) => file.endsWith('.sh'));
  const others = Object.entries(more).filter(([file]) => !file.endsWith('.sh'));
  const trace = traceScripts(
    { 'deploy.sh': script, ...Object.fromEntries(scripts) },
    Object.fromEntries(others),
  );
  const shown = trace.steps
    .filter((step) => step.form === 'command' && !quiet.has(step.name ?? ''))
    .map(renderStep);
  expect(shown).toEqual(steps);
});

const failures = [
  { script: 'make', failure: 'aborts', why: 'the last command gives the status of the script' },
  { script: 'make\ntrue', failure: 'ignored', why: 'nothing looks at it' },
  { script: 'set -e\nmake\ntrue', failure: 'aborts', why: 'errexit' },
  { script: 'make || exit 1\ntrue', failure: 'aborts', why: 'the handler leaves' },
  { script: 'set -e\nmake || true\ntrue', failure: 'ignored', why: 'the handler does nothing' },
  { script: 'set -e\nmake || rm x\ntrue', failure: 'handled', why: 'the handler does something' },
  {
    script: 'set -e\nmake && true\ntrue',
    failure: 'ignored',
    why: 'errexit does not look at a member that is not the last',
  },
  { script: 'set -e\nif make; then true; fi\ntrue', failure: 'handled', why: 'a condition' },
  {
    script: 'if ! make; then exit 1; fi\ntrue',
    failure: 'aborts',
    why: 'the branch for its failure leaves',
  },
  {
    script: 'die() { echo "$1"; exit 1; }\nmake || die no\ntrue',
    failure: 'aborts',
    why: 'the handler is a function that leaves',
  },
  { script: 'set -e\n! make\ntrue', failure: 'ignored', why: 'errexit does not look behind !' },
  {
    script: 'set -e\nmake | cat\ntrue',
    failure: 'ignored',
    why: 'only the last member of a pipeline counts',
  },
  { script: 'set -eo pipefail\nmake | cat\ntrue', failure: 'aborts', why: 'pipefail' },
  { script: 'set -e\nmake &\ntrue', failure: 'ignored', why: 'background' },
  {
    script: 'make\nif [ $? -ne 0 ]; then exit 1; fi',
    failure: 'aborts',
    why: 'the next command reads its status and leaves',
  },
  {
    script: 'set -e\nssh h "make; true"\ntrue',
    failure: 'ignored',
    why: 'the remote shell goes on',
  },
  {
    script: 'set -e\nssh h "make"\ntrue',
    failure: 'aborts',
    why: 'the status of ssh is that of the remote command',
  },
  {
    script: 'set -e\nssh h "set -e; make; true"\ntrue',
    failure: 'aborts',
    why: 'errexit on both sides',
  },
  {
    script: 'ssh h "set -e; make; true"\ntrue',
    failure: 'ignored',
    why: 'errexit on the other side only',
  },
];

test.each(failures)('failure is $failure: $why', ({ script, failure }) => {
  const step = traceScripts({ 'deploy.sh': script }).steps.find(({ name }) => name === 'make');
  expect(step?.failure).toBe(failure);
});

test('environments come from what the argument is compared with', () => {
  const script =
    'ENV=$1\nif [ "$ENV" = prod ]; then H=p1; elif [ "$ENV" = staging ]; then H=s1; else exit 1; fi\nssh $H make';
  const trace = traceScripts({ 'deploy.sh': script });
  const step = trace.steps.find(({ name }) => name === 'make');
  expect(
    trace.environments.map(({ name, hostGroups }) => [name, hostGroups.map(({ hosts }) => hosts)]),
  ).toEqual([
    ['prod', [[{ kind: 'literal', text: 'p1' }]]],
    ['staging', [[{ kind: 'literal', text: 's1' }]]],
  ]);
  expect(step?.variants.map(({ environment, hosts }) => [environment, hosts])).toEqual([
    ['prod', [{ kind: 'literal', text: 'p1' }]],
    ['staging', [{ kind: 'literal', text: 's1' }]],
  ]);
});

test('actions come from a case on the argument', () => {
  const trace = traceScripts({
    'deploy.sh': 'case $1 in deploy) make a;; rollback) make b;; *) exit 1;; esac',
  });
  expect(trace.actions).toEqual(['deploy', 'rollback']);
  expect(trace.steps.filter(({ name }) => name === 'make').map(({ actions }) => actions)).toEqual([
    ['deploy'],
    ['rollback'],
  ]);
});

test('a step inside a quoted argument points at its own characters', () => {
  const script = 'D=/srv\nssh h "cd $D && make all"';
  const trace = traceScripts({ 'deploy.sh': script });
  const step = trace.steps.find(({ name }) => name === 'make');
  expect(script.slice(step?.span.start, step?.span.end)).toBe('make all');
});

test('ids survive lines that are added above', () => {
  const ids = (script: string) => traceScripts({ 'deploy.sh': script }).steps.map(({ id }) => id);
  const [before] = [ids('make a\nssh h "make b"')];
  expect(ids('# a comment\n\nmake a\n\nssh h "make b"')).toEqual(before);
});

test('where a script runs follows from what it does', () => {
  const runsOn = (script: string) => traceScripts({ 'deploy.sh': script }).scripts[0]?.runsOn;
  expect(runsOn('npm ci\nscp a.tgz web1:/tmp')).toBe('workstation');
  expect(runsOn('cd /var/www/app\ngit pull\nsystemctl restart app')).toBe('host');
  expect(runsOn('docker build -t x:$CIRCLE_SHA1 .\ndocker push x')).toBe('ci');
  expect(runsOn('mvn package\n$CATALINA_HOME/bin/startup.sh')).toBe('host');
  expect(runsOn('cp target/a.war ~/tomcat9/webapps')).toBe('host');
  expect(runsOn("scp a.war web1:\nssh web1 'cp a.war $CATALINA_HOME/webapps'")).toBe('workstation');
});

test('what scripts of two environments call alike is one step of both', () => {
  const trace = traceScripts({
    'deploy-staging.sh': 'echo now\nssh s1 "cd /srv/stg && bash bin/build.sh"',
    'deploy-prod.sh': 'ssh p1 "cd /srv/shop && bash bin/build.sh"',
    'bin/build.sh': 'make all\n',
  });
  const steps = trace.steps.filter(({ name }) => name === 'make');
  expect(steps.map(({ environments }) => [...environments].sort())).toEqual([['prod', 'staging']]);
  expect(steps[0]?.variants).toHaveLength(2);
});
