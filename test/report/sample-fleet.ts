import type { Result } from '../../src/model/result.ts';
import type { ScannedApplication } from '../../src/model/scan-result.ts';
import { result, said, sentence } from './builders.ts';
import type { ApplicationDraft } from './builders.ts';

const node = `#!/bin/bash
# Déploiement API Analytics
set -e                                                  #~ control - -
APP=/srv/api-analytics                                  #~ env-setup - -
BRANCH=\${1:-master}                                     #~ env-setup - -

echo "==> déploiement de $BRANCH"                       #~ log - -
npm run lint                                            #~ lint buildspec/pre_build converted
npm test                                                #~ test buildspec/pre_build converted
for h in web1 web2; do                                  #~ control - -
  ssh deploy@$h <<EOF
    cd $APP                                             #~ control - - remote
    git fetch --all                                     #~ source-checkout source replaced remote
    git reset --hard origin/$BRANCH                     #~ source-checkout source replaced remote
    npm ci --production                                 #~ install-deps buildspec/install converted remote
    npm run build                                       #~ build buildspec/build converted remote
    pm2 reload ecosystem.config.js --env production     #~ restart-service hook/ApplicationStart converted remote
    pm2 save                                            #~ provision image dropped remote
EOF
done
sleep 10                                                #~ control - -
curl -fsS http://web1:3000/health || exit 1             #~ health-check hook/ValidateService converted
curl -fsS http://web2:3000/health || exit 1             #~ health-check hook/ValidateService converted
echo "terminé"                                          #~ log - -
`;

const java = (name: string): string => `#!/usr/bin/env bash
set -euo pipefail                                       #~ control - -
ENV=\${1:?usage: deploy.sh staging|prod}                 #~ env-setup - -
VERSION=$(git describe --tags)                          #~ env-setup - -
DEST=/opt/${name}                                       #~ env-setup - -

mvn -q -B clean package -DskipTests=false               #~ build buildspec/build converted
mvn -q -B sonar:sonar                                   #~ lint buildspec/post_build converted
mv target/${name}-*.jar target/${name}.jar              #~ package buildspec/post_build converted
for host in app1 app2; do                               #~ control - -
  scp target/${name}.jar deploy@$host:/tmp/             #~ transfer appspec/files converted
  ssh deploy@$host "sudo systemctl stop ${name}"        #~ stop-service hook/ApplicationStop converted remote
  ssh deploy@$host "sudo cp $DEST/${name}.jar $DEST/${name}.jar.bak"  #~ backup rollback replaced remote
  ssh deploy@$host "sudo mv /tmp/${name}.jar $DEST/"    #~ transfer appspec/files converted remote
  ssh deploy@$host "sudo chown app:app $DEST/${name}.jar" #~ permission appspec/permissions converted remote
  ssh deploy@$host "cd $DEST && java -jar ${name}.jar migrate" #~ db-migrate stage/Migrate converted remote
  ssh deploy@$host "sudo systemctl start ${name}"       #~ start-service hook/ApplicationStart converted remote
  n=0                                                   #~ env-setup - -
  until curl -sf http://$host:8080/actuator/health; do  #~ health-check hook/ValidateService converted
    n=$((n+1)); [ $n -gt 24 ] && exit 1                 #~ control - -
    sleep 5                                             #~ control - -
  done
done
git tag "deploy-$ENV-$(date +%F)"                       #~ source-checkout source dropped
curl -s -X POST -d '{"text":"${name} déployé"}' https://hooks.slack.com/services/S1  #~ notify notification replaced
`;

const react = `#!/bin/sh
# portail client : build local puis rsync sur les trois nginx
cd "$(dirname "$0")" || exit 1                          #~ control - -
npm install                                             #~ install-deps buildspec/install converted
REACT_APP_API=https://api.exemple.fr npm run build      #~ build buildspec/build converted

for H in www1 www2 www3
do
    rsync -az --delete --exclude uploads build/ root@$H:/var/www/portail/   #~ transfer appspec/files converted
    scp conf/portail.conf root@$H:/etc/nginx/sites-available/portail        #~ config-write appspec/files converted
    ssh root@$H 'chown -R www-data: /var/www/portail'   #~ permission appspec/permissions converted remote
    ssh root@$H 'nginx -t'                              #~ test hook/AfterInstall converted remote
    ssh root@$H 'systemctl reload nginx'                #~ restart-service hook/ApplicationStart converted remote
done
# ssh root@www4 'systemctl reload nginx'   (serveur arrêté en 2021)
rm -rf build                                            #~ cleanup none dropped
`;

