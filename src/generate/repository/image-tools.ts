/** What commands need that CodeBuild's image has not, or calls otherwise. */
import type { RuntimeVersion } from '../../model/build-plan.ts';
import type { PlannedStep } from '../../model/plan.ts';
import type { Step } from '../../model/step.ts';
import { argumentTexts, commandHead } from '../../plan/arguments.ts';
import { baseName, isKnownAbsolute, parentOf } from '../../plan/paths.ts';
import { valueText } from '../../plan/value-text.ts';
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
  [/^git-lfs$/, 'git-lfs'],
  [/^sqlite3$/, 'sqlite3'],
  // The image that has Rust among its runtimes is another one, with fewer versions of the others.
  [/^(cargo|rustc)$/, 'cargo'],
  [/^lftp$/, 'lftp'],
  [/^ncftp(put)?$/, 'ncftp'],
  [/^ftp$/, 'ftp'],
  [/^pandoc$/, 'pandoc'],
  [/^(convert|mogrify)$/, 'imagemagick'],
  [/^parallel$/, 'parallel'],
  [/^(pv|tree|bc|pigz|zstd|dos2unix|sassc|doxygen|optipng|jpegoptim|varnish|svn|hg)$/, ''],
  [/^(dig|nslookup|host)$/, 'dnsutils'],
  [/^nc$/, 'netcat-openbsd'],
  [/^varnishadm$/, 'varnish'],
  [/^(mix|iex|elixir)$/, 'elixir'],
  [/^rebar3?$/, 'rebar3'],
  [/^(hugo|sshpass|gettext|graphviz|ffmpeg|rclone)$/, ''],
];
const ownNames: Readonly<Record<string, string>> = { svn: 'subversion', hg: 'mercurial' };

// Tools that npm brings; of yarn, grunt and webpack the image has its own.
const npmTools =
  /^(pnpm|bun|bower|gulp|docpad|pm2|ng|vercel|vc|netlify|ntl|firebase|surge|serverless|sls|cdk|heroku|wrangler|railway|supabase|eas|expo|sentry-cli|clever)$/;
const npmNames: Readonly<Record<string, string>> = {
  gulp: 'gulp-cli',
  ng: '@angular/cli',
  netlify: 'netlify-cli',
  ntl: 'netlify-cli',
  vc: 'vercel',
  railway: '@railway/cli',
  eas: 'eas-cli',
  expo: 'expo-cli',
  'sentry-cli': '@sentry/cli',
  clever: 'clever-tools',
  firebase: 'firebase-tools',
  sls: 'serverless',
  cdk: 'aws-cdk',
};

// Tools that pip brings.
const pipTools =
  /^(ansible(-playbook|-galaxy|-vault|-inventory)?|fab|poetry|uv|twine|mkdocs|invoke|awsebcli|eb)$/;
const pipNames: Readonly<Record<string, string>> = { fab: 'fabric', eb: 'awsebcli' };

const chosenVersion =
  'What the image has not. Set the version that the script ran with: the database remembers it.';

