/** Small scripts in, the text of a hook or of a build out: what comes along, and what stays behind. */
import { expect, test } from '@jest/globals';

import { repository } from '../../../src/generate/repository/repository.ts';
import { takeOrigins } from '../../../src/generate/origin-marks.ts';
import { planScripts } from '../../plan/planned.ts';
import { contextOf } from '../contexts.ts';
import { linesOf } from './code-lines.ts';

interface Row {
  readonly why: string;
  readonly script: string;
  readonly file: string;
  /** Lines that stand in the file in this order, comments and blanks left out. */
  readonly lines: readonly string[];
  /** What must stand nowhere in it. */
  readonly without?: readonly string[];
}

const rows: Row[] = [
  {
    why: 'the variable of a loop over hosts is the host itself',
    script:
      "for N in sso1 sso2; do\n  scp a.jar kc@$N:/tmp/\n  ssh kc@$N 'sudo cp /tmp/a.jar /opt/; sudo systemctl restart shop; rm -f /tmp/a.jar'\n  if ! curl -sf https://$N/health; then\n    exit 1\n  fi\ndone\n",
    file: 'deploy/validate-service.sh',
    lines: ['N=$(hostname -f)'],
  },
  {
    why: 'what CodeDeploy put into a folder that all may write is removed as root',
    script:
      "for N in sso1 sso2; do\n  scp a.jar kc@$N:/tmp/\n  ssh kc@$N 'sudo cp /tmp/a.jar /opt/; sudo systemctl restart shop; rm -f /tmp/a.jar'\n  if ! curl -sf https://$N/health; then\n    exit 1\n  fi\ndone\n",
    file: 'deploy/application-start.sh',
    lines: ['systemctl restart shop', 'rm -f /tmp/a.jar'],
    without: ['as_user'],
  },
  {
    why: 'what tags has a name in CodeBuild, and what pushes its credentials',
    script: 'scp a.jar web1:/srv/\ngit tag -a "v1" -m "release"\ngit push --tags\n',
    file: 'buildspec.tag.yml',
    lines: [
      'git-credential-helper: yes',
      'git config --global user.name CodeBuild',
      '- git push --tags',
    ],
  },
  {
    why: 'what a command reads where ssh is told stays with the command',
    script:
      'D=/srv/shop\nssh deploy@web1 "sudo tee /etc/shop.conf > /dev/null" <<UNIT\ndir=$D\nUNIT\n',
    file: 'deploy/after-install.sh',
    lines: ['D=/srv/shop', 'tee /etc/shop.conf > /dev/null <<UNIT', 'dir=$D', 'UNIT'],
  },
  {
    why: 'the first command of a pipe is the one that reads',
    script: "ssh web1 'tee /etc/shop.list | sort' <<< 'one two'\n",
    file: 'deploy/after-install.sh',
    lines: ["tee /etc/shop.list <<< 'one two' | sort"],
  },
  {
    why: 'a file of the source that a host reads comes with the bundle',
    script: 'scp app.jar web1:/srv/shop/\nssh web1 "crontab -" < conf/crontab.txt\n',
    file: 'deploy/after-install.sh',
    lines: ['crontab - < "$BUNDLE/conf/crontab.txt"'],
  },
  {
    why: 'and the artifact holds it',
    script: 'scp app.jar web1:/srv/shop/\nssh web1 "crontab -" < conf/crontab.txt\n',
    file: 'buildspec.yml',
    lines: ['- app.jar', '- conf/crontab.txt'],
  },
  {
    why: 'where root logs in for one step, the hook runs as root and hands the others down',
    script:
      "scp app.jar shop@web1:/srv/shop/\nssh root@web1 /etc/init.d/shop restart\nssh shop@web1 'touch /srv/shop/started'\n",
    file: 'deploy/application-start.sh',
    lines: ['/etc/init.d/shop restart', 'as_user shop touch /srv/shop/started'],
  },
  {
    why: 'a secret that is exported for what starts is exported there',
    script:
      "ssh web1 'export DB_PASSWORD=Tr0ub4dor-42x; cd /srv/shop; pkill shop; cp a b; nohup java -jar shop.jar > log 2>&1 &'\n",
    file: 'deploy/application-start.sh',
    lines: ['DB_PASSWORD=$(secret DB_PASSWORD)', 'export DB_PASSWORD', 'cd /srv/shop'],
  },
  {
    why: 'and not where nothing looks at it',
    script:
      "ssh web1 'export DB_PASSWORD=Tr0ub4dor-42x; cd /srv/shop; pkill shop; cp a b; nohup java -jar shop.jar > log 2>&1 &'\n",
    file: 'deploy/application-stop.sh',
    lines: ['pkill shop || true'],
    without: ['DB_PASSWORD', 'cd /srv'],
  },
  {
    why: 'a folder that is named from another one needs that one, and a log is emptied for what fills it',
    script:
      "ssh web1 'cd /srv/shop/src; pkill java; cp a.jar ../b.jar; cd ..; > out.log; nohup java -jar b.jar >> out.log 2>&1 &'\n",
    file: 'deploy/application-start.sh',
    lines: ['cd /srv/shop/src', 'cd ..', '> out.log'],
  },
  {
    why: 'a name that the script uses twice brings along what sets it for this use only',
    script:
      "ssh web1 'systemctl stop shop; n=0; while pgrep shop; do n=$((n+1)); if [ $n -gt 9 ]; then pkill -9 shop; fi; sleep 1; done; rm -rf /srv/shop/tmp'\nscp a.war web1:/srv/shop/\nssh web1 'systemctl start shop'\nn=0\nuntil ssh web1 'curl -sf http://localhost:80/'; do\n  n=$((n+1))\n  if [ $n -gt 9 ]; then\n    exit 1\n  fi\n  sleep 5\ndone\n",
    file: 'deploy/application-stop.sh',
    lines: ['systemctl stop shop || true', 'n=0', 'while pgrep shop; do', 'pkill -9 shop || true'],
    without: ['curl', 'exit 1'],
  },
  {
    why: 'what waits for the end of a process stays with what ends it',
    script:
      "ssh web1 'systemctl stop shop; n=0; while pgrep shop; do n=$((n+1)); if [ $n -gt 9 ]; then pkill -9 shop; fi; sleep 1; done; rm -rf /srv/shop/tmp'\nscp a.war web1:/srv/shop/\nssh web1 'systemctl start shop'\n",
    file: 'deploy/before-install.sh',
    lines: ['bash "$BUNDLE/deploy/application-stop.sh"', 'rm -rf /srv/shop/tmp'],
    without: ['pgrep', 'while'],
  },
  {
    why: 'a question whose answer decides over a stop keeps deciding over it',
    script:
      "scp a.war web1:/srv/shop/\nssh web1 'pgrep shop && pkill -9 shop; systemctl start shop'\n",
    file: 'deploy/application-stop.sh',
    lines: ['if pgrep shop; then', 'pkill -9 shop || true', 'fi'],
  },
  {
    why: 'on a first deployment the old process is stopped before the files come',
    script:
      "ssh web1 'systemctl stop shop'\nscp a.war web1:/srv/shop/\nssh web1 'systemctl start shop'\n",
    file: 'deploy/before-install.sh',
    lines: ['bash "$BUNDLE/deploy/application-stop.sh"'],
  },
  {
    why: 'a variable of the deploying machine comes along with its definition',
    script: 'APP=shop\nDIR=/srv/$APP\nssh web1 "mkdir -p $DIR/cache && chown app: $DIR/cache"\n',
    file: 'deploy/after-install.sh',
    lines: ['APP=shop', 'DIR="/srv/$APP"', 'mkdir -p "$DIR/cache"'],
  },
  {
    why: 'one that nothing reads stays behind',
    script: 'APP=shop\nCOLOUR=red\nssh web1 "systemctl restart $APP"\n',
    file: 'deploy/application-start.sh',
    lines: ['APP=shop', 'systemctl restart "$APP"'],
    without: ['COLOUR', 'ssh'],
  },
  {
    why: 'a condition of the host stays around its command',
    script: "ssh web1 'if [ -f /etc/shop.conf ]; then systemctl restart shop; fi'\n",
    file: 'deploy/application-start.sh',
    lines: ['if [ -f /etc/shop.conf ]; then', 'systemctl restart shop', 'fi'],
  },
  {
    why: 'what writes one file together stays together',
    script:
      'ssh web1 \'\nX=1\n{\n  echo "server"\n  echo "$X"\n} > /etc/shop.conf\n(echo a; date) > /srv/shop/VERSION\'\n',
    file: 'deploy/after-install.sh',
    lines: ['X=1', '{', '} > /etc/shop.conf', '(echo a; date) > /srv/shop/VERSION'],
  },
  {
    why: 'a function that is called for its answer comes along, and what it does with it',
    script:
      'where() {\n  mkdir -p /etc/shop.d\n  echo /etc/shop.d/web.conf\n}\ncd /srv/shop\ngit pull\nF="$(where)"\necho "port=80" > "$F"\nsystemctl restart shop\n',
    file: 'deploy/after-install.sh',
    lines: [
      'where() {',
      'mkdir -p /etc/shop.d',
      'echo /etc/shop.d/web.conf',
      '}',
      'F="$(where)"',
      'echo "port=80" > "$F"',
    ],
  },
  {
    why: 'a loop over hosts falls away',
    script: 'for h in web1 web2; do\n  ssh "$h" "systemctl restart shop"\ndone\n',
    file: 'deploy/application-start.sh',
    lines: ['systemctl restart shop'],
    without: ['for ', 'done'],
  },
  {
    why: 'a loop on the host stays one, and its counter with it',
    script: "ssh web1 'for s in api worker; do systemctl restart shop-$s; done'\n",
    file: 'deploy/application-start.sh',
    lines: ['for s in api worker; do', 'done'],
  },
  {
    why: 'the remark after do belongs to the body',
    script:
      "ssh web1 '\nfor s in api worker; do\n  # one by one\n  systemctl restart shop-$s\ndone'\n",
    file: 'deploy/application-start.sh',
    lines: ['for s in api worker; do', 'done'],
    without: ['do # one', '; do; do'],
  },
  {
    why: 'sudo goes where the hook runs as root',
    script: "ssh deploy@web1 'sudo systemctl restart shop'\n",
    file: 'deploy/application-start.sh',
    lines: ['systemctl restart shop'],
    without: ['sudo'],
  },
  {
    why: 'a process in the background lets go of its output, behind its last line',
    script: "ssh web1 'cd /srv/shop\nnohup java -jar shop.jar \\\n  --port 80 &'\n",
    file: 'deploy/application-start.sh',
    lines: ['nohup java -jar shop.jar \\', '--port 80 >/dev/null 2>&1 </dev/null &'],
  },
  {
    why: 'a loop asks for what its input names',
    script:
      'LIST=/etc/shop/services\nssh web1 "while read -r s; do systemctl restart shop; done < $LIST"\n',
    file: 'deploy/application-start.sh',
    lines: ['LIST=/etc/shop/services', 'systemctl restart shop', 'done < $LIST'],
  },
  {
    why: 'what decides over a setting comes along with it',
    script: 'M=a\n[ -n "$Z" ] && M=b\nssh web1 "mkdir -p /b/$M"\n',
    file: 'deploy/after-install.sh',
    lines: ['M=a', 'if [ -n "$Z" ]; then', 'M=b', 'fi', 'mkdir -p "/b/$M"'],
  },
  {
    why: 'also behind ||',
    script: 'M=a\n[ "$Z" = 1 ] || M=b\nssh web1 "mkdir -p /b/$M"\n',
    file: 'deploy/after-install.sh',
    lines: ['M=a', '[ "$Z" = 1 ] || M=b', 'mkdir -p "/b/$M"'],
  },
  {
    why: 'the turn that a loop ends with comes along with what it sets',
    script:
      'for d in a b; do\n  if [ -n "$d" ]; then M=$d; break; fi\ndone\nssh web1 "mkdir -p /b/$M"\n',
    file: 'deploy/after-install.sh',
    lines: ['for d in a b; do', 'M="$d"', 'break', 'done'],
  },
  {
    why: 'what hangs on files of the deploying machine is known in the build only',
    script: 'M=a\nif [ -f package.json ]; then M=b; fi\nssh web1 "mkdir -p /b/$M"\n',
    file: 'deploy/after-install.sh',
    lines: ['mkdir -p "/b/$M"'],
    without: ['M=a', 'M=b', 'package.json'],
  },
  {
    why: 'and is read there',
    script: 'M=a\nif [ -f package.json ]; then M=b; fi\nssh web1 "mkdir -p /b/$M"\n',
    file: 'buildspec.yml',
    lines: ['M=a', 'if [ -f package.json ]; then', 'M=b', 'fi', 'printf \'M=%q\\n\' "$M"'],
  },
  ...[
    { how: 'a loop over the arguments', loop: 'for i in "$@"; do' },
    { how: 'a loop that shifts', loop: 'while [ $# -gt 0 ]; do' },
    { how: 'getopts', loop: 'while getopts "m:d" i; do' },
  ].flatMap(({ how, loop }) => {
    const script = `MODE=fast\n${loop}\n  case $i in\n    m) MODE="$OPTARG" ;;\n    d) DEBUG=1 ;;\n  esac\ndone\nssh web1 "mkdir -p /b/$MODE$DEBUG"\n`;
    return [
      {
        why: `what ${how} sets is no constant of the hook`,
        script,
        file: 'deploy/after-install.sh',
        lines: ['mkdir -p /b/$MODE$DEBUG'],
        without: ['fast'],
      },
      {
        why: `what ${how} sets is asked of the pipeline`,
        script,
        file: 'buildspec.yml',
        lines: ["DEBUG: ''", 'MODE: fast', 'printf \'MODE=%q\\n\' "$MODE"'],
      },
    ];
  }),
  {
    why: 'a default that is empty says so',
    script:
      'TAG=""\nwhile getopts "t:" i; do\n  case $i in\n    t) TAG=$OPTARG ;;\n  esac\ndone\nssh web1 "touch /b/$TAG"\n',
    file: 'buildspec.yml',
    lines: ["TAG: ''"],
    without: ['|| TAG'],
  },
  {
    why: 'a function that gets all arguments of the script reads the options of the script',
    script:
      'main() {\n  N=8000\n  while getopts "n:" i; do\n    case $i in\n      n) N=$OPTARG ;;\n    esac\n  done\n  ssh web1 "mkdir -p /b/$N"\n}\nmain "$@"\n',
    file: 'buildspec.yml',
    lines: ["N: '8000'", 'printf \'N=%q\\n\' "$N"'],
  },
  {
    why: 'an argument that a hook reads is asked of the pipeline',
    script: 'case "$2" in\n  big) N=9 ;;\n  *) N=1 ;;\nesac\nssh web1 "mkdir -p /b/$N"\n',
    file: 'buildspec.yml',
    lines: [`- ': "\${ARGUMENT_2:?set it as a variable of the pipeline}"'`],
  },
  {
    why: 'what a kept function calls its own is nobody’s to give',
    script:
      'again() {\n  local name=$1\n  ssh web1 "systemctl restart $name"\n}\nagain api\nagain worker\n',
    file: 'buildspec.yml',
    lines: [],
    without: ['name'],
  },
  {
    why: 'the shell behind ssh expanded the tilde',
    script: 'D=\'~/shop\'\nssh web1 "mkdir -p $D"\n',
    file: 'deploy/after-install.sh',
    lines: ['D="$HOME/shop"', 'mkdir -p "$D"'],
  },
  {
    why: 'a counter of a loop on the host stays with it',
    script:
      'n=0\nuntil curl -sf http://web1/health; do\n  n=$((n+1))\n  [ $n -gt 9 ] && exit 1\n  sleep 5\ndone\nssh web1 "systemctl restart shop"\n',
    file: 'buildspec.yml',
    lines: [],
    without: ['printf'],
  },
  {
    why: 'words behind ssh without quotes are the author’s own',
    script: 'svc=api\nssh deploy@web1 sudo systemctl restart $svc\n',
    file: 'deploy/application-start.sh',
    lines: ['svc=api', 'systemctl restart "$svc"'],
    without: ['understood', 'ssh'],
  },
  {
    why: 'what a text for the host asks in a substitution is asked there',
    script:
      'ssh web1 \'systemctl restart shop\nS=$(curl -s localhost)\n[ "$S" = up ] || exit 1\'\n',
    file: 'deploy/validate-service.sh',
    lines: ['S=$(curl -s localhost)', '[ "$S" = up ] || exit 1'],
    without: ['ssh', 'restart'],
  },
  {
    why: 'a text for a container stays behind the command that goes there',
    script:
      'ssh web1 \'docker exec web sh -c "php artisan down && php artisan cache:clear"; docker restart web\'\n',
    file: 'deploy/after-install.sh',
    lines: ['docker exec web sh -c "php artisan cache:clear"'],
    without: ['\nphp', 'down'],
  },
  {
    why: 'with what of it belongs to the hook',
    script: 'ssh web1 \'docker exec web sh -c "supervisorctl restart all && mkdir -p /x"\'\n',
    file: 'deploy/application-start.sh',
    lines: ['docker exec web sh -c "supervisorctl restart all"'],
  },
  {
    why: 'leaving a text early does not leave the hook',
    script:
      "ssh web1 'if systemctl restart shop; then exit 0; fi; systemctl restart other'\nssh web1 'systemctl restart worker'\n",
    file: 'deploy/application-start.sh',
    lines: [
      '(',
      'if systemctl restart shop; then',
      'exit 0',
      'fi',
      ')',
      'systemctl restart worker',
    ],
  },
  {
    why: 'a text for a process in the background stays whole',
    script: 'ssh web1 \'nohup sh -c "cd /srv/x && ./x" &>/dev/null & disown\'\n',
    file: 'deploy/application-start.sh',
    lines: ['nohup sh -c "cd /srv/x && ./x" &>/dev/null </dev/null &'],
  },
  {
    why: 'so do braces, with their output',
    script: "ssh web1 '{ cd /srv; java -jar a.jar; } > log 2>&1 &'\n",
    file: 'deploy/application-start.sh',
    lines: ['{ cd /srv; java -jar a.jar; } > log 2>&1 </dev/null &'],
  },
  {
    why: 'what ssh -f leaves behind is left behind',
    script: 'ssh -f web1 "nohup java -jar shop.jar > out.log 2>&1"\n',
    file: 'deploy/application-start.sh',
    lines: ['nohup java -jar shop.jar > out.log 2>&1 </dev/null &'],
  },
  {
    why: 'the number of the process is noted for the one who stops it',
    script: 'ssh web1 "kill \\$(cat /srv/shop.pid); /srv/shop/run & echo \\$! > /srv/shop.pid"\n',
    file: 'deploy/application-start.sh',
    lines: ['/srv/shop/run >/dev/null 2>&1 </dev/null &', 'echo "$!" > /srv/shop.pid'],
  },
  {
    why: 'stopping finds nothing to stop, inside a condition and in what it asks',
    script:
      'ssh web1 \'P=$(pgrep -f shop.jar)\nif [ -n "$P" ]; then\n  kill $P\nfi\nsystemctl start shop\'\n',
    file: 'deploy/application-stop.sh',
    lines: ['P=$(pgrep -f shop.jar) || true', 'kill $P || true'],
  },
  {
    why: 'what is waited for runs in its turn',
    script: 'npm run build & npm run docs & wait\nssh web1 "systemctl restart shop"\n',
    file: 'buildspec.yml',
    lines: ['- npm run build'],
    without: ['dev/null', 'wait'],
  },
  {
    why: 'what the deploying machine answered inside a text is asked by its name',
    script: 'ssh web1 "echo $(git rev-parse HEAD) > /srv/REVISION; echo $(cat VERSION) > /srv/V"\n',
    file: 'deploy/after-install.sh',
    lines: ['echo "${GIT_COMMIT}" > /srv/REVISION', 'echo ${CAT_VERSION} > /srv/V'],
    without: ['git ', 'cat '],
  },
  {
    why: 'the build writes it down, by what CodeBuild knows where it does',
    script: 'ssh web1 "echo $(git rev-parse HEAD) > /srv/REVISION; echo $(cat VERSION) > /srv/V"\n',
    file: 'buildspec.yml',
    lines: [
      'GIT_COMMIT=${CODEBUILD_RESOLVED_SOURCE_VERSION}',
      'CAT_VERSION=$(cat VERSION)',
      'printf \'GIT_COMMIT=%q\\n\' "$GIT_COMMIT"',
    ],
    without: ['pipeline}'],
  },
  {
    why: 'who deploys by hand is asked of the pipeline',
    script: 'ssh web1 "echo $(whoami) > /srv/WHO"\n',
    file: 'buildspec.yml',
    lines: [`- ': "\${WHOAMI:?set it as a variable of the pipeline}"'`],
  },
  {
    why: 'what the host answers stays its own',
    script: 'ssh web1 "echo \\$(hostname) $(date +%F) > /srv/WHO"\n',
    file: 'deploy/after-install.sh',
    lines: ['echo $(hostname) $(date +%F) > /srv/WHO'],
  },
  {
    why: 'the commit is known to CodeBuild, which may have no history',
    script:
      'SHA=`git rev-parse --short HEAD`\ndocker build -t shop:$SHA .\nssh web1 "systemctl restart shop"\n',
    file: 'buildspec.yml',
    lines: ['SHA=${CODEBUILD_RESOLVED_SOURCE_VERSION:0:7}'],
    without: ['git rev-parse'],
  },
  {
    why: 'a file of settings that the repository does not hold is not read in the build',
    script: 'set -a\n. ./.env\nset +a\nnpm run build\nssh web1 "systemctl restart $UNIT"\n',
    file: 'buildspec.yml',
    lines: [
      `- ': "\${UNIT:?set it as a variable of the pipeline}"'`,
      'printf \'UNIT=%q\\n\' "$UNIT"',
    ],
    without: ['. ./.env'],
  },
  {
    why: 'nor the profile of whoever deploys',
    script: 'source ~/.bashrc\nsource venv/bin/activate\nnpm run build\n',
    file: 'buildspec.yml',
    lines: ['source venv/bin/activate'],
    without: ['bashrc'],
  },
  {
    why: 'a password that it held comes from the parameters, and not with the bundle',
    script: 'source .env\nssh web1 "docker run -d -e DB=$DB_PASSWORD shop"\n',
    file: 'deploy/application-start.sh',
    lines: ['DB_PASSWORD=$(secret DB_PASSWORD)'],
  },
  {
    why: 'the home of who logged in stays his in a hook that runs as root',
    script: 'ssh deploy@web1 "cd ~/app && pm2 restart app && sudo systemctl reload nginx"\n',
    file: 'deploy/application-start.sh',
    lines: ['cd ~deploy/app', 'as_user deploy pm2 restart app', 'systemctl reload nginx'],
  },
  {
    why: 'the answer of a command with an effect is no local of a body that is no function any more',
    script:
      'cd /srv/shop\ngit pull\nswap() {\n  local id=$(docker run -d shop)\n  docker rename "$id" shop\n}\nmain() {\n  swap\n}\nmain\n',
    file: 'deploy/application-start.sh',
    lines: ['id=$(docker run -d shop)'],
    without: ['local'],
  },
  {
    why: 'a profile of the deployer stays with the deployer, in whatever way it is named',
    script:
      'export AWS_PROFILE=staging\nWHO=staging\nnpm run build\naws s3 cp dist.zip "s3://shop/dist.zip" --profile "$WHO" --quiet\naws --profile=$WHO s3 ls s3://shop\nssh web1 "systemctl restart shop"\n',
    file: 'buildspec.yml',
    lines: ['- npm run build', '- aws s3 cp dist.zip "s3://shop/dist.zip" --quiet'],
    without: ['profile', 'PROFILE', 'WHO'],
  },
  {
    why: 'what filters another command does the same for root, and the way to the host goes with its names',
    script:
      'KEY=~/keys/web.pem\nAT=deploy@web1\nssh -i $KEY $AT "sudo systemctl restart shop"\nCODE=$(ssh -i $KEY $AT "curl -s -o /dev/null -w %{http_code} http://localhost/")\n[ "$CODE" = 200 ] || exit 1\nssh -i $KEY $AT "sudo docker image prune -f; docker images | grep -v latest | xargs -r docker rmi"\n',
    file: 'deploy/validate-service.sh',
    lines: [
      '(set +o pipefail; as_user deploy docker images | grep -v latest | as_user deploy xargs -r docker rmi)',
    ],
    without: ['KEY', 'AT='],
  },
  {
    why: 'a login starts in its home, a hook does not',
    script: 'ssh deploy@web1 "cd app && pm2 restart app"\n',
    file: 'deploy/application-start.sh',
    lines: ['cd ~/app', 'pm2 restart app'],
  },
  {
    why: 'what lies in the home is named from there',
    script: 'ssh deploy@web1 "docker compose -f shop/compose.yml up -d"\n',
    file: 'deploy/application-start.sh',
    lines: ['cd ~', 'docker compose -f shop/compose.yml up -d'],
  },
  {
    why: 'what needs no folder starts anywhere',
    script: 'ssh deploy@web1 "sudo systemctl restart shop"\n',
    file: 'deploy/application-start.sh',
    lines: ['systemctl restart shop'],
    without: ['cd '],
  },
  {
    why: 'a folder entered between steps of other rooms is entered all the same',
    script: 'ssh deploy@web1 "cd /srv && rm -rf api && mv dist api && cd api && pm2 restart api"\n',
    file: 'deploy/application-start.sh',
    lines: ['cd /srv', 'cd api', 'pm2 restart api'],
  },
  {
    why: 'a hook that runs as that user has it anyway',
    script: 'ssh deploy@web1 "cd ~/app && pm2 restart app"\n',
    file: 'deploy/application-start.sh',
    lines: ['cd ~/app', 'pm2 restart app'],
  },
];

