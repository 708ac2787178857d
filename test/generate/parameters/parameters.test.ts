import { expect, test } from '@jest/globals';
import { parse } from 'yaml';

import { generateApplication } from '../../../src/generate/generate-application.ts';
import { planScripts } from '../../plan/planned.ts';
import { contextOf } from '../contexts.ts';

interface Listed {
  readonly parameters: readonly { readonly name: string; readonly paths: object }[];
  readonly values: readonly { readonly name: string }[];
}

function generated(scripts: Readonly<Record<string, string>>) {
  const plan = planScripts(scripts);
  const { files } = generateApplication(plan, contextOf(plan));
  const text = (path: string) => files.find((file) => file.path === `apps/app/${path}`)?.text ?? '';
  return { text, listed: parse(text('parameters.yaml')) as Listed };
}

test('a secret of one environment’s script is asked for that environment only', () => {
  const { listed } = generated({
    'deploy-prod.sh': [
      '#!/bin/bash',
      'CDN_TOKEN=cdx_live_8hTq2WmZ4vKs9LpR1xYc',
      'rsync -a public/ web@www1:/srv/site/',
      'curl -X POST https://api.cdn.example/purge -H "Authorization: Bearer $CDN_TOKEN"',
      '',
    ].join('\n'),
    'deploy-staging.sh': '#!/bin/bash\nrsync -a public/ web@rec1:/srv/site/\n',
  });
  expect(listed.parameters.map(({ name, paths }) => [name, Object.keys(paths)])).toEqual([
    ['CDN_TOKEN', ['prod']],
  ]);
});

test('values are those that the files of the environments hold', () => {
  const { listed, text } = generated({
    'conf/prod.env': 'HOST=web1\nDATA=/data/prod\n',
    'conf/staging.env': 'HOST=rec1\nDATA=/data/staging\n',
    'deploy.sh': [
      '#!/bin/bash',
      'ENV=$1',
      'case "$ENV" in prod|staging) ;; *) exit 1 ;; esac',
      'source "conf/$ENV.env"',
      'scp app.jar deploy@$HOST:/opt/app/',
      'ssh deploy@$HOST "mkdir -p $DATA && sudo systemctl restart app"',
      '',
    ].join('\n'),
  });
  const names = listed.values.map(({ name }) => name);
  expect(names).toContain('DATA');
  const file = text('repo/deploy/env/prod.sh');
  expect(names.filter((name) => !file.includes(`${name}=`))).toEqual([]);
});

test('a secret that no file reads any more is not asked for', () => {
  const { listed } = generated({
    'deploy.sh': [
      '#!/bin/bash',
      'REGISTRY_PASSWORD=Zq9vXk27LmTr',
      'ssh root@web1 "cd /srv/shop && git remote set-url origin https://bot:$REGISTRY_PASSWORD@git.example.com/shop.git && git pull"',
      'ssh root@web1 "systemctl restart shop"',
      '',
    ].join('\n'),
  });
  expect(listed.parameters).toEqual([]);
});
