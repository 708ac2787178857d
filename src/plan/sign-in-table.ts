/** How a machine that nobody sits at signs in to services outside AWS, by their own documentation. */

export interface SignInWay {
  /** What people call the service. */
  readonly service: string;
  readonly command: RegExp;
  /** The first words of the commands that want it; null for all of them. */
  readonly sub: RegExp | null;
  /** Names of the environment that hold what is secret, and who it is. */
  readonly names: readonly string[];
  /** What signs in with them; nothing where the tool reads the names by itself. */
  readonly lines: readonly string[];
}

const tools: readonly (readonly [service: string, command: RegExp, names: readonly string[]])[] = [
  // https://devcenter.heroku.com/articles/authentication
  ['Heroku', /^heroku$/, ['HEROKU_API_KEY']],
  // https://fly.io/docs/flyctl/integrating/
  ['Fly.io', /^(fly|flyctl)$/, ['FLY_API_TOKEN']],
  // https://docs.netlify.com/cli/get-started/
  ['Netlify', /^(netlify|ntl)$/, ['NETLIFY_AUTH_TOKEN']],
  // https://vercel.com/docs/cli
  ['Vercel', /^(vercel|vc)$/, ['VERCEL_TOKEN']],
  // https://developers.cloudflare.com/workers/wrangler/system-environment-variables/
  ['Cloudflare', /^wrangler$/, ['CLOUDFLARE_ACCOUNT_ID', 'CLOUDFLARE_API_TOKEN']],
  // https://surge.sh/help/integrating-with-circleci
  ['surge.sh', /^surge$/, ['SURGE_LOGIN', 'SURGE_TOKEN']],
  // https://cli.github.com/manual/gh_help_environment
  ['GitHub', /^gh$/, ['GH_TOKEN']],
  // https://docs.gitlab.com/cli/
  ['GitLab', /^glab$/, ['GITLAB_TOKEN']],
  // https://docs.digitalocean.com/reference/doctl/
  ['DigitalOcean', /^doctl$/, ['DIGITALOCEAN_ACCESS_TOKEN']],
  // https://github.com/hetznercloud/cli
  ['Hetzner Cloud', /^hcloud$/, ['HCLOUD_TOKEN']],
  // https://developers.scalingo.com/cli
  ['Scalingo', /^scalingo$/, ['SCALINGO_API_TOKEN']],
  // https://www.clever.cloud/developers/doc/cli/
  ['Clever Cloud', /^clever$/, ['CLEVER_SECRET', 'CLEVER_TOKEN']],
  // https://docs.upsun.com/administration/cli/api-tokens.html
  ['Platform.sh', /^(platform|upsun)$/, ['PLATFORMSH_CLI_TOKEN']],
  // https://docs.railway.com/guides/cli
  ['Railway', /^railway$/, ['RAILWAY_TOKEN']],
  // https://supabase.com/docs/reference/cli
  ['Supabase', /^supabase$/, ['SUPABASE_ACCESS_TOKEN']],
  // https://docs.expo.dev/accounts/programmatic-access/
  ['Expo', /^(eas|expo)$/, ['EXPO_TOKEN']],
  // https://www.pulumi.com/docs/iac/cli/environment-variables/
  ['Pulumi', /^pulumi$/, ['PULUMI_ACCESS_TOKEN']],
  // https://docs.sentry.io/cli/configuration/
  ['Sentry', /^sentry-cli$/, ['SENTRY_AUTH_TOKEN']],
  // https://docs.doppler.com/docs/cli
  ['Doppler', /^doppler$/, ['DOPPLER_TOKEN']],
];

/** What Git tells Heroku. Source: https://devcenter.heroku.com/articles/git#http-git-authentication */
export const herokuGit: SignInWay = {
  service: 'Heroku',
  command: /^git$/,
  sub: /^push$/,
  names: ['HEROKU_API_KEY'],
  lines: [
    `(umask 077 && printf 'machine git.heroku.com login heroku password %s\\n' "$HEROKU_API_KEY" >> "$HOME/.netrc")`,
  ],
};

const publishers: readonly SignInWay[] = [
  {
    // https://docs.npmjs.com/using-private-packages-in-a-ci-cd-workflow
    service: 'npm',
    command: /^(npm|pnpm|yarn|lerna)$/,
    sub: /^(publish|dist-tag|deprecate)$/,
    names: ['NPM_TOKEN'],
    lines: ['npm config set //registry.npmjs.org/:_authToken "$NPM_TOKEN"'],
  },
  // https://twine.readthedocs.io/en/stable/#environment-variables
  silent('PyPI', /^twine$/, /^upload$/, ['TWINE_PASSWORD', 'TWINE_USERNAME']),
  // https://python-poetry.org/docs/repositories/#configuring-credentials
  silent('PyPI', /^poetry$/, /^publish$/, ['POETRY_PYPI_TOKEN_PYPI']),
  // https://docs.astral.sh/uv/guides/package/
  silent('PyPI', /^uv$/, /^publish$/, ['UV_PUBLISH_TOKEN']),
  // https://doc.rust-lang.org/cargo/reference/environment-variables.html
  silent('crates.io', /^cargo$/, /^(publish|yank|owner)$/, ['CARGO_REGISTRY_TOKEN']),
  // https://guides.rubygems.org/api-key-scopes/
  silent('RubyGems', /^gem$/, /^(push|yank|owner)$/, ['GEM_HOST_API_KEY']),
];

