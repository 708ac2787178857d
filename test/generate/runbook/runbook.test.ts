import { describe, expect, test } from '@jest/globals';

import { generateApplication } from '../../../src/generate/generate-application.ts';
import { planScripts } from '../../plan/planned.ts';
import { contextOf } from '../contexts.ts';

function runbookOf(lines: readonly string[], path = 'RUNBOOK.md'): string {
  const plan = planScripts({ 'deploy.sh': ['#!/bin/bash', ...lines, ''].join('\n') });
  const { files } = generateApplication(plan, contextOf(plan));
  return files.find((file) => file.path === `apps/app/${path}`)?.text ?? '';
}

function section(text: string, title: string): readonly string[] {
  const at = text.indexOf(`## ${title}\n`);
  const end = text.indexOf('\n## ', at + 1);
  return text.slice(at, end < 0 ? undefined : end).split('\n');
}

const items = (text: string, title: string) =>
  section(text, title).filter((line) => line.startsWith('- '));

describe('what a person does first', () => {
  test('a job that reaches a database needs its network named', () => {
    const text = runbookOf([
      'mysql -h db1 shop < sql/update.sql',
      'scp app.jar web1:/opt/app/',
      'ssh web1 "sudo systemctl restart app"',
    ]);
    expect(items(text, 'Before the first run').join('\n')).toMatch(
      /Name the network of `app-migrate`: `networks` of `app` in terraform/,
    );
    expect(items(text, 'Before the first run').join('\n')).toMatch(/instance profile/);
  });

  test.each([
    ['curl -fsS -X POST https://api.cdn.example/v1/purge', false],
    ['curl -fsS -X PURGE http://10.20.1.9/', true],
    ['curl -fsS -X PURGE http://varnish.acme.lan/', true],
  ])('%s needs a network: %s', (purge, isNeeded) => {
    const text = runbookOf([
      'scp app.jar web1:/opt/app/',
      'ssh web1 "sudo systemctl restart app"',
      purge,
    ]);
    expect(text).toMatch(/aws logs tail \/aws\/codebuild\/app-(purgecache|invalidate)/);
    expect(text.includes('`networks`')).toBe(isNeeded);
  });
});

