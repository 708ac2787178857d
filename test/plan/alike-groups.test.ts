import { expect, test } from '@jest/globals';

import { planScripts } from './planned.ts';

const loop = (first: string, tail = '') => `#!/bin/bash
HOSTS="web1 web2"
for h in $HOSTS; do
  scp app.jar deploy@$h:/opt/app/
  if [ "$h" = web1 ]; then
    ssh deploy@$h "${first}"
  fi
  ssh deploy@$h "sudo systemctl restart app"
done
${tail}`;

interface Row {
  readonly script: string;
  readonly groups: readonly (readonly string[])[];
  readonly why: string;
}

const rows: readonly Row[] = [
  {
    script: loop('cd /opt/app && php artisan migrate --force'),
    groups: [['web1', 'web2']],
    why: 'the migration of the first host has become a job',
  },
  {
    script: loop('sudo cp /opt/app/cron /etc/cron.d/app'),
    groups: [['web1'], ['web2']],
    why: 'the first host still gets something of its own',
  },
  {
    script: loop(
      'cd /opt/app && php artisan migrate --force',
      'scp worker.jar deploy@worker1:/opt/worker/\nssh deploy@worker1 "sudo systemctl restart worker"\n',
    ),
    groups: [['web1', 'web2'], ['worker1']],
    why: 'other hosts keep a group of their own',
  },
];

test.each(rows)('$why', ({ script, groups }) => {
  const { deployment } = planScripts({ 'deploy.sh': script });
  expect(
    deployment.environments.map(({ hostGroups }) => hostGroups.map(({ hosts }) => hosts)),
  ).toEqual([groups]);
});
