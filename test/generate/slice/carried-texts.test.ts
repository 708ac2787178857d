/** Texts that a script hands to the shell of a host, with functions and arguments of their own. */
import { expect, test } from '@jest/globals';

import { repository } from '../../../src/generate/repository/repository.ts';
import { takeOrigins } from '../../../src/generate/origin-marks.ts';
import { planScripts } from '../../plan/planned.ts';
import { contextOf } from '../contexts.ts';
import { linesOf } from './code-lines.ts';

interface Row {
  readonly why: string;
  /** What the local shell does first. */
  readonly before?: string;
  readonly carrier?: string;
  readonly body: string;
  readonly file: string;
  /** Lines that stand in the file in this order, comments and blanks left out. */
  readonly lines: readonly string[];
  readonly without?: readonly string[];
}

const start = 'deploy/application-start.sh';

const rows: readonly Row[] = [
  {
    why: 'a function of the text is cut like one of the script',
    body: 'bounce() {\n  sudo systemctl restart web\n  sudo systemctl restart jobs\n}\nbounce',
    file: start,
    lines: ['systemctl restart web', 'systemctl restart jobs'],
    without: ['bounce'],
  },
  {
    why: 'its loop stays a loop',
    body: 'bounce() {\n  for s in web jobs; do\n    sudo systemctl restart $s\n  done\n}\nbounce',
    file: start,
    lines: ['for s in web jobs; do', 'systemctl restart "$s"', 'done'],
  },
  {
    why: 'one with an argument stays a function',
    body: 'bounce() {\n  sudo systemctl restart "shop-$1"\n}\nbounce web\nbounce jobs',
    file: start,
    lines: ['bounce() {', 'systemctl restart "shop-$1"', 'bounce web', 'bounce jobs'],
  },
  {
    why: 'it is its own, whatever the script calls by the same name',
    before: 'bounce() { echo local; }\nbounce\n',
    body: 'bounce() {\n  sudo systemctl restart web\n}\nbounce',
    file: start,
    lines: ['systemctl restart web'],
    without: ['local'],
  },
  {
    why: 'an argument that is a word stands in the place of its number',
    carrier: 'bash -s -- web',
    body: 'name=$1\nsudo systemctl restart "$name"',
    file: start,
    lines: ['name=web', 'systemctl restart "$name"'],
    without: ['ARGUMENT'],
  },
  {
    why: 'a variable that is handed over comes along',
    before: 'SERVICE=web\n',
    carrier: 'bash -s -- "$SERVICE"',
    body: 'name=$1\nsudo systemctl restart "$name"',
    file: start,
    lines: ['SERVICE=web', 'name=$SERVICE', 'systemctl restart "$name"'],
  },
  {
    why: 'ssh may be given the shell as one word',
    before: 'SERVICE=web\n',
    carrier: '"bash -s" "$SERVICE"',
    body: 'sudo systemctl restart "$1"',
    file: start,
    lines: ['SERVICE=web', 'systemctl restart "$SERVICE"'],
  },
  {
    why: 'a default of the text gives way to what is handed over',
    before: 'SERVICE=web\n',
    carrier: 'bash -s "$SERVICE"',
    body: 'sudo systemctl restart "${1:-all}"',
    file: start,
    lines: ['SERVICE=web', 'systemctl restart "${SERVICE:-all}"'],
  },
  {
    why: 'a timestamp is taken once, by the build',
    before: 'NOW=$(date +%s)\n',
    carrier: 'bash -s -- "$NOW"',
    body: 'echo "$1" > /srv/shop/RELEASE\nsudo systemctl restart web',
    file: 'buildspec.yml',
    lines: ['NOW=$(date +%s)', `printf 'NOW=%q\\n' "$NOW"`],
  },
  {
    why: 'what the host’s shell set serves what moves to the build',
    body: 'root=/srv/shop\ncd $root\ngit pull\nnpm ci --cache $root/cache\nsudo systemctl restart web',
    file: 'buildspec.yml',
    lines: ['root="$CODEBUILD_SRC_DIR"', 'npm ci --cache "$root/cache"'],
    without: ['root:?'],
  },
  {
    why: 'what it exported goes with what moves to the build',
    body: 'export NODE_ENV=production\ncd /srv/shop\ngit pull\nnpm ci\nsudo systemctl restart web',
    file: 'buildspec.yml',
    lines: ['export NODE_ENV=production', 'npm ci'],
  },
  {
    why: 'libraries of a folder that releases share travel in the bundle',
    body: 'shared=/srv/shop/shared\ncd /srv/shop\ngit pull\nbundle config set --local path "$shared/bundle"\nbundle install\nsudo systemctl restart web',
    file: 'buildspec.yml',
    lines: ['- bundle config set --local path vendor/bundle', '- bundle install'],
    without: ['shared'],
  },
  {
    why: 'it does not serve what the local shell set itself',
    before: 'DIR=./web\nnpm ci --prefix "$DIR"\n',
    body: 'DIR=/srv/shop\nmkdir -p $DIR/cache\nsudo systemctl restart web',
    file: 'buildspec.yml',
    lines: ['DIR=./web', 'npm ci --prefix "$DIR"'],
    without: ['DIR=/srv/shop'],
  },
];