const host = 'cd /srv/shop\ngit pull\n';
rows.push(
  {
    why: 'a message goes with the command that it announces, and nowhere else',
    script: `${host}echo "Stopping"\nsystemctl stop shop\n\necho "Starting"\nsystemctl start shop\n`,
    file: 'deploy/application-start.sh',
    lines: ['echo "Starting"', 'systemctl start shop'],
    without: ['Stopping'],
  },
  {
    why: 'one right under a command, with room below it, ends that command',
    script: `${host}systemctl stop shop\necho "It stands still"\n\nsystemctl start shop\n`,
    file: 'deploy/application-start.sh',
    lines: ['systemctl start shop'],
    without: ['It stands still'],
  },
  {
    why: 'between two commands its words say where it belongs',
    script: `${host}systemctl stop shop\necho "Stopped"\nsystemctl start shop\n`,
    file: 'deploy/application-start.sh',
    lines: ['systemctl start shop'],
    without: ['Stopped'],
  },
  {
    why: 'a function that a condition calls comes along',
    script: `${host}is_new() { [ ! -f /etc/shop.conf ]; }\nif is_new; then\n  systemctl start shop\nfi\n`,
    file: 'deploy/application-start.sh',
    lines: ['is_new() { [ ! -f /etc/shop.conf ]; }', 'if is_new; then', 'systemctl start shop'],
  },
  {
    why: 'a function that counts finds its counter set',
    script: `${host}N=0\nstep() { N=$((N + 1)); echo "$N: $1"; }\nstep "Starting"\nsystemctl start shop\n`,
    file: 'deploy/application-start.sh',
    lines: ['N=0', 'step "Starting"', 'systemctl start shop'],
  },
  {
    why: 'a function that runs what it is given stays as its author wrote it',
    script: `${host}run() {\n  local what="$1"; shift\n  echo "$what"\n  "$@" || { echo "failed: $what" >&2; exit 1; }\n}\nrun "stop" systemctl stop shop\nrun "start" systemctl start shop\n`,
    file: 'deploy/application-start.sh',
    lines: ['local what="$1"; shift', 'echo "$what"', 'run "start" systemctl start shop'],
    without: ['run "stop"'],
  },
  {
    why: 'of a condition whose first branch has gone the contrary stays',
    script: `${host}if [ -n "$FIRST" ]; then\n  systemctl stop shop\nelse\n  systemctl start shop\nfi\n`,
    file: 'deploy/application-start.sh',
    lines: ['if [ -z "$FIRST" ]; then', 'systemctl start shop', 'fi'],
  },
);

test('a message above several commands is printed once, in the first phase of them', () => {
  const plan = planScripts({
    'deploy.sh': '#!/bin/bash\nset -e\necho "Building shop"\nnpm ci\nnpm run build\n',
  });
  const found = repository.generate(plan, contextOf(plan));
  const output = found.find(({ path }) => path === 'repo/buildspec.yml');
  expect(takeOrigins(output!.text).text.split('Building shop')).toHaveLength(2);
});

test.each(rows)('$why', ({ script, file, lines, without = [] }) => {
  const plan = planScripts({ 'deploy.sh': `#!/bin/bash\nset -e\n${script}` });
  const found = repository.generate(plan, contextOf(plan));
  const output = found.find(({ path }) => path === `repo/${file}`);
  expect(found.map(({ path }) => path)).toContain(`repo/${file}`);
  const { text } = takeOrigins(output!.text);
  const code = linesOf(text);
  expect(code.filter((line) => lines.includes(line))).toEqual(lines);
  for (const other of without) expect(code.join('\n')).not.toContain(other);
});
