/** What commands need that CodeBuild's image has not, or calls otherwise. */
import type { PlannedStep } from '../../model/plan.ts';
import type { Block } from './build-blocks.ts';
import { ownBlock } from './build-blocks.ts';

// Packages of Ubuntu 22.04. The image has compilers, git, rsync, zip, jq, the AWS CLI, Docker and the
// runtimes, and none of these.
// Source: https://github.com/aws/aws-codebuild-docker-images/blob/master/ubuntu/standard/7.0/Dockerfile
const packages: readonly (readonly [command: RegExp, name: string])[] = [
  [/^(mysql|mysqldump|mysqladmin|mysqlimport|mysqlpump)$/, 'mysql-client'],
  [/^mariadb(-dump|-admin)?$/, 'mariadb-client'],
  [/^(psql|pg_dump|pg_dumpall|pg_restore|pg_isready|createdb|dropdb)$/, 'postgresql-client'],
  [/^redis-cli$/, 'redis-tools'],
  [/^sqlite3$/, 'sqlite3'],
  // The image that has Rust among its runtimes is another one, with fewer versions of the others.
  [/^(cargo|rustc)$/, 'cargo'],
  [/^lftp$/, 'lftp'],
  [/^ncftp(put)?$/, 'ncftp'],
  [/^pandoc$/, 'pandoc'],
  [/^(convert|mogrify)$/, 'imagemagick'],
  [/^parallel$/, 'parallel'],
  [/^(pv|tree|bc|pigz|zstd|dos2unix|sassc|doxygen|optipng|jpegoptim|varnish|svn|hg)$/, ''],
  [/^(dig|nslookup|host)$/, 'dnsutils'],
  [/^nc$/, 'netcat-openbsd'],
  [/^varnishadm$/, 'varnish'],
];
const ownNames: Readonly<Record<string, string>> = { svn: 'subversion', hg: 'mercurial' };

// Tools that npm brings; of yarn, grunt and webpack the image has its own.
const npmTools = /^(pnpm|bower|gulp|pm2|ng|vercel|netlify|firebase|surge|serverless|sls|cdk)$/;
const npmNames: Readonly<Record<string, string>> = {
  gulp: 'gulp-cli',
  ng: '@angular/cli',
  netlify: 'netlify-cli',
  firebase: 'firebase-tools',
  sls: 'serverless',
  cdk: 'aws-cdk',
};

/** Commands of the install phase that bring what these steps call. */
export function missingTools(steps: readonly PlannedStep[]): readonly Block[] {
  const names = commandsOf(steps);
  const apt = distinct(names.flatMap(packageOf));
  const npm = distinct(
    names.filter((name) => npmTools.test(name)).map((name) => npmNames[name] ?? name),
  );
  const php = distinct(names.filter((name) => /^php\d(\.\d+)?$/.test(name)));
  return [
    ...(apt.length === 0
      ? []
      : [
          ownBlock('What the image has not.', [
            'apt-get update -qq',
            `apt-get install -y -qq --no-install-recommends ${apt.join(' ')}`,
          ]),
        ]),
    ...(npm.length === 0 ? [] : [ownBlock('', [`npm install --global ${npm.join(' ')}`])]),
    // The image's php is a shim that goes by the name it is called with.
    ...php.map((name) =>
      ownBlock(`The hosts call it ${name}, the image php.`, [
        `ln -sf "$(phpenv which php)" /usr/local/bin/${name}`,
      ]),
    ),
  ];
}

/** Names of the commands, and of those that feed them through a pipe. */
function commandsOf(steps: readonly PlannedStep[]): readonly string[] {
  return steps
    .filter(({ disposition }) => disposition === 'converted')
    .flatMap(({ classified: { step } }) => [
      ...(step.name === null || step.place.kind === 'container' ? [] : [step.name]),
      ...(step.pipeline?.before ?? []),
    ]);
}

function packageOf(command: string): readonly string[] {
  const found = packages.find(([pattern]) => pattern.test(command));
  if (found === undefined) return [];
  return [found[1] === '' ? (ownNames[command] ?? command) : found[1]];
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
