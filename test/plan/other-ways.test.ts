/** Several scripts in one checkout: what each is for, and which of them a deployment runs. */
import { expect, test } from '@jest/globals';

import { actionChoiceOfPlan } from '../../src/plan/action-choice.ts';
import { planScripts } from './planned.ts';

const copy = 'npm ci\nnpm run build\nrsync -az dist/ deploy@web1:/srv/shop/\n';
const restart = 'ssh deploy@web1 "sudo systemctl restart shop"\n';
const image = 'docker build -t r.example.com/shop .\ndocker push r.example.com/shop\n';
const part = (name: string) =>
  `cd ${name} && npm run build\nrsync -az dist/ deploy@web1:/srv/${name}/\n`;

interface Row {
  readonly why: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly chosen: readonly string[];
  /** By action: to what it is another way, and how we know. */
  readonly otherWays?: Readonly<Record<string, string>>;
  readonly parts?: readonly string[];
  readonly isGuess?: boolean;
  readonly roles?: Readonly<Record<string, string>>;
}

const rows: readonly Row[] = [
  {
    why: 'a script that is called a check looks, one that is called a set-up prepares, one to go back goes back',
    scripts: {
      'deploy.sh': copy + restart,
      'diagnose_deploy.sh': 'ssh deploy@web1 "journalctl -u shop"\n' + restart,
      'setup-deploy.sh': 'ssh deploy@web1 "sudo apt-get install -y nginx"\n',
      'rollback-deploy.sh': restart,
    },
    chosen: ['deploy'],
    roles: { 'diagnose-deploy': 'operation', 'setup-deploy': 'other', rollback: 'rollback' },
  },
  {
    why: 'the only check checks what a deployment brought that checks nothing itself',
    scripts: {
      'deploy.sh': copy + restart,
      'verify-deploy.sh': 'curl -fsS https://shop.example.com/health || exit 1\n',
    },
    chosen: ['deploy', 'verify-deploy'],
  },
  {
    why: 'no second check where the deployment has its own',
    scripts: {
      'deploy.sh': `${copy}curl -fsS https://shop.example.com/health || exit 1\n`,
      'verify-deploy.sh': 'curl -fsS https://shop.example.com/health || exit 1\n',
    },
    chosen: ['deploy'],
    roles: { 'verify-deploy': 'operation' },
  },
  {
    why: 'what is called a check and brings something is another way, and asked about',
    scripts: {
      'deploy.sh': copy + restart,
      'check_deploy.sh': 'ssh deploy@web1 "cd /srv/shop && git pull"\n' + restart,
    },
    chosen: ['deploy'],
    roles: { 'check-deploy': 'other' },
    isGuess: true,
  },
  {
    why: 'the same place by other means',
    scripts: {
      'deploy.sh': copy + restart,
      'scripts/deploy.sh': 'ssh deploy@web1 "cd /srv/shop && git pull && npm ci"\n' + restart,
    },
    chosen: ['deploy'],
    otherWays: { 'scripts-deploy': 'deploy target' },
    isGuess: true,
  },
  {
    why: 'the same source to another place, under a name that says by what',
    scripts: {
      'deploy.sh': copy + restart,
      'deploy-docker.sh': `${image}ssh deploy@app9 "docker run -d r.example.com/shop"\n`,
      'deploy_aws.sh': 'aws s3 sync dist/ s3://shop-site --delete\n',
    },
    chosen: ['deploy'],
    otherWays: { 'deploy-docker': 'deploy source', 'deploy-aws': 'deploy source' },
    isGuess: true,
  },
  {
    why: 'different parts of a checkout are parts of one deployment',
    scripts: { 'deploy-api.sh': part('api'), 'deploy-web.sh': part('web') },
    chosen: ['deploy-api', 'deploy-web'],
    parts: ['deploy-api', 'deploy-web'],
  },
  {
    why: 'the same folder of other hosts is another place',
    scripts: {
      'deploy-web.sh': 'rsync -az dist/ deploy@web1:/srv/shop/\n',
      'deploy-worker.sh': 'rsync -az dist/ deploy@worker1:/srv/shop/\n',
    },
    chosen: ['deploy-web', 'deploy-worker'],
    parts: ['deploy-web', 'deploy-worker'],
  },
  {
    why: 'scripts in folders of parts',
    scripts: {
      'api/deploy.sh': 'cd api && rsync -az ./ deploy@web1:/srv/api/\n',
      'web/deploy.sh': 'cd web && rsync -az ./ deploy@web1:/srv/web/\n',
    },
    chosen: ['api-deploy', 'web-deploy'],
    parts: ['api-deploy', 'web-deploy'],
  },
  {
    why: 'a folder may be called like an environment, and the end of a name as well',
    scripts: {
      'staging/deploy.sh': 'rsync -az dist/ deploy@s1:/srv/shop/\n',
      'prod/deploy.sh': copy,
      'prod/deploy-test.sh': 'rsync -az dist/ deploy@t1:/srv/shop/\n',
    },
    chosen: [],
  },
  {
    why: 'a script that the other one runs is a part of it',
    scripts: {
      'deploy.sh': `${copy}./deploy-docker.sh\n`,
      'deploy-docker.sh': image,
    },
    chosen: [],
  },
];

test.each(rows)('$why', ({ scripts, chosen, otherWays = {}, parts = [], isGuess, roles = {} }) => {
  const plan = planScripts(scripts, { 'package.json': '{}', Dockerfile: 'FROM scratch\n' });
  const choice = actionChoiceOfPlan(plan);
  const ways = [...choice.otherWays].map(([name, { to, by }]) => [name, `${to} ${by}`]);
  expect(choice.chosen).toEqual(chosen);
  expect(Object.fromEntries(ways)).toEqual(otherWays);
  expect(choice.parts).toEqual(parts);
  expect(choice.isGuess).toBe(isGuess ?? false);
  expect(
    Object.fromEntries(Object.keys(roles).map((name) => [name, choice.roles.get(name)])),
  ).toEqual(roles);
});