test.each([
  ['pip install -r requirements.txt --index-url https://pypi.acme.lan/simple', 'pypi.acme.lan'],
  ['docker pull registry.acme.internal:5000/base:1', 'registry.acme.internal'],
  ['docker pull registry:5000/base:1', 'registry'],
  ['npm install git+ssh://git@gitlab.acme.corp/shop/lib.git', 'gitlab.acme.corp'],
  ['curl -fsSO http://10.1.2.3/jdk.tgz', '10.1.2.3'],
  ['curl -fsSO https://repo.example.com/jdk.tgz', null],
  ['docker pull ghcr.io/acme/base:1', null],
  ['docker build -f docker/Dockerfile .', null],
])('%s: the build is inside a network for %s', (fetch, host) => {
  const plan = planScripts({ 'deploy.sh': `${fetch}\nmake\nscp app.jar web1:/opt/app/\n` });
  const { files } = generateApplication(plan, contextOf(plan));
  const text = (path: string) => files.find((file) => file.path === `apps/app/${path}`)?.text ?? '';
  expect(text('pipeline.yaml').includes('network: true')).toBe(host !== null);
  expect(/`app-build` reaches `([^`]+)`/.exec(text('RUNBOOK.md'))?.[1] ?? null).toBe(host);
});

test.each([
  [['set -a', '. ./.env', 'set +a', 'npm run build'], true],
  [['export $(grep -v "^#" .env | xargs)', 'npm run build'], true],
  [['export $(date +%s)', 'npm run build'], false],
  [['. ./.env'], false],
])('%j: the build is given the settings: %s', (lines, isNamed) => {
  const text = runbookOf([...lines, 'scp app.jar web1:/opt/app/']);
  expect(text.includes('Give `app-build` the settings of `.env` (deploy.sh:')).toBe(isNamed);
});

test('where each environment had a branch of its own, that of production is taken, and the others are named', () => {
  const lines = [
    'if [ "$1" = prod ]; then BRANCH=main; HOST=web1; else BRANCH=develop; HOST=dev1; fi',
    'case $1 in prod|dev) ;; *) exit 1 ;; esac',
    'ssh deploy@$HOST "cd /srv/shop && git checkout $BRANCH && git pull && docker compose up -d"',
  ];
  expect(runbookOf(lines)).toMatch(/\(deploy\.sh:4\): (dev: `develop`|prod: `main`), /);
  expect(runbookOf(lines, 'pipeline.yaml')).toMatch(
    /branch: main {2}# the script took develop for dev: see RUNBOOK\.md/,
  );
});

test('a script that is told its version had that version checked out', () => {
  const told = (revision: string) =>
    runbookOf([
      'VERSION=$1',
      `git checkout "${revision}"`,
      'scp "app-$VERSION.jar" web1:/opt/app/',
    ]);
  expect(told('v$VERSION')).toContain('git rev-list -n 1 v$VERSION');
  expect(told('main')).not.toContain('rev-list');
});

describe('what the script could be told', () => {
  interface Row {
    readonly lines: readonly string[];
    readonly asks: boolean;
    readonly why: string;
  }

  const rows: readonly Row[] = [
    {
      lines: ['read -p "Which tag? " TAG', 'scp "$TAG.jar" web1:/opt/app/'],
      asks: true,
      why: 'a person answers a prompt',
    },
    {
      lines: ['while read TAG; do', '  scp "$TAG.jar" web1:/opt/app/', 'done < tags.txt'],
      asks: false,
      why: 'a file answers inside its loop',
    },
    {
      lines: ['cat tags.txt | while read -r TAG; do', '  scp "$TAG.jar" web1:/opt/app/', 'done'],
      asks: false,
      why: 'the command before the pipe answers',
    },
    {
      lines: ['{ read TAG; scp "$TAG.jar" web1:/opt/app/; } < tags.txt'],
      asks: false,
      why: 'a group that is given a file',
    },
  ];

  test.each(rows)('$why', ({ lines, asks }) => {
    expect(/`deploy\.sh` asked/.test(runbookOf(lines))).toBe(asks);
  });
});

test('hosts need programs by the path that the script calls, and the Python environment as a whole', () => {
  const text = runbookOf([
    'cd /opt/notif',
    'git pull',
    'venv/bin/pip install -r requirements.txt',
    '/opt/tomcat/bin/startup.sh',
    'sudo systemctl restart notif',
  ]);
  expect(items(text, 'What the hosts must have')).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^- folder `\/opt\/notif\/venv`: the Python environment/),
      expect.stringMatching(/^- `\/opt\/tomcat\/bin\/startup\.sh`: called by hooks/),
      expect.stringMatching(/^- service `notif`: started, reloaded or stopped/),
    ]),
  );
  expect(text).not.toMatch(/^- `pip`/m);
});

test('an environment of Python that a hook enters must be there, and brings its own pip', () => {
  const text = runbookOf([
    'cd /srv/geo',
    'source venv/bin/activate',
    'git pull',
    'pip install -r requirements.txt',
    'sudo systemctl restart geo',
  ]);
  expect(items(text, 'What the hosts must have')).toContainEqual(
    expect.stringMatching(/^- folder `\/srv\/geo\/venv`: the Python environment/),
  );
  expect(text).not.toMatch(/^- `pip`/m);
});

test('what hosts fetched by themselves and the build fetches now asks for one version of the language', () => {
  const moved = ['cd /srv/shop', 'git pull', 'npm ci', 'sudo systemctl restart shop'];
  const text = runbookOf(moved);
  expect(items(text, 'What the hosts must have')).toContainEqual(
    expect.stringMatching(/^- runtime `nodejs 22`: the build fetches the libraries/),
  );
  expect(text).toMatch(
    /^- Look once, on each host, through what the old script left in `\/srv\/shop`/m,
  );
  // Nothing runs there that would load them.
  expect(runbookOf([...moved.slice(0, 3), 'sudo systemctl reload nginx'])).not.toMatch(
    /^- runtime/m,
  );
});

test('an operation of its own is one item of work, however many steps and calls it has', () => {
  const lines = [
    'purge() { ssh web1 "rm -rf /var/cache/app/*"; ssh web1 "redis-cli flushall"; }',
    'deploy() { scp app.jar web1:/opt/app/; ssh web1 "sudo systemctl restart app"; }',
    'case "$1" in',
    '  deploy) deploy ;;',
    '  purge) purge ;;',
    'esac',
  ];
  expect(items(runbookOf(lines), 'What stays manual')).toEqual([
    '- deploy.sh:2: The action “purge” is no deployment: keep it as an SSM document that operators run.',
  ]);
  expect(items(runbookOf(lines, 'RUNBOOK.fr.md'), 'Ce qui reste manuel')).toEqual([
    expect.stringMatching(/^- deploy\.sh:2\u00a0: L’action «\u00a0purge\u00a0» n’est pas/),
  ]);
});

test('the only script and the only group are named in the commands', () => {
  const text = runbookOf(['scp app.jar web1:/opt/app/', 'ssh web1 "sudo systemctl restart app"']);
  expect(text).toContain('git log --oneline -- deploy.sh\n');
  expect(text).toContain('--deployment-group-name app-prod\naws deploy list-deployment-targets');
  expect(text).not.toMatch(/SCRIPT|GROUP/);
});

test.each([
  { before: [], arguments: '"$BRANCH"', number: 1, after: [] },
  { before: ['for h in web1 web2; do'], arguments: 'x "$BRANCH"', number: 2, after: ['done'] },
])('a branch that reaches a host as argument $number is the branch of the source', (one) => {
  const text = runbookOf([
    'BRANCH=${1:-production}',
    ...one.before,
    `ssh deploy@web1 bash -s -- ${one.arguments} <<'REMOTE'`,
    `branch=$${String(one.number)}`,
    'cd /srv/shop',
    'git fetch -q origin',
    'git reset --hard origin/$branch',
    'sudo systemctl restart shop',
    'REMOTE',
    ...one.after,
  ]);
  expect(text).toMatch(/\| `BRANCH` \| the branch that the pipeline follows, `production`/);
});

describe('a migration that moves into a job', () => {
  const laravel = [
    'scp -r ./ deploy@web1:/srv/shop',
    "ssh deploy@web1 'cd /srv/shop && ln -s /srv/shared/.env .env'",
    "ssh deploy@web1 'cd /srv/shop && php artisan down'",
    "ssh deploy@web1 'cd /srv/shop && php artisan migrate --force'",
    "ssh deploy@web1 'cd /srv/shop && php artisan up'",
  ];

  test('has none of the settings of the hosts, and says which', () => {
    expect(items(runbookOf(laravel), 'Before the first run').join('\n')).toMatch(
      /Give `app-migrate` the settings .* in `\/srv\/shared\/\.env`, where CodeBuild does not come/,
    );
  });

  test('does not make up where the settings stand', () => {
    const text = runbookOf(['cd /srv/shop', 'git pull', 'php artisan migrate --force']);
    expect(text).toMatch(/Give `app-migrate` the settings .*none of the files that stood ready/);
  });

  test('no longer waits until the old version has stopped', () => {
    expect(section(runbookOf(laravel), 'Deploy').join('\n')).toMatch(
      /Migrations \(deploy\.sh:5\) run before .* the script had stopped it first \(deploy\.sh:4\)/,
    );
  });

  test('a client that is told its server needs no settings, and nothing was stopped', () => {
    const text = runbookOf([
      'psql -h db1 -f sql/update.sql shop',
      'scp app.jar web1:/opt/app/',
      'ssh web1 "sudo systemctl restart app"',
    ]);
    expect(text).toMatch(/`app-migrate`/);
    expect(text).not.toMatch(/the settings by which|while the old version serves/);
  });
});

test.each([
  ['ansible-playbook -i hosts.ini site.yml', true],
  ['ansible-playbook --syntax-check site.yml', false],
  ['cap production deploy', true],
  ['npm run build', false],
])('%s needs a key and a way to the hosts: %s', (command, isNeeded) => {
  expect(/reaches the hosts over ssh/.test(runbookOf([command]))).toBe(isNeeded);
});