// Tools of makers who have a way of their own to bring them.
// Sources: https://helm.sh/docs/intro/install/, https://cloud.google.com/sdk/docs/install#deb,
// https://learn.microsoft.com/cli/azure/install-azure-cli-linux, https://fly.io/docs/flyctl/install/,
// https://github.com/cli/cli/blob/trunk/docs/install_linux.md, https://www.pulumi.com/docs/install/, https://developer.hashicorp.com/terraform/install,
// https://make.wordpress.org/cli/handbook/guides/installing/
// https://documentation.red-gate.com/flyway/reference/usage/flyway-open-source,
// https://github.com/liquibase/liquibase/releases
const ownWays: readonly (readonly [command: RegExp, lines: readonly string[], note?: string])[] = [
  [
    /^flyway$/,
    [
      'version=11.14.1',
      'mkdir -p /usr/local/lib/flyway',
      'curl -fsSL "https://github.com/flyway/flyway/releases/download/flyway-$version/flyway-commandline-$version-linux-x64.tar.gz" \\',
      '  | tar -xz --strip-components=1 -C /usr/local/lib/flyway',
      'ln -sf /usr/local/lib/flyway/flyway /usr/local/bin/flyway',
    ],
    chosenVersion,
  ],
  [
    /^liquibase$/,
    [
      'version=4.33.0',
      'mkdir -p /usr/local/lib/liquibase',
      'curl -fsSL "https://github.com/liquibase/liquibase/releases/download/v$version/liquibase-$version.tar.gz" \\',
      '  | tar -xz -C /usr/local/lib/liquibase',
      'ln -sf /usr/local/lib/liquibase/liquibase /usr/local/bin/liquibase',
    ],
    chosenVersion,
  ],
  [
    /^helm$/,
    ['curl -fsSL https://raw.githubusercontent.com/helm/helm/main/scripts/get-helm-3 | bash'],
  ],
  [
    /^(terraform|packer)$/,
    [
      'curl -fsSL https://apt.releases.hashicorp.com/gpg | gpg --dearmor -o /usr/share/keyrings/hashicorp.gpg',
      'echo "deb [signed-by=/usr/share/keyrings/hashicorp.gpg] https://apt.releases.hashicorp.com $(lsb_release -cs) main" > /etc/apt/sources.list.d/hashicorp.list',
      'apt-get update -qq',
      'apt-get install -y -qq NAME',
    ],
  ],
  [
    /^(gcloud|gsutil|bq)$/,
    [
      'curl -fsSL https://packages.cloud.google.com/apt/doc/apt-key.gpg | gpg --dearmor -o /usr/share/keyrings/cloud.google.gpg',
      'echo "deb [signed-by=/usr/share/keyrings/cloud.google.gpg] https://packages.cloud.google.com/apt cloud-sdk main" > /etc/apt/sources.list.d/google-cloud-sdk.list',
      'apt-get update -qq',
      'apt-get install -y -qq google-cloud-cli',
    ],
  ],
  [
    /^oc$/,
    [
      'curl -fsSL https://mirror.openshift.com/pub/openshift-v4/clients/ocp/stable/openshift-client-linux.tar.gz | tar -xz -C /usr/local/bin oc',
    ],
  ],
  [/^az$/, ['curl -fsSL https://aka.ms/InstallAzureCLIDeb | bash']],
  [/^(fly|flyctl)$/, ['curl -fsSL https://fly.io/install.sh | FLYCTL_INSTALL=/usr/local sh']],
  [
    /^gh$/,
    [
      'curl -fsSL -o /usr/share/keyrings/githubcli.gpg https://cli.github.com/packages/githubcli-archive-keyring.gpg',
      'echo "deb [signed-by=/usr/share/keyrings/githubcli.gpg] https://cli.github.com/packages stable main" > /etc/apt/sources.list.d/github-cli.list',
      'apt-get update -qq',
      'apt-get install -y -qq gh',
    ],
  ],
  [
    /^pulumi$/,
    ['curl -fsSL https://get.pulumi.com | sh', 'ln -sf "$HOME/.pulumi/bin/pulumi" /usr/local/bin/'],
  ],
  [
    /^wp$/,
    [
      'curl -fsSL -o /usr/local/bin/wp https://raw.githubusercontent.com/wp-cli/builds/gh-pages/phar/wp-cli.phar',
      'chmod +x /usr/local/bin/wp',
    ],
  ],
];