// Source: https://cloud.google.com/docs/authentication/application-default-credentials
const googleKeyFile = [
  'export GOOGLE_APPLICATION_CREDENTIALS="$HOME/google-credentials.json"',
  `(umask 077 && printf '%s' "$GOOGLE_CREDENTIALS" > "$GOOGLE_APPLICATION_CREDENTIALS")`,
];

const clouds: readonly SignInWay[] = [
  {
    // https://cloud.google.com/sdk/docs/authorizing#key
    service: 'Google Cloud',
    command: /^(gcloud|gsutil|bq)$/,
    sub: null,
    names: ['GOOGLE_CREDENTIALS'],
    lines: [
      ...googleKeyFile,
      'gcloud auth activate-service-account --quiet --key-file="$GOOGLE_APPLICATION_CREDENTIALS"',
    ],
  },
  {
    // https://firebase.google.com/docs/cli#cli-ci-systems
    service: 'Google Cloud',
    command: /^firebase$/,
    sub: null,
    names: ['GOOGLE_CREDENTIALS'],
    lines: googleKeyFile,
  },
  {
    // https://learn.microsoft.com/cli/azure/authenticate-azure-cli-service-principal
    service: 'Azure',
    command: /^az$/,
    sub: null,
    names: ['AZURE_CLIENT_ID', 'AZURE_CLIENT_SECRET', 'AZURE_TENANT_ID'],
    lines: [
      'az login --service-principal --username "$AZURE_CLIENT_ID" --password "$AZURE_CLIENT_SECRET" --tenant "$AZURE_TENANT_ID" --output none',
    ],
  },
];

const clusters: readonly SignInWay[] = [
  {
    // https://docs.openshift.com/container-platform/latest/cli_reference/openshift_cli/getting-started-cli.html
    service: 'OpenShift',
    command: /^oc$/,
    sub: null,
    names: ['OPENSHIFT_SERVER', 'OPENSHIFT_TOKEN'],
    lines: ['oc login --server="$OPENSHIFT_SERVER" --token="$OPENSHIFT_TOKEN"'],
  },
];

/** All ways but those of container registries, which go by the host that an image is named after. */
export const signInWays: readonly SignInWay[] = [
  ...tools.map(([service, command, names]) => silent(service, command, null, names)),
  ...publishers,
  ...clouds,
  ...clusters,
];

/** The tool reads the names by itself. */
function silent(
  service: string,
  command: RegExp,
  sub: RegExp | null,
  names: readonly string[],
): SignInWay {
  return { service, command, sub, names, lines: [] };
}

/**
 * The way into the registry of an image; null where the role of CodeBuild is enough, once the script
 * has asked for it, and where the host of the registry is not known.
 * Sources: https://docs.docker.com/reference/cli/docker/login/,
 * https://cloud.google.com/artifact-registry/docs/docker/authentication#json-key,
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html
 */
export function registryWay(image: string): Omit<SignInWay, 'command' | 'sub'> | null {
  // The tag may be anything: what stands before the first slash tells.
  const first = /^([\w.][\w.:-]*)\//.exec(image)?.[1];
  if (first === undefined) return null;
  if (!/[.:]|^localhost$/.test(first))
    return {
      service: 'Docker Hub',
      names: ['DOCKERHUB_TOKEN', 'DOCKERHUB_USERNAME'],
      lines: [loginLine('DOCKERHUB', '')],
    };
  if (/^(localhost|127\.|10\.|192\.168\.)/.test(first)) return null;
  const region = /\.dkr\.ecr\.([a-z0-9-]+)\.amazonaws\.com$/.exec(first)?.[1];
  if (region !== undefined)
    return {
      service: 'Amazon ECR',
      names: [],
      lines: [
        `aws ecr get-login-password --region ${region} | docker login --username AWS --password-stdin ${first}`,
      ],
    };
  if (/(^|\.)gcr\.io$|-docker\.pkg\.dev$/.test(first))
    return {
      service: first,
      names: ['GOOGLE_CREDENTIALS'],
      lines: [
        `printf '%s' "$GOOGLE_CREDENTIALS" | docker login --username _json_key --password-stdin https://${first}`,
      ],
    };
  return {
    service: first,
    names: ['REGISTRY_PASSWORD', 'REGISTRY_USERNAME'],
    lines: [loginLine('REGISTRY', first, 'PASSWORD')],
  };
}

function loginLine(prefix: string, host: string, secret = 'TOKEN'): string {
  const login = `docker login --username "$${prefix}_USERNAME" --password-stdin ${host}`.trimEnd();
  return `printf '%s' "$${prefix}_${secret}" | ${login}`;
}
