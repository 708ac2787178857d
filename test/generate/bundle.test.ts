/** How the build puts the bundle together: names that do not meet, and rsync's own choice of files. */
import { expect, test } from '@jest/globals';

import { bundleOf } from '../../src/generate/repository/bundle.ts';
import { planScripts } from '../plan/planned.ts';

const h = 'deploy@web1';

function commandsOf(script: string): readonly string[] {
  return bundleOf(planScripts({ 'deploy.sh': `${script}\n` })).commands.map(({ text }) => text);
}

const ours = "--exclude=/bundle --exclude=.git --exclude=/appspec.yml --exclude='/buildspec*.yml'";

const rows = [
  {
    why: 'two files of one name are kept apart',
    script: `scp web/app.conf ${h}:/etc/web/a.conf\nscp api/app.conf ${h}:/etc/web/\nscp old/app.conf ${h}:/etc/old/`,
    commands: [
      'mkdir -p bundle/files',
      'cp -a web/app.conf bundle/files/a.conf',
      'cp -a api/app.conf bundle/files/',
      'mkdir -p bundle/files-2',
      'cp -a old/app.conf bundle/files-2/',
    ],
  },
  {
    why: 'a folder called like one of ours gets another name',
    script: `rsync -a --exclude tmp deploy/ ${h}:/srv/deploy/`,
    commands: ['mkdir -p bundle/deploy-0', 'rsync -a --exclude=tmp deploy/ bundle/deploy-0/'],
  },
  {
    why: 'the whole source goes without what is not the application’s, each pattern once',
    script: `rsync -a --exclude ./.git --exclude .git/ --exclude '*.log' ./ ${h}:/srv/shop/`,
    commands: ['mkdir -p bundle/app', `rsync -a ${ours} --exclude='*.log' ./ bundle/app/`],
  },
  {
    why: 'filters keep their order, lists of patterns are files of the repository',
    script: `rsync -a --include='*/' --include='*.php' --exclude='*' src/ ${h}:/srv/a/\nrsync -a --exclude-from="$(dirname "$0")/skip.txt" ./ ${h}:/srv/b/`,
    commands: [
      'mkdir -p bundle/src',
      "rsync -a --include='*/' --include='*.php' --exclude='*' src/ bundle/src/",
      'mkdir -p bundle/app',
      `rsync -a ${ours} --exclude-from=skip.txt ./ bundle/app/`,
    ],
  },
  {
    why: 'a star is no option',
    script: `rsync -a * ${h}:/srv/shop/`,
    commands: ['mkdir -p bundle/files-0', `rsync -a ${ours} ./* bundle/files-0/`],
  },
];

test.each(rows)('$why', ({ script, commands }) => {
  expect(commandsOf(script)).toEqual(commands);
});
