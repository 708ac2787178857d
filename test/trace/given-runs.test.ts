/** Tests of what a script is run for that lets nobody choose. */
import { expect, test } from '@jest/globals';

import { givenBy } from '../../src/trace/given-runs.ts';
import type { EntryScript } from '../../src/trace/given-runs.ts';

const script = (file: string, ...chosen: readonly string[]): EntryScript => ({ file, chosen });

test.each<[string, readonly EntryScript[], string, readonly string[]]>([
  ['deploy.sh', [], 'deploy', ['prod']],
  ['run.sh', [], 'deploy', ['prod']],
  ['deploy-staging.sh', [script('deploy-prod.sh')], 'deploy', ['staging']],
  ['deploy.sh', [script('deploy_staging.sh')], 'deploy', ['prod']],
  ['deploy.sh', [script('deploy-production.sh')], 'deploy', ['production']],
  ['build.sh', [script('deploy-dev.sh'), script('deploy-prod.sh')], 'build', ['dev', 'prod']],
  ['rollback.sh', [script('deploy.sh', 'staging', 'prod')], 'rollback', ['staging', 'prod']],
  ['ops/fix-accounts.sh', [script('release.sh')], 'fix-accounts', ['prod']],
  [
    'check_deploy.sh',
    [script('deploy.sh', 'staging', 'prod')],
    'check-deploy',
    ['staging', 'prod'],
  ],
  ['setup-deploy.sh', [script('deploy.sh')], 'setup-deploy', ['prod']],
  ['test-and-deploy.sh', [script('verify.sh')], 'deploy', ['prod']],
  ['deploy-docker.sh', [script('deploy.sh')], 'deploy-docker', ['prod']],
  ['deploy.sh', [script('deploy-docker.sh')], 'deploy', ['prod']],
  ['deploy-docker.sh', [script('build.sh')], 'deploy', ['prod']],
  ['api/deploy.sh', [script('web/deploy.sh')], 'api-deploy', ['prod']],
  ['deploy/staging/deploy.sh', [script('deploy/prod/deploy.sh')], 'deploy', ['staging']],
  ['deploy-test.sh', [script('deploy.sh')], 'deploy', ['test']],
  ['deploy.sh', [script('deploy-test.sh')], 'deploy', ['prod']],
  ['mep/backup_db.sh', [script('mep.sh')], 'backup', ['prod']],
])('%s beside %j', (file, others, action, environments) => {
  expect(givenBy(file, [script(file), ...others])).toEqual({ action, environments });
});
