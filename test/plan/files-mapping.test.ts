/** Where copies land: CodeDeploy takes folders, so that every row is a folder and perhaps a new name. */
import { expect, test } from '@jest/globals';

import { planScripts } from './planned.ts';

interface Row {
  readonly script: string;
  readonly why: string;
  /** `source -> folder`, `source -> folder as name`; a folder of the source ends with a slash. */
  readonly files: readonly string[];
}

const h = 'deploy@web1';
const rows: readonly Row[] = [
  {
    why: 'scp without -r copies a file, whatever it is called',
    script: `scp bin/server ${h}:/opt/shop/`,
    files: ['bin/server -> /opt/shop'],
  },
  {
    why: 'scp -r copies a folder by its name',
    script: `scp -r dist ${h}:/var/www/html`,
    files: ['dist/ -> /var/www/html/dist'],
  },
  {
    why: 'the home of whoever logs in',
    script: `scp bin/server ${h}:bin/server`,
    files: ['bin/server -> /home/deploy/bin'],
  },
  {
    why: 'a folder that a caller may name otherwise is the one that the script says',
    script: `APP_DIR="\${APP_DIR:-/opt/shop}"\ncd "$APP_DIR"\ngit pull\ndocker compose up -d --build`,
    files: ['./ -> /opt/shop'],
  },
  {
    why: 'the home of somebody else',
    script: `ssh ${h} "cd ~shop/app && git pull"`,
    files: ['./ -> /home/shop/app'],
  },
  {
    why: 'what cargo builds is a program',
    script: `cargo build --release\nrsync -a target/release/main ${h}:/opt/shop/`,
    files: ['target/release/main -> /opt/shop'],
  },
  {
    why: 'for another target, too',
    script: `rsync -a target/x86_64-unknown-linux-musl/release/api ${h}:/opt/shop/`,
    files: ['target/x86_64-unknown-linux-musl/release/api -> /opt/shop'],
  },
  {
    why: 'go build -o names a file',
    script: `go build -o out/api ./cmd\nrsync -a out/api ${h}:/opt/shop/`,
    files: ['out/api -> /opt/shop'],
  },
  {
    why: 'go build -o DIR/ names a folder',
    script: `go build -o out/ ./cmd/...\nrsync -a out ${h}:/opt/shop/`,
    files: ['out/ -> /opt/shop/out'],
  },
  {
    why: 'go build without -o leaves a program called like its package',
    script: `go build ./cmd/api\nrsync -a api ${h}:/opt/shop/`,
    files: ['api -> /opt/shop'],
  },
  {
    why: 'a folder with a dot in front is one all the same',
    script: `rsync -a .next ${h}:/srv/shop/`,
    files: ['.next/ -> /srv/shop/.next'],
  },
  {
    why: 'an archive of a commit is the whole source',
    script: `git archive HEAD | ssh ${h} "tar -x -C /srv/shop"`,
    files: ['./ -> /srv/shop'],
  },
  {
    why: 'or the folder that the commit or a path names',
    script: `git archive main:site | ssh ${h} "tar -x -C /srv/site"\ngit archive main docs | ssh ${h} "tar -x -C /srv"`,
    files: ['site/ -> /srv/site', 'docs/ -> /srv/docs'],
  },
  {
    why: 'one that a host unpacks from its clone lands in its folder, and nothing in the clone',
    script: `ssh ${h} "cd /srv/repo && git fetch && git archive main | tar -x -C /srv/shop"`,
    files: ['./ -> /srv/shop'],
  },
  {
    why: 'a trailing slash means the contents',
    script: `rsync -a dist/ ${h}:/srv/shop`,
    files: ['dist/ -> /srv/shop'],
  },
  {
    why: 'the target of a file is a file when it ends alike',
    script: `scp conf/prod.conf ${h}:/etc/nginx/conf.d/shop.conf`,
    files: ['conf/prod.conf -> /etc/nginx/conf.d as shop.conf'],
  },
  {
    why: 'a dotfile is a file',
    script: `scp htaccess ${h}:/srv/shop/.htaccess`,
    files: ['htaccess -> /srv/shop as .htaccess'],
  },
  {
    why: 'a domain is a folder, not a file with an extension',
    script: `scp index.html ${h}:/var/www/example.com`,
    files: ['index.html -> /var/www/example.com'],
  },
  {
    why: 'unless its folder holds files',
    script: `scp nginx/site ${h}:/etc/nginx/sites-available/example.com`,
    files: ['nginx/site -> /etc/nginx/sites-available as example.com'],
  },
  {
    why: 'a program in a folder of programs is a file',
    script: `scp tool.sh ${h}:/usr/local/bin/tool`,
    files: ['tool.sh -> /usr/local/bin as tool'],
  },
  {
    why: 'a file with an extension goes into what has none',
    script: `scp app.jar ${h}:/opt/shop`,
    files: ['app.jar -> /opt/shop'],
  },
  {
    why: 'what is run later is a file',
    script: `scp run.sh ${h}:/opt/start\nssh ${h} 'bash /opt/start'`,
    files: ['run.sh -> /opt as start'],
  },
  {
    why: 'what others work in is a folder',
    script: `scp server ${h}:/opt/server\nssh ${h} 'cd /opt/server && ./server --migrate'`,
    files: ['server -> /opt/server'],
  },
  {
    why: 'several sources need a folder',
    script: `scp a.service b.service ${h}:/etc/units`,
    files: ['a.service -> /etc/units', 'b.service -> /etc/units'],
  },
  {
    why: 'an archive keeps the folders of its members',
    script: `tar czf - dist | ssh ${h} 'tar xzf - -C /srv/shop'`,
    files: ['dist/ -> /srv/shop/dist'],
  },
  {
    why: 'of a file, too',
    script: `tar czf - build/app.jar | ssh ${h} 'tar xzf - -C /srv/shop'`,
    files: ['build/app.jar -> /srv/shop/build'],
  },
  {
    why: 'packed from inside, it has none',
    script: `tar czf - -C dist . | ssh ${h} 'tar xzf - -C /srv/shop'`,
    files: ['dist/ -> /srv/shop'],
  },
  {
    why: 'a file that a pipe writes on the host is a copy',
    script: `cat conf/hosts.prod | ssh ${h} 'sudo tee /etc/hosts'`,
    files: ['conf/hosts.prod -> /etc as hosts'],
  },
  {
    why: 'or a redirection of ssh',
    script: `ssh ${h} 'cat > /srv/shop/app.ini' < conf/app.ini`,
    files: ['conf/app.ini -> /srv/shop'],
  },
  {
    why: 'what the far side reads is a file of its own',
    script: `ssh ${h} 'cat > /srv/shop/app.ini < /etc/app.ini'`,
    files: [],
  },
];