/** Commands of the install phase that bring what these steps call. */
export function missingTools(
  steps: readonly PlannedStep[],
  runtimes: readonly RuntimeVersion[] = [],
): readonly Block[] {
  const names = commandsOf(steps);
  const apt = distinct(names.flatMap(packageOf));
  const npm = distinct(
    names.filter((name) => npmTools.test(name)).map((name) => npmNames[name] ?? name),
  );
  const pip = distinct(
    names.flatMap((name) =>
      pipTools.test(name) ? [pipNames[name] ?? name.replace(/^ansible-.*/, 'ansible')] : [],
    ),
  );
  const usesGke = steps.some(({ classified }) =>
    /^gcloud container clusters\b/.test(commandHead(classified.step, 3)),
  );
  const ways = ownWays.flatMap(([pattern, lines, note = 'What the image has not.']) => {
    const called = distinct(names).filter((name) => pattern.test(name));
    const own = called.includes('gcloud') && usesGke ? lines.map(withGkePlugin) : lines;
    return called.length === 0 ? [] : [{ called, lines: own, note }];
  });
  // One way may bring several of its commands, or each of them by its name.
  const own = ways.flatMap(({ called, lines, note }) =>
    lines.some((line) => line.includes('NAME'))
      ? called.map((name) => ({ lines: lines.map((line) => line.replace('NAME', name)), note }))
      : [{ lines, note }],
  );
  const installed = runtimes.flatMap(({ name, version, isCarried }) =>
    isCarried ? [] : [`${name}${version}`],
  );
  const php = distinct(
    names.filter((name) => /^php\d(\.\d+)?$/.test(name) && !installed.includes(name)),
  );
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
    ...(pip.length === 0
      ? []
      : [ownBlock('What the image has not.', [`pip install --quiet ${pip.join(' ')}`])]),
    ...own.map(({ lines, note }) => ownBlock(note, lines)),
    ...calledElsewhere(steps),
    // The image's php is a shim that goes by the name it is called with.
    ...php.map((name) =>
      ownBlock(`The hosts call it ${name}, the image php.`, [
        `ln -sf "$(phpenv which php)" /usr/local/bin/${name}`,
      ]),
    ),
  ];
}

/** A command that we know how to bring. */
export function isKnownTool(name: string): boolean {
  return packageOf(name).length > 0 || ownWays.some(([pattern]) => pattern.test(name));
}

/** `/opt/flyway/flyway` of a host: the tool is there by its name, and the command calls it by its place. */
function calledElsewhere(steps: readonly PlannedStep[]): readonly Block[] {
  const paths = steps.flatMap(({ disposition, classified: { step } }) => {
    const path = step.words[0] === undefined ? '' : valueText(step.words[0].value);
    const isElsewhere = isKnownAbsolute(path) && !/^\/(usr\/(local\/)?)?s?bin\//.test(path);
    return disposition === 'converted' && isElsewhere && isKnownTool(step.name ?? '') ? [path] : [];
  });
  return distinct(paths).map((path) =>
    ownBlock('The hosts have it elsewhere.', [
      `mkdir -p ${parentOf(path)}`,
      `ln -sf "$(command -v ${baseName(path)})" ${path}`,
    ]),
  );
}

/** kubectl asks it for tokens. Source: https://cloud.google.com/kubernetes-engine/docs/how-to/cluster-access-for-kubectl */
function withGkePlugin(line: string): string {
  return line.replace(/ google-cloud-cli$/, '$& google-cloud-cli-gke-gcloud-auth-plugin');
}

/** Names of the commands, and of those that feed them through a pipe. */
function commandsOf(steps: readonly PlannedStep[]): readonly string[] {
  return steps
    .filter(({ disposition }) => disposition === 'converted')
    .flatMap(({ classified: { step } }) => [
      ...(step.name === null || step.place.kind === 'container' || isBrought(step)
        ? []
        : [
            step.batch?.client ?? step.name,
            ...(argumentTexts(step)[0] === 'lfs' ? ['git-lfs'] : []),
          ]),
      ...(step.pipeline?.before ?? []),
    ]);
}

/** `npx gulp` finds the project's own, or fetches it. */
function isBrought({ wrappers }: Step): boolean {
  return wrappers.some(({ name }) => /^(npx|pnpx|bunx|yarn|pnpm|poetry|pipenv|bundle)$/.test(name));
}

function packageOf(command: string): readonly string[] {
  const found = packages.find(([pattern]) => pattern.test(command));
  if (found === undefined) return [];
  return [found[1] === '' ? (ownNames[command] ?? command) : found[1]];
}

function distinct(names: readonly string[]): readonly string[] {
  return [...new Set(names)].sort();
}
