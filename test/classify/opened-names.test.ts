import { expect, test } from '@jest/globals';

import { findSecrets } from '../../src/classify/find-secrets.ts';
import { parameterName } from '../../src/plan/parameters.ts';
import { traceScripts } from '../trace/applications.ts';

const namesOf = (sh: string): readonly string[] =>
  findSecrets(traceScripts({ 'deploy.sh': `${sh}\n` })).map(parameterName);

test.each([
  ['C="Server=sql;Database=dwh;User Id=bi;Password=Zk8_trewq1"', ['DWH_PASSWORD']],
  ['export C="Host=sql;Username=bi;Password=Zk8_trewq1"', ['BI_PASSWORD']],
  [
    "mysql -u shop -p'Zk8_trewq1' shop < a.sql; mysqldump -pZk8_trewq1 shop",
    ['MYSQL_PASSWORD', 'MYSQL_PASSWORD'],
  ],
  ["mysql -p'Zk8_trewq1' a; mysql -p'Yk9_poiuy2' b", ['MYSQL_PASSWORD_S1', 'MYSQL_PASSWORD_S2']],
  ["sshpass -p 'Zk8_trewq1' ssh root@web1 uptime", ['SSH_PASSWORD']],
  ['U=smtps://shop:Zk8_trewq1@mail.acme.org:465', ['SMTP_PASSWORD']],
  ['git pull https://ops:Zk8_trewq1@gitlab.acme.org/shop.git', ['GITLAB_PASSWORD']],
  ['curl "https://cdn.acme.org/purge?key=Zk8_trewq1"', ['CDN_KEY']],
  ['curl "http://$H/tools/opcache_reset.php?token=Zk8_trewq1"', ['OPCACHE_RESET_TOKEN']],
  // The script's own name for it, and one that the script gives to something else.
  ['PASSWORD=Zk8_trewq1', ['PASSWORD']],
  ['DB_PASSWORD=Zk8_trewq1', ['DB_PASSWORD']],
  ["SSH_PASSWORD=$1; sshpass -p 'Zk8_trewq1' ssh root@web1 uptime", ['SSH_PASSWORD_S1']],
  // A rest of the secret behind its first @ is no name.
  ['curl https://ops:Zk8_trewq1@xy@gitlab.acme.org/', ['URL_CREDENTIALS_S1']],
])('%s', (sh, expected) => {
  expect(namesOf(sh)).toEqual(expected);
});