test('the directory of a release, spelled out, is the live one', () => {
  const script = `#!/bin/bash
set -e
NOW=$(date +%s)
ROOT=/srv/shop
ssh shop@web1 "git clone -q git@example.org:shop.git $ROOT/releases/$NOW"
ssh shop@web1 "cd $ROOT/releases/$NOW && ln -s $ROOT/shared/log log"
ssh shop@web1 "ln -sfn $ROOT/releases/$NOW $ROOT/current && sudo systemctl restart shop"
`;
  const plan = planScripts({ 'deploy.sh': script });
  const found = repository.generate(plan, contextOf(plan));
  const hook = found.find(({ path }) => path === 'repo/deploy/after-install.sh');
  const code = linesOf(takeOrigins(hook?.text ?? '').text);
  expect(code.slice(-2)).toEqual(['cd /srv/shop/current', 'ln -sfn "$ROOT/shared/log" log']);
  expect(found.map(({ text }) => text).join('\n')).not.toContain('NOW');
});

test('a hook goes to the live directory, whoever went to the release’s own', () => {
  const script = `#!/bin/bash
set -e
NOW=$(date +%s)
ssh shop@web1 bash -s -- "$NOW" <<'END'
set -e
fetch() {
  cd /srv/shop/repo
  git fetch -q
  git archive main | tar -x -C /srv/shop/releases/$1
  cd /srv/shop/releases/$1
}
fetch "$1"
rm -rf log
ln -s ../shared/log log
ln -sfn /srv/shop/releases/$1 /srv/shop/current
sudo systemctl restart shop
END
`;
  const plan = planScripts({ 'deploy.sh': script });
  const found = repository.generate(plan, contextOf(plan));
  const hook = found.find(({ path }) => path === 'repo/deploy/after-install.sh');
  const code = linesOf(takeOrigins(hook?.text ?? '').text);
  expect(code.slice(-3)).toEqual([
    'cd /srv/shop/current',
    'rm -rf log',
    'ln -sfn ../shared/log log',
  ]);
});

test('what only the first host of a loop did needs no condition where it runs once', () => {
  const script = `#!/bin/bash
set -e
HOSTS=(web1 web2)
for host in "\${HOSTS[@]}"; do
  first=no
  [ "$host" = "\${HOSTS[0]}" ] && first=yes
  ssh "shop@$host" bash -s -- "$first" <<'END'
first=$1
cd /srv/shop
git pull
if [ "$first" = yes ]; then
  bundle exec rake db:migrate
fi
sudo systemctl restart shop
END
done
`;
  const plan = planScripts({ 'deploy.sh': script });
  const found = repository.generate(plan, contextOf(plan));
  const output = found.find(({ path }) => path === 'repo/buildspec.migrate.yml');
  const code = takeOrigins(output?.text ?? '').text;
  expect(code).toContain('bundle exec rake db:migrate');
  expect(code).not.toMatch(/first|if \[|host/);
});

test.each(rows)('$why', ({ before = '', carrier = 'bash -s', body, file, lines, without = [] }) => {
  const script = `#!/bin/bash\nset -e\n${before}ssh shop@web1 ${carrier} <<'END'\nset -e\n${body}\nEND\n`;
  const plan = planScripts({ 'deploy.sh': script });
  const found = repository.generate(plan, contextOf(plan));
  const output = found.find(({ path }) => path === `repo/${file}`);
  expect(found.map(({ path }) => path)).toContain(`repo/${file}`);
  const code = linesOf(takeOrigins(output!.text).text);
  expect(code.filter((line) => lines.includes(line))).toEqual(lines);
  for (const other of without) expect(code.join('\n')).not.toContain(other);
});