const site = `#!/bin/bash
source ./config.sh                                      #~ control - -
export WP_DB_PASS='S1'                                  #~ secret secret converted
rsync -av wp-content/themes/vitrine/ web1:/var/www/vitrine/wp-content/themes/vitrine/   #~ transfer appspec/files converted
rsync -av wp-content/plugins/ web1:/var/www/vitrine/wp-content/plugins/                 #~ transfer appspec/files converted
ssh web1 "mysqldump -u wp -pS1 vitrine > /backup/vitrine.sql"   #~ backup stage/Backup converted remote
ssh web1 "cd /var/www/vitrine && wp core update-db"     #~ db-migrate stage/Migrate converted remote
ssh web1 "chown -R www-data:www-data /var/www/vitrine"  #~ permission appspec/permissions converted remote
ssh web1 "$POST_CMD"                                    #~ unknown - manual remote
ssh web1 "service varnish reload"                       #~ cache-clear hook/AfterInstall converted remote
mail -s "site vitrine déployé" equipe@exemple.fr < /dev/null   #~ notify notification replaced
`;

const s3 = `#!/bin/bash -e
npm ci                                                  #~ install-deps buildspec/install converted
npx ng build --configuration production                 #~ build buildspec/build converted
aws s3 sync dist/ s3://portail-admin --delete           #~ transfer deploy/s3 replaced
aws cloudfront create-invalidation --distribution-id E2ABC --paths '/*'   #~ cache-clear stage/Invalidate converted
`;

const menu = `#!/bin/bash
# vieux-portail : tout dans un script, ne pas toucher (JM, 2014)
PS3="Action ? "                                         #~ env-setup - -
select action in deploy rollback purge backup; do       #~ control - -
case $action in
deploy)
  read -p "Déployer en production (o/n) ? " ok          #~ approval-prompt stage/Approve replaced
  [ "$ok" = o ] || exit 1                               #~ control - -
  svn up                                                #~ source-checkout source replaced
  php -l index.php                                      #~ lint buildspec/pre_build converted
  composer install --no-dev                             #~ install-deps buildspec/install converted
  tar czf /tmp/portail.tgz --exclude=.svn .             #~ package artifact replaced
  for h in $(cat serveurs.txt); do                      #~ control - -
    scp /tmp/portail.tgz $h:/tmp/                       #~ transfer appspec/files replaced
    ssh $h "touch /var/www/portail/MAINTENANCE"         #~ maintenance-mode hook/BeforeInstall converted remote
    ssh $h "cp -a /var/www/portail /var/www/portail.old" #~ backup rollback replaced remote
    ssh $h "tar xzf /tmp/portail.tgz -C /var/www/portail" #~ transfer appspec/files replaced remote
    ssh $h "mysql -u portail -pS1 portail < /var/www/portail/sql/maj.sql" #~ db-migrate stage/Migrate manual remote
    ssh $h "crontab -l | sed 's/^#//' | crontab -"      #~ cron image manual remote
    ssh $h "rm -rf /var/www/portail/cache/*"            #~ cache-clear hook/AfterInstall converted remote
    ssh $h "chmod -R 777 /var/www/portail/tmp"          #~ permission appspec/permissions converted remote
    ssh $h "rm /var/www/portail/MAINTENANCE"            #~ maintenance-mode hook/ApplicationStart converted remote
    ssh $h "/etc/init.d/apache2 graceful"               #~ restart-service hook/ApplicationStart converted remote
  done
  eval "$AFTER_DEPLOY"                                  #~ unknown - manual
  ;;
rollback)
  for h in $(cat serveurs.txt); do                      #~ control - -
    ssh $h "rm -rf /var/www/portail && mv /var/www/portail.old /var/www/portail" #~ rollback rollback manual remote
  done
  ;;
purge)
  ssh db1 "mysql -u portail -pS1 -e 'truncate sessions'" #~ db-migrate - unreached remote
  ;;
esac
break                                                   #~ control - -
done
`;

const secrets = (file: string, line: number): ScannedApplication['secrets'] => [
  { label: 'S1', kind: 'password', file, line, name: 'DB_PASS' },
];