test.each(rows)('$why', ({ script, files }) => {
  const { deployment } = planScripts({ 'deploy.sh': `set -e\n${script}\n` });
  expect(
    deployment.files.map(
      ({ source, isDirectory, destination, fileName }) =>
        `${source}${isDirectory ? '/' : ''} -> ${destination ?? '?'}${fileName === null ? '' : ` as ${fileName}`}`,
    ),
  ).toEqual(files);
});

const secretRows = [
  { script: `rsync .env.remote ${h}:/srv/shop/.env`, file: '/srv/shop/.env ENV_FILE' },
  { script: `scp .env ${h}:/srv/shop/`, file: '/srv/shop/.env ENV_FILE' },
  { script: `scp prod.env ${h}:/srv/shop/.env`, file: '/srv/shop/.env ENV_FILE' },
  { script: `scp .env.example ${h}:/srv/shop/.env`, file: null },
  { script: `scp .env.dist ${h}:/srv/shop/.env`, file: null },
];

test.each(secretRows)('$script: $file', ({ script, file }) => {
  const { deployment, parameters, steps } = planScripts({ 'deploy.sh': `${script}\n` });
  const [secret] = deployment.secretFiles;
  expect(deployment.files.length).toBe(file === null ? 1 : 0);
  expect(
    secret === undefined ? null : `${secret.destination!}/${secret.fileName} ${secret.parameter}`,
  ).toBe(file);
  expect(parameters.map(({ name }) => name)).toEqual(file === null ? [] : ['ENV_FILE']);
  expect(steps.map(({ destination, disposition }) => [destination, disposition])).toEqual([
    [file === null ? 'appspec/files' : 'secret', 'converted'],
  ]);
});

test('two files of settings have a parameter each, one that is sent twice has one', () => {
  const { deployment } = planScripts({
    'deploy.sh': `scp api/.env ${h}:/srv/shop/api/.env\nscp web/.env ${h}:/srv/shop/web/.env\nscp web/.env.prod ${h}:/srv/shop/web/.env\n`,
  });
  expect(deployment.secretFiles.map(({ parameter, steps }) => [parameter, steps.length])).toEqual([
    ['API_ENV_FILE', 1],
    ['WEB_ENV_FILE', 2],
  ]);
});

test('a file that is sent and then moved is installed where it ends, by one entry', () => {
  const { deployment, steps } = planScripts({
    'deploy.sh': `scp shop.conf ${h}:/tmp/shop.conf\nssh ${h} 'sudo mv /tmp/shop.conf /etc/nginx/sites-available/shop.conf'\n`,
  });
  expect(deployment.files).toEqual([
    expect.objectContaining({ destination: '/etc/nginx/sites-available', fileName: null }),
  ]);
  expect(steps.map(({ destination }) => destination)).toEqual(['appspec/files', 'appspec/files']);
});

test('the folder of the application is asked for where files are installed, and only there', () => {
  const asked = (script: string) =>
    planScripts({ 'deploy.sh': script }).questions.map(({ question }) => question.id);
  expect(asked(`scp app.jar "${h}:$1"\n`)).toContain('deploy_path');
  expect(asked('aws s3 sync dist "s3://$1"\n')).not.toContain('deploy_path');
  expect(asked('docker cp app.jar "$1:/opt/"\n')).not.toContain('deploy_path');
  expect(asked('gcloud functions deploy f --source "$1"\n')).not.toContain('deploy_path');
});

test('a bucket is no host: a job of its own publishes, after the approval', () => {
  const { deployment, steps } = planScripts({
    'deploy.sh':
      'npm run build\naws s3 sync dist s3://shop-www --delete\naws s3 cp dist/index.html s3://shop-www/index.html --cache-control no-cache\n',
  });
  expect(deployment.files).toEqual([]);
  expect(deployment.site?.folder).toBe('dist');
  expect(steps.map(({ destination, disposition }) => `${destination!} ${disposition!}`)).toEqual([
    'buildspec/build converted',
    'stage/Deploy converted',
    'stage/Deploy converted',
  ]);
});
