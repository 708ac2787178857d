import { expect, test } from '@jest/globals';
import { planScripts } from './planned.ts';

const filesOf = (script: string): readonly string[] =>
  planScripts({ 'deploy.sh': script })
    .deployment.prerequisites.filter(({ kind }) => kind === 'file')
    .map(({ name }) => name);

test.each([
  ['copied into the application', 'cp /root/master.key config/', ['/root/master.key']],
  ['read by a container', 'docker run -d --env-file ~/prod.env shop', ['/home/ops/prod.env']],
  ['read as settings', '. /etc/shop/settings && systemctl restart shop', ['/etc/shop/settings']],
  ['brought by the release', 'cp /srv/shop/config/a.yml /etc/shop.yml', []],
  ['made by an earlier step', 'pg_dump shop > /var/a.sql; cp /var/a.sql /var/b.sql', []],
  ['a part of the system', 'ln -s /usr/bin/node20 bin/node', []],
])('a file of the host that is %s', (_, command, expected) => {
  expect(filesOf(`ssh ops@web1 'cd /srv/shop && git pull; ${command}'\n`)).toEqual(expected);
});