const drafts: readonly ApplicationDraft[] = [
  {
    name: 'api-analytics',
    script: node,
    hosts: ['web1', 'web2'],
    readiness: 96,
    effort: { low: 'PT1H', high: 'PT2H' },
    more: {
      findings: [
        {
          rule: 'order/sleep-instead-of-check',
          level: 'note',
          file: 'api-analytics/deploy.sh',
          line: 21,
          message: sentence(
            said(
              'A fixed pause stands where the health check already waits.',
              'Une pause fixe précède un contrôle de santé qui attend déjà.',
            ),
          ),
        },
      ],
    },
  },
  {
    name: 'api-catalogue',
    script: java('catalogue'),
    hosts: ['app1', 'app2'],
    readiness: 91,
    effort: { low: 'PT1H30M', high: 'PT3H' },
  },
  {
    name: 'api-commandes',
    script: java('commandes'),
    hosts: ['app1', 'app2'],
    readiness: 74,
    effort: { low: 'PT3H', high: 'PT6H' },
    more: {
      secrets: [
        {
          label: 'S1',
          kind: 'webhook',
          file: 'api-commandes/deploy.sh',
          line: 26,
          name: null,
        },
      ],
      findings: [
        {
          rule: 'secret/webhook-in-clear',
          level: 'error',
          file: 'api-commandes/deploy.sh',
          line: 26,
          message: sentence(
            said(
              'The address of a Slack webhook holds its token in clear.',
              'L’adresse d’un webhook Slack contient son jeton en clair.',
            ),
          ),
        },
        {
          rule: 'order/migration-per-host',
          level: 'warning',
          file: 'api-commandes/deploy.sh',
          line: 16,
          message: sentence(
            said(
              'The migration runs on every host in turn; it moves into one pipeline action.',
              'La migration s’exécute sur chaque serveur à tour de rôle ; elle devient une action unique du pipeline.',
            ),
          ),
        },
      ],
      questions: [
        {
          id: 'migration_role',
          text: '',
          message: said(
            'Which IAM role may run the schema migration?',
            'Quel rôle IAM peut exécuter la migration du schéma ?',
          ),
          default: null,
          answer: null,
        },
        {
          id: 'notification_channel',
          text: '',
          message: said(
            'Which Slack channel hears of deployments?',
            'Quel canal Slack est averti des déploiements ?',
          ),
          default: '#deploiements',
          answer: '#backend',
        },
      ],
    },
  },
  {
    name: 'portail-admin',
    script: s3,
    platform: 's3',
    readiness: 98,
    effort: { low: 'PT30M', high: 'PT1H' },
  },
  {
    name: 'portail-client',
    script: react,
    hosts: ['www1', 'www2', 'www3'],
    readiness: 83,
    effort: { low: 'PT2H', high: 'PT4H' },
  },
  {
    name: 'site-vitrine',
    script: site,
    hosts: ['web1'],
    readiness: 52,
    effort: { low: 'PT5H', high: 'PT12H30M' },
    more: {
      secrets: secrets('site-vitrine/deploy.sh', 3),
      blockers: [
        {
          code: 'plan/uploads-on-disk',
          text: '',
          remedy: '',
          message: said(
            'Uploads of visitors live on the disk of the host: the other colour would not see them.',
            'Les fichiers déposés par les visiteurs sont sur le disque du serveur : l’autre couleur ne les verrait pas.',
          ),
          remedyMessage: said(
            'Move them to EFS or S3 before the first blue/green deployment.',
            'Déplacez-les vers EFS ou S3 avant le premier déploiement bleu/vert.',
          ),
        },
      ],
      questions: [
        {
          id: 'post_command',
          text: '',
          message: said(
            'What does $POST_CMD hold when this script is run?',
            'Que contient $POST_CMD quand ce script est lancé ?',
          ),
          default: null,
          answer: null,
        },
      ],
    },
  },
  {
    name: 'vieux-portail',
    script: menu,
    hosts: ['serveurs.txt'],
    readiness: 31,
    effort: { low: 'PT14H', high: 'PT32H' },
    more: {
      actions: ['deploy', 'rollback', 'purge', 'backup'],
      secrets: secrets('vieux-portail/deploy.sh', 18),
      blockers: [
        {
          code: 'plan/cron-on-host',
          text: '',
          remedy: '',
          message: said(
            'A crontab is edited on the hosts: its jobs would run on both colours.',
            'Une crontab est modifiée sur les serveurs : ses tâches tourneraient sur les deux couleurs.',
          ),
          remedyMessage: said(
            'Run the jobs from EventBridge, or on one instance only.',
            'Lancez ces tâches depuis EventBridge, ou sur une seule instance.',
          ),
        },
      ],
    },
  },
];

/** A fleet as an auditor finds it: seven applications, some 120 steps, one of each kind of trouble. */
export const sampleFleet: Result = result(drafts, {
  date: '2026-03-01',
  diagnostics: [
    {
      code: 'fleet/latin1',
      severity: 'note',
      file: 'vieux-portail/deploy.sh',
      line: null,
      message: sentence(
        said(
          'The file is Latin-1; it was read as such.',
          'Le fichier est en Latin-1 ; il a été lu comme tel.',
        ),
      ),
    },
    {
      code: 'fleet/no-scripts',
      severity: 'warning',
      file: 'archives-2012',
      line: null,
      message: sentence(
        said(
          'No bash script stands in the folder {folder}.',
          'Aucun script bash ne se trouve dans le dossier {folder}.',
          { folder: 'archives-2012' },
        ),
      ),
    },
  ],
});
