/** What a job of its own gets beside the source: programs, libraries, files; and what it leaves behind. */
import { expect, test } from '@jest/globals';

import { bundleOf } from '../../src/generate/repository/bundle.ts';
import { missingTools } from '../../src/generate/repository/image-tools.ts';
import { onceNeedsOf } from '../../src/generate/repository/once-needs.ts';
import { planScripts } from '../plan/planned.ts';

const h = 'deploy@web1';

const rows = [
  {
    why: 'a file that was sent for it comes with the bundle',
    script: `scp sql/up.sql ${h}:/tmp/\nssh ${h} 'mysql -h db1 shop < /tmp/up.sql'`,
    needs: { files: ['sql/up.sql'], application: null },
    tools: ['apt-get install -y -qq --no-install-recommends mysql-client'],
    keeps: [],
  },
  {
    why: 'a program of the application runs in it, with its libraries',
    script: `rsync -a ./ ${h}:/srv/shop/\nssh ${h} 'cd /srv/shop && composer install && php8.3 artisan migrate --force'`,
    needs: { files: [], application: 'app' },
    tools: ['ln -sf "$(phpenv which php)" /usr/local/bin/php8.3'],
    keeps: [],
  },
  {
    why: 'a statement of its own needs nothing of it',
    script: `rsync -a ./ ${h}:/srv/shop/\nssh ${h} 'psql -h db1 -c "drop table old"'`,
    needs: { files: [], application: null },
    tools: ['apt-get install -y -qq --no-install-recommends postgresql-client'],
    keeps: [],
  },
  {
    why: 'a dump is kept',
    script: `D=$(date +%F)\nssh ${h} "pg_dump -h db1 shop > /backup/shop-$D.sql"`,
    needs: { files: [], application: null },
    tools: ['apt-get install -y -qq --no-install-recommends postgresql-client'],
    keeps: ['/backup/shop-*.sql'],
  },
  {
    why: 'through a pipe, too',
    script: `DIR=/backup/shop\nssh ${h} "mysqldump -h db1 shop | gzip > $DIR/shop-$(date +%F).sql.gz"`,
    needs: { files: [], application: null },
    tools: ['apt-get install -y -qq --no-install-recommends mysql-client'],
    keeps: ['/backup/shop/shop-*.sql.gz'],
  },
];

test.each(rows)('$why', ({ script, needs, tools, keeps }) => {
  const plan = planScripts({ 'deploy.sh': `${script}\n` });
  const [action] = plan.deployment.once;
  const found = onceNeedsOf(action!, plan, bundleOf(plan));
  const own = plan.steps.filter(({ classified }) => action!.steps.includes(classified.step.id));
  const lines = missingTools(own).flatMap(({ line, text }) => [line, ...text.split('\n')]);
  expect({
    files: found.files.map(({ mapping }) => mapping.source),
    application: found.application,
  }).toEqual(needs);
  expect(lines.filter((line) => /install|ln -s/.test(line))).toEqual(tools);
  expect(action!.keeps).toEqual(keeps);
});

test('a file whose name a command makes stands in a folder of its own', () => {
  const plan = planScripts({
    'deploy.sh': `V=$(cat VERSION)\nscp sql/up_$V.sql ${h}:/srv/sql/\nscp app.jar ${h}:/srv/shop/app2.jar\n`,
    VERSION: '1.4\n',
  });
  expect(bundleOf(plan).entries.map(({ source }) => source)).toEqual(['files-0', 'files/app2.jar']);
});
