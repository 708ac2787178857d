/** Where an application is taken to lie whose script only ever says "here". */
import { expect, test } from '@jest/globals';

import { planScripts } from './planned.ts';

const here = 'cd "$(dirname "$0")/.."\ngit fetch origin\ngit reset --hard origin/main\n';
const restart = 'sudo systemctl restart shop\n';
const unit = (folder: string) => `[Service]\nWorkingDirectory=${folder}\nExecStart=/usr/bin/shop\n`;

interface Row {
  readonly why: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly others?: Readonly<Record<string, string>>;
  readonly folder: string;
}

const rows: readonly Row[] = [
  {
    why: 'nothing says it',
    scripts: { 'ops/deploy.sh': here + restart },
    folder: '/srv/app',
  },
  {
    why: 'another script of the checkout pulls in it',
    scripts: {
      'ops/deploy.sh': here + restart,
      'ops/update.sh': `cd /var/www/shop\ngit fetch --all\ngit reset --hard origin/main\n${restart}`,
    },
    folder: '/var/www/shop',
  },
  {
    why: 'what the script calls names it as the value that nobody gives: its checkout is the same',
    scripts: {
      'ops/deploy.sh': `${here}./ops/after.sh\n${restart}`,
      'ops/after.sh': 'DIR="${DIR:-/opt/shop}"\ncd "$DIR"\ngit fetch origin\n',
    },
    folder: '/opt/shop',
  },
  {
    why: 'a unit of the checkout works in a folder of it',
    scripts: { 'ops/deploy.sh': here + restart },
    others: { 'ops/shop.service': unit('/opt/shop/api'), 'api/main.py': '' },
    folder: '/opt/shop',
  },
  {
    why: 'units that work in different folders say nothing',
    scripts: { 'ops/deploy.sh': here + restart },
    others: { 'ops/a.service': unit('/opt/a'), 'ops/b.service': unit('/opt/b') },
    folder: '/srv/app',
  },
];

test.each(rows)('$why', ({ scripts, others, folder }) => {
  const plan = planScripts(scripts, others);
  const whole = plan.deployment.files.filter(({ source }) => source === '.');
  expect(whole.map(({ destination }) => destination)).toEqual([folder]);
  expect(whole.map(({ isAssumed }) => isAssumed)).toEqual([true]);
  const git = plan.steps.filter(({ classified: { step } }) => step.name === 'git');
  expect(git.filter(({ destination }) => destination?.startsWith('hook/'))).toEqual([]);
});
