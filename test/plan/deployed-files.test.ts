import { expect, test } from '@jest/globals';

import { planScripts } from './planned.ts';

test.each([
  {
    why: 'a file of a new name each time is installed under the name of its link',
    script: `V=$(git rev-parse --short HEAD)
scp build/libs/app.jar d@web1:/opt/shop/app-$V.jar
ssh d@web1 "ln -sfn /opt/shop/app-$V.jar /opt/shop/current.jar"`,
    file: { destination: '/opt/shop', fileName: 'current.jar' },
    needsHistory: false,
  },
  {
    why: 'a name by tags needs the history',
    script: `V=$(git describe --tags)
scp build/libs/app.jar d@web1:/opt/shop/app-$V.jar
ssh d@web1 "ln -sfn /opt/shop/app-$V.jar /opt/shop/current.jar"`,
    file: { destination: '/opt/shop', fileName: 'current.jar' },
    needsHistory: true,
  },
  {
    why: 'a link of the same name as the file renames nothing',
    script: `V=$(date +%s)
scp app.jar d@web1:/opt/shop/app-$V.jar
ssh d@web1 "ln -sfn /opt/shop/app-$V.jar /opt/shop/app.jar"`,
    file: { destination: '/opt/shop', fileName: null },
    needsHistory: false,
  },
  {
    why: 'without a link the name is that of the copy',
    script: 'scp build/app.jar d@web1:/opt/shop/app-$1.jar',
    file: { destination: '/opt/shop', fileName: 'app-$1.jar' },
    needsHistory: false,
  },
])('$why', ({ script, file, needsHistory }) => {
  const { deployment, build } = planScripts({ 'deploy.sh': `set -e\n${script}\n` });
  expect(deployment.files).toEqual([expect.objectContaining(file)]);
  expect(build.needsHistory).toBe(needsHistory);
});
