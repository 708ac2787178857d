import { expect, test } from '@jest/globals';

import { planScripts } from './planned.ts';

const needsOf = (script: string, others: Readonly<Record<string, string>> = {}) =>
  planScripts({ 'deploy.sh': script }, others)
    .deployment.prerequisites.filter(({ because }) => /of-unit$/.test(because.code))
    .map(({ kind, name }) => `${kind} ${name}`);

test.each([
  [
    'a here-document names its interpreter',
    `scp shop.jar deploy@web1:/opt/shop/
ssh deploy@web1 "sudo tee /etc/systemd/system/shop.service" <<UNIT
[Service]
User=shop
ExecStartPre=/bin/sleep 1
ExecStart=-/usr/bin/java -jar /opt/shop/shop.jar
UNIT
`,
    {},
    ['command /usr/bin/java', 'user shop'],
  ],
  [
    'a unit of the checkout that is sent',
    'scp -r dist deploy@web1:/srv/shop\nscp etc/shop.service deploy@web1:/etc/systemd/system/\n',
    {
      'etc/shop.service':
        '[Service]\nExecStart=/usr/bin/env NODE_ENV=production node /srv/shop/main.js\n',
    },
    ['command node'],
  ],
  [
    'what the release brings, or every host has, is no need',
    'scp -r dist root@web1:/srv/shop\nscp etc/shop.service root@web1:/etc/systemd/system/\n',
    {
      'etc/shop.service':
        '[Service]\nUser=root\nExecStart=/srv/shop/dist/shop\nExecStartPre=/bin/sh -c true\n',
    },
    [],
  ],
  [
    'a unit that nobody sends',
    'scp -r dist root@web1:/srv/shop\n',
    { 'etc/shop.service': '[Service]\nExecStart=/usr/bin/java -jar x.jar\n' },
    [],
  ],
])('%s', (_, script, others, expected) => {
  expect(needsOf(script, others)).toEqual(expected);
});
