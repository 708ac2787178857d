/** What a copy leaves out because the host made it must travel once the build makes it. */
import { expect, test } from '@jest/globals';

import { planScripts } from './planned.ts';

const rows = [
  {
    why: 'the install has moved to the build',
    copy: '--exclude node_modules --exclude logs',
    then: 'cd /srv/shop && npm ci --omit=dev',
    excludes: ['logs'],
  },
  {
    why: 'however it is spelled',
    copy: '--exclude=/node_modules/ --exclude "**/node_modules" --exclude vendor/*',
    then: 'cd /srv/shop && npm ci && composer install',
    excludes: [],
  },
  {
    why: 'what a build makes, too',
    copy: '--exclude=public/build --exclude=dist --exclude=docs',
    then: 'cd /srv/shop && npm run build',
    excludes: ['docs'],
  },
  {
    why: 'a virtual environment is bound to its host',
    copy: '--exclude venv',
    then: 'cd /srv/shop && python3 -m venv venv && venv/bin/pip install -r requirements.txt',
    excludes: ['venv'],
  },
  {
    why: 'a container on the host still installs by itself',
    copy: '--exclude node_modules',
    then: 'docker exec web npm ci',
    excludes: ['node_modules'],
  },
  {
    why: 'nobody makes it on the host: the author wants it left out',
    copy: '--exclude node_modules',
    then: 'sudo systemctl restart shop',
    excludes: ['node_modules'],
  },
];

test.each(rows)('$why', ({ copy, then, excludes }) => {
  const { deployment } = planScripts({
    'deploy.sh': `rsync -az ${copy} ./ deploy@web1:/srv/shop/\nssh deploy@web1 '${then}'\n`,
  });
  expect(deployment.files.map((file) => file.excludes)).toEqual([excludes]);
});
