import { expect, test } from '@jest/globals';

import { generateApplication } from '../../../src/generate/generate-application.ts';
import { keysOf, loginsOf } from '../../../src/generate/retire/logins.ts';
import { planScripts } from '../../plan/planned.ts';
import { contextOf } from '../contexts.ts';

const planOf = (...lines: readonly string[]) =>
  planScripts({ 'deploy.sh': ['#!/bin/bash', ...lines, ''].join('\n') });

interface LoginRow {
  readonly lines: readonly string[];
  readonly logins: readonly string[];
  readonly why: string;
}

const loginRows: readonly LoginRow[] = [
  {
    lines: ['for h in web1 web2; do', '  scp app.jar appli@$h:/opt/app/', 'done'],
    logins: ['appli@web1,web2'],
    why: 'a copy logs in as the user of its path, on every host of the loop',
  },
  {
    lines: ['H=deploy@web1', 'scp app.jar $H:/opt/', 'ssh $H "sudo systemctl restart app"'],
    logins: ['deploy@web1'],
    why: 'a copy and a command of one user are one login',
  },
  {
    lines: ['scp -P 2222 app.jar web1:/opt/'],
    logins: ['-@web1:2222'],
    why: 'nobody named: whoever runs the script',
  },
  {
    lines: ['rsync -a -e "ssh -p 2222" dist/ root@web1:/srv/'],
    logins: ['root@web1:2222'],
    why: 'the port of the shell that rsync is told to use',
  },
  {
    lines: ["tar czf - . | ssh sms@web1 'tar xzf - -C /srv/sms'"],
    logins: ['sms@web1'],
    why: 'a stream logs in once',
  },
  { lines: ['cp a b', 'aws s3 sync dist s3://site'], logins: [], why: 'nothing goes over ssh' },
];

test.each(loginRows)('logins: $why', ({ lines, logins }) => {
  const found = loginsOf(planOf(...lines)).map(
    ({ user, hosts, port }) =>
      `${user ?? '-'}@${hosts.join(',')}${port === null ? '' : `:${port}`}`,
  );
  expect(found).toEqual(logins);
});

interface KeyRow {
  readonly lines: readonly string[];
  readonly keys: readonly (string | null | readonly string[])[];
  readonly why: string;
}

const keyRows: readonly KeyRow[] = [
  { lines: ['ssh -i ~/.ssh/id_app web1 uptime'], keys: ['~/.ssh/id_app'], why: 'ssh -i' },
  {
    lines: ['KEY=/keys/site', 'SSH="ssh -i $KEY -p 22"', '$SSH web1 "touch /a"'],
    keys: ['/keys/site'],
    why: 'a key is told by its path, not by the name of a variable',
  },
  {
    lines: [`ssh web1 "sudo sed -i 's/a/b/' /etc/nginx.conf"`],
    keys: [],
    why: 'the -i of a command on the host is no key',
  },
  {
    lines: ['rsync -ai -e "ssh -i /keys/site" dist/ web1:/srv/'],
    keys: ['/keys/site'],
    why: 'the key of the shell that rsync uses; its own -i lists changes',
  },
  {
    lines: ['scp -o IdentityFile=/keys/b app.jar web1:/opt/'],
    keys: ['/keys/b'],
    why: 'a setting of the client',
  },
  {
    lines: [`echo "$DEPLOY_KEY" | tr -d '\\r' | ssh-add -`, 'ssh web1 uptime'],
    keys: [['DEPLOY_KEY']],
    why: 'a key that a variable holds',
  },
  { lines: ['ssh-add -l', 'ssh-add -D'], keys: [], why: 'listing and removing load no key' },
];

test.each(keyRows)('keys: $why', ({ lines, keys }) => {
  const found = keysOf(planOf(...lines)).map(({ file, variables }) => file ?? variables);
  expect(found).toEqual(keys);
});

const listOf = (plan: ReturnType<typeof planScripts>, path: string) =>
  generateApplication(plan, contextOf(plan))
    .files.find((file) => file.path === `apps/app/retire/${path}`)
    ?.text.split('\n')
    .filter((line) => line.startsWith('- [ ]'))
    .slice(1) ?? [];

test('a script that is started on the host leaves logins, a port and deploy keys behind', () => {
  const plan = planOf('cd /srv/shop', 'git pull', 'npm ci', 'sudo systemctl restart shop');
  expect(listOf(plan, 'keys-and-ports.md')).toEqual([
    expect.stringMatching(/People went onto the hosts to start `deploy\.sh`/),
    expect.stringMatching(/Close inbound port 22 on the hosts/),
    expect.stringMatching(/Revoke the deploy keys with which the hosts pulled.*\(deploy\.sh:3\)/),
  ]);
});

test('a secret is one item in either language, wherever it stands, with its kind in words', () => {
  const plan = planOf(
    `ssh root@db1 "mysqladmin -u shop -p'Zq9!vXk27Lm' flush-hosts"`,
    `ssh root@db1 "mysqladmin -u shop -p'Zq9!vXk27Lm' status > /tmp/db.txt"`,
    'ssh root@db1 systemctl restart shop',
  );
  const items = (file: string) => listOf(plan, file).filter((item) => item.includes('S1'));
  expect(items('keys-and-ports.md')).toEqual([
    '- [ ] Revoke S1 (password) after its successor works (deploy.sh:2, deploy.sh:3).',
  ]);
  expect(items('keys-and-ports.fr.md')).toEqual([
    '- [ ] Révoquez S1 (mot de passe) une fois que son remplaçant fonctionne (deploy.sh:2, deploy.sh:3).',
  ]);
});
